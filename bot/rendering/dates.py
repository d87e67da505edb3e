"""Dates of sources as people write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from bot.locales import Reader

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def readable(published: str, reader: Reader | None = None) -> str:
    """Return a date of the fact base as its reader writes it.

    `2014-12-11` becomes `Dec 11, 2014`, `2018-07-12/2018-07-13` becomes `Jul 12–13, 2018`; words such as
    `before 2022` stay as they are.
    """
    start, slash, end = published.partition("/")
    first, last = _parse(start), _parse(end) if slash else None
    if first is None or (slash and last is None):
        return published
    if reader is not None and not reader.american:
        return _localised(first, last or first, reader)
    if last is None or last == first:
        return _one(first)
    return _span(first, last)


_Parts = tuple[int, int | None, int | None]


def _parse(text: str) -> _Parts | None:
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return (year or 0, month, day)


def _one(parts: _Parts) -> str:
    year, month, day = parts
    if month is None:
        return str(year)
    return f"{MONTHS[month - 1]} {year}" if day is None else f"{MONTHS[month - 1]} {day}, {year}"


def _localised(first: _Parts, last: _Parts, reader: Reader) -> str:
    """A day or span as the reader writes it, as fine as both of its ends are known."""
    precision = "year" if None in {first[1], last[1]} else "month" if None in {first[2], last[2]} else "day"
    year, month, day = last
    end = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return reader.day(date(first[0], first[1] or 1, first[2] or 1), end, precision)


def _span(first: _Parts, last: _Parts) -> str:
    year, month, day = first
    if year == last[0] and month and last[1]:
        if month == last[1] and day and last[2]:
            return f"{MONTHS[month - 1]} {day}–{last[2]}, {year}"
        start = _one(first).removesuffix(f"{year}").rstrip(", ")
        return f"{start} – {_one(last)}"
    if month is None and last[1] is None:
        return f"{year}–{last[0]}"
    return f"{_one(first)} – {_one(last)}"
