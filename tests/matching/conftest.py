"""The kite guild: its book, read once, and what reads questions against it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.facts import Book, load
from bot.matching.asking import Asked, Near
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.linking import Linker
from bot.matching.matcher import Matcher
from bot.matching.noted import Noted
from bot.matching.noting import Noter
from bot.matching.phrasing import PhrasingIndex
from bot.matching.reading import Focus, Reading
from bot.matching.text import words

KITES = Path(__file__).parent / "kites"
TODAY = date(2025, 6, 1)

Reads = Callable[..., tuple[Reading, ...]]
Notes = Callable[..., Noted]


@pytest.fixture(scope="session")
def book() -> Book:
    return load(KITES)


@pytest.fixture(scope="session")
def lexicon(book: Book) -> Lexicon:
    return Lexicon(book.vocabulary)


@pytest.fixture(scope="session")
def linker(book: Book, lexicon: Lexicon) -> Linker:
    return Linker(book, lexicon)


@pytest.fixture(scope="session")
def catalog(book: Book) -> Catalog:
    return Catalog(book)


@pytest.fixture(scope="session")
def matcher(book: Book) -> Matcher:
    return Matcher(book, lambda: TODAY)


@pytest.fixture(scope="session")
def reads(matcher: Matcher) -> Reads:
    """Give every reading of a text, likeliest first."""

    def readings(text: str, focus: Focus | None = None) -> tuple[Reading, ...]:
        return matcher.understand(text, focus).readings

    return readings


@pytest.fixture(scope="session")
def notes(catalog: Catalog, lexicon: Lexicon, linker: Linker) -> Notes:
    """Give what is noted of a text, where the only phrasing known is `where was it held`."""
    noter = Noter(catalog, lexicon, PhrasingIndex([(0, lexicon.fold(words("where was it held")))]))

    def noted(text: str, focus: Focus | None = None) -> Noted:
        linked = linker.link(words(text))
        stems = tuple(lexicon.fold(linked.rest))
        return noter.note(Asked(linked, stems, Near((), {}, {}), focus, lexicon))

    return noted
