"""What a question may say of a fact."""

from __future__ import annotations

import pytest

from bot.facts import Book
from bot.matching.lexicon import Lexicon
from bot.matching.views import Seen, Views


@pytest.fixture(scope="module")
def views(book: Book, lexicon: Lexicon) -> Views:
    return Views(book, lexicon)


def test_a_fact_is_seen_with_all_that_a_question_may_say_of_it(views: Views) -> None:
    view = views.of("rally-2016.keynote")
    assert view.entities == {"rally-2016", "ilse-varga"}
    assert view.values == {"ilse-varga"}
    assert 2016 in view.years
    assert "mayor" in view.stems
    assert "gazett" in view.said_by
    lost = views.of("rally-2016.lost-kites")
    assert "lost" in lost.stems
    assert "fli" in lost.asked


def test_a_series_covers_the_years_of_its_values(views: Views) -> None:
    assert views.of("kite-guild.captain").years >= {2014, 2015, 2016, 2017, 2018, 2024}


def test_somebody_is_described_by_what_is_told_in_brief(views: Views) -> None:
    assert {"mayor", "port", "merrow"} <= views.described_by("ilse-varga")
    assert not views.described_by("petra-varga")


def test_a_month_is_spoken_of_where_days_or_a_sentence_name_it_with_its_year(views: Views) -> None:
    dates = views.of("rally-2018.dates")
    assert dates.is_of(2018, None)
    assert dates.is_of(2018, 9)
    assert dates.is_of(2018, 10)
    assert not dates.is_of(2018, 11)
    assert not dates.is_of(2017, 9)
    members = views.of("kite-guild.members")
    assert members.is_of(2018, None)
    assert not members.is_of(2018, 9)


def test_what_is_told_of_a_dated_subject_is_of_its_months(views: Views) -> None:
    town = views.of("rally-2018.town")
    assert town.is_of(2018, 9)
    assert not town.is_of(2018, 5)


def test_facts_are_looked_at_when_their_views_are_wanted(book: Book, lexicon: Lexicon) -> None:
    views = Views(book, lexicon)
    unknown = Seen(["no.fact"], views)
    assert unknown  # there is one to look at, and none has looked
    with pytest.raises(KeyError):
        list(unknown)
    assert list(Seen(["rally-2016.keynote"], views)) == [views.of("rally-2016.keynote")]
    assert not Seen([], views)
