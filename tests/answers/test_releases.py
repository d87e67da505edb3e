"""A software project is answered for by its files: releases by version number, prices, until when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.answers.engine import Engine
from bot.answers.reply import Answer, Reply
from bot.facts import load

from .conftest import said

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def gnomon() -> Engine:
    return Engine(load(Path(__file__).parent / "gnomon"), today=lambda: TODAY)


def asked(gnomon: Engine, *questions: str) -> Reply:
    context, reply = None, None
    for question in questions:
        exchange = gnomon.ask(question, context)
        context, reply = exchange.context, exchange.reply
    assert reply is not None
    return reply


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("is 3.0 maintained in 2026", "Yes."),
        ("was 2.0 maintained in 2022", "Yes."),
        ("is 2.0 maintained in May 2024", "Yes."),
        ("is 2.0 maintained in July 2024", "No."),
        ("is 3.0 maintained in 2028", "No."),
        ("is 3.0 maintained until 2027", "Yes."),
        ("is 3.0 maintained until 2030", "No."),
    ],
)
def test_what_lasts_until_a_date_is_so_before_it_and_not_after(
    gnomon: Engine, question: str, word: str
) -> None:
    assert said(asked(gnomon, question)).startswith(f"{word} Gnomon")


@pytest.mark.parametrize(
    "question",
    [
        "was 2.0 maintained in 2020",
        "is 3.0 no longer maintained in 2026",
        "is Solstice end of life in 2024",
        "is Solstice end of life in 2026",
        "was 2.0 maintained before 2022",
        "was 2.0 maintained since 2023",
    ],
)
def test_nothing_is_said_of_a_time_that_the_last_day_does_not_decide(gnomon: Engine, question: str) -> None:
    assert not said(asked(gnomon, question)).startswith(("Yes", "No"))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("when was 2.1 released", "Gnomon 2.1 was released on February 2, 2022."),
        ("when was v2.1 released", "Gnomon 2.1 was released on February 2, 2022."),
        ("when was 2.10 released", "Gnomon 2.10 was released on August 8, 2023."),
        ("when did v1 come out", "Gnomon 1.0 was released on March 4, 2019."),
        ("when did Gnomon 2 come out", "Gnomon 2.0 was released on June 21, 2021."),
        ("when did V2.0 come out?", "Gnomon 2.0 was released on June 21, 2021."),
    ],
)
def test_a_version_is_named_by_all_its_figures(gnomon: Engine, question: str, told: str) -> None:
    assert said(asked(gnomon, question)) == told


@pytest.mark.parametrize("question", ["who led v4.2", "who led 2.3", "is Zenith smaller than 1 MB"])
def test_another_version_or_a_figure_is_not_taken_for_one(gnomon: Engine, question: str) -> None:
    assert not isinstance(asked(gnomon, question), Answer)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what was the first release", "Gnomon 1.0 was released on March 4, 2019."),
        ("who led the first release", "Wilma Oakes led Gnomon 1.0."),
        ("how big was the first version", "The download of Gnomon 1.0 is 210 KB."),
        ("who spoke at the first meetup", "Speakers at Dialfest 2020: Wilma Oakes."),
        ("where was the second gathering", "Dialfest 2023 was held in Lindholm."),
    ],
)
def test_an_ordinal_is_of_the_kind_that_is_named_after_it(gnomon: Engine, question: str, told: str) -> None:
    assert said(asked(gnomon, question)).startswith(told)


def test_what_nothing_numbers_has_no_second(gnomon: Engine) -> None:
    assert not isinstance(asked(gnomon, "what was the second release"), Answer)
    assert "2nd" not in said(asked(gnomon, "what was the second release"))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what's the latest release", "Gnomon 3.0 was released"),
        ("what is the newest version", "Gnomon 3.0 was released"),
        ("what was the last gathering", "Dialfest 2023 was held"),
    ],
)
def test_the_latest_of_a_kind_is_told_in_brief(gnomon: Engine, question: str, told: str) -> None:
    assert said(asked(gnomon, question)).startswith(told)


def test_who_somebody_is_is_told_first_where_a_phrasing_asks_just_that(gnomon: Engine) -> None:
    told = said(asked(gnomon, "who is Piet Brandsma"))
    assert told.startswith("Piet Brandsma is the project secretary. Piet Brandsma spoke at Dialfest 2023.")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("does 2.0 have star chart", "Yes. The folding star chart came with Gnomon 2.0."),
        ("did release 2.0 have leap days?", "Yes. Leap days came with Gnomon 2.0."),
        ("does 2.0 have shadow export", "No, shadow export is not among them."),
        ("was Dialfest 2020 in Osmund", "Yes. Dialfest 2020 was held in Osmund."),
    ],
)
def test_a_phrasing_of_grammar_alone_asks_whether_a_subject_has_a_value(
    gnomon: Engine, question: str, told: str
) -> None:
    assert said(asked(gnomon, question)).startswith(told)


@pytest.mark.parametrize(
    "question", ["which gathering was the most expensive", "what was the dearest gathering"]
)
def test_what_ranks_may_be_said_in_several_words(gnomon: Engine, question: str) -> None:
    assert said(asked(gnomon, question)) == "Entrance to Dialfest 2023 cost 30 crowns."


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how many dialfests were there", "My sources name 2 gatherings"),
        ("which release was in 2021", "Gnomon 2.0 was released on June 21, 2021."),
        ("what came after 2.1", "Gnomon 2.10 was released on August 8, 2023."),
    ],
)
def test_nouns_years_and_order_say_which_are_meant(gnomon: Engine, question: str, told: str) -> None:
    assert said(asked(gnomon, question)).startswith(told)


def test_a_year_of_another_kind_is_none_of_the_one_that_is_named(gnomon: Engine) -> None:
    assert said(asked(gnomon, "where was dialfest 2021")).startswith(
        "My sources know of no 2021 gathering: those that they name go from Dialfest 2020 to Dialfest 2023."
    )
