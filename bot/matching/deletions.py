"""A deletion index in arrays: the words within few edits of another, in a tenth of the memory of strings.

Two words are near each other where leaving letters out of both comes to the same (SymSpell, Garbe 2012).
What is left of a word is kept as a hash of 32 bits; that some share one costs a comparison and no more.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

_PREFIX = 7
"""Letters that are looked at: the first ones narrow down enough."""

_SPREAD = np.array([0x9E3779B1 ** (place + 1) % 2**32 for place in range(_PREFIX)], np.uint32)
"""What the letter in each place counts in a hash."""


class Deletions:
    """Finds the words of a vocabulary that are nearest to another.

    Args:
        vocabulary: words and how often they occur.
        reach: edits by which words may differ at most; two swapped letters are one.
    """

    def __init__(self, vocabulary: Mapping[str, int], reach: int) -> None:
        self._words = tuple(vocabulary)
        self._counts = array("q", vocabulary.values())
        hashes, places = array("I"), array("I")
        for place, word in enumerate(self._words):
            left = np.unique(_left_of(word, reach))
            hashes.frombytes(left.tobytes())
            places.extend([place] * len(left))
        order = np.argsort(np.frombuffer(hashes, np.uint32), kind="stable")
        self._hashes = _copied(hashes, order)
        self._places = _copied(places, order).astype(np.min_scalar_type(len(self._words)))

    def nearest(self, word: str, reach: int) -> tuple[list[str], int]:
        """Return the words that differ by the fewest edits, the most frequent first, and by how many.

        Args:
            word: the word; it may be one of the vocabulary.
            reach: more edits than this are too many.
        """
        least, found = reach, list[int]()
        for place in self._sharing(word, reach):
            edits = OSA.distance(word, self._words[place], score_cutoff=least)
            if edits < least:
                least, found = edits, [place]
            elif edits == least:
                found.append(place)
        found.sort(key=lambda place: -self._counts[place])
        return [self._words[place] for place in found], least

    def _sharing(self, word: str, reach: int) -> Iterator[int]:
        """Yield the places of the words that have in common what is left with some letters out, each once."""
        wanted = _left_of(word, reach)
        first = np.searchsorted(self._hashes, wanted)
        last = np.searchsorted(self._hashes, wanted, "right")
        seen: set[int] = set()
        for here in np.flatnonzero(last > first):
            for place in self._places[first[here] : last[here]].tolist():
                if place not in seen:
                    seen.add(place)
                    yield place


def _left_of(word: str, reach: int) -> npt.NDArray[np.uint32]:
    """Return hashes of the first letters of a word: all of them, then with one left out, with two…"""
    head = word[:_PREFIX]
    letters = np.zeros(_PREFIX + 1, np.uint32)
    letters[: len(head)] = np.frombuffer(head.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.asarray(letters[_kept(len(head), reach)] @ _SPREAD)


@cache
def _kept(length: int, reach: int) -> npt.NDArray[np.intp]:
    """Return which of some letters stay, a row for each way of leaving some out, the first letters first."""
    rows = [
        [*kept, *[_PREFIX] * (_PREFIX - len(kept))]
        for left_out in range(min(reach, length) + 1)
        for kept in reversed([*combinations(range(length), length - left_out)])
    ]
    return np.array(rows, np.intp)


def _copied(values: array[int], order: npt.NDArray[np.int64]) -> npt.NDArray[np.uint32]:
    return np.frombuffer(values, np.uint32)[order]
