"""What the phrasings of a fact or a property use is counted, each phrasing once."""

from __future__ import annotations

from bot.matching.asking import Intent
from bot.matching.wordings import KIND, Wordings

TOWN = Intent("rally", "town")
LOST = Intent("rally", "lost-kites", fact="rally-2016.lost-kites")


def wordings() -> Wordings:
    found = Wordings()
    found.add(TOWN, ["?where", "held", "held"], [])
    found.add(TOWN, ["town"], [KIND + "rally"])
    found.add(LOST, ["lost"], ["rally-2016"])
    return found


def test_a_stem_counts_once_for_each_phrasing_that_uses_it() -> None:
    assert wordings().stems(TOWN) == {"?where": 1, "held": 1, "town": 1}
    assert wordings().share(TOWN, "held") == 0.5


def test_what_no_phrasing_asks_uses_nothing() -> None:
    price = Intent("rally", "price")
    assert (wordings().stems(None), wordings().stems(price), wordings().share(price, "held")) == ({}, {}, 0.0)


def test_the_reverse_of_a_property_is_asked_in_words_of_its_own() -> None:
    assert wordings().stems(Intent("rally", "town", reverse=True)) == {}


def test_names_are_those_of_a_property_or_of_one_fact() -> None:
    assert wordings().names("rally.town") == {"kind:rally"}
    assert wordings().names("rally-2016.lost-kites") == {"rally-2016"}
    assert not wordings().names("rally-2016.town")
