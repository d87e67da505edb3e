"""Having the engine of the live facts made for the next start, by a process that gives way to everything."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Callable
from pathlib import Path

import structlog

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

QUIET = 10.0
"""Seconds between two looks at what is live: many edits in a row are worth one engine."""


async def keep_prepared(
    live: Callable[[], str], is_made: Callable[[str], bool], facts: Path, state: Path, quiet: float = QUIET
) -> None:
    """Run `lpbot prepare` after the start and after the facts changed, until cancelled.

    Args:
        live: gives the hash of the live facts.
        is_made: whether there is nothing to do for the facts with a hash.
        facts: the folder of the fact base.
        state: the state folder.
        quiet: seconds between two looks.
    """
    tried = None
    while True:
        await asyncio.sleep(quiet)
        if (digest := live()) != tried and not is_made(digest):
            tried = digest
            made = await _ended(await _started(facts, state)) == 0
            log.info("prepared for the next start" if made else "not prepared for the next start")


async def _started(facts: Path, state: Path) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "prepare", "--facts", str(facts), "--state", str(state)),
        stdout=DEVNULL,
        stderr=DEVNULL,
    )


async def _ended(process: Process) -> int:
    try:
        return await process.wait()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
