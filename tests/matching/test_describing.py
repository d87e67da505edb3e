"""Values of a list are found by what they are: their role, their body, a word of their name."""

from __future__ import annotations

import pytest

from bot.matching.catalog import Catalog
from bot.matching.describing import Describer
from bot.matching.lexicon import Lexicon


@pytest.fixture
def describer(catalog: Catalog, lexicon: Lexicon) -> Describer:
    return Describer(catalog, lexicon)


def test_a_role_describes_who_has_it(describer: Describer) -> None:
    described = describer.described("rally-2016", "speaker", ["mayor"], ())
    assert described is not None
    assert (described.values, described.by) == (("ilse-varga",), frozenset({"mayor"}))


def test_a_word_of_a_name_describes_what_bears_it(describer: Describer) -> None:
    described = describer.described("rally-2016", "sponsor", ["bank", "weather"], ())
    assert described is not None
    assert (described.values, described.by) == (("merrow-savings-bank",), frozenset({"bank"}))


@pytest.mark.parametrize(
    ("said", "beside"),
    [(["plumber"], ()), ([], ()), (["mayor"], ("mayor",))],
    ids=["none", "nothing", "list"],
)
def test_what_fits_none_describes_none(
    describer: Describer, said: list[str], beside: tuple[str, ...]
) -> None:
    assert describer.described("rally-2016", "speaker", said, beside) is None
