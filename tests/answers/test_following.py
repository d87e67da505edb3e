"""A follow-up is written out as the question that it would be by itself."""

from __future__ import annotations

import pytest

from bot.answers.following import Follower
from bot.facts import Book
from bot.matching.language import english
from bot.matching.matcher import Matcher

from .conftest import TODAY


@pytest.fixture(scope="module")
def matcher(book: Book) -> Matcher:
    return Matcher(book, lambda: TODAY)


@pytest.fixture(scope="module")
def follower(book: Book) -> Follower:
    return Follower(book, english())


@pytest.mark.parametrize(
    ("before", "asked", "written"),
    [
        ("how many kites were lost in 2016", "and in 2018?", "how many kites were lost in 2018"),
        ("did Ilse Varga have a kite", "and Tomas Okoro?", "did tomas okoro have a kite"),
        ("did any kites fly away in may 2016", "and june?", "did any kites fly away in june 2016"),
        ("is there a guild in texas", "and in new jersey?", "is there a guild in new jersey"),
        ("who led the Boston workshop", "and in Ohio?", "who led the ohio workshop"),
    ],
)
def test_what_is_named_now_takes_the_place_of_what_was(
    matcher: Matcher, follower: Follower, before: str, asked: str, written: str
) -> None:
    assert follower.instead(matcher.linked(asked), matcher.linked(before)) == written


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ("how many kites were lost in 2016", "and Tomas Okoro?"),
        ("how many kites were lost", "and in 2018?"),
        ("how many kites were lost", "why"),
        ("did any kites fly away in june", "may we come"),
        ("may we come", "and in june?"),
    ],
)
def test_nothing_takes_the_place_of_what_is_unlike(
    matcher: Matcher, follower: Follower, before: str, asked: str
) -> None:
    assert follower.instead(matcher.linked(asked), matcher.linked(before)) is None


def test_both_are_joined_in_their_order(matcher: Matcher, follower: Follower) -> None:
    before, asked = matcher.linked("how many kites were lost"), matcher.linked("which year")
    assert follower.joined(asked, before) == "how many kites were lost which year"


@pytest.mark.parametrize(
    ("before", "asked", "written"),
    [
        ("how many sponsors were there in 2016", "who were they", "which sponsors were there in 2016"),
        ("and how many kites were lost", "which ones", "and which kites were lost"),
        ("who sponsored the 2016 rally", "which ones", None),
        ("how many kites were lost", "when", None),
    ],
)
def test_what_was_counted_is_asked_for_by_name(
    matcher: Matcher, follower: Follower, before: str, asked: str, written: str | None
) -> None:
    assert follower.named(matcher.linked(asked), matcher.linked(before)) == written


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("who runs it", "who runs the knot workshop"),
        ("what was that about", "what was the knot workshop about"),
        ("who signed that one", "who signed the knot workshop"),
        ("how many came to that rally", "how many came to the knot workshop"),
    ],
)
def test_a_name_takes_the_place_of_what_points_at_it(
    matcher: Matcher, follower: Follower, asked: str, written: str
) -> None:
    assert follower.naming(matcher.linked(asked), "the knot workshop") == written


@pytest.mark.parametrize("asked", ["who runs the guild", "any others on that list", "how many of those"])
def test_no_name_is_put_where_nothing_points_at_one_thing(
    matcher: Matcher, follower: Follower, asked: str
) -> None:
    assert follower.naming(matcher.linked(asked), "the knot workshop") is None
