"""The two seams: the store, which may be slow or down, and the recorder, which never is."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from bot.store.records import Action, Record, State, Unanswered, Vote

Kept: TypeAlias = asyncio.Future[bool]
"""Tells, when awaited, whether a record was written for good; nobody has to await it."""


class StoreError(Exception):
    """Something could not be read or written."""


class StoreDownError(StoreError):
    """The store cannot be reached at present; trying again later may help."""


class StoreRefusedError(StoreError):
    """The store will not take this, now or later."""


class Recorder(Protocol):
    """What the cogs write through. It returns at once, never raises, and keeps to each server's rules."""

    def record_unanswered(
        self, text: str, *, guild: int | None, about_us: bool = True, nearest: str | None = None
    ) -> Kept:
        """Keep a question asked in vain.

        Args:
            text: as it was asked.
            guild: the server it was asked in; None for direct messages.
            about_us: whether it was understood to be about the community at all.
            nearest: id of the nearest fact, where there is one.
        """
        ...

    async def record_vote(
        self, facts: Sequence[str], up: bool, *, guild_id: int | None, message_id: int, user_id: int
    ) -> bool:
        """Keep a vote on an answer; tell within a moment whether it is kept for good.

        Args:
            facts: ids of the facts that the answer told.
            up: whether the answer was good.
            guild_id: the server it was given in; None outside of servers.
            message_id: the answer, so that a member who presses again changes their vote.
            user_id: who pressed; for telling one press from another, not for keeping.
        """
        ...

    def record_action(
        self, what: str, *, actor: int | None, guild: int | None, summary: str, digest: str | None = None
    ) -> Kept:
        """Keep what a moderator did, or with no actor what the bot did by itself."""
        ...


def not_kept() -> asyncio.Future[bool]:
    """Return word that a record was not written, to whoever awaits it."""
    answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    answer.set_result(False)
    return answer


class Store(Protocol):
    """Where records are kept. Every method may raise StoreDownError or StoreRefusedError.

    Where a `guild` narrows what is read, None stands for every server and direct messages.
    """

    async def write(self, records: Sequence[Record]) -> None:
        """Write all of some records or none; one that is there already is written over."""
        ...

    async def unanswered(self, guild: int | None, *, limit: int = 2_000) -> Sequence[Unanswered]:
        """Return the open questions, the latest first."""
        ...

    async def settle(self, ids: Collection[str], state: State) -> int:
        """Say of questions that they were dealt with; return how many there were."""
        ...

    async def votes(self, guild: int | None, *, limit: int = 5_000) -> Sequence[Vote]:
        """Return the votes, the latest first."""
        ...

    async def actions(
        self, *, guild: int | None = None, what: Collection[str] = (), limit: int = 50
    ) -> Sequence[Action]:
        """Return what moderators did, the latest first; of some kinds only, where any are named."""
        ...

    async def guild_rules(self) -> Mapping[int, Mapping[str, Any]]:
        """Return every server's own rules, by its id."""
        ...

    async def set_guild_rules(self, guild: int, rules: Mapping[str, Any]) -> None:
        """Keep a server's rules, in place of those it had."""
        ...

    async def forget(
        self, before: datetime, *, guild: int | None, except_guilds: Collection[int] = ()
    ) -> int:
        """Delete questions and votes from before a time; return how many.

        Args:
            before: what is older goes.
            guild: whose; None for direct messages and every server that is not excepted.
            except_guilds: servers with rules of their own.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
