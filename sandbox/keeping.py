"""Keeping a bot: the process that the sandbox was told to start, to be killed and started anew on demand."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress

from sandbox.server import Sandbox

FAREWELL = 10.0


class BotKeeper:
    """Runs a module as a bot whose client is pointed at a sandbox.

    Args:
        box: where the bot logs in.
        command: the module and its arguments, such as `["bot", "run"]`.
        environment: variables for it; `{name}` in a value becomes the id of the channel of that name.
    """

    def __init__(self, box: Sandbox, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._box = box
        self._command = command
        self._environment = environment
        self._process: Process | None = None
        self._killed = False
        self._starting: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The bot's process, until it ends or is killed."""
        if self._process is None or self._process.returncode is not None or self._killed:
            return None
        return self._process.pid

    @asynccontextmanager
    async def keeping(self) -> AsyncIterator["BotKeeper"]:
        """Start the bot, let faults reach it, and end it with the block."""
        self._box.faults.bind_bot(self)
        await self._start()
        try:
            yield self
        finally:
            await self._stop()

    def kill(self) -> int:
        """End the bot as a machine would that loses power; says whether there was one."""
        if self.pid is None or self._process is None:
            return 0
        with suppress(ProcessLookupError):
            self._process.kill()
        self._killed = True
        return 1

    def restart(self) -> int:
        """Start the bot anew once it has ended; says whether one was killed for that."""
        struck = self.kill()
        if self._starting is None or self._starting.done():
            self._starting = asyncio.create_task(self._start())
        return struck

    async def _start(self) -> None:
        if self._process is not None:
            await self._process.wait()
        channels = {channel.name: str(channel.id) for channel in self._box.guild.channels.values()}
        own = {name: value.format_map(channels) for name, value in self._environment.items()}
        point = ["--rest", self._box.rest_url, "--gateway", self._box.gateway_url]
        # Standard output stays the sandbox's own: whoever reads its announcement reads no further.
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "sandbox.launch", *point, "--", *self._command),
            stdout=sys.stderr.fileno(),
            env=os.environ | {"DISCORD_TOKEN": self._box.token} | own,
            start_new_session=True,
        )
        self._killed = False

    async def _stop(self) -> None:
        if self._starting is not None:
            await asyncio.gather(self._starting, return_exceptions=True)
        if self._process is None:
            return
        if self.pid is not None:
            self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), FAREWELL)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
