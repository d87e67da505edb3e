"""The months and days that a question names are told from words and figures that are none."""

from __future__ import annotations

import pytest

from bot.matching.dating import days_said, edge_said, month_words, months_said, part_said
from bot.matching.language import english
from bot.matching.linking import Linker
from bot.matching.text import words


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
    assert len(months) <= len(month_words(linked, english()))


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("was it on july 12", {(7, 12)}),
        ("was it on july 12th", {(7, 12)}),
        ("was it on july 12 2018", {(7, 12)}),
        ("was it on the 12th of july", {(7, 12)}),
        ("was it on 12 july", {(7, 12)}),
        ("was it on the first of may", {(5, 1)}),
        ("was it july 12-14", {(7, 12), (7, 14)}),
        ("was it july 12 to 14", {(7, 12), (7, 14)}),
        ("was it 12 and 13 july", {(7, 12), (7, 13)}),
        ("was it july 30 to august 2", {(7, 30), (8, 2)}),
        ("was it july 30 august 2", {(7, 30), (8, 2)}),
        ("did 40 people come in july", set()),
        ("did 150 come in july 2018", set()),
        ("was it in may 2012", set()),
    ],
)
def test_the_days_beside_a_month_are_those_of_it(
    linker: Linker, question: str, days: set[tuple[int, int]]
) -> None:
    linked = linker.link(words(question))
    assert set(days_said(linked, months_said(linked, english())).values()) == days


@pytest.mark.parametrize(
    ("question", "edge", "part"),
    [
        ("did it begin on july 12", "first", None),
        ("did it end in late july", "last", (20, 31)),
        ("was it at the end of july", None, (20, 31)),
        ("was it at the beginning of july", None, (1, 10)),
        ("was it in mid july", None, (10, 20)),
        ("was it in the first week of july", None, (0, 0)),
        ("was it in july", None, None),
        ("did it begin in june and end in july", None, None),
    ],
)
def test_a_beginning_an_end_and_a_part_of_a_month_are_told_apart(
    linker: Linker, question: str, edge: str | None, part: tuple[int, int] | None
) -> None:
    linked = linker.link(words(question))
    assert edge_said(linked, english()) == edge
    assert part_said(linked, months_said(linked, english()), english()) == part
