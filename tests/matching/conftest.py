"""The kite guild: its book, read once, and what reads questions against it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.facts import Book, load
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.linking import Linker
from bot.matching.matcher import Matcher
from bot.matching.reading import Focus, Reading

KITES = Path(__file__).parent / "kites"
TODAY = date(2025, 6, 1)

Reads = Callable[..., tuple[Reading, ...]]


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
