"""Bringing a database's tables up to what the code expects, in a process of its own.

    STORE_URL=… python -m bot.store.migrating

SQLAlchemy and Alembic, which the steps are written with, are large, and needed only where tables change.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import create_async_engine

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x6C70626F74


def upgrade(connection: Connection) -> None:
    """Take every step that a database has not taken yet, one process at a time."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def main() -> None:
    """Upgrade the database that STORE_URL names."""
    url = make_url(os.environ["STORE_URL"])
    if url.get_backend_name() == "sqlite":
        with create_engine(url.set(drivername="sqlite")).begin() as connection:
            upgrade(connection)
    else:
        asyncio.run(_upgrade_over_a_network(url.set(drivername="postgresql+asyncpg")))


async def _upgrade_over_a_network(url: URL) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(upgrade)
    await engine.dispose()


if __name__ == "__main__":
    main()
