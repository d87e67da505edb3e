"""Each server's rules: what the operator set, with what the server chose for itself over it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Annotated, Any

import structlog

from bot.options import decimal, each, flag, maybe, read, whole
from bot.settings import Settings
from bot.store import Store, StoreError

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Chosen:
    """What a server chose for itself; None where it goes by what the operator set."""

    answer_channels: Annotated[frozenset[int], each(whole(0), frozenset)] = frozenset()
    moderator_roles: Annotated[frozenset[int], each(whole(0), frozenset)] = frozenset()
    sure_from: Annotated[float | None, maybe(decimal(0, 1))] = None
    only_when_sure: Annotated[bool | None, maybe(flag)] = None
    feedback: Annotated[bool | None, maybe(flag)] = None
    keep_days: Annotated[int | None, maybe(whole(0, 3650))] = None

    def kept(self) -> dict[str, Any]:
        """Return what was chosen as the store keeps it."""
        chosen = {name: value for name, value in asdict(self).items() if value not in (None, frozenset())}
        return {
            name: sorted(value) if isinstance(value, frozenset) else value for name, value in chosen.items()
        }


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
            chosen = read(Chosen, rules)
            if chosen.value is None:
                log.error("rules of a server unreadable", guild=guild, problems=len(chosen.mistakes))
            else:
                found[guild] = chosen.value
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
            chosen = read(Chosen, asdict(self.chosen(guild)) | choices).value
            if chosen is None:
                raise ValueError(f"not to be chosen: {choices}")
            await self._store.set_guild_rules(guild, chosen.kept())
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
