"""Few-shot retrieval: which phrasings are nearest to some words, by a cosine that counts the unknown too.

Features are stems, pairs of neighbouring stems and character trigrams; a feature weighs by how few intents
it occurs in. The question's norm counts features unknown to the index too, so that a word nothing accounts
for pulls every score down: measured in the prototype as the largest single gain.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

Intent = TypeVar("Intent", bound=Hashable)
Words = Sequence[str]

PAIR, TRIGRAM = 0.7, 0.45
"""How much a pair and a trigram count beside a stem; trigrams are many to a word."""

_MAX_SHARE = 0.8
"""How much of an intent's score is its nearest phrasing; the rest is the mean of its three nearest."""


def trigrams(word: str) -> list[str]:
    """Return the character trigrams of a word with a space at either end."""
    padded = f" {word} "
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


class Features:
    """Turns stems into weighed features.

    Args:
        weight: how much a stem tells by itself, 0 to 1.
    """

    def __init__(self, weight: Callable[[str], float]) -> None:
        self._weight = weight

    def of(self, stems: Words) -> dict[str, float]:
        """Return the features of some stems, names told apart by their sort, with their weights."""
        found: dict[str, float] = {}
        words = [s for s in stems if s[0].isalnum()]
        for stem in stems:
            found[stem] = self._weight(stem)
        for a, b in pairwise(words):
            found[f"{a} {b}"] = PAIR * min(self._weight(a), self._weight(b))
        for stem in words:
            weight = TRIGRAM * self._weight(stem)
            for gram in trigrams(stem):
                found["#" + gram] = max(weight, found.get("#" + gram, 0.0))
        return found


@dataclass(frozen=True, slots=True)
class _Posting:
    rows: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    idf: float


class PhrasingIndex(Generic[Intent]):
    """An inverted index over phrasings, each of one intent.

    Args:
        phrasings: pairs of an intent and the stems of one of its phrasings.
        weight: how much a stem tells by itself, 0 to 1.
        unseen: how telling a stem is that the index has never seen, 0 to 1.
    """

    def __init__(
        self,
        phrasings: Sequence[tuple[Intent, Words]],
        weight: Callable[[str], float] = lambda _: 1.0,
        unseen: Callable[[str], float] = lambda _: 1.0,
    ) -> None:
        self._unseen = unseen
        self._features = Features(weight)
        order: dict[Intent, int] = {}
        for intent, _ in phrasings:
            order.setdefault(intent, len(order))
        self.intents: tuple[Intent, ...] = tuple(order)
        bags = sorted(
            ((order[intent], self._features.of(stems)) for intent, stems in phrasings if stems),
            key=lambda p: p[0],
        )
        self._intent_of = np.array([number for number, _ in bags], np.int32)
        holders: dict[str, set[int]] = defaultdict(set)
        for number, bag in bags:
            for feature in bag:
                holders[feature].add(number)
        self._default_idf = math.log(1 + len(order)) + 1
        self._postings = self._post(bags, holders, len(order))

    def _post(
        self, bags: Sequence[tuple[int, dict[str, float]]], holders: dict[str, set[int]], intents: int
    ) -> dict[str, _Posting]:
        idf = {f: math.log((1 + intents) / (1 + len(h))) + 1 for f, h in holders.items()}
        rows: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, list[float]] = defaultdict(list)
        for row, (_, bag) in enumerate(bags):
            weighed = {f: w * idf[f] for f, w in bag.items()}
            norm = math.sqrt(sum(w * w for w in weighed.values())) or 1.0
            for feature, weight in weighed.items():
                rows[feature].append(row)
                weights[feature].append(weight / norm)
        return {
            f: _Posting(np.array(r, np.int32), np.array(weights[f], np.float32), idf[f])
            for f, r in rows.items()
        }

    def __contains__(self, stem: str) -> bool:
        return stem in self._postings

    def telling(self, stem: str) -> float:
        """Return how few intents use the stem, 0 (all do) to 1 (none or one does)."""
        posting = self._postings.get(stem)
        return (posting.idf - 1) / (self._default_idf - 1) if posting else self._unseen(stem)

    def search(self, stems: Words, most: int = 40) -> list[tuple[Intent, float]]:
        """Return the nearest intents with their similarity (0 to 1), best first.

        Args:
            stems: the words asked, stemmed.
            most: how many intents to return.
        """
        if not stems or not len(self._intent_of):
            return []
        norm = 0.0
        rows: list[npt.NDArray[np.int32]] = []
        scores: list[npt.NDArray[np.float32]] = []
        strange = self._strange(stems)
        for feature, share in self._features.of(stems).items():
            posting = self._postings.get(feature)
            if posting is None:
                norm += (share * self._default_idf * strange.get(feature, 1.0)) ** 2
            else:
                weight = share * posting.idf
                norm += weight * weight
                rows.append(posting.rows)
                scores.append(posting.weights * np.float32(weight))
        if not rows:
            return []
        sims = np.bincount(np.concatenate(rows), np.concatenate(scores), len(self._intent_of)) / math.sqrt(
            norm
        )
        return self._pool(sims, most)

    def _strange(self, stems: Words) -> dict[str, float]:
        """Return how telling each feature is that a stem unknown to the index brings in."""
        found: dict[str, float] = {}
        for i, stem in enumerate(stems):
            share = 1.0 if stem in self._postings else 0.0 if stem[0] == "=" else self._unseen(stem)
            if share < 1.0:
                found[stem] = share
                found.update((f"#{gram}", share) for gram in trigrams(stem))
                found.update((f"{a} {b}", share) for a, b in pairwise(stems[max(0, i - 1) : i + 2]))
        return found

    def _pool(self, sims: npt.NDArray[np.float64], most: int) -> list[tuple[Intent, float]]:
        near = np.flatnonzero(sims > 0.05)
        if len(near) > 8 * most:
            near = near[np.argpartition(-sims[near], 8 * most)[: 8 * most]]
        best: dict[int, list[float]] = defaultdict(list)
        for row in near[np.argsort(-sims[near], kind="stable")]:
            top = best[int(self._intent_of[row])]
            if len(top) < 3:
                top.append(float(sims[row]))
        pooled = [
            (number, _MAX_SHARE * top[0] + (1 - _MAX_SHARE) * sum(top) / len(top))
            for number, top in best.items()
        ]
        pooled.sort(key=lambda pair: -pair[1])
        return [(self.intents[number], score) for number, score in pooled[:most]]
