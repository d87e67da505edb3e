"""A store that costs nothing until it is used: SQLAlchemy is large, and answers need none of it."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.store.interface import Store
from bot.store.records import Action, Record, State, Unanswered, Vote

SHORT = 0.0005


def sqlite_address(file: Path) -> str:
    """Return the address of a store in a file."""
    return f"sqlite:///{file}"


class LaterDatabase:
    """A `bot.store.database.Database` that is loaded, beside the event loop, when it is first used.

    Args:
        address: `sqlite:///FILE`, or `postgresql://…`.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._loading = asyncio.Lock()
        self._loaded: Store | None = None

    async def write(self, records: Sequence[Record]) -> None:
        """Write all of some records or none."""
        await (await self._store()).write(records)

    async def unanswered(self, guild: int | None, *, limit: int = 2_000) -> Sequence[Unanswered]:
        """Return the open questions, the latest first."""
        return await (await self._store()).unanswered(guild, limit=limit)

    async def settle(self, ids: Collection[str], state: State) -> int:
        """Say of questions that they were dealt with; return how many there were."""
        return await (await self._store()).settle(ids, state)

    async def votes(self, guild: int | None, *, limit: int = 5_000) -> Sequence[Vote]:
        """Return the votes, the latest first."""
        return await (await self._store()).votes(guild, limit=limit)

    async def actions(
        self, *, guild: int | None = None, what: Collection[str] = (), limit: int = 50
    ) -> Sequence[Action]:
        """Return what moderators did, the latest first."""
        return await (await self._store()).actions(guild=guild, what=what, limit=limit)

    async def guild_rules(self) -> Mapping[int, Mapping[str, Any]]:
        """Return every server's own rules, by its id."""
        return await (await self._store()).guild_rules()

    async def set_guild_rules(self, guild: int, rules: Mapping[str, Any]) -> None:
        """Keep a server's rules, in place of those it had."""
        await (await self._store()).set_guild_rules(guild, rules)

    async def forget(
        self, before: datetime, *, guild: int | None, except_guilds: Collection[int] = ()
    ) -> int:
        """Delete questions and votes from before a time; return how many."""
        return await (await self._store()).forget(before, guild=guild, except_guilds=except_guilds)

    async def close(self) -> None:
        """Let go of connections, where there are any."""
        async with self._loading:
            if self._loaded is not None:
                await self._loaded.close()

    async def _store(self) -> Store:
        async with self._loading:
            if self._loaded is None:
                module = await asyncio.to_thread(_load)
                self._loaded = module.Database(self._address)
        return self._loaded


def _load() -> Any:
    """Load what it takes in short turns, so that answers go on; no later collection walks through it."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(SHORT)
    try:
        return import_module("bot.store.database")
    finally:
        sys.setswitchinterval(interval)
        gc.freeze()
