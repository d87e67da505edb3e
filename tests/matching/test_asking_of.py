"""What says little by itself is put as it is asked of the person who was talked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.facts import Book
from bot.facts.model import Fact
from bot.matching.asking_of import PersonAsker
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.matcher import Matcher
from bot.matching.reading import Focus
from bot.matching.text import words

_ASKED = {
    "end": ("is {it} still captain", "is {it} still in the guild", "until when was {it} captain"),
    "start": ("since when was {it} captain", "when did {it} begin"),
    "heir": ("who was captain after {it}",),
    "mate": ("with whom did {it} lead the guild",),
}

InFull = Callable[[str, Focus], tuple[str, ...]]


@pytest.fixture(scope="module")
def in_full(book: Book, lexicon: Lexicon, matcher: Matcher) -> InFull:
    ilse = book.subjects["ilse-varga"]
    told = {n: Fact(f"{ilse.id}.{n}", ilse.id, n, tell="So it is.", ask=ask) for n, ask in _ASKED.items()}
    subjects = {**book.subjects, ilse.id: replace(ilse, facts={**ilse.facts, **told})}
    asker = PersonAsker(Catalog(replace(book, subjects=subjects)), lexicon, matcher.linked)
    return lambda text, focus: asker.in_full(words(text), focus)


def after(person: str, *persons: str, question: str = "who is the captain") -> Focus:
    return Focus((person,), "person", "role", person=person, persons=(person, *persons), question=question)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("is she still?", "is ilse varga still captain"),
        ("is she still there", "is ilse varga still captain"),
        ("how long has she been in that office", "since when was ilse varga captain"),
        ("since when?", "since when was ilse varga captain"),
        ("until when?", "until when was ilse varga captain"),
        ("when did she begin", "when did ilse varga begin"),
        ("who came after her", "who was captain after ilse varga"),
        ("and the one after?", "who was captain after ilse varga"),
        ("just her?", "with whom did ilse varga lead the guild"),
        ("remind me who that is", "who is ilse varga"),
        ("from where", "where is ilse varga from"),
        ("and was she at the 2016 rally", "was ilse varga at the 2016 rally"),
    ],
)
def test_it_is_put_as_a_fact_of_the_person_is_asked_for(in_full: InFull, asked: str, said: str) -> None:
    assert in_full(asked, after("ilse-varga")) == words(said)


def test_it_is_of_who_goes_by_that_pronoun(in_full: InFull) -> None:
    assert in_full("is she still?", after("tomas-okoro", "ilse-varga")) == words(
        "is ilse varga still captain"
    )


def test_who_came_before_in_an_office_is_asked_for_at_that_time(in_full: InFull) -> None:
    said = in_full("and before that person?", after("tomas-okoro"))
    assert said == words("who is the captain of the merrow kite guild in 2014")


@pytest.mark.parametrize(
    "asked", ["what did she do before", "who spoke after her", "is he still?", "is it still on"]
)
def test_what_says_more_or_is_of_nobody_stays_as_it_is(in_full: InFull, asked: str) -> None:
    assert in_full(asked, after("ilse-varga")) == words(asked)


def test_without_a_pronoun_it_is_of_who_was_just_told(in_full: InFull) -> None:
    elsewhere = Focus(("rally-2016",), "rally", "town", person="ilse-varga", persons=("ilse-varga",))
    assert in_full("since when?", elsewhere) == words("since when")
