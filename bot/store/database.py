"""The store on a database: SQLite in a file by default, PostgreSQL by its address, one code for both."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, create_engine, delete, inspect, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError, StatementError

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

    One thread does all of it, one thing after the other: SQLAlchemy's extension for asyncio would run the
    same code in the event loop, with the object-relational mapper in memory, which nothing here uses.

    Args:
        address: `sqlite:///FILE`, or `postgresql://…`.
        patience: for how many seconds it waits before it takes the database to be down.
    """

    def __init__(self, address: str, *, patience: float = PATIENCE) -> None:
        self._engine = _engine(address, patience)
        self._patience = patience
        self._thread = ThreadPoolExecutor(1, "store")
        self._is_open = False

    async def write(self, records: Sequence[Record]) -> None:
        """Write all of some records or none; one that is there already is written over."""

        def work(connection: Connection) -> None:
            for kind, table in _TABLES.items():
                rows = [record for record in records if type(record) is kind]
                if kind is Unanswered:
                    rows = _with_ignored(connection, rows)
                if rows:
                    connection.execute(_upsert(self._engine, table), [asdict(row) for row in rows])

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

        def work(connection: Connection) -> int:
            done = connection.execute(update(table).where(table.c.id.in_(ids)).values(state=state))
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

        def work(connection: Connection) -> None:
            connection.execute(delete(table).where(table.c.guild == guild))
            connection.execute(table.insert().values(guild=guild, rules=dict(rules)))

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

        def work(connection: Connection) -> int:
            gone = 0
            for table in (tables.unanswered, tables.votes):
                whose = (
                    table.c.guild == guild
                    if guild is not None
                    else table.c.guild.is_(None) | table.c.guild.not_in(except_guilds)
                )
                done = connection.execute(delete(table).where(table.c.at < before, whose))
                gone += int(done.rowcount)
            return gone

        return await self._run(work)

    async def close(self) -> None:
        """Let go of connections, once nothing uses them any more."""
        closing = asyncio.get_running_loop().run_in_executor(self._thread, self._engine.dispose)
        await asyncio.wait({closing}, timeout=self._patience)
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _rows(self, query: Any) -> Sequence[Mapping[str, Any]]:
        def work(connection: Connection) -> Sequence[Mapping[str, Any]]:
            return [dict(row) for row in connection.execute(query).mappings()]

        return await self._run(work)

    async def _run(self, work: Callable[[Connection], _T]) -> _T:
        """Do something in one transaction, to its end even where nobody waits for it any more.

        What has not begun when patience ends is not done later either.
        """
        try:
            doing = asyncio.get_running_loop().run_in_executor(self._thread, self._done, work)
        except RuntimeError as error:
            raise StoreDownError("it is closed") from error
        doing.add_done_callback(_seen)
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.shield(doing)
        except TimeoutError as error:
            doing.cancel()
            raise StoreDownError(f"no answer within {self._patience:g} s") from error

    def _done(self, work: Callable[[Connection], _T]) -> _T:
        """Do something in one transaction, in the thread of the store."""
        with _our_errors():
            if not self._is_open:
                self._open()
                self._is_open = True
            with self._engine.begin() as connection:
                return work(connection)

    def _open(self) -> None:
        """Make the first connection, and see to the tables."""
        url = self._engine.url
        if is_sqlite := url.get_backend_name() == "sqlite":
            Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
        with self._engine.begin() as connection:
            if is_sqlite:  # the file remembers it; SQLite's default is that nothing committed is lost
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            current = _is_current(connection)
        if not current:
            upgrade = import_module("bot.store.migrating").upgrade  # Alembic is large and seldom needed
            with self._engine.begin() as connection:
                upgrade(connection)


@contextmanager
def _our_errors() -> Iterator[None]:
    """Let what goes wrong in the block come out as one of our two errors."""
    try:
        yield
    except StatementError as error:
        kind = StoreRefusedError if _is_refusal(error) else StoreDownError
        raise kind(str(error.orig)) from error
    except (ValueError, OverflowError) as error:  # what SQLite's driver cannot even hand over
        raise StoreRefusedError(str(error)) from error
    except (OSError, SQLAlchemyError) as error:
        raise StoreDownError(str(error) or type(error).__name__) from error


def _seen(doing: asyncio.Future[Any]) -> None:
    """Look at how something ended, which would be logged where nobody does."""
    if not doing.cancelled():
        doing.exception()


def _with_ignored(connection: Connection, records: Sequence[Any]) -> list[Any]:
    """Return questions as they are kept: those that a moderator of the same place ignored stay so."""
    table = tables.unanswered
    wanted = table.c.folded.in_({record.folded for record in records})
    query = select(table.c.guild, table.c.folded).where(table.c.state == "ignored", wanted).distinct()
    ignored = {tuple(row) for row in connection.execute(query)} if records else set()
    return [
        replace(record, state="ignored") if (record.guild, record.folded) in ignored else record
        for record in records
    ]


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


def _engine(address: str, patience: float = PATIENCE) -> Engine:
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return create_engine(url.set(drivername="sqlite"))
    if url.get_backend_name() in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    seconds = math.ceil(patience)  # nothing may hold the thread for longer, or for good
    limits = {"connect_timeout": seconds, "tcp_user_timeout": seconds * 1000}
    return create_engine(
        url,
        pool_pre_ping=True,
        connect_args=limits | {"options": f"-c statement_timeout={seconds}s"},
    )


def _upsert(engine: Engine, table: Table) -> Any:
    """Return a statement that writes rows, each over the one with the same id where there is one."""
    dialect = import_module(f"sqlalchemy.dialects.{engine.dialect.name}")
    insert = dialect.insert(table)
    columns = {column.name: insert.excluded[column.name] for column in table.columns}
    return insert.on_conflict_do_update(index_elements=["id"], set_=columns)
