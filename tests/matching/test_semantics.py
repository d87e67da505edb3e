"""Words that stand beside the same words are near; unknown ones are near to themselves alone."""

from __future__ import annotations

import numpy as np

from bot.matching.semantics import MEANING, Meanings, shipped, unit


def _near(one: str, other: str) -> float:
    a, b = unit(shipped().encode([one.split(), other.split()]))
    return float(np.dot(a, b))


def test_words_of_like_use_are_nearer_than_others() -> None:
    assert _near("vacation", "holiday") > _near("vacation", "senate") + 0.2
    assert _near("cancel the booking", "delete the booking") > _near("cancel the booking", "paint the fence")


def test_a_word_that_the_vectors_lack_is_near_to_itself_alone() -> None:
    assert _near("zorblax", "zorblax") > 0.999
    assert abs(_near("zorblax", "money")) < 0.35


def test_an_intent_is_found_by_its_meaning_alone() -> None:
    meanings = Meanings([("trip", ["vacation"]), ("law", ["senate"])], shipped())

    found = meanings.blended({}, ["holiday"])

    assert found.keys() == {"trip"}
    assert found["trip"] <= MEANING


def test_wording_and_meaning_are_blended() -> None:
    meanings = Meanings([("trip", ["vacation"])], shipped())

    assert np.isclose(meanings.blended({"trip": 1.0}, ["vacation"])["trip"], 1.0, atol=1e-5)


def test_without_phrasings_nothing_is_found() -> None:
    assert Meanings[str]([], shipped()).blended({}, ["holiday"]) == {}
