"""Single values in words, their dates and numbers as the reader writes them."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.wording import hedged, plain
from bot.facts.model import Book, Value
from bot.locales import Reader


def worded(value: Value, book: Book, reader: Reader) -> str:
    """Return a value with its qualifier, who says so and what else must be said of it."""
    return hedged(_localised(value, reader), book)


def brief(value: Value, reader: Reader) -> str:
    """Return a value with its qualifier only."""
    return plain(_localised(value, reader))


def _localised(value: Value, reader: Reader) -> Value:
    if value.day is not None and not reader.american:
        day = value.day
        return replace(value, day=None, text=reader.day(day.first, day.last, day.precision))
    if value.number is not None and "," in value.text and not reader.american:
        return replace(value, text=reader.number(value.number))
    return value
