"""Dates of sources as people write them."""

from __future__ import annotations

import re
from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def readable(published: str) -> str:
    """Return a date of the fact base as people write it.

    `2014-12-11` becomes `Dec 11, 2014`, `2018-07-12/2018-07-13` becomes `Jul 12–13, 2018`; words such as
    `before 2022` stay as they are.
    """
    start, slash, end = published.partition("/")
    first, last = _parse(start), _parse(end) if slash else None
    if first is None or (slash and last is None):
        return published
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
