"""How a question was read, and how a set fared, can be read in a terminal."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.answers.engine import Engine
from bot.evaluating import Result, evaluate
from bot.explaining import print_evaluation, print_explanation
from bot.facts import load
from bot.question_files import Case

KITES = Path(__file__).parent / "matching" / "kites"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load(KITES), today=lambda: date(2025, 6, 1))


def explained(engine: Engine, text: str) -> str:
    out = StringIO()
    print_explanation(engine.explain(text), Console(file=out, width=200))
    return out.getvalue()


def evaluated(results: list[Result], *show: str) -> str:
    out = StringIO()
    print_evaluation(results, show, Console(file=out, width=200))
    return out.getvalue()


def test_every_step_of_reading_is_shown(engine: Engine) -> None:
    shown = explained(engine, "who paid for the rally in Port Merrow matey?")
    assert "who paid for the rally in port merrow matey" in shown
    assert "port merrow (name): port-merrow 1.00, rally-2016 0.90" in shown
    assert "rally: rally" in shown
    assert "?who sponsor =paid_for" in shown
    assert "lookup" in shown
    assert "rally-2016" in shown
    assert "confidence 0." in shown
    assert "Gull Rope Works and Merrow Savings Bank.[1]" in shown


def test_a_year_of_nothing_is_shown_as_such(engine: Engine) -> None:
    assert "2017 (year): nothing known" in explained(engine, "where was the 2017 rally")


@pytest.mark.parametrize(("text", "shown"), [("hello", "greeting"), ("kite surfing", "another matter: yes")])
def test_small_talk_and_other_matters_are_marked(engine: Engine, text: str, shown: str) -> None:
    assert shown in explained(engine, text)


@pytest.mark.parametrize(
    "text", ["", "[bold]", "[/]", "did [red]zorg[/red] sponsor the 2016 rally", "\0", "🪁" * 4000]
)
def test_whatever_is_typed_can_be_explained(engine: Engine, text: str) -> None:
    assert "decision" in explained(engine, text)


CASES = [
    Case("town", "where was the 2016 rally held", "answer", must=("port merrow",), tags=("direct",)),
    Case("wrong-one", "where was the 2018 rally held", "answer", must=("[0-9]{9}",), tags=("place",)),
    Case("hello", "hello", "social"),
]


def test_a_set_is_shown_as_a_table_with_its_figures(engine: Engine) -> None:
    shown = evaluated(evaluate(engine, CASES))
    row = next(line for line in shown.splitlines() if "answer " in line and "│" in line)
    assert [cell.strip() for cell in row.strip("│").split("│")] == ["answer", "2", "1", "1", "0", "0"]
    assert "weakest tags: place 0/1, direct 1/1" in shown
    assert "all right 66.7%; answerable right 50.0% (wrong 50.0%, missed 0.0%)" in shown
    assert "median" in shown
    assert "wrong-one" not in shown


def test_cases_of_a_verdict_are_shown_with_what_was_replied(engine: Engine) -> None:
    shown = evaluated(evaluate(engine, CASES), "wrong")
    assert "wrong-one" in shown
    assert "Tarnby" in shown
    assert "lacks ['[0-9]{9}']" in shown
    assert "Port Merrow" not in shown


def test_of_no_cases_there_is_a_table_too() -> None:
    assert "all right 0.0%" in evaluated([])
