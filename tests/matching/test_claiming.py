"""What a yes-or-no question says of figures and days is taken as a claim, with what bounds it."""

from __future__ import annotations

import pytest

from bot.matching.claiming import Figure, claims_of
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


@pytest.mark.parametrize(
    "question", ["can I join, I am 16", "can a 16 year old join", "may I, at 16 years of age"]
)
def test_somebodys_age_is_no_claim(linker: Linker, question: str) -> None:
    assert claims_of(linker.link(words(question)), english()).figures == ()


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
    ("question", "figures"),
    [
        ("did 90 people come on june 15", [90]),
        ("did it begin on july 2", []),
        ("was it on the 2nd of july", []),
        ("did 12 people come in july", [12]),
    ],
)
def test_a_day_of_a_month_is_no_figure(linker: Linker, question: str, figures: list[int]) -> None:
    claims = claims_of(linker.link(words(question)), english())
    assert [f.number for f in claims.figures] == figures
