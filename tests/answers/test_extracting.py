"""The question inside a longer message is answered, and what is said around it is left aside."""

from __future__ import annotations

import pytest

from bot.answers.reply import OffTopic, Unknown

from .conftest import Asks, facts, said


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            "my neighbour swears that the harbour festival used to be bigger than any circus in the county, "
            "who sponsored the 2016 rally?",
            "who sponsored the 2016 rally?",
        ),
        (
            "writing an essay about windy towns and my teacher wants numbers by friday; "
            "how many people came to the 2016 rally",
            "how many people came to the 2016 rally",
        ),
    ],
)
def test_a_long_way_round_changes_nothing(ask: Asks, asked: str, told: str) -> None:
    assert said(ask(asked)) == said(ask(told))
    assert facts(ask(asked)) == facts(ask(told))


def test_what_points_at_another_clause_is_not_torn_out_of_it(ask: Asks) -> None:
    asked = "my neighbour swears by his old circus tent and the harbour festival, where was it held?"
    assert isinstance(ask(asked), Unknown)


def test_a_question_that_is_not_ours_stays_so_whatever_is_said_around_it(ask: Asks) -> None:
    asked = "my cousin loves kites and baked us a cake, what is the capital of France"
    assert isinstance(ask(asked), OffTopic)


def test_what_the_sentences_before_name_is_meant(ask: Asks) -> None:
    asked = "my aunt flew her kite at the 2016 rally and came home happy. where was it held?"
    assert said(ask(asked)) == said(ask("where was the 2016 rally held?"))


def test_somebody_is_not_meant_by_what_is_nobody(ask: Asks) -> None:
    asked = "my aunt flew her kite at the 2016 rally and came home happy. what is her role?"
    assert isinstance(ask(asked), Unknown)


@pytest.mark.parametrize(
    "opening", ["just wondering", "hi! i want to know", "long time reader here and need to find out"]
)
def test_a_question_that_is_told_of_is_answered(ask: Asks, opening: str) -> None:
    asked = f"{opening} how many people came to the 2019 rally"
    assert said(ask(asked)) == said(ask("how many people came to the 2019 rally"))


def test_what_comes_after_the_question_and_says_nothing_is_left_aside(ask: Asks) -> None:
    asked = "how many people came to the 2016 rally, my old teacher cannot get enough of it"
    assert said(ask(asked)) == said(ask("how many people came to the 2016 rally"))
