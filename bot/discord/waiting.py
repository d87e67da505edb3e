"""Showing that the bot is at work, only where a member would otherwise wonder."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import discord
import structlog

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

SLOW = 1.0


@asynccontextmanager
async def typing_when_slow(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Show the bot as typing in the channel while the block runs, once it has run for a second."""
    typing: list[asyncio.Task[None]] = []
    loop = asyncio.get_running_loop()
    waiting = loop.call_later(SLOW, lambda: typing.append(loop.create_task(_type(channel))))
    try:
        yield
    finally:
        waiting.cancel()
        for task in typing:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _type(channel: discord.abc.Messageable) -> None:
    try:
        async with channel.typing():
            await asyncio.Event().wait()
    except discord.HTTPException as error:
        log.info("cannot show as typing", status=error.status, code=error.code)
