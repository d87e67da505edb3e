"""The bot as people start it: a process of its own, in the sandbox or pointed at one."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import pytest

from sandbox import Sandbox
from sandbox import Settings as SandboxSettings

from .staging import DESCRIPTION

PATIENCE = 30


@asynccontextmanager
async def python(*arguments: str, cwd: Path, **environment: str) -> AsyncIterator[Process]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "LPBOT_"))}
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=cwd, stdout=PIPE, stderr=STDOUT, env=kept | environment
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def said(process: Process) -> str:
    assert process.stdout is not None
    return (await asyncio.wait_for(process.stdout.read(), PATIENCE)).decode()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
async def test_a_bot_with_a_token_connects_answers_and_stops_when_told(
    facts: Path, tmp_path: Path, stop: signal.Signals
) -> None:
    port = free_port()
    async with Sandbox.start(SandboxSettings(openapi=DESCRIPTION)) as box:
        point = ["--rest", box.rest_url, "--gateway", box.gateway_url]
        settings = {
            "DISCORD_TOKEN": box.token,
            "LPBOT_FACTS_DIR": str(facts),
            "LPBOT_HEALTH_PORT": str(port),
            "LPBOT_LOG_FORMAT": "json",
        }
        arguments = ("-m", "sandbox.launch", *point, "--", "bot", "run")
        async with python(*arguments, cwd=tmp_path, **settings) as bot:
            await box.wait_online(PATIENCE)
            maya, general = box.member("Maya"), box.channel("general")
            secret = "where was the 2014 festival, the one of my own words?"
            asked = await maya.send(general, f"{box.bot_mention} {secret}")
            assert "Porto" in (await maya.wait_reply(asked, timeout=PATIENCE)).content
            await healthy(tmp_path, port)
            bot.send_signal(stop)
            log = await said(bot)
            assert await asyncio.wait_for(bot.wait(), PATIENCE) == 0
        assert json.loads(log.splitlines()[-1])["event"] == "stopped"
        assert box.token not in log
        assert "my own words" not in log
        assert (tmp_path / ".lpbot" / "commands.sha256").exists()
        assert [str(violation) for violation in box.violations] == []


async def healthy(cwd: Path, port: int) -> None:
    """Wait until the health command says that the bot is well."""
    async with asyncio.timeout(PATIENCE):
        while True:
            async with python("-m", "bot.ops.health", cwd=cwd, LPBOT_HEALTH_PORT=str(port)) as asking:
                if await asking.wait() == 0:
                    return


async def test_without_a_token_the_sandbox_starts_with_the_bot_in_it(facts: Path, tmp_path: Path) -> None:
    port = free_port()
    arguments = ("-m", "bot", "run", "--port", str(port))
    async with python(*arguments, cwd=tmp_path, LPBOT_FACTS_DIR=str(facts)) as both:
        assert both.stdout is not None
        lines: list[str] = []
        async with asyncio.timeout(PATIENCE):
            while "ready" not in (lines or [""])[-1]:
                lines.append((await both.stdout.readline()).decode())
        told = "".join(lines)
        assert f"Open http://127.0.0.1:{port}/ and ask" in told
        assert "Harbour Choir" in told
        both.send_signal(signal.SIGINT)
        assert "stopped" in await said(both)
        assert await asyncio.wait_for(both.wait(), PATIENCE) == 0
    with socket.socket() as again:
        again.bind(("127.0.0.1", port))


async def test_the_sandbox_can_kill_the_bot_and_start_it_anew(facts: Path, tmp_path: Path) -> None:
    port = free_port()
    arguments = ("-m", "bot", "run", "--port", str(port))
    async with python(*arguments, cwd=tmp_path, LPBOT_FACTS_DIR=str(facts)) as both:
        api = f"http://127.0.0.1:{port}/sandbox/api"
        async with aiohttp.ClientSession() as session, asyncio.timeout(PATIENCE):
            await bot_is(session, api, online=True)
            for fault, online in (("kill_bot", False), ("restart_bot", True)):
                async with session.post(f"{api}/faults", json={"fault": fault}) as struck:
                    assert struck.status == 200
                await bot_is(session, api, online=online)
        both.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(both.wait(), PATIENCE) == 0


async def bot_is(session: aiohttp.ClientSession, api: str, *, online: bool) -> None:
    """Wait until the sandbox says so."""
    found = None
    while found is not online:
        await asyncio.sleep(0.1)
        with suppress(aiohttp.ClientConnectionError):
            async with session.get(f"{api}/start") as response:
                found = (await response.json())["bot"]["online"]


class TestWhatKeepsItFromStarting:
    async def told(self, cwd: Path, *arguments: str, **environment: str) -> str:
        async with python(*arguments, cwd=cwd, **environment) as bot:
            text = await said(bot)
            assert await bot.wait() == 1
        assert "Traceback" not in text
        return text

    async def test_facts_that_are_not_sound(self, facts: Path, tmp_path: Path) -> None:
        (facts / "choir.yaml").write_text("porto:\n\tkind: city\n")
        for token in ({}, {"DISCORD_TOKEN": "any"}):
            text = await self.told(tmp_path, "-m", "bot", "run", LPBOT_FACTS_DIR=str(facts), **token)
            assert "are not sound:\nchoir.yaml:2:1:" in text

    async def test_a_wrong_option(self, tmp_path: Path) -> None:
        (tmp_path / "config.yaml").write_text("colour: red\n")
        assert "config.yaml:1:1: colour: no such option" in await self.told(tmp_path, "-m", "bot", "run")

    async def test_a_port_in_use(self, facts: Path, tmp_path: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
            text = await self.told(tmp_path, "-m", "bot", "run", "--port", port, LPBOT_FACTS_DIR=str(facts))
        assert "The sandbox did not start" in text

    async def test_a_token_that_discord_refuses(self, facts: Path, tmp_path: Path) -> None:
        async with Sandbox.start() as box:
            text = await self.launched(box, facts, tmp_path, DISCORD_TOKEN="wrong")
        assert "Discord refused the token" in text

    async def test_an_intent_that_is_not_allowed(self, facts: Path, tmp_path: Path) -> None:
        async with Sandbox.start(SandboxSettings(disallowed_intents=1 << 15)) as box:
            text = await self.launched(
                box, facts, tmp_path, DISCORD_TOKEN=box.token, LPBOT_ANSWER_CHANNELS="5"
            )
        assert "need the Message Content intent" in text

    async def test_a_discord_that_is_not_there(self, facts: Path, tmp_path: Path) -> None:
        async with Sandbox.start() as box:
            gone = box
        text = await self.launched(gone, facts, tmp_path, DISCORD_TOKEN="any")
        assert "Discord cannot be reached" in text

    async def launched(self, box: Sandbox, facts: Path, cwd: Path, **environment: str) -> str:
        point = ["--rest", box.rest_url, "--gateway", box.gateway_url]
        arguments = ("-m", "sandbox.launch", *point, "--", "bot", "run")
        return await self.told(cwd, *arguments, LPBOT_FACTS_DIR=str(facts), **environment)
