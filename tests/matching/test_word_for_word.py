"""A question that is a line of the book is what that line asks, whatever people say around it."""

from __future__ import annotations

import pytest

from bot.matching.features import VERBATIM
from bot.matching.lexicon import Lexicon
from bot.matching.mentions import Linked, Mention
from bot.matching.reading import Focus
from bot.matching.word_for_word import Compared

from .conftest import Reads


@pytest.mark.parametrize(
    ("text", "subject", "name"),
    [
        ("where was the gull rally held", "rally-2016", "town"),
        ("does anyone know where the gull rally was held?", "rally-2016", "town"),
        ("sorry if this was asked before, who sponsored the gull ralley", "rally-2016", "sponsor"),
        ("by any chance, how many members does the kite guild have?", "kite-guild", "members"),
        ("I was wondering, did any kites fly away", "rally-2016", "lost-kites"),
    ],
)
def test_a_line_with_its_subject_named_leaves_nothing_to_weigh(
    reads: Reads, text: str, subject: str, name: str
) -> None:
    (reading,) = reads(text)
    assert (reading.subjects, reading.property) == ((subject,), name)
    assert VERBATIM in reading.features


@pytest.mark.parametrize(
    "text",
    ["who sponsored Dunhollow", "who sponsored the rally", "who sponsored the gull rally and the guild"],
    ids=["named by its town", "not named", "two named"],
)
def test_a_line_of_a_kind_needs_one_that_is_named(reads: Reads, text: str) -> None:
    assert all(VERBATIM not in reading.features for reading in reads(text))


def test_a_line_of_a_kind_is_weighed_in_a_talk(reads: Reads) -> None:
    town = Focus(("rally-2015",), "rally", "town", "dunhollow", "lookup")
    assert all(VERBATIM not in reading.features for reading in reads("who sponsored it", town))


def test_what_is_not_known_is_no_line(reads: Reads) -> None:
    assert all(VERBATIM not in reading.features for reading in reads("who sponsored the 2018 rally"))


@pytest.mark.parametrize("text", ["who is Ilse Varga", "was the gull rally held in Port Merrow"])
def test_what_may_want_more_than_one_fact_is_weighed(reads: Reads, text: str) -> None:
    assert all(VERBATIM not in reading.features for reading in reads(text))


def test_a_name_that_may_mean_something_else_is_not_its_full_name(lexicon: Lexicon) -> None:
    """A line that asks what a law says (`what is the quay law`) asks it of no protest against that law."""
    named = (("protest",), 1.0), (("law",), 0.6)
    mentions = [Mention(2, 3, w[0], "name", {"quay-protest": weight}) for w, weight in named]
    one, other = (
        Compared(Linked(("what", "is", m.text), (m,), (), ("what", "is")), lexicon).line() for m in mentions
    )
    assert one != other
