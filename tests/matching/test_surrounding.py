"""What people say around their question is no part of it, unless it names something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.language import english
from bot.matching.surrounding import Surroundings


def names(text: str) -> bool:
    return not {"gull", "kites", "rally", "ropes"}.isdisjoint(text.lower().split())


def left(text: str) -> str:
    return Surroundings(english()).without(text, names)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Who flew the first one? Gene", "Who flew the first one?"),
        ("Who flew the first one? Love, Gene", "Who flew the first one?"),
        ("who flew the first one\nbest regards\nAda Byron", "who flew the first one"),
        ("who flew the first one sent from my iphone", "who flew the first one"),
        ("list every rally with its city for my geography class", "list every rally with its city"),
        ("writing an article and need the dates of the last rally", "the dates of the last rally"),
        ("my neighbour says gull ropes paid, is she right?", "gull ropes paid, is she right?"),
        ("A friend told me that the rally was in May", "the rally was in May"),
        ("my notes say 150", "150"),
        ("I read 150 somewhere", "150 somewhere"),
        ("is there a branch for people in Dunhollow", "is there a branch in Dunhollow"),
    ],
)
def test_it_is_set_aside(typed: str, asked: str) -> None:
    assert " ".join(left(typed).split()) == asked


@pytest.mark.parametrize(
    "typed",
    [
        "who flew there? Gull",
        "did they fly with Sen. Warren",
        "my rally guide says what of it",
        "what is the rally for my town",
        "we fly kites and need the dates of it",
        "i need the names of those",
        "what did they want the rally to be",
        "thanks, Gene",
        "i read about it",
        "is it for people who fly",
    ],
)
def test_what_names_something_or_is_all_there_is_stays(typed: str) -> None:
    assert left(typed) == typed


@given(st.text(alphabet="my sent from?!\n, loveforapaperneed the says A", max_size=4000))
def test_nothing_is_made_up(typed: str) -> None:
    assert set(left(typed).split()) <= set(typed.split())
