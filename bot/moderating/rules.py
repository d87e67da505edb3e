"""Each server's rules: what the operator set, with what the server chose for itself over it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.settings import Settings
from bot.store import Store, StoreError

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class Chosen(BaseModel):
    """What a server chose for itself; None where it goes by what the operator set."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    answer_channels: frozenset[int] = frozenset()
    moderator_roles: frozenset[int] = frozenset()
    sure_from: float | None = Field(default=None, ge=0, le=1)
    only_when_sure: bool | None = None
    feedback: bool | None = None
    keep_days: int | None = Field(default=None, ge=0, le=3650)


@dataclass(frozen=True, slots=True)
class GuildRules:
    """The rules that hold in a server, or in direct messages.

    Attributes:
        answer_channels: where every message is read.
        moderator_roles: whose members may look after the facts.
        only_when_sure: whether to speak up unasked only when sure.
        sure_from: what "sure" means: the probability that the answer is right.
        feedback: whether members vote on answers.
        keep_days: for how many days questions and votes are kept; 0 for not at all.
    """

    answer_channels: frozenset[int]
    moderator_roles: frozenset[int]
    only_when_sure: bool
    sure_from: float
    feedback: bool
    keep_days: int

    @property
    def takes_votes(self) -> bool:
        """Whether a vote would be kept for moderators to see."""
        return self.feedback and self.keep_days > 0


class Rules:
    """Knows every server's rules without asking the store.

    Args:
        settings: what the operator set.
        store: where the servers' choices are kept.

    Attributes:
        loaded: whether the servers' choices are known by now.
    """

    def __init__(self, settings: Settings, store: Store) -> None:
        self.loaded = False
        self._settings = settings
        self._store = store
        self._chosen: dict[int, Chosen] = {}
        self._known: dict[int | None, GuildRules] = {}
        self._turn = asyncio.Lock()

    def of(self, guild: int | None) -> GuildRules:
        """Return the rules of a server; of direct messages for None."""
        if (known := self._known.get(guild)) is None:
            known = self._known[guild] = self._worked_out(guild)
        return known

    def _worked_out(self, guild: int | None) -> GuildRules:
        chosen, settings = self.chosen(guild), self._settings
        return GuildRules(
            answer_channels=settings.answer_channels | chosen.answer_channels,
            moderator_roles=settings.moderator_roles | chosen.moderator_roles,
            only_when_sure=_first(chosen.only_when_sure, settings.answer_channels_only_when_sure),
            sure_from=_first(chosen.sure_from, settings.sure_from),
            feedback=_first(chosen.feedback, settings.feedback),
            keep_days=_first(chosen.keep_days, settings.keep_days),
        )

    def chosen(self, guild: int | None) -> Chosen:
        """Return what a server chose for itself."""
        return self._chosen.get(guild, Chosen()) if guild is not None else Chosen()

    def with_own_days(self) -> Mapping[int, int]:
        """Return for how many days the servers that chose so keep what they keep."""
        return {guild: days for guild, c in self._chosen.items() if (days := c.keep_days) is not None}

    async def load(self) -> None:
        """Learn what the servers chose.

        Raises:
            StoreError: the store is down; the operator's settings hold until it is not.
        """
        async with self._turn:
            await self._load()

    async def _load(self) -> None:
        found: dict[int, Chosen] = {}
        for guild, rules in (await self._store.guild_rules()).items():
            try:
                found[guild] = Chosen.model_validate(rules)
            except ValidationError as error:
                log.error("rules of a server unreadable", guild=guild, problems=error.error_count())
        self._chosen = found
        self._known.clear()
        self.loaded = True

    async def choose(self, guild: int, **choices: Any) -> GuildRules:
        """Keep what a server chooses, then go by it.

        Args:
            guild: the server.
            choices: fields of Chosen.

        Raises:
            StoreError: it could not be kept; nothing changed.
        """
        async with self._turn:
            if not self.loaded:
                await self._load()
            chosen = Chosen.model_validate(self.chosen(guild).model_dump() | choices)
            await self._store.set_guild_rules(guild, chosen.model_dump(mode="json", exclude_defaults=True))
            self._chosen[guild] = chosen
            self._known.pop(guild, None)
        return self.of(guild)

    async def load_or_wait(self) -> None:
        """Learn what the servers chose, where the store lets us."""
        try:
            await self.load()
        except StoreError as error:
            log.warning("rules of servers not loaded", reason=type(error).__name__)


def _first(chosen: Any, otherwise: Any) -> Any:
    return otherwise if chosen is None else chosen
