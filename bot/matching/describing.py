"""Describing: which values of a list are spoken of by what they are (`any mayors on it`), not by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.facts.model import Value
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.text import words


@dataclass(frozen=True, slots=True)
class Described:
    """The values of a list that a description fits.

    Attributes:
        values: ids of the entities.
        by: the stems and the ids of entities that describe them.
    """

    values: tuple[str, ...]
    by: frozenset[str]


class Describer:
    """Finds values by their role, and by what is known of the entity: its body, its office, its place.

    Args:
        catalog: the facts.
        lexicon: stems their words.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._known: dict[tuple[str, str | None, str | None], frozenset[str]] = {}

    def described(
        self, subject: str, name: str, said: Collection[str], beside: Collection[str]
    ) -> Described | None:
        """Return the values of a subject's list that what is said fits best, or None where it fits none.

        Args:
            subject: whose list.
            name: the property that is the list.
            said: stems, and ids of named entities, that may describe a value.
            beside: stems that belong to the list itself (`speaker`).
        """
        values = [v for _, v in self._catalog.values(subject, name)]
        return self._fitting(values, frozenset(said).difference(beside))

    def described_among(self, entities: Collection[str], said: Collection[str]) -> Described | None:
        """Return which of some entities what is said fits best, or None where it fits none.

        Args:
            entities: their ids.
            said: stems, and ids of named entities, that may describe them.
        """
        subjects = self._catalog.book.subjects
        named = (words(subjects[e].name) for e in said if e in subjects)
        telling = frozenset(said).union(*(self._lexicon.fold(name) for name in named))
        return self._fitting([Value(subjects[e].name, (), entity=e) for e in entities], telling)

    def _fitting(self, values: Sequence[Value], telling: frozenset[str]) -> Described | None:
        """Return the values that most of what is said fits."""
        others = [v for v in values if v.entity and v.entity != self._catalog.main] if telling else []
        fitting = {v.entity: telling & self._known_of(v) for v in others}
        most = max(map(len, fitting.values()), default=0)
        best = tuple(entity for entity, by in fitting.items() if entity and len(by) == most)
        if not most or len(best) == len(values) > 1:
            return None
        return Described(best, frozenset().union(*(fitting[entity] for entity in best)))

    def _known_of(self, value: Value) -> frozenset[str]:
        """Return the stems and the ids of entities that a value is known by."""
        key = (value.entity or "", value.role, value.of)
        if (found := self._known.get(key)) is None:
            found = self._known[key] = self._looked_up(value)
        return found

    def _looked_up(self, value: Value) -> frozenset[str]:
        subject, entities = self._catalog.book.subjects[value.entity or ""], set()
        texts = [subject.name, value.role or "", value.of or ""]
        for name in self._catalog.kind(subject.kind).summary:
            for _, own in self._catalog.values(subject.id, name):
                if own.entity:
                    entities.add(own.entity)
                    texts.append(self._catalog.book.subjects[own.entity].name)
                elif own.number is None and own.day is None:
                    texts.append(own.text)
        told = [w for text in texts for w in words(text)]
        return frozenset(self._lexicon.fold(told)) | entities
