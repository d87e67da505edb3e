"""Numbering: which subjects an ordinal points to, by their number or as the first of their kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
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

    def numbers_kind(self, ahead: Sequence[str]) -> bool:
        """Tell whether a noun for a kind follows closely on an ordinal, in the words after it."""
        return bool(self._lexicon.class_nouns(ahead[:_AHEAD]))

    def pointed_to(self, number: int, ahead: Sequence[str]) -> dict[str, float]:
        """Return what an ordinal points to, each with how surely it is meant.

        Of a kind that nothing numbers the first is the earliest, where the noun stands right after it.

        Args:
            number: the ordinal.
            ahead: the words after it.
        """
        subjects = self._numbered.get(number, {})
        noun = next(iter(self._lexicon.class_nouns(ahead[:_AHEAD])), None)
        if noun is None:
            return dict(subjects)
        found = {s: weight for s, weight in subjects.items() if self._kind_of[s] in noun.kinds}
        firsts = (self._firsts.get(kind) for kind in noun.kinds if number == 1 and not noun.start)
        return found | {s: IDENTIFIED for s in firsts if s}


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
