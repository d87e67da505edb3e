"""What a yes-or-no question says of figures and days is taken as a claim, with what bounds it."""

from __future__ import annotations

import pytest

from bot.matching.claiming import Figure, claims_of, months_said
from bot.matching.language import english
from bot.matching.linking import Linker
from bot.matching.text import words


@pytest.mark.parametrize(
    ("question", "claimed"),
    [
        ("did 90 people come", Figure(90)),
        ("did more than 90 people come", Figure(90, "above")),
        ("were there over a hundred", Figure(100, "above")),
        ("did at least fifty come", Figure(50, "at_least")),
        ("were there 200+ people", Figure(200, "at_least")),
        ("did 200 or more come", Figure(200, "at_least")),
        ("did fewer than 100 come", Figure(100, "below")),
        ("did no more than 100 come", Figure(100, "at_most")),
        ("were there up to 100", Figure(100, "at_most")),
    ],
)
def test_a_figure_is_claimed_as_it_is_bounded(linker: Linker, question: str, claimed: Figure) -> None:
    (figure,) = claims_of(linker.link(words(question)), english()).figures
    assert (figure.number, figure.bound) == (claimed.number, claimed.bound)


def test_what_is_counted_is_claimed_as_well(linker: Linker) -> None:
    (figure,) = claims_of(linker.link(words("did the founders come from 32 states")), english()).figures
    assert figure.of == "states"


def test_somebodys_age_is_no_claim(linker: Linker) -> None:
    assert claims_of(linker.link(words("can I join, I am 16")), english()).figures == ()


@pytest.mark.parametrize(
    ("question", "sole"), [("was it the only sponsor", True), ("was it a sponsor", False)]
)
def test_that_there_is_no_other_is_claimed(linker: Linker, question: str, sole: bool) -> None:
    assert claims_of(linker.link(words(question)), english()).sole is sole


def test_years_and_months_are_claimed_with_what_they_may_point_to(linker: Linker) -> None:
    claims = claims_of(linker.link(words("was the gull rally in June 2019")), english())
    ((year, points_to),) = claims.years
    assert year == 2019
    assert claims.months == {6}
    assert "rally-2019" in points_to
    assert any("rally-2016" in named for named in claims.named)


@pytest.mark.parametrize(
    ("question", "months"),
    [
        ("did they meet in march", {3}),
        ("did they meet in early may", {5}),
        ("was it the march of 2016", {3}),
        ("was it march 2016", {3}),
        ("was it on may 12", {5}),
        ("was it on the 12th of may", {5}),
        ("was it on 12 may", {5}),
        ("was it march or april", {3, 4}),
        ("was it june or august", {6, 8}),
        ("and may?", {5}),
        ("may", {5}),
        ("will the guild march in may 2026", {5}),
        ("did the guild march in 2016", set()),
        ("did they march and sing", set()),
        ("did they sing and march", set()),
        ("may the guild meet in tarnby", set()),
        ("may 12 people come", set()),
        ("was it an august gathering", set()),
        ("was it october", {10}),
    ],
)
def test_a_word_is_a_month_where_those_around_it_say_so(
    linker: Linker, question: str, months: set[int]
) -> None:
    linked = linker.link(words(question))
    assert set(months_said(linked, english()).values()) == months
    assert claims_of(linked, english()).months == months
