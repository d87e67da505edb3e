"""Facts have in common whom they name, what they say and who says it."""

from __future__ import annotations

import pytest

from bot.matching.catalog import Catalog
from bot.matching.kinship import Kinship
from bot.matching.lexicon import Lexicon


@pytest.fixture(scope="module")
def kinship(catalog: Catalog, lexicon: Lexicon) -> Kinship:
    return Kinship(catalog, lexicon, lambda stem: 0.5)


def test_a_fact_is_nearest_to_itself(kinship: Kinship) -> None:
    assert kinship.between(["rally-2016.theme"], ["rally-2016.theme"]) == pytest.approx(1.0)


def test_facts_of_one_thing_have_more_in_common_than_those_of_two(kinship: Kinship) -> None:
    same = kinship.between(["rally-2016.lost-kites"], ["rally-2016.theme"])
    other = kinship.between(["rally-2016.lost-kites"], ["rally-2018.town"])
    assert same > other


def test_of_several_the_nearest_two_count(kinship: Kinship) -> None:
    alone = kinship.between(["rally-2016.theme"], ["rally-2016.keynote"])
    assert kinship.between(["rally-2016.theme", "rally-2019.town"], ["rally-2016.keynote"]) == alone


def test_what_is_not_known_is_near_what_is_known_of_the_same(kinship: Kinship) -> None:
    assert kinship.between(["rally-2016.theme"], ["rally-2016.no-such-fact"]) > 0.1
    assert kinship.between(["rally-2016.theme"], ["rally-2018.no-such-fact"]) == 0.0


def test_those_akin_are_of_it_or_name_it_and_never_the_same(kinship: Kinship) -> None:
    akin = kinship.akin(["rally-2016.keynote"])
    assert "rally-2016.keynote" not in akin
    assert {"rally-2016.theme", "ilse-varga.role"} <= akin.keys()
    assert all(0.0 < much <= 1.0 for much in akin.values())


def test_nothing_is_akin_to_nothing(kinship: Kinship) -> None:
    assert kinship.akin([]) == {}
    assert kinship.between([], ["rally-2016.theme"]) == 0.0
