"""A question gets the yes or no of a phrasing only where it asks the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.matching.lexicon import Lexicon
from bot.matching.linking import Linker
from bot.matching.matcher import Matcher
from bot.matching.repeating import Answered, Told

FACT = "rally-2016.crowd"
TOLD = Told(frozenset({"rally-2016"}), frozenset({"strike", "hall"}), frozenset({"dunhollow", "tarnby"}))

Says = Callable[[str], bool | None]


@pytest.fixture
def says(matcher: Matcher, lexicon: Lexicon) -> Says:
    """Give what a question is answered, of some phrasings with their answers."""
    answered = Answered(lexicon)

    def add(line: str, yes: bool | None) -> None:
        linked = matcher.linked(line)
        answered.add(FACT, linked, lexicon.fold(linked.rest), yes)

    add("did the carpenters walk out", True)
    add("was it only about wages", False)
    add("was dunhollow among the carpenters towns", True)
    add("did the hall burn", None)
    add("is dunhollow larger than tarnby", True)

    def asked(question: str) -> bool | None:
        linked = matcher.linked(question)
        return answered.verdict(FACT, linked, lexicon.fold(linked.rest), TOLD)

    return asked


@pytest.mark.parametrize(
    "question",
    [
        "did the carpenters walk out",
        "did carpenters walk",
        "did the carpenters walk out of the hall",
        "did the carpenters walk out at the 2016 rally",
    ],
    ids=["same words", "fewer words", "words that are told", "the subject named"],
)
def test_what_is_so_is_so_in_fewer_words_or_told_ones(says: Says, question: str) -> None:
    assert says(question) is True


def test_what_is_not_so_is_denied_in_the_very_words(says: Says) -> None:
    assert says("was it only about wages") is False
    assert says("was it about wages") is None


@pytest.mark.parametrize(
    "question",
    [
        "do the carpenters walk out",
        "did the carpenters never walk out",
        "did all the carpenters walk out",
        "did the bakers walk out",
        "did the carpenters walk out at the 2018 rally",
        "did the hall burn",
    ],
    ids=["another tense", "denied", "how many", "others", "another subject", "left open"],
)
def test_what_says_something_else_gets_neither(says: Says, question: str) -> None:
    assert says(question) is None


def test_what_is_so_of_one_of_a_list_is_so_of_another(says: Says) -> None:
    assert says("was tarnby among the carpenters towns") is True
    assert says("was saltby among the carpenters towns") is None


def test_a_fact_without_such_phrasings_says_neither(linker: Linker, lexicon: Lexicon) -> None:
    linked = linker.link(("did", "it", "rain"))
    assert Answered(lexicon).verdict(FACT, linked, (), TOLD) is None


def test_it_matters_which_is_named_first(says: Says) -> None:
    assert says("is dunhollow larger than tarnby") is True
    assert says("is tarnby larger than dunhollow") is None
