"""Claiming: what a yes-or-no question says of figures and days, for facts to confirm or to deny."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.matching.language import Language
from bot.matching.mentions import Linked
from bot.matching.text import has_phrase, phrase_at

Bound = Literal["exactly", "above", "at_least", "below", "at_most"]

_BOUNDS: tuple[Bound, ...] = ("at_least", "at_most", "above", "below")
"""How a figure may be bounded; the longer phrases hold words of the shorter (`no less than`)."""

_AFTERWARDS: tuple[tuple[tuple[str, ...], Bound], ...] = (
    (("or", "more"), "at_least"),
    (("or", "less"), "at_most"),
    (("or", "fewer"), "at_most"),
    (("plus",), "at_least"),
)
"""What follows a figure that it bounds (`200 or more`)."""

_DAY = re.compile(r"(?:[1-9]|[12]\d|3[01])(?:th)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ON = ("on", "from", "the")
_EITHER = ("and", "or")

_AGED = (("am",), ("aged",), ("age",))
"""What stands before a figure that counts years of life (`I am 16`)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is claimed.

    Attributes:
        of: the word after it, which may say what is counted.
    """

    number: int
    bound: Bound = "exactly"
    of: str = ""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a question claims.

    Attributes:
        figures: numbers that count something.
        years: years, each with the ids of the subjects that it may as well point to.
        months: months that are named, 1 to 12.
        words_as_months: whether a month's name is said as another word (`did they march`).
        named: for each name, the ids of the subjects that it may mean.
        sole: whether it says that there is no other (`only`).
    """

    figures: tuple[Figure, ...] = ()
    years: tuple[tuple[int, frozenset[str]], ...] = ()
    months: frozenset[int] = frozenset()
    words_as_months: bool = False
    named: tuple[frozenset[str], ...] = ()
    sole: bool = False


def claims_of(linked: Linked, language: Language) -> Claims:
    """Return what a question says of figures and days.

    Args:
        linked: the question.
        language: knows the months and what bounds a figure.
    """
    mentions = linked.mentions
    years = {m.number: frozenset(m.subjects) for m in mentions if m.sort == "year" and m.number}
    said = months_said(linked, language)
    as_words = len(_month_words(linked, language)) > len(said)
    named = tuple(frozenset(m.subjects) for m in mentions if m.sort in ("name", "place"))
    sole = has_phrase(linked.words, language.cues["sole"])
    figures, months = tuple(_figures(linked, language)), frozenset(said.values())
    return Claims(figures, tuple(years.items()), months, as_words, named, sole)


def months_said(linked: Linked, language: Language) -> Mapping[int, int]:
    """Return the months that a question names, 1 to 12, by their place among its words.

    `March`, `may` and `august` count only where what stands around them says that they are months.

    Args:
        linked: the question.
        language: knows the months.
    """
    found: dict[int, int] = {}
    for i in _month_words(linked, language):
        word = linked.words[i]
        if word not in language.months_or_words or _is_month(linked.words, i, found, language):
            found[i] = language.months[word]
    return found


def _month_words(linked: Linked, language: Language) -> list[int]:
    """Return the places of the names of months that are not part of a name (`the Women's March`)."""
    if language.months.keys().isdisjoint(linked.words):
        return []
    of_names = {i for m in linked.mentions if m.sort == "name" for i in range(m.start, m.end)}
    return [i for i, w in enumerate(linked.words) if w in language.months and i not in of_names]


def _is_month(words: Sequence[str], i: int, found: Collection[int], language: Language) -> bool:
    """Tell whether a word that may be a month is one, by the words around it."""
    before, after = words[i - 1] if i else "", words[i + 1 : i + 3]
    if before in language.before_months or len(words) == 1:
        return True
    if _DAY.fullmatch(before) and (before.endswith("th") or words[max(0, i - 2)] in _ON):
        return True
    if before in _EITHER and (i == 1 or i - 2 in found):
        return True
    if after[:1] and after[0] in _EITHER:
        return after[1:] != () and after[1] in language.months
    return _is_dated(after, language)


def _is_dated(after: Sequence[str], language: Language) -> bool:
    """Tell whether a day or a year follows (`May 2018`, `May 12`), not so many (`may 12 people`)."""
    first, second = (*after, "", "")[:2]
    if first == "of" or _DAY.fullmatch(first):
        follows = not second or second in language.function
        return bool(_YEAR.fullmatch(second)) or first.endswith("th") or (first != "of" and follows)
    return bool(_YEAR.fullmatch(first))


def _figures(linked: Linked, language: Language) -> Iterator[Figure]:
    for mention in linked.mentions:
        before = linked.words[max(0, mention.start - 1) : mention.start]
        if mention.sort == "number" and mention.number is not None and before not in _AGED:
            of = next(iter(linked.words[mention.end :]), "")
            yield Figure(mention.number, _bound(linked.words, mention.start, mention.end, language), of)


def _bound(words: tuple[str, ...], start: int, end: int, language: Language) -> Bound:
    """Return how the words around a figure bound it."""
    for phrase, bound in _AFTERWARDS:
        if phrase_at(words, end, phrase):
            return bound
    for name in _BOUNDS:
        if any(phrase_at(words, start - len(p), p) for p in language.cues[name] if len(p) <= start):
            return name
    return "exactly"
