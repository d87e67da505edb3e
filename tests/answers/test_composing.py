"""Sentences are put together with their marks where the words are that they stand for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.composing import Composer
from bot.facts import Book
from bot.matching.catalog import Catalog


@pytest.fixture(scope="module")
def catalog(book: Book) -> Catalog:
    return Catalog(book)


@pytest.fixture
def composer(catalog: Catalog) -> Composer:
    return Composer(catalog)


def test_a_list_with_one_source_is_marked_once_at_its_end(composer: Composer) -> None:
    assert composer.lookup("rally-2016", "sponsor") == (
        "Sponsors of the 2016 rally: Gull Rope Works and Merrow Savings Bank.[1]"
    )


def test_a_list_of_several_sources_is_marked_item_by_item(composer: Composer) -> None:
    assert composer.lookup("rally-2016", "speaker") == (
        "Speakers at the 2016 rally: Ilse Varga (mayor of Port Merrow)[1] and Tomas Okoro[2]."
    )


def test_a_reply_numbers_its_footnotes_through(composer: Composer) -> None:
    first = composer.lookup("rally-2015", "town")
    second = composer.lookup("rally-2015", "dates")
    third = composer.lookup("rally-2015", "sponsor")
    assert [text and text[-3:] for text in (first, second, third)] == ["[1]", "[1]", "[2]"]
    assert [note.locator for note in composer.footnotes.all()] == ["¶1", "¶2"]
    assert composer.facts == ["rally-2015.town", "rally-2015.dates", "rally-2015.sponsor"]


def test_what_nothing_is_known_of_is_not_told(composer: Composer) -> None:
    assert composer.lookup("rally-2018", "theme") is None
    assert composer.lookup("rally-2018", "no such property") is None
    assert composer.history("rally-2018", "theme") is None
    assert composer.facts == []


def test_a_property_without_a_sentence_is_told_by_its_label(book: Book) -> None:
    rally = book.vocabulary.kinds["rally"]
    bare = replace(rally.properties["theme"], tell=None)
    kinds = {**book.vocabulary.kinds, "rally": replace(rally, properties={**rally.properties, "theme": bare})}
    terse = replace(book, vocabulary=replace(book.vocabulary, kinds=kinds))
    text = Composer(Catalog(terse)).lookup("rally-2016", "theme")
    assert text == "Theme of the 2016 rally: Higher Than Gulls.[1]"


def test_what_somebody_had_to_do_with_is_told_a_sentence_a_property(composer: Composer) -> None:
    assert composer.ties("gull-rope-works") == [
        "Gull Rope Works sponsored the 2015 rally[1] and the 2016 rally[2]."
    ]
    assert composer.ties("tern-lager") == []


def test_names_are_listed(composer: Composer) -> None:
    assert composer.names(["dunhollow", "tarnby"]) == "Dunhollow and Tarnby"
