"""What stands for what was talked about is said in full."""

from __future__ import annotations

import pytest

from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.matcher import Matcher
from bot.matching.reading import Focus, Operation
from bot.matching.substituting import Substituter
from bot.matching.text import words


@pytest.fixture(scope="module")
def substituter(catalog: Catalog, lexicon: Lexicon, matcher: Matcher) -> Substituter:
    return Substituter(catalog, lexicon, matcher.linked)


def after(question: str, operation: Operation = "lookup", kind: str = "rally") -> Focus:
    return Focus((), kind, operation=operation, question=question)


@pytest.mark.parametrize(
    ("before", "asked", "in_full"),
    [
        ("which rallies were there", "was there one in Ohio", "was there a rally in ohio"),
        ("list all festivals", "do you have any in June?", "do you have a festival in june"),
        ("who came to the last rally", "is there one next year", "is there a rally next year"),
    ],
)
def test_one_is_of_the_kind_that_the_last_question_named(
    substituter: Substituter, before: str, asked: str, in_full: str
) -> None:
    assert substituter.substituted(words(asked), after(before)) == words(in_full)


def test_one_is_of_the_kind_that_was_ranked(substituter: Substituter) -> None:
    asked = words("was there one in Ohio")
    assert substituter.substituted(asked, after("which was biggest", "superlative")) == words(
        "was there a rally in ohio"
    )


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ("which rallies were there", "is there any rally in Ohio"),
        ("which rallies were there", "was there one of them in Ohio"),
        ("which rallies were there", "which one was in Ohio"),
        ("who is Ilse Varga", "was there one in Ohio"),
    ],
)
def test_other_words_are_left_as_they_are(substituter: Substituter, before: str, asked: str) -> None:
    assert substituter.substituted(words(asked), after(before)) == words(asked)
