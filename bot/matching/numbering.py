"""Numbering: which subjects an ordinal points to, by their number or as the first of their kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from bot.facts.model import Book
from bot.matching.lexicon import Lexicon
from bot.matching.mentions import IDENTIFIED

_AHEAD = 3
"""How many words after an ordinal may say what it numbers (`the third annual fair`)."""


class Numbering:
    """Finds what ordinals number.

    Args:
        book: whose subjects are numbered.
        lexicon: knows the nouns of the book's kinds.
    """

    def __init__(self, book: Book, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._kind_of = {subject.id: subject.kind for subject in book.subjects.values()}
        self._firsts = _firsts(book)
        self._numbered: dict[int, dict[str, float]] = defaultdict(dict)

    def add(self, number: int, subject: str) -> None:
        """Let a number identify a subject."""
        self._numbered[number][subject] = IDENTIFIED

    def kinds_after(self, tokens: Sequence[str], i: int) -> tuple[str, ...]:
        """Return the kinds that the noun after an ordinal means, if any follows it closely.

        Args:
            tokens: the words.
            i: the place after the ordinal.
        """
        nouns = self._lexicon.class_nouns(tokens[i : i + _AHEAD])
        return nouns[0].kinds if nouns else ()

    def pointed_to(self, number: int, kinds: Collection[str]) -> dict[str, float]:
        """Return what has a number, each with how surely it is meant.

        Args:
            number: the ordinal.
            kinds: those that are said, if any; of one that nothing numbers the first is the earliest.
        """
        subjects = self._numbered.get(number, {})
        if not kinds:
            return dict(subjects)
        firsts = {s: IDENTIFIED for k in kinds if number == 1 and (s := self._firsts.get(k))}
        return firsts | {s: weight for s, weight in subjects.items() if self._kind_of[s] in kinds}


def _firsts(book: Book) -> dict[str, str]:
    """Return the earliest subject of each kind that days put in order and nothing numbers."""
    found: dict[str, tuple[date, str]] = {}
    for subject in book.subjects.values():
        kind = book.kind(subject.id)
        fact = subject.facts.get(kind.ordered_by or "") if not kind.numbered_by else None
        for value in fact.values if fact else ():
            if value.day is not None and not value.forecast:
                first = (value.day.first, subject.id)
                found[kind.id] = min(first, found.get(kind.id, first))
    return {kind: subject for kind, (_, subject) in found.items()}
