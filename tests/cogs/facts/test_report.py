"""What a moderator is told about the facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cogs.facts.report import Report, outcome_report, status_report
from bot.facts.diff import Change, Diff
from bot.facts.live import Edition, ReloadOutcome
from bot.facts.model import Book, Community, Fact, Subject, Vocabulary
from bot.facts.problems import Problem
from bot.locales import ENGLISH, Reader, Readers
from bot.rendering.markdown import LIMIT

BOOK = Book(
    Community("Choir", "choir", "About.", tests={"where": "choir.city"}), Vocabulary({}), {}, {}, "f00d" * 16
)
LIVE: Edition[Any] = Edition(4, BOOK, None, (), datetime(2026, 1, 1, tzinfo=UTC))
READER = Reader(ENGLISH)
CHANGE = Change("added", "fact", "choir.city", None, "Porto")


def told(verdict: Any, **more: Any) -> Report:
    return outcome_report(ReloadOutcome(verdict, LIVE, **more), READER)


def test_a_swap_shows_what_changed() -> None:
    report = told("swapped", diff=Diff((CHANGE,)))
    assert report.text.startswith("**Edition 4 is live:** 1 fact added.")
    assert "```diff\n+ fact choir.city: Porto\n```" in report.text
    assert report.file_name is None


def test_a_forced_swap_says_what_got_worse() -> None:
    assert (
        "From now on 2 promised questions would not be answered any more"
        in told("swapped", worse=("a", "b")).text
    )


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (Change("removed", "source", "paper", "A race", None), "- fuente paper: A race"),
        (
            Change("recited", "fact", "choir.city", "paper ¶1", "book"),
            "~ dato choir.city: citado de paper ¶1 → book",
        ),
        (Change("changed", "vocabulary", "race", None, "x"), "~ entrada del vocabulario race: nada → x"),
    ],
)
def test_what_changed_is_framed_in_the_readers_language(change: Change, line: str) -> None:
    spanish = Readers().of("es-ES")
    assert line in outcome_report(ReloadOutcome("swapped", LIVE, diff=Diff((change,))), spanish).text


def test_unchanged_files_are_said_to_be() -> None:
    assert told("unchanged").text == "Nothing to do: the files are those of edition 4."


def test_a_check_tells_what_a_reload_would_do() -> None:
    assert "A reload would change: 1 fact added" in told("sound", diff=Diff((CHANGE,))).text


def test_broken_promises_are_listed_with_the_way_out() -> None:
    report = told("worse", worse=("promised question 'where': wants choir.city",))
    assert "Nothing changed" in report.text
    assert "promised question 'where'" in report.text
    assert "force:True" in report.text


def test_problems_are_listed_with_their_places() -> None:
    report = told("broken", problems=(Problem("choir.yaml", 3, 7, "no such subject", "did you mean 'x'?"),))
    assert "1 problem. I go on answering from edition 4." in report.text
    assert "choir.yaml:3:7: no such subject (did you mean 'x'?)" in report.text


@pytest.mark.parametrize("count", [30, 3000])
def test_what_is_too_long_for_a_message_is_whole_in_a_file(count: int) -> None:
    problems = tuple(Problem("choir.yaml", n, 1, "x" * 80) for n in range(count))
    report = told("broken", problems=problems)
    assert len(report.text) <= LIMIT
    assert report.file_name == "problems.txt"
    assert len(report.file_text.splitlines()) == count


def test_one_long_line_is_cut_in_the_message_and_whole_in_the_file() -> None:
    report = told("broken", problems=(Problem("choir.yaml", 1, 1, "x" * 5000),))
    assert len(report.text) <= LIMIT
    assert "x" * 5000 in report.file_text


def test_backticks_do_not_end_the_block() -> None:
    report = told("broken", problems=(Problem("choir.yaml", 1, 1, "``` @everyone"),))
    assert report.text.count("```") == 2


def test_status_says_what_is_live() -> None:
    text = status_report(LIVE, READER).text
    assert "Edition 4" in text
    assert "0 facts about 0 subjects, from 0 sources" in text
    assert "`f00df00df00df00d`" in text
    assert "<t:1767225600:R>" in text
    assert "1 promised questions, 0 of them not answered" in text


def test_what_is_known_not_to_be_known_is_counted_apart() -> None:
    facts = {name: Fact(f"choir.{name}", "choir", name, unknown=name == "end") for name in ("city", "end")}
    book = replace(BOOK, subjects={"choir": Subject("choir", "choir", "Choir", facts=facts)})
    text = status_report(replace(LIVE, book=book), READER).text
    assert (
        "1 facts about 1 subjects, from 0 sources; of 1 more it is known that the sources are silent" in text
    )
