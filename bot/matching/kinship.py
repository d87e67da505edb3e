"""Kinship: how much facts have in common, so that what was told says what may be meant next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice
from math import log, sqrt

from bot.facts.model import Fact
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.text import words

_FACTS = 3
"""How many of the facts that were told, and of those that a reading asks for, are looked at."""

_STEM, _NAME, _SOURCE, _TOPIC = 0.5, 1.0, 0.5, 0.5
"""What a word, something named, a source and a word of what they are called in common weigh."""

_SHARED, _LOOKED_AT = 40, 50
"""By how many facts what two have in common may be shared at the most, and how many are looked at."""

_BEFOREHAND = 5_000
"""Of how many facts what they have is worked out at once: the first follow-up to each would wait for it."""

_AKIN = 0.15
"""Kinship from which a fact has to do with another."""


class Kinship:
    """Tells how near facts are to each other: by whom they name, what they say and who says it.

    The cosine of weighted features, where what few facts share counts for more (Salton and Buckley 1988).

    Args:
        catalog: the facts.
        lexicon: stems their words.
        telling: how few phrasings use a stem, 0 to 1.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon, telling: Callable[[str], float]) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._telling = telling
        self._marked: dict[str, list[str]] = defaultdict(list)
        for fact in catalog.facts():
            for mark in _marks(fact):
                self._marked[mark].append(fact.id)
        self._most = log(1 + sum(1 for _ in catalog.facts()))
        self._vectors: dict[str, Mapping[str, float]] = {}
        for fact in islice(catalog.facts(), _BEFOREHAND):
            self._vector(fact.id)

    def between(self, facts: Iterable[str], others: Iterable[str]) -> float:
        """Return how much the nearest two of some facts have in common, 0 to 1.

        Args:
            facts: ids of those that were told.
            others: ids of those that are asked for, known or not.
        """
        told = [self._vector(f) for f in islice(facts, _FACTS)]
        asked = [self._vector(f) for f in islice(others, _FACTS)]
        return max((_cosine(a, b) for a in told for b in asked), default=0.0)

    def akin(self, facts: Iterable[str], subjects: Collection[str] = ()) -> dict[str, float]:
        """Return what has to do with what was told, with how much it has in common with it.

        Args:
            facts: ids of the facts that were told.
            subjects: ids of what was talked about: what is known of these is meant anyway.
        """
        told = tuple(islice(facts, _FACTS))
        beside = set(subjects) - {self._catalog.main}
        near = dict.fromkeys(
            other
            for fact in told
            for other in self._sharing(fact)
            if other not in told and other.partition(".")[0] not in beside
        )
        kin = {other: self.between(told, (other,)) for other in islice(near, _LOOKED_AT)}
        return {other: much for other, much in kin.items() if much >= _AKIN}

    def _sharing(self, fact_id: str) -> list[str]:
        """Return the facts that share a subject, something named or a source that few have."""
        fact = self._catalog.book.fact(fact_id)
        if fact is None:
            return []
        named = self._named(fact)
        groups = [
            *map(self._catalog.own, named),
            *map(self._catalog.holders, named),
            *(self._marked[m] for m in _marks(fact)),
        ]
        return [f for group in sorted(groups, key=len) if len(group) <= _SHARED for f in group]

    def _named(self, fact: Fact) -> list[str]:
        """Return the ids of what a fact is of and names, but for the community."""
        return [entity for entity in fact.entities if entity != self._catalog.main]

    def _vector(self, fact_id: str) -> Mapping[str, float]:
        if (found := self._vectors.get(fact_id)) is None:
            fact = self._catalog.book.fact(fact_id)
            weights = self._weights(fact) if fact else {f"@{fact_id.partition('.')[0]}": 1.0}
            found = self._vectors[fact_id] = _unit(weights)
        return found

    def _weights(self, fact: Fact) -> dict[str, float]:
        told = words(" ".join((fact.tell or "", *(v.text for v in fact.values))))
        stems = map(self._lexicon.stem, filter(self._lexicon.is_content, told))
        weights = {stem: _STEM * self._telling(stem) for stem in stems}
        for entity in self._named(fact):
            weights[f"@{entity}"] = _NAME / (1 + log(1 + len(self._catalog.holders(entity))))
        for mark, weight in _marks(fact).items():
            weights[mark] = weight * (1 - log(len(self._marked[mark])) / self._most)
        return weights


def _marks(fact: Fact) -> dict[str, float]:
    """Return the sources of a fact and the words that it is called by, with what they weigh."""
    called = (word for word in fact.property.split("-") if not word.isdecimal())
    return {f"[{c.source}": _SOURCE for c in fact.cited} | {f"~{word}": _TOPIC for word in called}


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = sqrt(sum(w * w for w in weights.values()))
    return {feature: w / length for feature, w in weights.items() if w > 0}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    few, many = (one, other) if len(one) < len(other) else (other, one)
    return sum(w * many.get(feature, 0.0) for feature, w in few.items())
