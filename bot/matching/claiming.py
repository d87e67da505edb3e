"""Claiming: what a yes-or-no question says of figures and days, for facts to confirm or to deny."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.matching.dating import Edge, days_said, edge_said, month_words, months_said, part_said, year_said
from bot.matching.language import Language
from bot.matching.mentions import Linked
from bot.matching.text import has_phrase, phrase_at, phrase_before

Bound = Literal["exactly", "above", "at_least", "below", "at_most"]

BOUNDS: tuple[Bound, ...] = ("at_least", "at_most", "above", "below")
"""How a figure may be bounded; the longer phrases hold words of the shorter (`no less than`)."""

_AFTERWARDS: tuple[tuple[tuple[str, ...], Bound], ...] = (
    (("or", "more"), "at_least"),
    (("or", "less"), "at_most"),
    (("or", "fewer"), "at_most"),
    (("plus",), "at_least"),
)
"""What follows a figure that it bounds (`200 or more`)."""

_AGED = (("am",), ("aged",), ("age",))
_OLD = (("year", "old"), ("years", "old"), ("years", "of", "age"), ("yo",))
"""What stands before a figure that counts years of life (`I am 16`), and after it (`a 16 year old`)."""


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
        days: days of months, each as month and day.
        edge: whether something is said to begin or to end then.
        part: between which days of its month something is said to be (`in early July`).
        words_as_months: whether a month's name is said as another word (`did they march`).
        named: for each name, the ids of the subjects that it may mean.
        sole: whether it says that there is no other (`only`).
        before: the year that it is said to be before, where there is one.
        after: the year that it is said to be after.
        words: those of the question that are no part of a name.
    """

    figures: tuple[Figure, ...] = ()
    years: tuple[tuple[int, frozenset[str]], ...] = ()
    months: frozenset[int] = frozenset()
    days: frozenset[tuple[int, int]] = frozenset()
    edge: Edge | None = None
    part: tuple[int, int] | None = None
    words_as_months: bool = False
    named: tuple[frozenset[str], ...] = ()
    sole: bool = False
    before: int | None = None
    after: int | None = None
    words: tuple[str, ...] = ()

    @property
    def bounds_time(self) -> bool:
        """Whether it says that something was before or after a year."""
        return self.before is not None or self.after is not None


def claims_of(linked: Linked, language: Language) -> Claims:
    """Return what a question says of figures and days.

    Args:
        linked: the question.
        language: knows the months and what bounds a figure.
    """
    mentions = linked.mentions
    before, after = (year_said(linked, language.cues[way]) for way in ("before", "after"))
    bounds = (before, after)
    dated = (m for m in mentions if m.sort == "year" and m.number and m.number not in bounds)
    said = months_said(linked, language)
    days = days_said(linked, said)
    return Claims(
        figures=tuple(figures_of(linked, days, language)),
        years=tuple({m.number: frozenset(m.subjects) for m in dated if m.number}.items()),
        months=frozenset(said.values()),
        days=frozenset(days.values()),
        edge=edge_said(linked, language),
        part=part_said(linked, said, language),
        words_as_months=len(month_words(linked, language)) > len(said),
        named=tuple(frozenset(m.subjects) for m in mentions if m.sort in ("name", "place")),
        sole=has_phrase(linked.words, language.cues["sole"]),
        before=before,
        after=after,
        words=_unnamed(linked),
    )


def _unnamed(linked: Linked) -> tuple[str, ...]:
    named = {i for m in linked.mentions if m.sort == "name" for i in range(m.start, m.end)}
    return tuple(w for i, w in enumerate(linked.words) if i not in named)


def figures_of(linked: Linked, days: Collection[int], language: Language) -> Iterator[Figure]:
    """Yield the numbers that count something: no days of months, nobody's age.

    Args:
        linked: the question.
        days: places of days of months among its words.
        language: knows what bounds a figure.
    """
    for mention in linked.mentions:
        before = linked.words[max(0, mention.start - 1) : mention.start]
        if (
            mention.sort == "number"
            and mention.number is not None
            and not (before in _AGED or mention.start in days or _is_age(linked.words, mention.end))
        ):
            of = next(iter(linked.words[mention.end :]), "")
            yield Figure(mention.number, _bound(linked.words, mention.start, mention.end, language), of)


def _is_age(words: tuple[str, ...], end: int) -> bool:
    """Tell whether what follows a figure says that it counts years of life."""
    return any(phrase_at(words, end, phrase) for phrase in _OLD)


def _bound(words: tuple[str, ...], start: int, end: int, language: Language) -> Bound:
    """Return how the words around a figure bound it."""
    for phrase, bound in _AFTERWARDS:
        if phrase_at(words, end, phrase):
            return bound
    before = (name for name in BOUNDS if phrase_before(words, start, language.cues[name]))
    return next(before, "exactly")
