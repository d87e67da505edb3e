"""What goes on by itself: writing what is remembered, forgetting in time, reloading when files change."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import discord
import structlog
from discord.ext import commands

from bot.cogs.facts.report import outcome_report
from bot.discord.client import FactsBot
from bot.locales import Reader
from bot.moderating.desk import Actor, Desk
from bot.moderating.memory import Memory
from bot.moderating.rules import Rules
from bot.moderating.watching import edits
from bot.store import StoreError

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

MINUTE, HOUR = 60, 3600


class Upkeep(commands.Cog):
    """The bot's housekeeping; it begins with the first connection and ends with the bot."""

    def __init__(self, client: FactsBot, desk: Desk, memory: Memory, rules: Rules) -> None:
        self._client = client
        self._desk = desk
        self._memory = memory
        self._rules = rules
        self._tasks: set[asyncio.Task[None]] = set()

    async def cog_load(self) -> None:
        """Begin; nothing of this holds the bot up."""
        self._memory.queue.start()
        self._go_on(self._learn_rules())
        self._go_on(self._forget())
        if self._client.settings.reload_on_change:
            self._go_on(self._follow_edits())

    async def cog_unload(self) -> None:
        """Write what waits, then let go of the store."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._memory.queue.close()
        await self._memory.store.close()

    def _go_on(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.add(asyncio.get_running_loop().create_task(work))

    async def _learn_rules(self) -> None:
        while not self._rules.loaded:
            await self._rules.load_or_wait()
            if not self._rules.loaded:
                await asyncio.sleep(MINUTE)

    async def _forget(self) -> None:
        while True:
            await asyncio.sleep(MINUTE)
            if self._rules.loaded:
                try:
                    log.info("forgotten", records=await self._memory.forget_old())
                except StoreError as error:
                    log.warning("nothing forgotten", reason=type(error).__name__)
            await asyncio.sleep(HOUR)

    async def _follow_edits(self) -> None:
        async for _ in edits(self._desk.folder):
            try:
                await self._reload()
            except Exception:
                log.exception("reloading by itself failed")

    async def _reload(self) -> None:
        """Reload as a moderator would, without force, and tell the configured channel."""
        outcome = await self._desk.reload(Actor())
        if outcome.verdict == "unchanged":
            return
        if outcome.verdict == "swapped":
            self._client.dispatch("facts_reloaded")
        channel = self._client.settings.report_channel
        if channel is None:
            return
        reader = self._reader(channel)
        text = reader.say("The files of the facts changed.") + f"\n{outcome_report(outcome, reader).text}"
        try:
            await self._client.get_partial_messageable(channel).send(text[:2000], suppress_embeds=True)
        except discord.HTTPException as error:
            log.warning("report not sent", channel=channel, status=error.status, code=error.code)

    def _reader(self, channel: int) -> Reader:
        """Who reads a channel: in its server's own language."""
        found = self._client.get_channel(channel)
        guild = found.guild if isinstance(found, discord.abc.GuildChannel) else None
        return self._client.readers.of(guild.preferred_locale if guild else None)
