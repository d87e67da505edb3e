"""A bot that the sandbox was told to start: killed, started anew, ended with it."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest

from sandbox import RefusedError, Sandbox
from sandbox.keeping import BotKeeper
from sandbox.waiting import until

ROOT = Path(__file__).resolve().parents[2]
BOT = """
import os, discord

class Bot(discord.Client):
    async def on_message(self, message):
        if self.user in message.mentions and message.author != self.user:
            await message.reply(os.environ["ROOM"])

Bot(intents=discord.Intents.default()).run(os.environ["DISCORD_TOKEN"], log_handler=None)
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    (tmp_path / "kept_bot.py").write_text(BOT)
    return f"{ROOT}{os.pathsep}{tmp_path}"


async def test_a_kept_bot_is_killed_and_started_anew(path: str) -> None:
    async with Sandbox.start() as box:
        keeper = BotKeeper(box, ["kept_bot"], {"PYTHONPATH": path, "ROOM": "{general}"})
        async with keeper.keeping():
            await box.wait_online(20)
            first = keeper.pid
            assert box.faults.kill_bot() == 1
            await until(box.world.events, lambda: not box.hub.online or None, 10, "end of the bot")
            assert box.faults.kill_bot() == 0
            assert box.faults.restart_bot() == 0
            await box.wait_online(20)
            assert keeper.pid not in {None, first}
            maya, general = box.member("Maya"), box.channel("general")
            asked = await maya.send(general, f"{box.bot_mention} where are we?")
            assert (await maya.wait_reply(asked)).content == str(general.id)
        assert keeper.pid is None


async def test_without_a_kept_bot_there_is_none_to_kill() -> None:
    async with Sandbox.start() as box:
        with pytest.raises(RefusedError, match="did not start the bot"):
            box.faults.kill_bot()


async def test_the_command_line_starts_the_bot_and_ends_it(path: str) -> None:
    command = ["-m", "sandbox", "--port", "0", "--announce", "--bot-env", "ROOM={answers}", "--", "kept_bot"]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, stdout=PIPE, stderr=DEVNULL, cwd=ROOT, env={"PYTHONPATH": path}
    )
    assert process.stdout is not None
    where = json.loads(await asyncio.wait_for(process.stdout.readline(), 20))
    async with aiohttp.ClientSession() as session, asyncio.timeout(30):
        online = False
        while not online:
            await asyncio.sleep(0.05)
            async with session.get(where["page_url"] + "sandbox/api/start") as response:
                online = (await response.json())["bot"]["online"]
        url = where["page_url"] + "sandbox/api/faults"
        async with session.post(url, json={"fault": "restart_bot"}) as response:
            assert (await response.json())["struck"] == 1
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 0
