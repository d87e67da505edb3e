"""Of the values that came one after the other, those that hold for a time are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.facts import Citation, Fact, Value
from bot.facts.dates import parse_day
from bot.matching.series import covers, newest, oldest

HERE = Citation("annual-report", "¶1")
FACT = Fact("kite-guild.members", "kite-guild", "members")


def at(time: str, text: str = "40", **more: str) -> tuple[Fact, Value]:
    value = Value(text, (HERE,), as_of=parse_day(time))
    return FACT, replace(value, confidence="low") if more.get("confidence") == "low" else value


def test_the_newest_values_hold_and_the_surer_of_them_alone() -> None:
    old, low, high = at("2015"), at("2024", "90", confidence="low"), at("2024", "85")
    assert newest([old, low, high]) == [high]
    assert newest([old, low]) == [low]


def test_the_oldest_values_are_all_told() -> None:
    first, also, late = at("2015"), at("2015", "41"), at("2024")
    assert oldest([late, first, also]) == [first, also]


@pytest.mark.parametrize(("years", "held"), [((2014,), True), ((2016, 2030), True), ((2018,), False)])
def test_a_value_holds_for_the_years_of_its_time(years: tuple[int, ...], held: bool) -> None:
    assert covers(at("2014/2017")[1], years) is held


def test_a_value_without_a_time_holds_for_no_year() -> None:
    assert not covers(Value("40", (HERE,)), (2016,))
