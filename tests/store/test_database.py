"""What is written is there, on either database."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from bot.store import Action, StoreDownError, StoreRefusedError, Unanswered, Vote
from bot.store.database import Database, _engine
from bot.store.later import sqlite_address
from bot.store.migrating import MIGRATIONS
from bot.store.tables import REVISION, metadata

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
HOME, ELSEWHERE = 1 << 62, 7


def question(text: str, guild: int | None = HOME, at: datetime = NOON, **more: object) -> Unanswered:
    return Unanswered(text, text.lower(), at, guild, **more)  # type: ignore[arg-type]


async def test_questions_come_back_as_they_were(store: Database) -> None:
    asked = question("Who baked the cake? 🎂 'drop table'", nearest="festival.cook", about_us=False)
    await store.write([asked])
    assert list(await store.unanswered(HOME)) == [asked]
    assert list(await store.unanswered(None)) == [asked]
    assert list(await store.unanswered(ELSEWHERE)) == []


async def test_times_are_the_same_moment_whatever_their_zone(store: Database) -> None:
    await store.write([question("q", at=NOON.astimezone(timezone(timedelta(hours=5))))])
    (found,) = await store.unanswered(None)
    assert found.at == NOON
    assert found.at.tzinfo is UTC


async def test_written_twice_it_is_there_once(store: Database) -> None:
    asked, vote = question("q"), Vote(("a.b", "c.d"), False, NOON, HOME)
    for _ in range(2):
        await store.write([asked, vote])
    assert len(await store.unanswered(None)) == 1
    assert list(await store.votes(HOME)) == [vote]


async def test_all_of_a_batch_or_none(store: Database) -> None:
    bad = question("q", guild=1 << 70)
    with pytest.raises(StoreRefusedError):
        await store.write([question("good"), bad])
    assert list(await store.unanswered(None)) == []


async def test_resolved_ones_come_back_when_asked_again_and_ignored_ones_do_not(store: Database) -> None:
    first, second = question("where"), question("joke")
    await store.write([first, second])
    assert await store.settle([first.id], "resolved") == 1
    assert await store.settle([second.id, "unknown"], "ignored") == 1
    assert list(await store.unanswered(HOME)) == []
    await store.write([question("where"), question("joke"), question("joke", ELSEWHERE)])
    found = {(each.text, each.guild) for each in await store.unanswered(None)}
    assert found == {("where", HOME), ("joke", ELSEWHERE)}


async def test_actions_are_told_latest_first(store: Database) -> None:
    made = [Action("facts reload", NOON + timedelta(hours=n), 5, HOME, f"{n}", "f00d") for n in range(3)]
    await store.write([*made, Action("settings", NOON, None, None, "by itself")])
    assert [each.summary for each in await store.actions(what=["facts reload"], limit=2)] == ["2", "1"]
    assert len(await store.actions(guild=HOME)) == 3
    assert len(await store.actions()) == 4


async def test_a_servers_rules_replace_those_it_had(store: Database) -> None:
    await store.set_guild_rules(HOME, {"sure_from": 0.9})
    await store.set_guild_rules(HOME, {"keep_days": 3})
    assert await store.guild_rules() == {HOME: {"keep_days": 3}}


async def test_what_is_too_old_is_forgotten(store: Database) -> None:
    for guild in (HOME, ELSEWHERE, None):
        await store.write([question("old", guild), question("new", guild, NOON + timedelta(days=2))])
        await store.write([Vote(("a.b",), True, NOON, guild)])
    later = NOON + timedelta(days=1)
    assert await store.forget(later, guild=HOME) == 2
    assert len(await store.unanswered(None)) == 5
    assert await store.forget(later, guild=None, except_guilds=[ELSEWHERE]) == 2
    assert sorted(each.guild or 0 for each in await store.unanswered(None)) == [0, ELSEWHERE, ELSEWHERE, HOME]


async def test_many_write_at_once(store: Database) -> None:
    await asyncio.gather(*(store.write([question(f"q{n}")]) for n in range(40)))
    assert len(await store.unanswered(None)) == 40


async def test_the_tables_are_those_that_the_code_knows(store: Database, address: str) -> None:
    engine = _engine(address)
    with engine.connect() as connection:
        found = {
            table: {column["name"] for column in inspect(connection).get_columns(table)}
            for table in metadata.tables
        }
    engine.dispose()
    assert found == {name: set(table.columns.keys()) for name, table in metadata.tables.items()}


async def test_a_second_opening_finds_what_the_first_left(store: Database, address: str) -> None:
    await store.write([question("q")])
    again = Database(address)
    assert len(await again.unanswered(None)) == 1
    await again.close()


async def test_a_database_that_is_not_there_is_down(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for address in ("postgresql://nobody@127.0.0.1:1/none", f"sqlite:///{tmp_path}"):
        database = Database(address, patience=2)
        with pytest.raises(StoreDownError):
            await database.write([question("q")])
        await database.close()


async def test_sqlite_writes_ahead(tmp_path: Path) -> None:
    database = Database(sqlite_address(tmp_path / "store.sqlite3"))
    await database.write([question("q")])
    engine = _engine(sqlite_address(tmp_path / "store.sqlite3"))
    with engine.connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    engine.dispose()
    flushed = await database._run(lambda used: used.exec_driver_sql("PRAGMA synchronous").scalar())
    patience = await database._run(lambda used: used.exec_driver_sql("PRAGMA busy_timeout").scalar())
    await database.close()
    assert (mode, flushed, patience) == ("wal", 2, 5000)


WRITER = """
import asyncio, sys
from datetime import UTC, datetime
from bot.store import Unanswered
from bot.store.database import Database
from bot.store.queue import WriteQueue

