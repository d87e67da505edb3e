"""The store on a database: SQLite in a file by default, PostgreSQL by its address, one code for both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, inspect, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError, StatementError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store import tables
from bot.store.interface import StoreDownError, StoreRefusedError
from bot.store.records import Action, Record, State, Unanswered, Vote

_T = TypeVar("_T")

PATIENCE = 10.0
_REFUSALS = {"DataError", "IntegrityError", "ProgrammingError", "NotSupportedError"}
_REFUSED_CODES = ("22", "23")
_TABLES: dict[type[Record], Table] = {
    Unanswered: tables.unanswered,
    Vote: tables.votes,
    Action: tables.actions,
}


class Database:
    """A store that opens, and brings its tables up to date, when it is first needed.

    Args:
        address: `sqlite+aiosqlite:///FILE`, or `postgresql://…`.
        patience: for how many seconds it waits before it takes the database to be down.
    """

    def __init__(self, address: str, *, patience: float = PATIENCE) -> None:
        self._engine = _engine(address)
        self._patience = patience
        self._opening: asyncio.Task[None] | None = None
        self._under_way: set[asyncio.Task[Any]] = set()

    async def write(self, records: Sequence[Record]) -> None:
        """Write all of some records or none; one that is there already is written over."""

        async def work(connection: AsyncConnection) -> None:
            for kind, table in _TABLES.items():
                rows = [record for record in records if type(record) is kind]
                if kind is Unanswered:
                    rows = await self._with_ignored(connection, rows)
                if rows:
                    await connection.execute(_upsert(self._engine, table), [asdict(row) for row in rows])

        await self._run(work)

    async def unanswered(self, guild: int | None, *, limit: int = 2_000) -> Sequence[Unanswered]:
        """Return the open questions, the latest first."""
        table = tables.unanswered
        query = select(table).where(table.c.state == "open").order_by(table.c.at.desc(), table.c.id)
        if guild is not None:
            query = query.where(table.c.guild == guild)
        return [Unanswered(**row) for row in await self._rows(query.limit(limit))]

    async def settle(self, ids: Collection[str], state: State) -> int:
        """Say of questions that they were dealt with; return how many there were."""
        table = tables.unanswered

        async def work(connection: AsyncConnection) -> int:
            done = await connection.execute(update(table).where(table.c.id.in_(ids)).values(state=state))
            return int(done.rowcount)

        return await self._run(work)

    async def votes(self, guild: int | None, *, limit: int = 5_000) -> Sequence[Vote]:
        """Return the votes, the latest first."""
        table = tables.votes
        query = select(table).order_by(table.c.at.desc(), table.c.id)
        if guild is not None:
            query = query.where(table.c.guild == guild)
        rows = await self._rows(query.limit(limit))
        return [Vote(**(dict(row) | {"facts": tuple(row["facts"])})) for row in rows]

    async def actions(
        self, *, guild: int | None = None, what: Collection[str] = (), limit: int = 50
    ) -> Sequence[Action]:
        """Return what moderators did, the latest first; of some kinds only, where any are named."""
        table = tables.actions
        query = select(table).order_by(table.c.at.desc(), table.c.id)
        if guild is not None:
            query = query.where(table.c.guild == guild)
        if what:
            query = query.where(table.c.what.in_(what))
        return [Action(**row) for row in await self._rows(query.limit(limit))]

    async def guild_rules(self) -> Mapping[int, Mapping[str, Any]]:
        """Return every server's own rules, by its id."""
        return {row["guild"]: row["rules"] for row in await self._rows(select(tables.guild_rules))}

    async def set_guild_rules(self, guild: int, rules: Mapping[str, Any]) -> None:
        """Keep a server's rules, in place of those it had."""
        table = tables.guild_rules

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(delete(table).where(table.c.guild == guild))
            await connection.execute(table.insert().values(guild=guild, rules=dict(rules)))

        await self._run(work)

    async def forget(
        self, before: datetime, *, guild: int | None, except_guilds: Collection[int] = ()
    ) -> int:
        """Delete questions and votes from before a time; return how many.

        Args:
            before: what is older goes.
            guild: whose; None for direct messages and every server that is not excepted.
            except_guilds: servers with rules of their own.
        """

        async def work(connection: AsyncConnection) -> int:
            gone = 0
            for table in (tables.unanswered, tables.votes):
                whose = (
                    table.c.guild == guild
                    if guild is not None
                    else table.c.guild.is_(None) | table.c.guild.not_in(except_guilds)
                )
                done = await connection.execute(delete(table).where(table.c.at < before, whose))
                gone += int(done.rowcount)
            return gone

        return await self._run(work)

    async def close(self) -> None:
        """Let go of connections, once nothing uses them any more."""
        opening = {self._opening} if self._opening is not None else set()
        if busy := self._under_way | opening:
            _, late = await asyncio.wait(busy, timeout=self._patience)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
        await self._engine.dispose()

    async def _with_ignored(self, connection: AsyncConnection, records: Sequence[Any]) -> list[Any]:
        """Return questions as they are kept: those that a moderator of the same place ignored stay so."""
        table = tables.unanswered
        wanted = table.c.folded.in_({record.folded for record in records})
        query = select(table.c.guild, table.c.folded).where(table.c.state == "ignored", wanted).distinct()
        ignored = {tuple(row) for row in await connection.execute(query)} if records else set()
        return [
            replace(record, state="ignored") if (record.guild, record.folded) in ignored else record
            for record in records
        ]

    async def _rows(self, query: Any) -> Sequence[Mapping[str, Any]]:
        async def work(connection: AsyncConnection) -> Sequence[Mapping[str, Any]]:
            return [dict(row) for row in (await connection.execute(query)).mappings()]

        return await self._run(work)

    async def _run(self, work: Callable[[AsyncConnection], Awaitable[_T]]) -> _T:
        """Do something in one transaction, to its end even where nobody waits for it any more.

        Broken off between two steps of its driver, a connection would be neither used nor closed.
        """

        async def whole() -> _T:
            async with self._connection() as connection:
                return await work(connection)

        task = asyncio.get_running_loop().create_task(whole())
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        task.add_done_callback(_failed)
        return await asyncio.shield(task)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[AsyncConnection]:
        """Yield a connection in a transaction; what goes wrong comes out as one of our two errors."""
        try:
            async with asyncio.timeout(self._patience):
                await self._opened()
                async with self._engine.begin() as connection:
                    yield connection
        except StatementError as error:
            kind = StoreRefusedError if _is_refusal(error) else StoreDownError
            raise kind(str(error.orig)) from error
        except (ValueError, OverflowError) as error:  # what SQLite's driver cannot even hand over
            raise StoreRefusedError(str(error)) from error
        except (OSError, TimeoutError, SQLAlchemyError) as error:
            raise StoreDownError(str(error) or type(error).__name__) from error

    async def _opened(self) -> None:
        """Open the store, once; whoever gives up waiting for that leaves it to the others and to `close`."""
        if self._opening is None or (self._opening.done() and _failed(self._opening)):
            self._opening = asyncio.get_running_loop().create_task(self._open())
            self._opening.add_done_callback(_failed)
        await asyncio.shield(self._opening)

    async def _open(self) -> None:
        """Make the first connection, which cannot be broken off without losing it, and see to the tables."""
        url = self._engine.url
        if is_sqlite := url.get_backend_name() == "sqlite":
            Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
        async with self._engine.begin() as connection:
            if is_sqlite:  # the file remembers it; SQLite's default is that nothing committed is lost
                await connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            current = await connection.run_sync(_is_current)
        if not current:
            upgrade = import_module("bot.store.migrating").upgrade  # Alembic is large and seldom needed
            async with self._engine.begin() as connection:
                await connection.run_sync(upgrade)


def _failed(task: asyncio.Task[Any]) -> bool:
    return task.cancelled() or task.exception() is not None


def _is_current(connection: Connection) -> bool:
    """Whether a database has taken every step of the migrations."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    return found == [tables.REVISION]


def _is_refusal(error: StatementError) -> bool:
    """Whether a statement failed for what it says, not for the state that the database is in."""
    code = str(getattr(error.orig, "sqlstate", None) or "")
    return (
        not isinstance(error, DBAPIError)
        or type(error).__name__ in _REFUSALS
        or code.startswith(_REFUSED_CODES)
    )


def _engine(address: str) -> AsyncEngine:
    url = make_url(address)
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+asyncpg")
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, pool_pre_ping=True, pool_size=3)
    return create_async_engine(url)


def _upsert(engine: AsyncEngine, table: Table) -> Any:
    """Return a statement that writes rows, each over the one with the same id where there is one."""
    dialect = import_module(f"sqlalchemy.dialects.{engine.dialect.name}")
    insert = dialect.insert(table)
    columns = {column.name: insert.excluded[column.name] for column in table.columns}
    return insert.on_conflict_do_update(index_elements=["id"], set_=columns)
