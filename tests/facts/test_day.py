"""Dates as people write them become the days that they can mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import Day
from bot.facts.dates import parse_day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014-12-11", Day(date(2014, 12, 11), date(2014, 12, 11), "day")),
        ("2012-02", Day(date(2012, 2, 1), date(2012, 2, 29), "month")),
        ("2013", Day(date(2013, 1, 1), date(2013, 12, 31), "year")),
        ("2013-10-25/2013-10-27", Day(date(2013, 10, 25), date(2013, 10, 27), "day", span=True)),
        ("2013/2014", Day(date(2013, 1, 1), date(2014, 12, 31), "year", span=True)),
        ("2013-11 / 2014", Day(date(2013, 11, 1), date(2014, 12, 31), "year", span=True)),
    ],
)
def test_a_date_means_its_days(text: str, expected: Day) -> None:
    assert parse_day(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14",
        "2014-1",
        "2014-1-1",
        "2014-13",
        "2014-02-30",
        "0000",
        "2014/",
        "/2014",
        "2014/2013",
        "٢٠١٤",
        "undated",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_day(text)


@given(st.dates())
def test_every_day_reads_back(day: date) -> None:
    assert parse_day(day.isoformat()) == Day(day, day, "day")


@given(st.text(max_size=25))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = parse_day(text)
    except ValueError:
        return
    assert found.first <= found.last
