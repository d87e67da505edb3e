"""Who has which value, in what order and when: the look-ups that reading and answering share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.facts import Book
from bot.matching.catalog import Catalog

RALLIES = ("rally-2015", "rally-2016", "rally-2018", "rally-2019", "rally-2026")


def test_subjects_stand_in_the_order_of_their_kind(catalog: Catalog) -> None:
    assert catalog.of_kind("rally") == RALLIES
    assert catalog.of_kind("nothing of the sort") == ()


def test_the_communitys_own_subject_is_known(catalog: Catalog) -> None:
    assert (catalog.main, catalog.main_kind) == ("kite-guild", "guild")


def test_a_whole_has_its_parts_and_itself(catalog: Catalog) -> None:
    assert catalog.parts("saltmarsh") == ("saltmarsh", "dunhollow", "port-merrow")
    assert catalog.parts("tarnby") == ("tarnby",)


def test_the_first_day_is_the_earliest_that_the_date_can_mean(catalog: Catalog) -> None:
    assert catalog.first_day("rally-2016") == date(2016, 5, 1)
    assert catalog.first_day("tern-lager") is None


@pytest.mark.parametrize(
    ("subject", "step", "neighbour"),
    [
        ("rally-2016", 1, "rally-2018"),
        ("rally-2016", -1, "rally-2015"),
        ("rally-2015", -1, None),
        ("rally-2026", 1, None),
        ("tarnby", 1, None),
    ],
)
def test_neighbours_follow_the_order_whatever_years_lie_between(
    catalog: Catalog, subject: str, step: int, neighbour: str | None
) -> None:
    assert catalog.neighbour(subject, step) == neighbour


@pytest.mark.parametrize(
    ("today", "been", "coming"),
    [
        (date(2025, 6, 1), RALLIES[:4], RALLIES[4:]),
        (date(2017, 1, 1), RALLIES[:2], RALLIES[2:]),
        (date(2018, 9, 28), RALLIES[:3], RALLIES[3:]),
        (date(2010, 1, 1), (), RALLIES),
    ],
)
def test_today_parts_what_has_been_from_what_will_be(
    catalog: Catalog, today: date, been: tuple[str, ...], coming: tuple[str, ...]
) -> None:
    assert tuple(map(tuple, catalog.around("rally", today))) == (been, coming)


def test_what_was_only_announced_never_counts_as_held(catalog: Catalog) -> None:
    assert catalog.is_forecast("rally-2026")
    assert tuple(map(tuple, catalog.around("rally", date(2030, 1, 1)))) == (RALLIES[:4], ())


def test_the_values_of_what_a_property_includes_are_its_own_too(catalog: Catalog) -> None:
    told = [(fact.id, value.entity) for fact, value in catalog.values("rally-2016", "speaker")]
    assert told == [("rally-2016.keynote", "ilse-varga"), ("rally-2016.speaker", "tomas-okoro")]
    assert [v.entity for _, v in catalog.values("rally-2016", "keynote")] == ["ilse-varga"]


def test_what_is_known_not_to_be_known_has_no_values(catalog: Catalog) -> None:
    assert catalog.values("rally-2016", "weather") == ()
    assert catalog.values("rally-2016", "no such property") == ()


@pytest.mark.parametrize(
    ("subject", "name", "complete"),
    [
        ("rally-2016", "sponsor", True),
        ("rally-2016", "speaker", True),
        ("rally-2015", "sponsor", False),
        ("rally-2019", "sponsor", False),
    ],
)
def test_a_list_is_closed_only_where_the_base_says_so(
    catalog: Catalog, subject: str, name: str, complete: bool
) -> None:
    assert catalog.is_complete(subject, name) is complete


@pytest.mark.parametrize(
    ("name", "value", "having"),
    [
        ("town", "tarnby", ("rally-2018", "rally-2019")),
        ("town", "saltmarsh", ("rally-2015", "rally-2016")),
        ("speaker", "ilse-varga", ("rally-2016", "rally-2018")),
        ("keynote", "ilse-varga", ("rally-2016",)),
        ("theme", "Higher Than Gulls", ("rally-2016",)),
        ("sponsor", "tern-lager", ()),
        ("town", "no such entity", ()),
    ],
)
def test_subjects_are_found_by_a_value_or_by_what_it_lies_in(
    catalog: Catalog, name: str, value: str, having: tuple[str, ...]
) -> None:
    assert catalog.having("rally", name, value) == having


def test_a_property_may_hold_what_its_values_are_like(catalog: Catalog) -> None:
    assert catalog.may_hold("rally", "sponsor", "tern-lager")
    assert not catalog.may_hold("rally", "sponsor", "ilse-varga")
    assert not catalog.may_hold("rally", "sponsor", "no such entity")


def test_an_entity_is_held_by_facts_that_have_it_or_are_about_it(catalog: Catalog) -> None:
    assert catalog.holders("petra-varga") == ("kite-guild.patron",)
    assert catalog.holders("tern-lager") == ()
    assert catalog.literal_holders("Higher Than Gulls") == ("rally-2016.theme",)


def test_a_property_of_many_times_is_a_series(catalog: Catalog) -> None:
    assert catalog.is_series("guild", "members")
    assert not catalog.is_series("rally", "attendance")


def test_a_fact_that_is_not_there_is_an_error(catalog: Catalog) -> None:
    with pytest.raises(KeyError, match=r"rally-2016\.colour"):
        catalog.fact("rally-2016.colour")


def test_the_other_of_two_is_who_several_facts_tell_of_together(book: Book) -> None:
    guild, names = book.subjects["kite-guild"], ("pair-a", "pair-b")
    of_both = replace(guild.facts["patron"], about=("ilse-varga", "tomas-okoro"))
    pairs = {name: replace(of_both, id=f"kite-guild.{name}", property=name) for name in names}
    told = replace(guild, facts={**guild.facts, **pairs})
    catalog = Catalog(replace(book, subjects={**book.subjects, "kite-guild": told}))
    assert catalog.counterpart("ilse-varga") == "tomas-okoro"
    assert catalog.counterpart("petra-varga") is None


def test_an_office_knows_its_last_holder_and_who_came_before_and_after(catalog: Catalog) -> None:
    assert catalog.in_office("tomas-okoro")
    assert not catalog.in_office("ilse-varga")
    assert not catalog.in_office("petra-varga")
    captain = catalog.fact("kite-guild.captain")
    assert catalog.beside_in_office("tomas-okoro", -1) == (captain, 2014)
    assert catalog.beside_in_office("ilse-varga", 1) == (captain, 2018)
    assert catalog.beside_in_office("tomas-okoro", 1) is None