async def main():
    queue = WriteQueue(Database(sys.argv[1]))
    queue.start()
    for n in range(100_000):
        if await queue.put(Unanswered(f"q{n}", f"q{n}", datetime.now(UTC))):
            print(n, flush=True)

asyncio.run(main())
"""


async def test_killed_it_loses_nothing_that_was_acknowledged(store: Database, address: str) -> None:
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WRITER, address, stdout=asyncio.subprocess.PIPE
    )
    assert writer.stdout is not None
    for _ in range(30):
        await asyncio.wait_for(writer.stdout.readline(), 30)
    writer.send_signal(signal.SIGKILL)
    rest = await writer.stdout.read()
    await writer.wait()
    acknowledged = 30 + rest.count(b"\n")
    found = {each.text for each in await store.unanswered(None, limit=100_000)}
    assert {f"q{n}" for n in range(acknowledged)} <= found


def test_whoever_gives_up_while_it_opens_leaves_nothing_behind(tmp_path: Path) -> None:
    """Left behind, what it does would fail on the loop that is gone; pytest makes that an error."""

    async def give_up(file: Path, after: float) -> None:
        database = Database(sqlite_address(file))
        reading = asyncio.create_task(database.unanswered(None))
        await asyncio.sleep(after)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        await database.close()

    for number in range(20):
        asyncio.run(give_up(tmp_path / str(number) / "store.sqlite3", number / 1000))
    gc.collect()


def test_whoever_gives_up_among_several_leaves_nothing_behind(tmp_path: Path) -> None:
    async def give_up(file: Path, after: float) -> None:
        database = Database(sqlite_address(file))
        await database.unanswered(None)
        several = [asyncio.create_task(database.write([question(f"q{n}")])) for n in range(3)]
        await asyncio.sleep(after)
        for each in several:
            each.cancel()
        await asyncio.gather(*several, return_exceptions=True)
        await database.close()

    for number in range(20):
        asyncio.run(give_up(tmp_path / str(number % 2) / "store.sqlite3", number / 1000))
        gc.collect()


async def test_what_was_begun_is_done_before_it_is_closed(store: Database, address: str) -> None:
    closing = Database(address)
    await closing.unanswered(None)
    writing = asyncio.create_task(closing.write([question("q")]))
    await asyncio.sleep(0)
    writing.cancel()
    await closing.close()
    assert [each.text for each in await store.unanswered(None)] == ["q"]


async def test_what_takes_too_long_is_not_waited_for_and_holds_nothing_up_for_good(store: Database) -> None:
    store._patience = 0.1
    with pytest.raises(StoreDownError):
        await store._run(lambda _: time.sleep(0.4))
    with pytest.raises(StoreDownError):
        await store.write([question("given up before it began")])
    store._patience = 10
    await store.write([question("q")])
    assert [each.text for each in await store.unanswered(None)] == ["q"]


async def test_once_closed_it_is_down(tmp_path: Path) -> None:
    database = Database(sqlite_address(tmp_path / "store.sqlite3"))
    await database.close()
    with pytest.raises(StoreDownError):
        await database.unanswered(None)


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("sqlite+aiosqlite:////srv/store.sqlite3", "sqlite:////srv/store.sqlite3"),
        ("postgres://bot@db/lpbot", "postgresql+psycopg://bot@db/lpbot"),
        ("postgresql+asyncpg://bot@db/lpbot", "postgresql+psycopg://bot@db/lpbot"),
    ],
)
def test_an_address_may_name_another_driver(named: str, meant: str) -> None:
    assert _engine(named).url.render_as_string() == meant


def test_the_code_knows_the_latest_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == REVISION


async def test_tables_that_are_there_are_used_without_loading_what_makes_them(tmp_path: Path) -> None:
    address = sqlite_address(tmp_path / "store.sqlite3")
    code = (
        "import asyncio, sys; from bot.store.database import Database\n"
        "asyncio.run(Database(sys.argv[1]).unanswered(None)); print('alembic' in sys.modules)"
    )
    said = []
    for _ in range(2):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, address, stdout=asyncio.subprocess.PIPE
        )
        out, _err = await process.communicate()
        said.append(out.decode().strip())
    assert said == ["True", "False"]
