"""Few-shot retrieval: which phrasings are nearest in wording to some words.

Features are stems, pairs of neighbouring stems and character trigrams.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from itertools import pairwise
from typing import Generic, TypeVar

import numpy as np

from bot.matching.postings import Feature, Groups, Postings, largest

Intent = TypeVar("Intent", bound=Hashable)
Words = Sequence[str]

PAIR, TRIGRAM = 0.7, 0.45
"""How much a pair and a trigram count beside a stem; trigrams are many to a word."""

_MAX_SHARE = 0.8
"""How much of an intent's score is its nearest phrasing; the rest is the mean of its three nearest."""

_FAINT = 0.05
"""Similarity below which a phrasing does not count."""

_SAME = 1e-6
"""Intents whose nearest phrasings differ by less tie, as many do on one common word: further ones decide."""


def trigrams(word: str) -> list[str]:
    """Return the character trigrams of a word with a space at either end."""
    padded = f" {word} "
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


def evenly(_: str) -> float:
    """Return that a stem tells as much as any other; by name, as what has none cannot be pickled."""
    return 1.0


class Features:
    """Turns stems into weighed features.

    Args:
        weight: how much a stem tells by itself, 0 to 1.
    """

    def __init__(self, weight: Callable[[str], float]) -> None:
        self._weight = weight

    def of(self, stems: Words) -> dict[Feature, float]:
        """Return the features of some stems, names told apart by their sort, with their weights."""
        found: dict[Feature, float] = {}
        words = [s for s in stems if s[0].isalnum()]
        for stem in stems:
            found[stem] = self._weight(stem)
        for a, b in pairwise(words):
            found[a, b] = PAIR * min(self._weight(a), self._weight(b))
        for stem in words:
            weight = TRIGRAM * self._weight(stem)
            for gram in trigrams(stem):
                found["#" + gram] = max(weight, found.get("#" + gram, 0.0))
        return found


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
        weight: Callable[[str], float] = evenly,
        unseen: Callable[[str], float] = evenly,
    ) -> None:
        self._unseen = unseen
        self._features = Features(weight)
        order: dict[Intent, int] = {}
        for intent, stems in phrasings:
            if stems:
                order.setdefault(intent, len(order))
        self.intents: tuple[Intent, ...] = tuple(order)
        self._order = order
        lines = sorted(((order[intent], stems) for intent, stems in phrasings if stems), key=lambda p: p[0])
        self._groups = Groups([number for number, _ in lines])
        self._postings = Postings([(number, self._features.of(stems)) for number, stems in lines], len(order))

    def __contains__(self, stem: str) -> bool:
        return stem in self._postings

    def telling(self, stem: str) -> float:
        """Return how few intents use the stem, 0 (all do) to 1 (none or one does)."""
        idf = self._postings.idf(stem)
        return self._unseen(stem) if idf is None else (idf - 1) / (self._postings.rarest - 1)

    def search(
        self, stems: Words, favoured: Collection[Intent] = (), most: int = 40
    ) -> list[tuple[Intent, float]]:
        """Return the nearest intents with their similarity (0 to 1), best first.

        Args:
            stems: the words asked, stemmed.
            favoured: intents to return beside the nearest, if they are near at all.
            most: how many intents to return.
        """
        sims = self._postings.similarities(self._features.of(stems), self._strange(stems)) if stems else None
        if sims is None:
            return []
        best = self._groups.best(sims)
        least = best[largest(best, most)].min()
        nearest = best >= max(least - _SAME, _FAINT)
        named = np.zeros(len(best), bool)
        named[[self._order[intent] for intent in favoured if intent in self._order]] = True
        near = np.concatenate([*np.nonzero(nearest), *np.nonzero(named & ~nearest & (best > _FAINT))])
        if not len(near):
            return []
        first, three = self._groups.three_best(sims, near, _FAINT)
        scores = _MAX_SHARE * first + (1 - _MAX_SHARE) * three
        ranked = np.argsort(-scores, kind="stable")
        kept = np.concatenate((ranked[:most], ranked[most:][named[near[ranked[most:]]]]))
        found = zip(near[kept].tolist(), scores[kept].tolist(), strict=True)
        return [(self.intents[i], score) for i, score in found]

    def _strange(self, stems: Words) -> dict[Feature, float]:
        """Return how telling each feature is that a stem unknown to the index brings in."""
        found: dict[Feature, float] = {}
        for i, stem in enumerate(stems):
            share = 1.0 if stem in self._postings else 0.0 if stem[0] == "=" else self._unseen(stem)
            if share < 1.0:
                found[stem] = share
                found.update((f"#{gram}", share) for gram in trigrams(stem))
                found.update((pair, share) for pair in pairwise(stems[max(0, i - 1) : i + 2]))
        return found
