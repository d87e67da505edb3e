"""The bot without Discord: starts the local sandbox and the bot in it, two processes that live together.

Neither imports the other; the bot is pointed at the sandbox from outside.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.facts import FactBaseError, load
from bot.facts.model import Community
from bot.ops.starting import StartError
from bot.settings import CONFIG_VARIABLE, Settings

PATIENCE = 20.0
FAREWELL = 10.0
ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Sandbox:
    """Where a running sandbox is, how to log in to it, and its channels' ids, as it announces itself."""

    page_url: str
    rest_url: str
    gateway_url: str
    token: str
    channels: Mapping[str, str]


async def run_sandboxed(settings: Settings, config: Path | None, port: int) -> int:
    """Run sandbox and bot until SIGINT or SIGTERM, or until one of them ends; return the exit status.

    Args:
        settings: for the folder of facts.
        config: the configuration file that the bot is to read, where one was named.
        port: of the sandbox's page.

    Raises:
        StartError: the facts are not sound, or the sandbox did not start.
    """
    try:
        community = (await asyncio.to_thread(load, settings.facts_dir)).community
    except FactBaseError as error:
        raise StartError(f"The facts in {settings.facts_dir} are not sound:\n{error}") from error
    stop = _stop_event()
    with tempfile.TemporaryDirectory(prefix="lpbot-") as state:
        async with _started(*_sandbox_command(community, port), stdout=PIPE) as sandbox:
            there = await _announced(sandbox)
            environment = _environment(settings, config, there) | {"LPBOT_STATE_DIR": state}
            async with _started(*_bot_command(there), environment=environment) as bot:
                sys.stdout.write(_welcome(community, there))
                sys.stdout.flush()
                return await _first_end(stop, sandbox, bot)


def _sandbox_command(community: Community, port: int) -> list[str]:
    suggestions = [f"--suggest={sample}" for sample in community.samples]
    return ["-m", "sandbox", "--announce", f"--port={port}", f"--bot-name={community.name}", *suggestions]


def _bot_command(there: Sandbox) -> list[str]:
    point = ["--rest", there.rest_url, "--gateway", there.gateway_url]
    return ["-m", "sandbox.launch", *point, "--", "bot", "run"]


def _environment(settings: Settings, config: Path | None, there: Sandbox) -> dict[str, str]:
    """Settings that only hold in this sandbox: its token, and its channel for questions, whose id is new."""
    environment = {"DISCORD_TOKEN": there.token}
    if config is not None:
        environment[CONFIG_VARIABLE] = str(config)
    if not settings.answer_channels and ANSWERS in there.channels:
        environment["LPBOT_ANSWER_CHANNELS"] = there.channels[ANSWERS]
        environment["LPBOT_ANSWER_CHANNELS_ONLY_WHEN_SURE"] = "false"
    return environment


def _welcome(community: Community, there: Sandbox) -> str:
    return (
        f"No Discord token is set, so here is {community.name} in a sandbox on this machine.\n\n"
        f"    Open {there.page_url} and ask. Ctrl-C stops it.\n\n"
        "To connect to Discord instead, set DISCORD_TOKEN.\n\n"
    )


def _stop_event() -> asyncio.Event:
    stop = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(each, stop.set)
    return stop


@asynccontextmanager
async def _started(
    *arguments: str, stdout: int | None = None, environment: dict[str, str] | None = None
) -> AsyncIterator[Process]:
    """Run Python with some arguments, and end it with the block: asked first, then made to.

    It gets a session of its own, so that Ctrl-C in the terminal reaches only us and the order stays ours.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        stdout=stdout,
        env=os.environ | (environment or {}),
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
            try:
                await asyncio.wait_for(process.wait(), FAREWELL)
            except TimeoutError:
                process.kill()
                await process.wait()


async def _announced(sandbox: Process) -> Sandbox:
    """Return where the sandbox says it is."""
    assert sandbox.stdout is not None
    try:
        line = await asyncio.wait_for(sandbox.stdout.readline(), PATIENCE)
        said = json.loads(line)
        return Sandbox(
            said["page_url"], said["rest_url"], said["gateway_url"], said["token"], said.get("channels", {})
        )
    except (TimeoutError, ValueError, KeyError) as error:
        raise StartError("The sandbox did not start; is its port taken? Try --port.") from error


async def _first_end(stop: asyncio.Event, sandbox: Process, bot: Process) -> int:
    """Wait until told to stop, or until a process ends by itself; return the exit status that this means."""
    told = asyncio.create_task(stop.wait())
    ends = {asyncio.create_task(process.wait()) for process in (sandbox, bot)}
    await asyncio.wait({told, *ends}, return_when=asyncio.FIRST_COMPLETED)
    for waiting in (told, *ends):
        waiting.cancel()
    return 0 if stop.is_set() else 1
