"""What the benchmarks over sockets share: bots as processes, replies as they come, percentiles."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

from sandbox import Message, Sandbox
from sandbox.events import Event

START_PATIENCE = 60.0
FAREWELL = 15.0
KILOBYTE = 1024
UNHURRIED = {"LPBOT_QUESTIONS_PER_MINUTE": "0", "LPBOT_QUESTIONS_PER_MINUTE_IN_CHANNEL": "0"}
"""Settings by which our bot lets anybody ask any number of questions."""


@asynccontextmanager
async def launched(
    box: Sandbox, module: str, *arguments: str, log: Path, environment: Mapping[str, str] | None = None
) -> AsyncIterator[Process]:
    """Start a bot as a process pointed at the sandbox, and end it with the block.

    Args:
        box: where it logs in.
        module: what runs as `__main__`.
        arguments: what follows the module's name.
        log: the file that its output is added to.
        environment: settings of its own; those of the shell for the bot are left out.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_", "LPBOT_"))}
    point = ["--rest", box.rest_url, "--gateway", box.gateway_url]
    with log.open("ab") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "sandbox.launch", *point, "--", module, *arguments),
            stdout=out,
            stderr=out,
            env=kept | {"DISCORD_TOKEN": box.token} | dict(environment or {}),
        )
    try:
        yield process
    finally:
        await _ended(process)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep garbage collection out of the block: the stand-in's own would be measured as the bot's waiting."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def online(box: Sandbox, process: Process, log: Path) -> None:
    """Return when the bot has identified.

    Raises:
        RuntimeError: its process ended, or took too long; with the end of its output.
    """
    arriving = asyncio.create_task(box.wait_online(START_PATIENCE))
    ending = asyncio.create_task(process.wait())
    await asyncio.wait({arriving, ending}, return_when=asyncio.FIRST_COMPLETED)
    ending.cancel()
    if not arriving.done() or arriving.exception() is not None:
        arriving.cancel()
        said = (await asyncio.to_thread(log.read_text, encoding="utf-8")).splitlines()[-15:]
        raise RuntimeError("\n".join(["The bot did not connect:", *said]))


async def _ended(process: Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), FAREWELL)
        except TimeoutError:
            process.kill()
            await process.wait()


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int) -> float:
    """Return the resident memory of a process, in megabytes."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / KILOBYTE
    raise RuntimeError(f"no resident memory of process {pid}")


class Replies:
    """Hears every reply of the bot, and tells whoever waits for one.

    Args:
        box: where the bot replies.
        each: called with the id of the message that was replied to, and the reply.

    Attributes:
        astray: what the bot said in channels that answers no message and no command.
    """

    def __init__(self, box: Sandbox, each: Callable[[int, Message], None] | None = None) -> None:
        self._bot = box.bot.id
        self._each = each
        self._waiting: dict[int, asyncio.Future[Message]] = {}
        self._first: dict[int, Message] = {}
        self.astray: list[Message] = []
        box.world.events.subscribe(self._hear)

    async def first(self, asked: Message, patience: float) -> Message:
        """Return the first reply to a message.

        Raises:
            TimeoutError: there was none in time.
        """
        if asked.id in self._first:
            return self._first[asked.id]
        coming: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._waiting[asked.id] = coming
        try:
            return await asyncio.wait_for(coming, patience)
        finally:
            self._waiting.pop(asked.id, None)

    def _hear(self, event: Event) -> None:
        message = event.message
        if event.name != "MESSAGE_CREATE" or message is None or message.author_id != self._bot:
            return
        if message.reference_id is None:
            if message.interaction is None:
                self.astray.append(message)
            return
        self._first.setdefault(message.reference_id, message)
        if self._each is not None:
            self._each(message.reference_id, message)
        waiting = self._waiting.get(message.reference_id)
        if waiting is not None and not waiting.done():
            waiting.set_result(message)


def percentile(values: list[float], share: float) -> float:
    """Return the value that a share of the values does not exceed."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]
