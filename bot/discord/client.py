"""The Discord client: what it listens to, what it says of itself, and what every cog finds on it."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.discord.errors import CalmTree
from bot.discord.listings import Listings
from bot.discord.registration import Registration
from bot.discord.translating import CommandTranslator
from bot.locales import Readers
from bot.ops.health import Health
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.discord.answering import Answering
    from bot.discord.pace import Pace
    from bot.moderating.rules import Rules
    from bot.store import Recorder

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
ANY_INSTALL = app_commands.AppInstallationType(guild=True, user=True)
COMMANDS_FILE = "commands.sha256"
AT_ONCE = ("connect", "disconnect", "ready", "resumed", "shard_")
"""How the names of events begin that need no equipment."""


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


@dataclass(frozen=True, slots=True)
class Equipment:
    """What the bot answers with, which takes longer to load than Discord takes to be reached.

    Attributes:
        answering: asks the live engine.
        pace: how many questions a member may ask.
        rules: what each server chose for itself.
        votes: keeps what members think of answers.
        cogs: makes the capabilities.
    """

    answering: Answering
    pace: Pace
    rules: Rules
    votes: Recorder
    cogs: Callable[[FactsBot], Iterable[commands.Cog]]


class FactsBot(commands.AutoShardedBot):
    """The client. It connects at once; what comes before it is equipped is held and dealt with then.

    Args:
        settings: what the operator set.
        equipment: comes when it is loaded; where that fails, the client closes.
        items: buttons that outlive a restart.
        reached: set when Discord has been reached.

    Attributes:
        settings: as given.
        answering: as in the equipment, like those that follow.
        pace: see there.
        rules: see there.
        votes: see there.
        readers: the languages it speaks.
        listings: what can be leafed through.
        registration: keeps the commands at Discord up to date.
    """

    answering: Answering
    pace: Pace
    rules: Rules
    votes: Recorder

    def __init__(
        self,
        settings: Settings,
        equipment: Awaitable[Equipment],
        *,
        items: Iterable[type[discord.ui.DynamicItem[Any]]] = (),
        reached: asyncio.Event | None = None,
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
        self.readers = Readers()
        self.listings = Listings()
        self.registration = Registration(
            self.tree, settings.development_guilds, Path(settings.state_dir) / COMMANDS_FILE
        )
        self._equipment = equipment
        self._items = tuple(items)
        self._reached = reached or asyncio.Event()
        self._equipping: asyncio.Task[None] | None = None
        self._equipped = asyncio.Event()
        self._held: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    async def setup_hook(self) -> None:
        """Know the buttons under earlier messages, and let the rest come while Discord is being reached."""
        self.add_dynamic_items(*self._items)
        self._equipping = asyncio.get_running_loop().create_task(self._equip())

    async def equipped(self) -> None:
        """Return when the bot can answer."""
        await self._equipped.wait()

    async def _equip(self) -> None:
        """Add the capabilities, deal with what was held, and register the commands."""
        try:
            equipment = await asyncio.shield(self._equipment)
        except Exception:  # whoever made the equipment learns of it there
            await self.close()
            return
        self.answering, self.pace = equipment.answering, equipment.pace
        self.rules, self.votes = equipment.rules, equipment.votes
        for cog in equipment.cogs(self):
            await self.add_cog(cog)
        self._equipped.set()
        held, self._held = self._held, []
        for event, args, kwargs in held:
            self.dispatch(event, *args, **kwargs)
        await self.tree.set_translator(CommandTranslator(self.readers))
        await self.register_commands()

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Tell the listeners of an event; one that needs the equipment waits for it."""
        if self._equipped.is_set() or event_name.startswith(AT_ONCE):
            super().dispatch(event_name, *args, **kwargs)
        else:
            self._held.append((event_name, args, kwargs))

    async def close(self) -> None:
        """Leave Discord, once the capabilities have done what they have begun."""
        if self._equipping is not None and self._equipping is not asyncio.current_task():
            self._equipping.cancel()
        await super().close()

    async def register_commands(self) -> None:
        """Tell Discord about the commands, where they changed."""
        if self.application_id is not None:
            await self.registration.update(self.application_id)

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the cogs: there are no prefix commands."""

    async def on_connect(self) -> None:
        """Tell whoever waits for that."""
        self._reached.set()

    async def on_ready(self) -> None:
        """Say in the log that the bot is there; this happens again after every new session."""
        log.info("ready", user=str(self.user), guilds=len(self.guilds), shards=self.shard_count)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """Log what an event handler let through, without the event: it holds members' texts."""
        log.exception("event failed", discord_event=event_method)

    def health(self) -> Health:
        """Return how the bot is, for the health page."""
        if not self._equipped.is_set():
            return Health(ready=False, latency_ms=None, edition=0, digest="")
        latencies = [latency for _, latency in self.latencies if math.isfinite(latency)]
        shards = self.shards.values()
        edition = self.answering.facts.current
        return Health(
            ready=self.is_ready() and not self.is_closed() and not any(s.is_closed() for s in shards),
            latency_ms=round(max(latencies) * 1000) if latencies else None,
            edition=edition.number,
            digest=edition.digest,
        )
