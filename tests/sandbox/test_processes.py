"""The sandbox and a bot as processes of their own, as the command line starts them."""

import asyncio
import json
import signal
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import aiohttp
import pytest

ROOT = Path(__file__).resolve().parents[2]
PROBE = """
import os, sys, discord
client = discord.Client(intents=discord.Intents.default(), guild_ready_timeout=0.1)

@client.event
async def on_ready():
    print("ready as", client.user, sys.argv[1:], flush=True)
    await client.close()

client.run(os.environ["DISCORD_TOKEN"], log_handler=None)
"""


async def start(*arguments: str) -> asyncio.subprocess.Process:
    command = ["-m", "sandbox", "--port", "0", *arguments]
    return await asyncio.create_subprocess_exec(sys.executable, *command, stdout=PIPE, stderr=PIPE, cwd=ROOT)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
async def test_a_module_is_launched_against_an_announced_sandbox(
    tmp_path: Path, stop: signal.Signals
) -> None:
    (tmp_path / "probe_bot.py").write_text(PROBE)
    process = await start("--announce", "--bot-name", "Keeper")
    assert process.stdout is not None
    where = json.loads(await asyncio.wait_for(process.stdout.readline(), 20))
    assert list(where["channels"]) == ["general", "answers", "moderators"]
    assert "Moderator" in where["roles"]
    launch = ["-m", "sandbox.launch", "--rest", where["rest_url"], "--gateway", where["gateway_url"]]
    bot = await asyncio.create_subprocess_exec(
        sys.executable, *launch, "--", "probe_bot", "run", "--flag",
        stdout=PIPE, cwd=tmp_path, env={"DISCORD_TOKEN": where["token"], "PYTHONPATH": f"{ROOT}:{tmp_path}"},
    )  # fmt: skip
    said, _ = await asyncio.wait_for(bot.communicate(), 30)
    assert said.decode().strip() == "ready as Keeper#0001 ['run', '--flag']"
    process.send_signal(stop)
    _, errors = await asyncio.wait_for(process.communicate(), 10)
    assert (process.returncode, errors) == (0, b"")


async def test_stopping_does_not_wait_for_open_pages() -> None:
    process = await start("--announce")
    assert process.stdout is not None
    where = json.loads(await asyncio.wait_for(process.stdout.readline(), 20))
    async with aiohttp.ClientSession() as session:
        async with session.get(where["page_url"] + "sandbox/api/start") as response:
            person = (await response.json())["people"][0]["id"]
        url = where["page_url"].replace("http", "ws", 1) + f"sandbox/api/live?as={person}"
        async with session.ws_connect(url):
            process.terminate()
            await asyncio.wait_for(process.communicate(), 5)
    assert process.returncode == 0


async def test_without_announce_it_speaks_to_people() -> None:
    process = await start("--suggest", "Why?")
    assert process.stdout is not None
    first = await asyncio.wait_for(process.stdout.readline(), 20)
    assert first.decode().startswith("The sandbox is at http://127.0.0.1:")
    process.terminate()
    await asyncio.wait_for(process.communicate(), 10)


async def test_a_port_in_use_is_said_and_not_raised() -> None:
    process = await start("--announce")
    assert process.stdout is not None
    where = json.loads(await asyncio.wait_for(process.stdout.readline(), 20))
    port = where["page_url"].rstrip("/").rsplit(":", 1)[1]
    second = await start("--port", port)
    _, errors = await asyncio.wait_for(second.communicate(), 20)
    assert second.returncode == 1
    assert errors.decode().startswith("The sandbox cannot start:")
    process.terminate()
    await asyncio.wait_for(process.communicate(), 10)
