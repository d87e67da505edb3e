"""Slips of the fingers: which word somebody meant who typed something else."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache

from symspellpy import SymSpell, Verbosity

from bot.matching.spelling import english_words

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHIFT = (0.0, 0.25, 0.75)
_NEIGHBOUR, _SUBSTITUTED, _DOUBLED, _EXTRA, _MISSING, _SWAPPED = 0.8, 1.15, 0.75, 1.1, 1.0, 0.9
"""What a slip costs: a neighbouring key, another, a letter twice, one too many, one too few, two swapped."""

_OFTEN = 0.1
"""How much a word ten times as frequent is preferred."""

_LONGEST = 30


@lru_cache(maxsize=1)
def neighbours() -> frozenset[tuple[str, str]]:
    """Return the pairs of letters whose keys lie side by side on a QWERTY keyboard."""
    at = {c: (i + _SHIFT[row], row) for row, keys in enumerate(_ROWS) for i, c in enumerate(keys)}
    return frozenset(
        (a, b)
        for a, (x, y) in at.items()
        for b, (u, v) in at.items()
        if a != b and abs(x - u) <= 1 and abs(y - v) <= 1
    )


def slip_cost(typed: str, meant: str) -> float:
    """Return how unlikely it is that somebody types the one for the other: a weighted edit distance."""
    near = neighbours()
    previous: list[float] = []
    row = [_MISSING * j for j in range(len(meant) + 1)]
    for i, a in enumerate(typed, 1):
        twice = a in (typed[i - 2 : i - 1], typed[i : i + 1])
        extra = _DOUBLED if twice else _EXTRA
        before, previous, row = previous, row, [row[0] + extra]
        for j, b in enumerate(meant, 1):
            other = 0.0 if a == b else _NEIGHBOUR if (a, b) in near else _SUBSTITUTED
            cost = min(previous[j - 1] + other, previous[j] + extra, row[j - 1] + _MISSING)
            if i > 1 and j > 1 and a == meant[j - 2] and b == typed[i - 2]:
                cost = min(cost, before[j - 2] + _SWAPPED)
            row.append(cost)
    return row[-1]


class Mender:
    """Replaces each word that is neither known nor English by the likeliest of a vocabulary.

    Args:
        vocabulary: words and how often they occur.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._symspell = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
        for word, count in vocabulary.items():
            if len(word) > 1 and word.isalpha():
                self._symspell.create_dictionary_entry(word, count)
        self._likeliest = lru_cache(maxsize=50_000)(self._find)

    def mend(self, words: Iterable[str]) -> list[str]:
        """Return the words, spelling mended."""
        english = english_words()
        return [
            word
            if word in self._vocabulary or word in english or not 1 < len(word) <= _LONGEST
            else self._likeliest(word)
            for word in words
        ]

    def _find(self, word: str) -> str:
        if not word.isalpha():
            return word
        found = self._symspell.lookup(word, Verbosity.ALL, max_edit_distance=1 if len(word) < 5 else 2)
        costs = [
            (slip_cost(word, s.term) - _OFTEN * math.log10(s.count), s.term)
            for s in found
            if len(word) > 2 or sorted(s.term) == sorted(word)
        ]
        return min(costs)[1] if costs else word
