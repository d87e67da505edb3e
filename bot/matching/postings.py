"""Postings: an inverted index of weighed features, and a cosine that counts the unknown too.

A feature weighs by how few intents it occurs in, not phrasings, so that an intent with many phrasings is no
disadvantage to its words. The question's norm counts features that the index has never seen, so that a word
which nothing accounts for pulls every similarity down: measured as the largest single gain.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Feature: TypeAlias = str | tuple[str, str]
"""A mark, such as a word; or two marks that stand beside each other."""

Bag: TypeAlias = Mapping[str, float] | Mapping[Feature, float]
Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


class Postings:
    """An index over bags of features, each of one intent.

    Args:
        bags: number of the intent and features of every phrasing, in the order of the intents. Where a pair
            is a feature, each of the two is one as well.
        intents: how many there are.
    """

    def __init__(self, bags: Sequence[tuple[int, Bag]], intents: int) -> None:
        self.size = len(bags)
        holders: dict[Feature, set[int]] = defaultdict(set)
        for number, bag in bags:
            for feature in bag:
                holders[feature].add(number)
        self.rarest = math.log(1 + intents) + 1
        idf = {f: math.log((1 + intents) / (1 + len(h))) + 1 for f, h in holders.items()}
        rows: dict[Feature, list[int]] = defaultdict(list)
        weights: dict[Feature, list[float]] = defaultdict(list)
        for row, (_, bag) in enumerate(bags):
            weighed = {f: w * idf[f] for f, w in bag.items()}
            norm = math.sqrt(sum(w * w for w in weighed.values())) or 1.0
            for feature, weight in weighed.items():
                rows[feature].append(row)
                weights[feature].append(weight / norm)
        self._places = _FeaturePlaces(rows)
        order = self._places.ordered(rows)
        self._idf = array("d", (idf[feature] for feature in order))
        self._ends: Places = np.fromiter(accumulate((len(rows[f]) for f in order), initial=0), np.int64)
        smallest = np.min_scalar_type(self.size)
        self._rows = np.fromiter(chain.from_iterable(rows[f] for f in order), smallest)
        self._weights = np.fromiter(chain.from_iterable(weights[f] for f in order), np.float32)

    def __contains__(self, feature: Feature) -> bool:
        return self._places.get(feature) is not None

    def idf(self, feature: Feature) -> float | None:
        """Return the inverse frequency of a feature among intents, None where the index has not seen it."""
        place = self._places.get(feature)
        return None if place is None else self._idf[place]

    def similarities(self, bag: Bag, strange: Mapping[Feature, float] | None = None) -> Floats | None:
        """Return the similarity of every phrasing, or None where none has any feature in common.

        Args:
            bag: features with their weights.
            strange: how telling unknown features are, 0 to 1, where it is not 1.
        """
        norm = 0.0
        places: list[int] = []
        weights: list[float] = []
        for feature, share in bag.items():
            place = self._places.get(feature)
            if place is None:
                norm += (share * self.rarest * (strange.get(feature, 1.0) if strange else 1.0)) ** 2
            else:
                weight = share * self._idf[place]
                norm += weight * weight
                places.append(place)
                weights.append(weight)
        if not places:
            return None
        held, counts = self._held(np.array(places))
        scores = self._weights[held] * np.repeat(np.array(weights, np.float32), counts)
        return np.bincount(self._rows[held], scores, self.size) / math.sqrt(norm)

    def _held(self, places: Places) -> tuple[Places, Places]:
        """Return where the postings of some features lie, those of each together, and how many each has."""
        starts = self._ends[places]
        counts = self._ends[places + 1] - starts
        before = np.cumsum(counts) - counts
        return np.arange(counts.sum()) + np.repeat(starts - before, counts), counts


class _FeaturePlaces:
    """Where each feature stands: marks first, then pairs, of which there are most, as numbers in order.

    Args:
        features: all of them, each once.
    """

    def __init__(self, features: Collection[Feature]) -> None:
        marks = (feature for feature in features if isinstance(feature, str))
        self._marks = {mark: place for place, mark in enumerate(marks)}
        places = ((self._marks[f[0]], self._marks[f[1]]) for f in features if isinstance(f, tuple))
        self._pairs = array("Q", sorted(first * len(self._marks) + second for first, second in places))

    def get(self, feature: Feature) -> int | None:
        """Return the place of a feature, None where it is none of them."""
        if isinstance(feature, str):
            return self._marks.get(feature)
        first, second = self._marks.get(feature[0]), self._marks.get(feature[1])
        if first is None or second is None:
            return None
        number = first * len(self._marks) + second
        place = bisect_left(self._pairs, number)
        found = place < len(self._pairs) and self._pairs[place] == number
        return len(self._marks) + place if found else None

    def ordered(self, features: Collection[Feature]) -> list[Feature]:
        """Return features in the order of their places."""
        return sorted(features, key=lambda feature: self.get(feature) or 0)


class Groups:
    """Where the rows of each intent begin and end, to pool what is known of each row.

    Args:
        numbers: number of the intent of each row, ascending from 0.
    """

    def __init__(self, numbers: Sequence[int]) -> None:
        self.starts: Places = np.flatnonzero(np.diff(np.asarray(numbers, np.int64), prepend=-1))
        self.counts: Places = np.diff(np.append(self.starts, len(numbers)))

    def best(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return the largest value of each intent."""
        return np.maximum.reduceat(values, self.starts)

    def mean(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return the mean value of each intent."""
        return np.asarray(np.add.reduceat(values, self.starts) / self.counts)

    def three_best(self, values: Floats, intents: Places, least: float) -> tuple[Floats, Floats]:
        """Return of each of some intents the largest value, and the mean of the three largest.

        Args:
            values: one of each row.
            intents: numbers of the intents.
            least: a value has to be larger to count in the mean.
        """
        counts = self.counts[intents]
        owner = np.repeat(np.arange(len(intents)), counts)
        place = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
        found = values[np.repeat(self.starts[intents], counts) + place]
        found = found[np.lexsort((-found, owner))]
        counted = (place < 3) & (found > least)
        number = np.maximum(np.bincount(owner[counted], minlength=len(intents)), 1)
        mean = np.bincount(owner[counted], found[counted], len(intents)) / number
        return found[place == 0], np.asarray(mean)


def largest(values: npt.NDArray[Any], most: int) -> Places:
    """Return the places of the largest values, in no order."""
    if len(values) <= most:
        return np.arange(len(values))
    return np.argpartition(-values, most)[:most]
