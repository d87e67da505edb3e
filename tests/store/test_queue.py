"""Nobody waits for the store, and what it could not take is counted."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from unittest.mock import create_autospec

import pytest
from structlog.testing import capture_logs

from bot.store import Record, StoreDownError, StoreRefusedError, Vote
from bot.store.database import Database
from bot.store.queue import WriteQueue

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Faulty:
    """A store that is down for some writes and refuses some records."""

    def __init__(self, down: int = 0, refused: Sequence[Record] = (), slow: float = 0) -> None:
        self.down = down
        self.refused = refused
        self.slow = slow
        self.rows: dict[str, Record] = {}

    async def write(self, records: Sequence[Record]) -> None:
        await asyncio.sleep(self.slow)
        if self.down:
            self.down -= 1
            raise StoreDownError("gone")
        if any(record in self.refused for record in records):
            raise StoreRefusedError("no")
        self.rows |= {record.id: record for record in records}


def queue_for(faulty: Faulty, **options: object) -> WriteQueue:
    store = create_autospec(Database, instance=True)
    store.write.side_effect = faulty.write
    return WriteQueue(store, pause=0.01, **options)  # type: ignore[arg-type]


def vote(name: str = "a.b") -> Vote:
    return Vote((name,), True, NOON)


async def test_putting_does_not_wait() -> None:
    queue = queue_for(Faulty(slow=1))
    queue.start()
    started = time.perf_counter()
    for _ in range(1000):
        queue.put(vote())
    assert time.perf_counter() - started < 0.2
    await queue.close(0)
    assert queue.tally.dropped == 1000


async def test_what_was_put_is_written_and_told() -> None:
    faulty = Faulty()
    queue = queue_for(faulty)
    queue.start()
    assert await queue.put(vote())
    assert len(faulty.rows) == queue.tally.written == 1
    await queue.close()


async def test_while_the_store_is_down_records_wait_in_order() -> None:
    faulty = Faulty(down=3)
    queue = queue_for(faulty)
    queue.start()
    votes = [vote(f"a.{n}") for n in range(250)]
    assert all(await asyncio.gather(*(queue.put(each) for each in votes)))
    assert list(faulty.rows.values()) == votes
    assert queue.tally.trouble is None
    await queue.close()


async def test_what_does_not_fit_is_dropped_and_counted() -> None:
    queue = queue_for(Faulty(down=1_000_000), limit=3)
    queue.start()
    kept = [queue.put(vote()) for _ in range(5)]
    assert not await kept[3]
    assert not await kept[4]
    assert queue.tally.dropped == 2
    await queue.close(0.05)
    assert queue.tally.dropped == 5
    assert not await kept[0]


@pytest.mark.parametrize("others", [0, 5])
async def test_one_that_is_refused_holds_nothing_up(others: int) -> None:
    bad = vote("bad")
    faulty = Faulty(refused=[bad])
    queue = queue_for(faulty)
    kept = [queue.put(each) for each in [vote(), bad, *(vote() for _ in range(others))]]
    queue.start()
    assert await asyncio.gather(*kept) == [True, False, *[True] * others]
    assert queue.tally.dropped == 1
    await queue.close()


async def test_closing_writes_what_waits() -> None:
    faulty = Faulty()
    queue = queue_for(faulty)
    queue.put(vote())
    queue.start()
    await queue.close()
    assert len(faulty.rows) == 1
    assert not await queue.put(vote())


async def test_one_record_is_written_at_once_and_many_together() -> None:
    batches: list[int] = []

    async def write(records: Sequence[Record]) -> None:
        batches.append(len(records))

    store = create_autospec(Database, instance=True)
    store.write.side_effect = write
    queue = WriteQueue(store)
    queue.start()
    assert await asyncio.wait_for(queue.put(vote()), 0.04)
    later = [queue.put(vote()) for _ in range(10)]
    await asyncio.sleep(0)
    later += [queue.put(vote()) for _ in range(10)]
    assert all(await asyncio.gather(*later))
    await queue.close()
    assert batches == [1, 20]


async def test_the_log_says_why_a_record_is_dropped() -> None:
    queue = queue_for(Faulty())
    await queue.close()
    with capture_logs() as logs:
        assert not await queue.put(vote())
    assert [entry["why"] for entry in logs] == ["the bot stops"]
