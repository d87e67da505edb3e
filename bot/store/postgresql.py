"""PostgreSQL, for bots whose state is to lie elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import asyncpg

from bot.store.driving import Given, Statement
from bot.store.interface import StoreDownError, StoreRefusedError

CONNECTIONS = 3
_REFUSED_CODES = ("22", "23", "42")
"""What the value is, what the tables allow, and what the statement says: that stays so when tried again."""


class PostgreSQL:
    """A database that is connected with when it is first needed.

    Args:
        address: `postgresql://…`.
    """

    has_table = (
        "SELECT tablename FROM pg_tables WHERE schemaname = ANY(current_schemas(false)) AND tablename = $1"
    )

    def __init__(self, address: str) -> None:
        self._address = address
        self._pool: asyncpg.Pool[Any] | None = None
        self._connecting = asyncio.Lock()

    async def run(self, statements: Sequence[Statement]) -> Sequence[Given]:
        """Run statements in one transaction, all of them or none."""
        try:
            pool = await self._connected()
            async with pool.acquire() as connection, connection.transaction():
                return [await _given(connection, statement) for statement in statements]
        except asyncpg.PostgresError as error:
            code = str(getattr(error, "sqlstate", None) or "")
            kind = StoreRefusedError if code.startswith(_REFUSED_CODES) else StoreDownError
            raise kind(str(error)) from error
        except (ValueError, OverflowError) as error:  # what cannot even be handed over
            raise StoreRefusedError(str(error)) from error
        except (OSError, TimeoutError, asyncpg.InterfaceError) as error:
            raise StoreDownError(str(error) or type(error).__name__) from error

    def moment(self, value: datetime) -> datetime:
        """Return a time as it is written: it knows its zone."""
        return value

    async def close(self) -> None:
        """Close the connections."""
        if self._pool is not None:
            await self._pool.close()

    async def _connected(self) -> asyncpg.Pool[Any]:
        async with self._connecting:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(self._address, min_size=1, max_size=CONNECTIONS)
            return self._pool


async def _given(connection: Any, statement: Statement) -> Given:
    if statement.reads:
        (values,) = statement.rows
        return Given([dict(row) for row in await connection.fetch(statement.sql, *values)])
    if len(statement.rows) == 1:
        done: str = await connection.execute(statement.sql, *statement.rows[0])
        return Given(count=int(done.rpartition(" ")[2]))
    await connection.executemany(statement.sql, statement.rows)
    return Given(count=len(statement.rows))
