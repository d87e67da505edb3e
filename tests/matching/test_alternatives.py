"""Of values joined by `or` the one is told that something has."""

from __future__ import annotations

import pytest

from bot.matching.alternatives import without_alternatives
from bot.matching.catalog import Catalog
from bot.matching.linking import Linker
from bot.matching.text import words

from .conftest import Reads


@pytest.mark.parametrize(
    ("asked", "fact"),
    [
        ("was the 2015 rally in Dunhollow or Tarnby", "rally-2015.town"),
        ("was the 2015 rally in Tarnby or Saltby", "rally-2015.town"),
        ("was the 2015 rally in Dunhollow or Denver", "rally-2015.town"),
        ("the 2018 rally, Tarnby or Dunhollow?", "rally-2018.town"),
        ("was the first rally in 2015 or 2016", "rally-2015.dates"),
    ],
)
def test_the_property_that_has_one_of_them_is_looked_up(reads: Reads, asked: str, fact: str) -> None:
    best = reads(asked)[0]
    assert (best.operation, best.facts) == ("lookup", (fact,))


@pytest.mark.parametrize(
    "asked",
    [
        "Tarnby or Dunhollow",
        "did Okoro or the 2016 rally come first",
        "was the 2015 rally in Dunhollow",
        "was the 2015 rally bigger or smaller",
    ],
)
def test_nothing_is_set_apart_without_two_of_a_kind_and_what_they_are_of(
    linker: Linker, catalog: Catalog, asked: str
) -> None:
    linked = linker.link(words(asked))
    assert without_alternatives(linked, catalog, None) == linked
