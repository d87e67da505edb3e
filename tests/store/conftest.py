"""The same tests on both databases; PostgreSQL where Debian's packages have put one."""

from __future__ import annotations

import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.store.database import Database
from bot.store.later import sqlite_address

SCRIPT = Path(__file__).parent / "postgresql.sh"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    started = subprocess.run([SCRIPT, "start"], capture_output=True, text=True, timeout=60, check=False)
    if started.returncode:
        pytest.skip(f"PostgreSQL is not tried: {started.stderr.strip() or 'it did not start'}")
    address, folder = started.stdout.split()
    yield address
    subprocess.run([SCRIPT, "stop", folder], timeout=60, check=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return sqlite_address(tmp_path / "state" / "store.sqlite3")
    url: str = request.getfixturevalue("postgresql")
    return url


@pytest.fixture
async def store(address: str) -> AsyncIterator[Database]:
    database = Database(address)
    await database.unanswered(None)
    await empty(database)
    yield database
    await database.close()


async def empty(database: Database) -> None:
    from bot.store.tables import metadata

    def work(connection: Connection) -> None:
        for table in metadata.sorted_tables:
            connection.execute(table.delete())

    await database._run(work)
