"""What is noted of a question is so whatever its readings are."""

from __future__ import annotations

from bot.matching.noted import Word
from bot.matching.reading import Focus

from .conftest import Notes

TOWN_2016 = Focus(("rally-2016",), "rally", "town", "port-merrow", "lookup")


def word(notes: Notes, text: str, stem: str) -> Word:
    return next(w for w, _ in notes(text).words if w.stem == stem)


def test_ids_years_and_kinds_are_names(notes: Notes) -> None:
    assert notes("a rally of 2016, not in Tarnby").names >= {"rally-2016", "2016", "tarnby", "kind:rally"}


def test_what_is_no_number_names_none(notes: Notes) -> None:
    noted = notes("who is Ilse Varga")
    assert noted.names == {"ilse-varga"}
    assert [m.names for m, _ in noted.mentions] == [{"ilse-varga"}]


def test_what_is_said_twice_is_noted_once(notes: Notes) -> None:
    noted = notes("was Tarnby, the town Tarnby, windy windy")
    assert [(m.meant, times) for m, times in noted.mentions] == [({"rally-2018", "rally-2019", "tarnby"}, 2)]
    assert [times for w, times in noted.words if w.stem == "windi"] == [2]


def test_words_that_no_phrasing_uses_are_strange(notes: Notes) -> None:
    assert word(notes, "where was it held", "held").known
    assert not word(notes, "where was it televised", "televis").known


def test_words_are_told_apart_by_what_they_do(notes: Notes) -> None:
    assert word(notes, "were there 90", "90").figure
    assert word(notes, "was it in june", "june").month
    assert word(notes, "which was the biggest", "biggest").ranking
    assert word(notes, "how many came", "?count").light
    assert word(notes, "where was it held", "held").light
    assert word(notes, "was it televised", "televis").content


def test_what_comes_after_what_was_talked_about_is_noted(notes: Notes) -> None:
    assert notes("and the one after that", TOWN_2016).beside == {"rally-2018"}
    assert notes("and the turnout", TOWN_2016).beside == set()


def test_the_sort_of_answer_is_noted_where_only_some_properties_give_it(notes: Notes) -> None:
    assert notes("when was it").expected == ("?when",)
    assert notes("which rally was it").expected == ()
