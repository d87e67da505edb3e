"""The years of an open span are named where several of what has years are asked for."""

from __future__ import annotations

import pytest

from bot.facts import Book
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.linking import Linker
from bot.matching.spanning import OpenSpans
from bot.matching.text import words


@pytest.fixture(scope="module")
def spans(book: Book, lexicon: Lexicon) -> OpenSpans:
    return OpenSpans(Catalog(book), lexicon)


@pytest.mark.parametrize(
    ("question", "filled"),
    [
        ("which rallies were after 2016", "which rallies were from 2018 2019 2026"),
        ("list the rallies since 2018", "list the rallies from 2018 2019 2026"),
        ("rallies before 2018", "rallies from 2015 2016"),
        ("all rallies until 2016", "all rallies from 2015 2016"),
        ("rallies from 2018 on", "rallies from 2018 2019 2026"),
        ("rallies 2018 onwards", "rallies from 2018 2019 2026"),
        ("which towns did the rally go to after 2018", "which towns did the rally go to from 2019 2026"),
        ("every rally after 2019", "every rally in 2026"),
    ],
)
def test_several_are_asked_for_by_the_years_of_the_span(
    spans: OpenSpans, linker: Linker, question: str, filled: str
) -> None:
    assert " ".join(spans.filled(linker.link(words(question)))) == filled


@pytest.mark.parametrize(
    "question",
    [
        "where was the rally after 2016",
        "which rallies were right after 2016",
        "where were the rallies the year after 2016",
        "which rallies were after 2030",
        "which rallies were after the second",
        "rallies from 2015 to 2018",
        "who joined after 2016",
        "what towns are there",
    ],
)
def test_other_questions_stay_as_they_are(spans: OpenSpans, linker: Linker, question: str) -> None:
    linked = linker.link(words(question))
    assert spans.filled(linked) == linked.words
