"""Nothing that was answered is lost unnoticed, nobody waits for a reload, and each deed is written down."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from unittest.mock import create_autospec

from bot.answers.engine import Engine
from bot.facts.live import LiveBook
from bot.facts.loader import load
from bot.moderating.aside import Aside
from bot.moderating.desk import Actor, Desk
from bot.moderating.memory import Memory
from bot.moderating.regression import chosen, spread
from bot.moderating.uploads import pack, unpack

from .editing import change

TOMAS = Actor(5, 7)


def desk(live: LiveBook[Engine], facts: Path) -> tuple[Desk, list[str]]:
    recorder = create_autospec(Memory, instance=True)
    notes: list[str] = []
    recorder.record_action.side_effect = lambda what, **more: notes.append(
        f"{what} by {more['actor']}: {more['summary']}"
    )
    return Desk(live, facts, recorder), notes


def test_a_phrasing_that_no_longer_finds_its_fact_is_a_reason_to_refuse(
    live: LiveBook[Engine], facts: Path
) -> None:
    change(facts, "vocabulary/festival.yaml", '"where was {it} held", "where was {it}", ', "")
    change(facts, "community.yaml", "  where was the 2014 festival: festival-2014.city\n", "")
    change(facts, "community.yaml", "tests:\n", "")
    outcome = live.reload()
    assert outcome.verdict == "worse"
    assert any("told festival-2014.city, now tells" in line for line in outcome.worse)


def test_a_value_that_changed_is_not_worse(live: LiveBook[Engine], facts: Path) -> None:
    change(facts, "choir.yaml", "{value: porto,", "{value: bergen,")
    assert live.reload().verdict == "swapped"


def test_a_fact_that_is_gone_is_asked_for_however_much_else_its_subject_has(
    live: LiveBook[Engine], facts: Path
) -> None:
    change(facts, "choir.yaml", "    city: {value: bergen, cite: choir-page ¶2}\n", "")
    asked = chosen(live.current.book, load(facts), 1)
    assert [fact for _, fact in asked] == ["festival-2017.city"]


def test_what_changed_is_asked_first_and_the_rest_evenly(live: LiveBook[Engine], facts: Path) -> None:
    old = live.current.book
    change(facts, "choir.yaml", "{value: porto,", "{value: bergen,")
    live.reload()
    questions = chosen(old, live.current.book, 4)
    assert [fact.partition(".")[0] for _, fact in questions[:3]] == ["festival-2014"] * 3
    assert len(questions) == 4
    assert spread([("q", str(n)) for n in range(10)], 3) == [("q", "0"), ("q", "3"), ("q", "6")]
    assert spread([], 3) == spread([("q", "f")], 0) == []


async def test_every_deed_is_written_down(live: LiveBook[Engine], facts: Path) -> None:
    at, notes = desk(live, facts)
    await at.check(TOMAS)
    change(facts, "choir.yaml", "{value: porto,", "{value: bergen,")
    await at.reload(TOMAS)
    await at.rollback(TOMAS)
    assert (await at.export(TOMAS))[1] is True
    await at.reload(Actor())
    await at.reload(Actor())
    assert [note.partition(":")[0] for note in notes] == [
        "facts check by 5",
        "facts reload by 5",
        "facts rollback by 5",
        "facts export by 5",
        "facts reloaded by itself by None",
    ]
    assert "edition 2: swapped, 1 fact changed" in notes[1]


async def test_what_is_exported_is_what_is_live_not_what_lies_on_disk(
    live: LiveBook[Engine], facts: Path, tmp_path: Path
) -> None:
    at, _ = desk(live, facts)
    change(facts, "choir.yaml", "{value: porto,", "{value: bergen,")
    content, same = await at.export(TOMAS)
    unpack("facts.zip", content, facts, tmp_path / "out")
    assert same
    assert load(tmp_path / "out").digest == live.current.digest


async def test_what_is_sent_is_checked_and_the_live_facts_stay(live: LiveBook[Engine], facts: Path) -> None:
    at, _ = desk(live, facts)
    outcome = await at.check_upload(TOMAS, "facts.zip", pack(facts))
    assert outcome.verdict == "unchanged"
    text = (facts / "choir.yaml").read_text()
    broken = text.replace("{value: porto,", "{value: nowhere,").encode()
    outcome = await at.check_upload(TOMAS, "choir.yaml", broken)
    assert outcome.verdict == "broken"
    assert str(outcome.problems[0]).startswith("choir.yaml:28:19")
    assert live.current.number == 1


async def test_the_loop_is_heard_while_a_thread_works() -> None:
    """Pure computing for half a second: the loop's turns stay far below what an answer may wait."""

    def work() -> int:
        until, count = time.perf_counter() + 0.5, 0
        while time.perf_counter() < until:
            count += sum(range(100))
        return count

    working = asyncio.create_task(Aside().run(work))
    waits = []
    while not working.done():
        before = time.perf_counter()
        await asyncio.sleep(0)
        waits.append(time.perf_counter() - before)
    assert sorted(waits)[len(waits) * 95 // 100] < 0.05
