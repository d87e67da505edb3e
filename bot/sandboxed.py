"""The bot without Discord: starts the local sandbox, which starts the bot in it and can do so again.

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
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.facts import FactBaseError, load
from bot.facts.model import Community
from bot.ops.starting import StartError
from bot.settings import CONFIG_VARIABLE, Settings
from bot.starting import SandboxOptions

PATIENCE = 20.0
FAREWELL = 15.0
"""Seconds until the sandbox is made to end: more than it gives the bot."""
TOPIC = "Questions only: no mention needed."
ONLY_WHEN_SURE = " The bot speaks up here only when it is sure."
FORGOTTEN = "Votes, unanswered questions and history are then forgotten."
KEPT = "Votes, unanswered questions and history are kept where store_url says."


async def run_sandboxed(settings: Settings, config: Path | None, options: SandboxOptions) -> int:
    """Run sandbox and bot until SIGINT or SIGTERM, or until the sandbox ends; return the exit status.

    Args:
        settings: for the folder of facts.
        config: the configuration file that the bot is to read, where one was named.
        options: how the sandbox is to behave.

    Raises:
        StartError: the facts are not sound, or the sandbox did not start.
    """
    try:
        community = (await asyncio.to_thread(load, settings.facts_dir)).community
    except FactBaseError as error:
        raise StartError(f"The facts in {settings.facts_dir} are not sound:\n{error}") from error
    stop = _stop_event()
    with tempfile.TemporaryDirectory(prefix="lpbot-") as state:
        environment = {"LPBOT_STATE_DIR": state} | ({CONFIG_VARIABLE: str(config)} if config else {})
        command = _command(settings, community, options)
        async with _started(*command, environment=environment) as sandbox:
            sys.stdout.write(_welcome(settings, community, await _page(sandbox)))
            sys.stdout.flush()
            return await _first_end(stop, sandbox)


def _command(settings: Settings, community: Community, options: SandboxOptions) -> list[str]:
    """The sandbox with the bot in it, and the settings that name what only the sandbox knows: a channel.

    Channels that are configured are Discord's, and not there.
    """
    suggestions = [f"--suggest={sample}" for sample in community.samples]
    sure = settings.answer_channels_only_when_sure
    answers = [
        "--bot-env=LPBOT_ANSWER_CHANNELS={answers}",
        f"--topic=answers={TOPIC}{ONLY_WHEN_SURE if sure else ''}",
    ]
    sandbox = ["-m", "sandbox", "--announce", f"--bot-name={community.name}", *_chosen(options)]
    return [*sandbox, *suggestions, *answers, "--", "bot", "run"]


def _chosen(options: SandboxOptions) -> list[str]:
    chosen = [f"--port={options.port}", f"--shards={options.shards}"]
    chosen += [f"--openapi={options.openapi}"] if options.openapi else []
    return chosen + (["--discord-limits"] if options.discord_limits else [])


def _welcome(settings: Settings, community: Community, page: str) -> str:
    if settings.token is None and settings.token_file is None:
        why = f"No Discord token is set, so here is {community.name} in a sandbox on this machine."
        instead = "set DISCORD_TOKEN"
    else:
        why = f"Here is {community.name} in a sandbox on this machine; the Discord token is not used."
        instead = "`lpbot run`"
    remembered = FORGOTTEN if settings.store_url is None else KEPT
    return (
        f"{why}\n\n    Open {page} and ask. Ctrl-C stops it.\n\n"
        f"{remembered} The state folder is left alone.\nTo connect to Discord instead: {instead}.\n\n"
    )


def _stop_event() -> asyncio.Event:
    stop = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(each, stop.set)
    return stop


@asynccontextmanager
async def _started(*arguments: str, environment: dict[str, str]) -> AsyncIterator[Process]:
    """Run Python with some arguments, and end it with the block: asked first, then made to.

    It gets a session of its own, so that Ctrl-C in the terminal reaches only us and the order stays ours.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdout=PIPE, env=os.environ | environment, start_new_session=True
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


async def _page(sandbox: Process) -> str:
    """Return the address of the sandbox's page, as it announces itself."""
    assert sandbox.stdout is not None
    try:
        line = await asyncio.wait_for(sandbox.stdout.readline(), PATIENCE)
        return str(json.loads(line)["page_url"])
    except (TimeoutError, ValueError, KeyError) as error:
        raise StartError("The sandbox did not start; is its port taken? Try --port.") from error


async def _first_end(stop: asyncio.Event, sandbox: Process) -> int:
    """Wait until told to stop, or until the sandbox ends; return the exit status that this means."""
    told, end = asyncio.create_task(stop.wait()), asyncio.create_task(sandbox.wait())
    await asyncio.wait({told, end}, return_when=asyncio.FIRST_COMPLETED)
    for waiting in (told, end):
        waiting.cancel()
    return 0 if stop.is_set() else 1
