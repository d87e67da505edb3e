"""Some of a kind are asked for by how many they had."""

from __future__ import annotations

import pytest

from bot.matching.reading import Reading

from .conftest import Reads


def first(reads: Reads, text: str) -> Reading:
    return reads(text)[0]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("which rallies had more than 100 people", ["2016", "2019"]),
        ("how many rallies had over 1000 people", ["2019"]),
        ("did any rally have fewer than 50 people", ["2015"]),
        ("rallies with at least 1300 people", ["2019"]),
        ("which rallies drew over 200", ["2019"]),
        ("wich rallies drew more then 200", ["2019"]),
    ],
)
def test_those_that_have_so_many_are_meant(reads: Reads, text: str, years: list[str]) -> None:
    reading = first(reads, text)
    assert (reading.operation, reading.property) == ("reverse", "attendance")
    assert [s.removeprefix("rally-") for s in reading.subjects] == years


def test_where_none_has_it_is_the_nearest(reads: Reads) -> None:
    reading = first(reads, "which rallies had more than 5000 people")
    assert (reading.operation, reading.extreme, reading.value) == ("superlative", "high", None)


def test_of_every_one_all_are_told(reads: Reads) -> None:
    reading = first(reads, "did every rally have over 80 people")
    assert (reading.operation, reading.property) == ("collect", "attendance")


@pytest.mark.parametrize(
    "text",
    [
        "more than three rallies",
        "did the 2016 rally have over 100 people",
        "how many people came to the rally in Dunhollow",
        "did the rally have over 100 people",
    ],
)
def test_one_or_a_number_of_them_is_not_filtered(reads: Reads, text: str) -> None:
    assert all(reading.bound is None for reading in reads(text))
