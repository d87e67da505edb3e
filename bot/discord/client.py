"""The Discord client: what it listens to, what it says of itself, and what every cog finds on it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.discord.answering import Answering
from bot.discord.errors import CalmTree
from bot.discord.listings import Listings
from bot.discord.pace import Pace
from bot.discord.recording import NothingKept, VoteRecorder
from bot.discord.registration import Registration
from bot.discord.translating import CommandTranslator
from bot.locales import Readers
from bot.moderating.rules import Rules
from bot.ops.health import Health
from bot.settings import Settings

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
ANY_INSTALL = app_commands.AppInstallationType(guild=True, user=True)
COMMANDS_FILE = "commands.sha256"


def intents(settings: Settings) -> discord.Intents:
    """Return the least that the bot must hear.

    Mentions and direct messages carry their text without the privileged intent; only answer channels, where
    members need not mention the bot, make it necessary.
    """
    needed = discord.Intents.none()
    needed.guilds = True
    needed.guild_messages = True
    needed.dm_messages = True
    needed.message_content = settings.message_content or bool(settings.answer_channels)
    return needed


class FactsBot(commands.AutoShardedBot):
    """The client.

    Args:
        settings: what the operator set.
        answering: asks the live engine.
        pace: how many questions a member may ask.
        cogs: makes the capabilities, given this client.
        items: buttons that outlive a restart.
        rules: what each server chose for itself.
        votes: keeps what members think of answers.

    Attributes:
        settings: as given.
        answering: as given.
        pace: as given.
        rules: as given.
        votes: as given.
        readers: the languages it speaks.
        listings: what can be leafed through.
        registration: keeps the commands at Discord up to date.
    """

    def __init__(  # noqa: PLR0913
        self,
        settings: Settings,
        answering: Answering,
        pace: Pace,
        *,
        cogs: Callable[[FactsBot], Iterable[commands.Cog]],
        items: Iterable[type[discord.ui.DynamicItem[Any]]] = (),
        rules: Rules,
        votes: VoteRecorder | None = None,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=CalmTree,
            intents=intents(settings),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=EVERYWHERE,
            allowed_installs=ANY_INSTALL,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            shard_count=settings.shard_count,
        )
        self.settings = settings
        self.answering = answering
        self.pace = pace
        self.rules = rules
        self.votes = votes or NothingKept()
        self.readers = Readers()
        self.listings = Listings()
        self.registration = Registration(
            self.tree, settings.development_guilds, Path(settings.state_dir) / COMMANDS_FILE
        )
        self._make_cogs = cogs
        self._items = tuple(items)

    async def setup_hook(self) -> None:
        """Add the capabilities and register their commands, before the first event arrives."""
        for cog in self._make_cogs(self):
            await self.add_cog(cog)
        self.add_dynamic_items(*self._items)
        await self.tree.set_translator(CommandTranslator(self.readers))
        await self.register_commands()

    async def register_commands(self) -> None:
        """Tell Discord about the commands, where they changed."""
        if self.application_id is not None:
            await self.registration.update(self.application_id)

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the cogs: there are no prefix commands."""

    async def on_ready(self) -> None:
        """Say in the log that the bot is there; this happens again after every new session."""
        log.info("ready", user=str(self.user), guilds=len(self.guilds), shards=self.shard_count)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """Log what an event handler let through, without the event: it holds members' texts."""
        log.exception("event failed", discord_event=event_method)

    def health(self) -> Health:
        """Return how the bot is, for the health page."""
        latencies = [latency for _, latency in self.latencies if math.isfinite(latency)]
        shards = self.shards.values()
        edition = self.answering.facts.current
        return Health(
            ready=self.is_ready() and not self.is_closed() and not any(s.is_closed() for s in shards),
            latency_ms=round(max(latencies) * 1000) if latencies else None,
            facts=edition.number,
            digest=edition.digest,
        )
