"""Remembering what was done about which message."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.cogs.questions.ledger import Entry, Ledger

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)


def test_a_message_is_news_once() -> None:
    entry = Entry()
    assert entry.is_news(None)
    entry.heard = True
    assert not entry.is_news(None)


def test_an_edit_is_news_and_the_version_before_it_no_more() -> None:
    entry = Entry(heard=True)
    assert entry.is_news(LATER)
    entry.edited_at = LATER
    assert not entry.is_news(LATER)
    assert not entry.is_news(NOON)
    assert not entry.is_news(None)


def test_a_deleted_message_is_never_news() -> None:
    assert not Entry(gone=True).is_news(None)
    assert not Entry(gone=True).is_news(LATER)


async def test_one_at_a_time_deals_with_a_message() -> None:
    ledger, steps = Ledger(10), []

    async def deal(name: str) -> None:
        async with ledger.turn(1):
            steps.append(f"{name} begins")
            await asyncio.sleep(0)
            steps.append(f"{name} ends")

    await asyncio.gather(deal("create"), deal("edit"))
    assert steps == ["create begins", "create ends", "edit begins", "edit ends"]


async def test_different_messages_do_not_wait_for_each_other() -> None:
    ledger = Ledger(10)
    async with ledger.turn(1), ledger.turn(2):
        assert ledger.knows(1)
        assert ledger.knows(2)


async def test_the_oldest_is_forgotten_first() -> None:
    ledger = Ledger(2)
    for message in (1, 2, 1, 3):
        async with ledger.turn(message):
            pass
    assert (ledger.knows(1), ledger.knows(2), ledger.knows(3)) == (True, False, True)
