"""The store on a database: SQLite in a file by default, PostgreSQL by its address, one SQL for both."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from bot.store.driving import Driver, Given, Statement
from bot.store.interface import StoreDownError
from bot.store.records import Action, Record, State, Unanswered, Vote

_R = TypeVar("_R", Unanswered, Vote, Action)

PATIENCE = 10.0
REVISION = "0001"
"""The latest of the migrations: a database that has it needs none."""

TABLES: Mapping[type[Record], str] = {Unanswered: "unanswered", Vote: "votes", Action: "actions"}
"""Where each kind of record is kept; its fields are the columns."""

_IGNORED = (
    "CASE WHEN EXISTS (SELECT 1 FROM unanswered AS other "
    "WHERE other.state = 'ignored' AND other.folded = {folded} "
    "AND COALESCE(other.guild, 0) = COALESCE(CAST({guild} AS BIGINT), 0)) THEN 'ignored' ELSE {state} END"
)
"""The state of a question: ones like those that a moderator of the same place ignored stay ignored."""


def sqlite_address(file: Path) -> str:
    """Return the address of a store in a file."""
    return f"sqlite:///{file}"


class Database:
    """A store that opens, and brings its tables up to date, when it is first needed.

    Args:
        address: `sqlite:///FILE`, or `postgresql://…`.
        patience: for how many seconds it waits before it takes the database to be down.
    """

    def __init__(self, address: str, *, patience: float = PATIENCE) -> None:
        self._address = address
        self._driver = _driver(address)
        self._patience = patience
        self._opening: asyncio.Task[None] | None = None
        self._under_way: set[asyncio.Task[Any]] = set()

    async def write(self, records: Sequence[Record]) -> None:
        """Write all of some records or none; one that is there already is written over."""
        statements = []
        for kind in TABLES:
            if rows := [self._row(record) for record in records if type(record) is kind]:
                statements.append(Statement(_UPSERTS[kind], rows))
        await self._run(*statements)

    async def unanswered(self, guild: int | None, *, limit: int = 2_000) -> Sequence[Unanswered]:
        """Return the open questions, the latest first."""
        return await self._records(Unanswered, limit, ("state = {}", "open"), *_of(guild))

    async def settle(self, ids: Collection[str], state: State) -> int:
        """Say of questions that they were dealt with; return how many there were."""
        sql = f"UPDATE unanswered SET state = $1 WHERE {_among('id', ids, 2)}"
        (done,) = await self._run(Statement(sql, [(state, *ids)]))
        return done.count

    async def votes(self, guild: int | None, *, limit: int = 5_000) -> Sequence[Vote]:
        """Return the votes, the latest first."""
        return await self._records(Vote, limit, *_of(guild))

    async def actions(
        self, *, guild: int | None = None, what: Collection[str] = (), limit: int = 50
    ) -> Sequence[Action]:
        """Return what moderators did, the latest first; of some kinds only, where any are named."""
        kinds = [("what IN (" + ", ".join(["{}"] * len(what)) + ")", *what)] if what else []
        return await self._records(Action, limit, *_of(guild), *kinds)

    async def guild_rules(self) -> Mapping[int, Mapping[str, Any]]:
        """Return every server's own rules, by its id."""
        (found,) = await self._run(Statement("SELECT guild, rules FROM guild_rules", reads=True))
        return {row["guild"]: json.loads(row["rules"]) for row in found.rows}

    async def set_guild_rules(self, guild: int, rules: Mapping[str, Any]) -> None:
        """Keep a server's rules, in place of those it had."""
        sql = (
            "INSERT INTO guild_rules (guild, rules) VALUES ($1, $2) "
            "ON CONFLICT (guild) DO UPDATE SET rules = excluded.rules"
        )
        await self._run(Statement(sql, [(guild, json.dumps(dict(rules)))]))

    async def forget(
        self, before: datetime, *, guild: int | None, except_guilds: Collection[int] = ()
    ) -> int:
        """Delete questions and votes from before a time; return how many.

        Args:
            before: what is older goes.
            guild: whose; None for direct messages and every server that is not excepted.
            except_guilds: servers with rules of their own.
        """
        condition, values = "TRUE", [*except_guilds]
        if guild is not None:
            condition, values = "guild = $2", [guild]
        elif values:
            condition = f"(guild IS NULL OR NOT {_among('guild', values, 2)})"
        rows = [(self._driver.moment(before), *values)]
        both = [f"DELETE FROM {table} WHERE at < $1 AND {condition}" for table in ("unanswered", "votes")]
        gone = await self._run(*(Statement(sql, rows) for sql in both))
        return sum(each.count for each in gone)

    async def close(self) -> None:
        """Let go of connections, once nothing uses them any more."""
        opening = {self._opening} if self._opening is not None else set()
        if busy := self._under_way | opening:
            _, late = await asyncio.wait(busy, timeout=self._patience)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
        await self._driver.close()

    def _row(self, record: Record) -> tuple[Any, ...]:
        """Return a record's fields as they are written."""
        values = (getattr(record, each.name) for each in fields(record))
        return tuple(
            self._driver.moment(value)
            if isinstance(value, datetime)
            else json.dumps(value)
            if isinstance(value, tuple)
            else value
            for value in values
        )

    async def _records(self, kind: type[_R], limit: int, *conditions: tuple[Any, ...]) -> Sequence[_R]:
        """Return records of a kind that meet some conditions, each with its values; the latest first."""
        values: list[Any] = []
        met: list[str] = []
        for condition, *own in conditions:
            places = range(len(values) + 1, len(values) + 1 + len(own))
            met.append(condition.format(*(f"${place}" for place in places)))
            values += own
        where = f"WHERE {' AND '.join(met)} " if met else ""
        sql = f"SELECT * FROM {TABLES[kind]} {where}ORDER BY at DESC, id LIMIT ${len(values) + 1}"
        (found,) = await self._run(Statement(sql, [(*values, limit)], reads=True))
        return [kind(**_read(row)) for row in found.rows]

    async def _run(self, *statements: Statement) -> Sequence[Given]:
        """Run statements in one transaction, to its end even where nobody waits for it any more.

        Raises:
            StoreDownError: it took too long, or cannot be reached.
            StoreRefusedError: the database will not take it.
        """
        task = asyncio.get_running_loop().create_task(self._done(statements))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        task.add_done_callback(_failed)
        return await asyncio.shield(task)

    async def _done(self, statements: Sequence[Statement]) -> Sequence[Given]:
        try:
            async with asyncio.timeout(self._patience):
                await self._opened()
                return await self._driver.run(statements)
        except TimeoutError as error:
            raise StoreDownError("it took too long") from error

    async def _opened(self) -> None:
        """Open the store, once; whoever gives up waiting for that leaves it to the others and to `close`."""
        if self._opening is None or (self._opening.done() and _failed(self._opening)):
            self._opening = asyncio.get_running_loop().create_task(self._open())
            self._opening.add_done_callback(_failed)
        await asyncio.shield(self._opening)

    async def _open(self) -> None:
        """Connect, and see to the tables."""
        versions = Statement(self._driver.has_table, [("alembic_version",)], reads=True)
        (found,) = await self._driver.run([versions])
        if found.rows:
            (found,) = await self._driver.run([Statement("SELECT * FROM alembic_version", reads=True)])
        if [row["version_num"] for row in found.rows if "version_num" in row] != [REVISION]:
            await _migrate(self._address)


