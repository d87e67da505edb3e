"""Starting with less: what the whole process goes by has to be said before anything is loaded."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PORT = 8765
"""Of the sandbox's page."""

COLLECTING = (1_000, 10, 200)
"""How seldom garbage is collected: a full collection holds every answer up, and little of it is circles."""

_ARENA_MAX = -8
"""glibc's M_ARENA_MAX."""


@dataclass(frozen=True)
class SandboxOptions:
    """How the local sandbox is to behave.

    Attributes:
        port: of its page.
        openapi: Discord's description, which it checks requests against, where one is at hand.
        shards: how many it recommends to the bot.
        discord_limits: whether it limits requests about as Discord does.
    """

    port: int = PORT
    openapi: Path | None = None
    shards: int = 1
    discord_limits: bool = False


def start(
    config: Path | None = None, *, sandbox: SandboxOptions | None = None, sandboxed: bool = False
) -> int:
    """Run the bot, or the local sandbox with the bot in it where there is no token; return the exit status.

    Args:
        config: the configuration file, where one was named.
        sandbox: how the sandbox is to behave.
        sandboxed: whether to start the sandbox even where there is a token.
    """
    gc.set_threshold(*COLLECTING)
    _share_memory()
    with _without("rich"):  # structlog would colour tracebacks with it, for 50 ms and 4 MB
        from bot.running import start as run  # noqa: PLC0415

    return run(config, sandbox=sandbox or SandboxOptions(), sandboxed=sandboxed)


def _share_memory() -> None:
    """Let all threads allocate from one heap where there is a choice: several leave gaps in each."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


@contextmanager
def _without(library: str) -> Iterator[None]:
    """Let the block import what it imports as if a library were not installed."""
    if library in sys.modules:
        yield
        return
    sys.modules[library] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[library]
