"""Features are found whether they are marks or pairs of marks, and what is like them is near."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.postings import Feature, Postings

RED: dict[Feature, float] = {"red": 1.0, "kite": 1.0, ("red", "kite"): 0.7}
SHOP: dict[Feature, float] = {"kite": 1.0, "shop": 1.0, ("kite", "shop"): 0.7}


@pytest.fixture
def postings() -> Postings:
    return Postings([(0, RED), (1, SHOP)], 2)


def test_marks_and_pairs_are_features_alike(postings: Postings) -> None:
    assert "red" in postings
    assert ("red", "kite") in postings
    assert postings.idf(("red", "kite")) == postings.idf("red")


@pytest.mark.parametrize("pair", [("kite", "red"), ("red", "shop"), ("red", "boat"), ("boat", "red")])
def test_a_pair_that_no_phrasing_has_is_not_one(postings: Postings, pair: tuple[str, str]) -> None:
    assert pair not in postings
    assert postings.idf(pair) is None


def test_a_phrasing_is_wholly_like_itself_and_less_like_the_other(postings: Postings) -> None:
    for number, bag in enumerate((RED, SHOP)):
        similarities = postings.similarities(bag)

        assert similarities is not None
        assert np.isclose(similarities[number], 1.0)
        assert similarities[1 - number] < 0.5
