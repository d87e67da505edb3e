"""SQLite in a file, in a thread of its own."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.store.driving import Given, Statement
from bot.store.interface import StoreDownError, StoreRefusedError

BUSY = 5.0
"""Seconds for which a statement waits where another process is writing."""

_REFUSALS = (
    sqlite3.DataError,
    sqlite3.IntegrityError,
    sqlite3.ProgrammingError,
    sqlite3.NotSupportedError,
    sqlite3.InterfaceError,
    ValueError,
    OverflowError,
)


class SQLite:
    """A file that is made, with its folder, when it is first needed.

    Args:
        file: where it is.
    """

    has_table = "SELECT name FROM sqlite_master WHERE name = $1"

    def __init__(self, file: Path) -> None:
        self._file = file
        self._thread = ThreadPoolExecutor(1, "store")
        self._connected: sqlite3.Connection | None = None

    async def run(self, statements: Sequence[Statement]) -> Sequence[Given]:
        """Run statements in one transaction, all of them or none."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._run, statements)

    def moment(self, value: datetime) -> str:
        """Return a time as it is written, in UTC."""
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")

    async def close(self) -> None:
        """Close the file."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown(wait=False)

    def _run(self, statements: Sequence[Statement]) -> Sequence[Given]:
        try:
            connection = self._connection()
            try:
                connection.execute("BEGIN IMMEDIATE" if not all(s.reads for s in statements) else "BEGIN")
                given = [_given(connection, statement) for statement in statements]
                connection.commit()
            except BaseException:
                connection.rollback()
                raise
        except _REFUSALS as error:
            raise StoreRefusedError(str(error)) from error
        except (sqlite3.Error, OSError) as error:
            raise StoreDownError(str(error)) from error
        return given

    def _connection(self) -> sqlite3.Connection:
        if self._connected is None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._file, timeout=BUSY, isolation_level=None)
            connection.row_factory = sqlite3.Row
            # The file remembers it; SQLite's default is that nothing committed is lost.
            connection.execute("PRAGMA journal_mode=WAL")
            self._connected = connection
        return self._connected

    def _close(self) -> None:
        if self._connected is not None:
            self._connected.close()
            self._connected = None


def _given(connection: sqlite3.Connection, statement: Statement) -> Given:
    sql = statement.sql.replace("$", "?")
    if not statement.reads:
        return Given(count=connection.executemany(sql, statement.rows).rowcount)
    (values,) = statement.rows
    with closing(connection.execute(sql, values)) as cursor:
        found: list[Any] = cursor.fetchall()
        return Given([dict(row) for row in found])
