"""Views: what a question may say of a fact, worked out once for each."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar, cast

from bot.facts.model import Book, Day, Fact
from bot.matching.lexicon import Lexicon, without_slots
from bot.matching.text import words
from bot.matching.tight import tight

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class FactView:
    """What a question may say of a fact, worked out once.

    Attributes:
        entities: ids of its subject, its values and what else it is about.
        about: ids of what else it is about.
        values: ids of its values.
        years: years that it speaks of.
        months: months of these that it speaks of, each with its year.
        stems: stems of the words that tell it.
        said_by: stems of the names of those who say it.
        asked: stems that its own phrasings use beside those.
    """

    entities: frozenset[str]
    about: frozenset[str]
    values: frozenset[str]
    years: frozenset[int]
    months: frozenset[tuple[int, int]]
    stems: frozenset[str]
    said_by: frozenset[str]
    asked: frozenset[str]

    def is_of(self, year: int | None, month: int | None) -> bool:
        """Tell whether it speaks of a year, and of the month that is named beside it, if any."""
        return year in self.years if month is None else (year, month) in self.months


class Seen:
    """The views of some facts, worked out when they are first looked at: often nothing need be.

    Args:
        facts: their ids.
        views: of all facts.
    """

    __slots__ = ("_facts", "_found", "_views")

    def __init__(self, facts: Sequence[str], views: Views) -> None:
        self._facts = facts
        self._views = views
        self._found: tuple[FactView, ...] | None = None

    def __bool__(self) -> bool:
        return bool(self._facts)

    def __iter__(self) -> Iterator[FactView]:
        if self._found is None:
            self._found = tuple(map(self._views.of, self._facts))
        return iter(self._found)


class Views:
    """What questions may say of the facts of one book.

    Args:
        book: the facts.
        lexicon: stems their words.
    """

    def __init__(self, book: Book, lexicon: Lexicon) -> None:
        self._book = book
        self._lexicon = lexicon
        # Plain dictionaries: a memo of a bound method would be a circle, and a dropped edition, which is set
        # apart from garbage collection, would never be freed.
        self._views: dict[str, FactView] = {}
        self._same: dict[Hashable, Hashable] = {}
        self._sayers: dict[str, frozenset[str]] = {}

    def of(self, fact_id: str) -> FactView:
        """Return what a question may say of a fact."""
        if (found := self._views.get(fact_id)) is None:
            found = self._views[fact_id] = self._view(fact_id)
        return found

    def described_by(self, entity: str) -> frozenset[str]:
        """Return the stems of what tells in brief who or what a subject is."""
        facts = self._book.subjects[entity].facts
        brief = [f"{entity}.{name}" for name in self._book.kind(entity).summary if name in facts]
        return frozenset().union(*(self.of(fact).stems for fact in brief))

    def named(self, entity: str) -> frozenset[str]:
        """Return the stems of a subject's name."""
        return frozenset(self._lexicon.fold(words(self._book.subjects[entity].name)))

    def _view(self, fact_id: str) -> FactView:
        subject, _, name = fact_id.partition(".")
        fact = self._book.subjects[subject].facts[name]
        prop = self._book.property(fact)
        named = words(self._book.subjects[subject].name)
        texts = [t for v in fact.values for t in (v.text, v.role, v.of, v.note, v.qualifier)]
        sentences = [*_worded((fact.tell, prop.label if prop else None)), named, *_worded(texts)]
        told = [w for sentence in sentences for w in sentence]
        stems = {*self._lexicon.fold(told), *map(self._lexicon.stem, told)}
        asked = {s for line in fact.ask for s in self._lexicon.fold(words(without_slots(line)))}
        return FactView(
            entities=frozenset(fact.entities),
            about=frozenset(fact.about),
            values=frozenset(v.entity for v in fact.values if v.entity),
            years=self._once(self._years(fact, told)),
            months=self._once(self._months(fact, sentences, named)),
            stems=self._once(map(self._shared, stems)),
            said_by=self._once(chain.from_iterable(map(self._said_by, {c.source for c in fact.cited}))),
            asked=self._once(map(self._shared, asked - stems)),
        )

    def _once(self, items: Iterable[T]) -> frozenset[T]:
        """Return a set of some items; facts that have the same ones share it."""
        return self._shared(tight(items))

    def _shared(self, item: T) -> T:
        """Return the first item that was equal to this one."""
        return cast("T", self._same.setdefault(item, item))

    def _said_by(self, source_id: str) -> frozenset[str]:
        """Return the stems of the names of those who say what a source says."""
        if (found := self._sayers.get(source_id)) is None:
            source = self._book.sources[source_id]
            said = words(f"{source.author or ''} {source.publisher}")
            found = self._sayers[source_id] = self._once(map(self._lexicon.stem, said))
        return found

    def _years(self, fact: Fact, told: list[str]) -> Iterator[int]:
        for day in _days(fact):
            yield from range(day.first.year, day.last.year + 1)
        yield from (int(w) for w in told if len(w) == 4 and w.isdecimal())

    def _months(
        self, fact: Fact, sentences: Iterable[tuple[str, ...]], named: tuple[str, ...]
    ) -> Iterator[tuple[int, int]]:
        """Yield the months of its days, and those that a sentence names beside a year.

        Where a year names its subject, what is known of it is of its day: the months of those days too.
        """
        dated = any(len(w) == 4 and w.isdecimal() for w in named)
        of_subject = self._book.subjects[fact.subject].facts.values() if dated else ()
        for day in (*_days(fact), *(v.day for f in of_subject for v in f.values if v.day)):
            if day.precision != "year":
                first, last = (d.year * 12 + d.month - 1 for d in (day.first, day.last))
                yield from ((n // 12, n % 12 + 1) for n in range(first, last + 1))
        names = self._lexicon.language.months
        for told in sentences:
            years = [int(w) for w in told if len(w) == 4 and w.isdecimal()]
            yield from ((year, names[w]) for w in told if w in names for year in years)


def _days(fact: Fact) -> list[Day]:
    days = [fact.as_of, *(d for v in fact.values for d in (v.as_of, v.day))]
    return [day for day in days if day is not None]


def _worded(texts: Iterable[str | None]) -> Iterator[tuple[str, ...]]:
    return (words(text) for text in texts if text)
