"""What can be asked is offered as somebody types."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.engine import Engine
from bot.answers.reply import Answer, Correction
from bot.facts import Book
from bot.matching.reading import Reading

from .conftest import facts


def test_a_newcomer_is_offered_the_samples_first(engine: Engine, book: Book) -> None:
    assert engine.suggestions("")[:2] == book.community.samples
    assert engine.suggestions(" \n") == engine.suggestions("")


def test_what_begins_as_typed_comes_first(engine: Engine) -> None:
    typed = "where was the 2018"
    assert engine.suggestions(typed)[0] == "Where was the 2018 rally held?"


def test_a_question_typed_in_full_comes_first(engine: Engine) -> None:
    for question in engine.suggestions(""):
        assert engine.suggestions(question.lower().rstrip("?"))[0] == question


def test_what_is_held_inside_comes_before_what_is_only_alike(engine: Engine) -> None:
    found = engine.suggestions("the keynote at")
    assert found[0] == "Who gave the keynote at the 2016 rally?"


def test_misspelt_beginnings_find_their_question(engine: Engine) -> None:
    assert engine.suggestions("who sponsrd the 2016 raly")[0] == "Who sponsored the 2016 rally?"


@pytest.mark.parametrize("typed", ["qqqq", "a" * 4000, "🪁 zzz"])
def test_what_resembles_nothing_finds_nothing(engine: Engine, typed: str) -> None:
    assert engine.suggestions(typed) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=100) | st.sampled_from(["w", "where was", "rally", "the"]), st.integers(1, 25))
def test_at_most_so_many_are_offered_and_none_twice(engine: Engine, typed: str, limit: int) -> None:
    found = engine.suggestions(typed, limit)
    assert len(found) <= limit
    assert len(set(found)) == len(found)


def test_no_more_than_discord_shows_are_offered_unasked(engine: Engine) -> None:
    assert len(engine.suggestions("")) == 25


@pytest.mark.parametrize(
    ("operation", "question"),
    [
        ("collect", "The attendance of each rally?"),
        ("which", "The attendance of each rally?"),
        ("superlative", "Which rally is the largest?"),
    ],
)
def test_what_is_asked_of_all_is_put_as_a_question_that_asks_it(
    engine: Engine, operation: Literal["collect", "which", "superlative"], question: str
) -> None:
    reading = Reading(operation, "rally", ("rally-2015", "rally-2016"), "attendance", extreme="high")
    assert engine.question(reading) == question
    asked = engine.explain(question).decision.readings[0]
    assert asked.operation == ("superlative" if operation == "superlative" else "collect")


def test_what_is_offered_is_answered(engine: Engine) -> None:
    for question in engine.suggestions(""):
        reply = engine.ask(question).reply
        assert isinstance(reply, Answer | Correction), question
        assert facts(reply), question


def test_what_is_not_known_is_not_offered(engine: Engine) -> None:
    assert not any("weather" in q for q in engine.suggestions("what was the weather like"))


@pytest.mark.parametrize(
    ("typed", "kind", "first"),
    [
        ("2016", "rally", ["rally-2016"]),
        ("tarn", "rally", ["rally-2018", "rally-2019"]),
        ("gull rally", "rally", ["rally-2016"]),
        ("gul raly", "rally", ["rally-2016"]),
        ("19", "rally", ["rally-2019"]),
        ("rally of gulls", "rally", ["rally-2016"]),
        ("merrow", "rally", ["rally-2016"]),
        ("okoro", "person", ["tomas-okoro"]),
        ("zzz", "rally", []),
    ],
)
def test_subjects_are_found_by_name_alias_or_identifying_value(
    engine: Engine, typed: str, kind: str, first: list[str]
) -> None:
    found = [s.id for s in engine.find_subjects(typed, kind)]
    assert found[: len(first)] == first
    assert bool(found) is bool(first)


def test_all_subjects_of_a_kind_are_there_in_order_before_anything_is_typed(engine: Engine) -> None:
    found = [s.id for s in engine.find_subjects("", "rally", 3)]
    assert found == ["rally-2015", "rally-2016", "rally-2018"]
    assert engine.find_subjects("", "no such kind") == ()
