"""A reading fits where its property is of the sort that is asked for and no name is missing."""

from __future__ import annotations

import pytest

from bot.matching.asking import Draft, Intent
from bot.matching.catalog import Catalog
from bot.matching.fitting import Fitter, lacks_name
from bot.matching.wordings import Wordings

from .conftest import Notes

TOWN = Intent("rally", "town")


@pytest.mark.parametrize(
    ("text", "name", "fits"),
    [
        ("when was it", "dates", True),
        ("when was it", "town", False),
        ("where was it", "town", True),
        ("where was it", "dates", False),
        ("how many came", "attendance", True),
        ("how many came", "sponsor", True),
        ("how many came", "dates", False),
        ("the rally", "dates", True),
    ],
)
def test_a_question_word_expects_a_sort_of_answer(
    notes: Notes, catalog: Catalog, text: str, name: str, fits: bool
) -> None:
    draft = Draft("lookup", "rally", ("rally-2016",), name)
    assert Fitter(catalog, Wordings()).fits(notes(text), draft) is fits


def test_what_phrasings_expect_fits_as_well(notes: Notes, catalog: Catalog) -> None:
    wordings = Wordings()
    wordings.add(TOWN, ["?when"], [])
    draft = Draft("lookup", "rally", ("rally-2016",), "town", intent=TOWN)
    assert Fitter(catalog, wordings).fits(notes("when was it"), draft)


@pytest.mark.parametrize(("text", "lacks"), [("the 2016 kites", False), ("the 2018 kites", True)])
def test_a_name_that_the_phrasings_have_may_be_missing(notes: Notes, text: str, lacks: bool) -> None:
    lost = Intent("rally", "lost-kites", fact="rally-2016.lost-kites", names=frozenset({"2016"}))
    assert lacks_name(notes(text), Draft("told", "rally", ("rally-2016",), intent=lost)) is lacks


def test_phrasings_without_names_miss_none(notes: Notes) -> None:
    assert not lacks_name(notes("the kites"), Draft("lookup", "rally", ("rally-2016",), intent=TOWN))
