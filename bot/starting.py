"""Starting with less: structlog loads rich to colour tracebacks, which takes a tenth of a second and 4 MB."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PORT = 8765
"""Of the sandbox's page."""


def start(config: Path | None = None, *, sandbox_port: int = PORT, sandboxed: bool = False) -> int:
    """Run the bot, or the local sandbox with the bot in it where there is no token; return the exit status.

    Args:
        config: the configuration file, where one was named.
        sandbox_port: the port of the sandbox's page.
        sandboxed: whether to start the sandbox even where there is a token.
    """
    with _without("rich"):
        from bot.running import start as run  # noqa: PLC0415

    return run(config, sandbox_port=sandbox_port, sandboxed=sandboxed)


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