async def _migrate(address: str) -> None:
    """Bring the tables up to date, in a process of its own.

    Raises:
        StoreDownError: that failed.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.store.migrating"),
        stdin=DEVNULL,
        stdout=DEVNULL,
        stderr=PIPE,
        env=os.environ | {"STORE_URL": address},
    )
    try:
        _, said = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode:
        last = said.decode(errors="replace").strip().splitlines()[-1:]
        raise StoreDownError(f"the tables cannot be brought up to date: {' '.join(last)}")


def _failed(task: asyncio.Task[Any]) -> bool:
    return task.cancelled() or task.exception() is not None


def _driver(address: str) -> Driver:
    scheme, _, rest = address.partition("://")
    if scheme.partition("+")[0] == "sqlite":
        driver: Driver = import_module("bot.store.sqlite").SQLite(Path(rest.removeprefix("/")))
    else:
        driver = import_module("bot.store.postgresql").PostgreSQL(f"postgresql://{rest}")
    return driver


def _upsert(kind: type[Record]) -> str:
    """Return the statement that writes a record of a kind, over the one that has its id already."""
    columns = [each.name for each in fields(kind)]
    values = {name: f"${place}" for place, name in enumerate(columns, 1)}
    if kind is Unanswered:
        values["state"] = _IGNORED.format(**values)
    over = ", ".join(f"{name} = excluded.{name}" for name in columns if name != "id")
    return (
        f"INSERT INTO {TABLES[kind]} ({', '.join(columns)}) VALUES ({', '.join(values.values())}) "
        f"ON CONFLICT (id) DO UPDATE SET {over}"
    )


_UPSERTS = {kind: _upsert(kind) for kind in TABLES}


def _of(guild: int | None) -> Iterable[tuple[str, int]]:
    return [("guild = {}", guild)] if guild is not None else []


def _among(column: str, values: Collection[Any], first: int) -> str:
    """Return the condition that a column has one of some values, whose places are counted from `first`."""
    places = ", ".join(f"${place}" for place in range(first, first + len(values)))
    return f"{column} IN ({places})" if values else "FALSE"


def _read(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as the fields of its record."""
    moment = row["at"] if isinstance(row["at"], datetime) else datetime.fromisoformat(row["at"])
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    read: dict[str, Any] = dict(row) | {"at": moment}
    read |= {name: bool(row[name]) for name in ("up", "about_us") if name in row}
    return read | ({"facts": tuple(json.loads(row["facts"]))} if "facts" in row else {})
