"""Lasting: whether something is so at a time that is claimed, where a date says until when it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from bot.facts.model import Property, Value
from bot.matching.claiming import Claims
from bot.matching.language import Language
from bot.matching.text import has_phrase, words

_NO_LONGER = (("no", "longer"),)
"""What turns around whether something is so."""


def lasting(prop: Property, language: Language) -> frozenset[str]:
    """Return the words that say what is so until a date, none for a property that tells of a day.

    Args:
        prop: asked for, or told, with `until` or the like (`until when is {it} supported`).
        language: knows what says until when.
    """
    if prop.type != "date":
        return frozenset()
    lines = [words(line.replace("{", " ").replace("}", " ")) for line in (prop.tell or "", *prop.ask)]
    until = language.cues["until"]
    grammar = language.function | language.question_words | {w for phrase in until for w in phrase}
    held = (line for line in lines if has_phrase(line, until))
    return frozenset(w for line in held for w in line if w not in grammar | {"value"})


def lasts(
    values: Sequence[Value], claims: Claims, subjects: frozenset[str], begun: date | None, language: Language
) -> bool | None:
    """Return whether something was so at the time that is claimed; None where that is not known.

    After the last day it was not. Before that it was, once it had begun.

    Args:
        values: until when it was so.
        claims: what the question says.
        subjects: ids of the subjects of the values: a year that points to one of them claims nothing.
        begun: since when there is what it is said of, where that is known.
        language: knows what says since when.
    """
    if claims.bounds_time or claims.days or has_phrase(claims.words, language.cues["since"]):
        return None
    years = [year for year, points_to in claims.years if subjects.isdisjoint(points_to)]
    times = [(year, month) for year in years for month in claims.months or [0]]
    found = {_lasts(value, time, begun) for value in values for time in times}
    return found.pop() if len(found) == 1 else None


def _lasts(value: Value, time: tuple[int, int], begun: date | None) -> bool | None:
    year, month = time
    if value.day is None or value.day.span or value.forecast:
        return None
    last = value.day.last
    if year > last.year or (year == last.year and month > last.month):
        return False
    is_begun = begun is not None and (begun.year, begun.month if month else 0) <= time
    return True if is_begun else None


def is_of_a_day(claims: Claims, language: Language) -> bool:
    """Tell whether a question is about the very day on which something ends (`supported until 2027`)."""
    return claims.edge == "last" or has_phrase(claims.words, language.cues["until"])


def speaks_of(claims: Claims, state: Collection[str]) -> bool:
    """Tell whether a question says what is so until a date."""
    return not (set(claims.words).isdisjoint(state) or has_phrase(claims.words, _NO_LONGER))
