"""One that is named after a list is looked for in it, whatever else it might mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.facts.model import Book
from bot.matching.matcher import Matcher
from bot.matching.reading import Focus, Reading

SPONSORS = Focus(("rally-2016",), "rally", "sponsor", None, "lookup", question="who sponsored the 2016 rally")

After = Callable[[Focus, str], Reading]


@pytest.fixture
def after(book: Book) -> After:
    """Give the likeliest reading of a question after what was last talked about."""
    matcher = Matcher(book, lambda: date(2025, 6, 1))

    def likeliest(focus: Focus, question: str) -> Reading:
        return matcher.understand(question, focus).readings[0]

    return likeliest


@pytest.mark.parametrize("asked", ["was gull ropes one of them", "gull ropes?", "and Gull Rope Works?"])
def test_one_of_a_list_is_checked_against_it(after: After, asked: str) -> None:
    reading = after(SPONSORS, asked)
    assert (reading.operation, reading.property, reading.value) == ("check", "sponsor", "gull-rope-works")


def test_another_of_its_kind_is_checked_as_well(after: After) -> None:
    reading = after(SPONSORS, "was Tern Lager one of them")
    assert (reading.operation, reading.value) == ("check", "tern-lager")


@pytest.mark.parametrize(("asked", "claim"), [("was google one of them", "google"), ("chicago?", "Chicago")])
def test_who_or_what_is_unknown_is_claimed_in_the_askers_words(after: After, asked: str, claim: str) -> None:
    reading = after(SPONSORS, asked)
    assert (reading.operation, reading.value, reading.claim) == ("check", None, claim)


@pytest.mark.parametrize("asked", ["was the mayor one of them", "where is Gull Rope Works", "and in 2018?"])
def test_what_is_described_or_asked_anew_is_not(after: After, asked: str) -> None:
    assert after(SPONSORS, asked).claim is None
    assert after(SPONSORS, asked).operation != "check"


@pytest.mark.parametrize(
    ("asked", "operation"), [("was Tarnby one of them", "reverse"), ("chicago?", "which")]
)
def test_after_what_each_has_any_of_them_may_have_it(after: After, asked: str, operation: str) -> None:
    towns = Focus((), "rally", "town", None, "collect", question="in which towns were the rallies")
    assert after(towns, asked).operation == operation


def test_who_else_it_was_is_all_of_the_list(after: After) -> None:
    checked = Focus(("rally-2016",), "rally", "sponsor", None, "check", question="was google a sponsor")
    reading = after(checked, "so who did")
    assert (reading.operation, reading.subjects, reading.property) == ("lookup", ("rally-2016",), "sponsor")
    assert (reading.value, reading.claim) == (None, None)
