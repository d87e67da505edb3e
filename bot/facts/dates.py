"""Dates as fact bases write them: a day, a month, a year, or a span of these."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

from bot.facts.model import Day
from bot.facts.problems import shorten

Precision: TypeAlias = Literal["year", "month", "day"]
_PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_LIKE = re.compile(r"\d{4}([-/. ]\d.*)?", re.ASCII)

DATE_HINT = "write 2014-12-11, 2014-12, 2014, or a span 2013-10-25/2013-10-27"


@lru_cache(maxsize=4096)
def parse_day(text: str) -> Day:
    """Return the date that a text writes.

    Args:
        text: `2014-12-11`, `2013-10`, `2013`, or two of these with `/` between.

    Raises:
        ValueError: if it is no date, or a span that ends before it begins; its message says which.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _single(text)
    if not (_FORM.fullmatch(start.strip()) and _FORM.fullmatch(end.strip())):
        raise ValueError(f"'{shorten(text)}' is not a date")
    first, last = _single(start), _single(end)
    if last.last < first.first:
        raise ValueError(f"the span '{shorten(text)}' ends before it begins")
    coarser = min(first.precision, last.precision, key=_PRECISIONS.index)
    return Day(first.first, last.last, coarser, span=True)


def looks_like_day(text: str) -> bool:
    """Return whether a text is meant as a date, rightly written or not."""
    return _LIKE.fullmatch(text) is not None


def _single(text: str) -> Day:
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"'{shorten(text)}' is not a date")
    year, month, day = match.groups()
    precision: Precision = "day" if day else "month" if month else "year"
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise ValueError(f"'{shorten(text)}' is not in the calendar") from error
    if day:
        return Day(first, first, precision)
    last_month = first.month if month else 12
    return Day(first, date(first.year, last_month, monthrange(first.year, last_month)[1]), precision)
