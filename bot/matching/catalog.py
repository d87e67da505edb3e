"""Look-ups over a book that matching and answering share: who has which value, in what order, when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from bot.facts.model import Book, Fact, Kind, Property, Value
from bot.matching.text import words

T = TypeVar("T")


class Catalog:
    """Indexes of one book.

    Attributes:
        identified: ids of the subjects of kinds whose values identify them.
        units: words that say what is counted, wherever something is.

    Args:
        book: the facts.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.main = book.community.subject
        self.main_kind = book.subjects[self.main].kind
        self._index_values()
        self._of_kind: dict[str, tuple[str, ...]] = {
            kind.id: tuple(self._in_order(kind)) for kind in book.vocabulary.kinds.values()
        }
        kinds = book.vocabulary.kinds.values()
        self.identified = frozenset(s for k in kinds if k.identified_by for s in self._of_kind[k.id])
        self._parts: dict[str, list[str]] = defaultdict(list)
        for subject in book.subjects.values():
            if subject.within:
                self._parts[subject.within].append(subject.id)
        # Plain dictionaries: a memo of a bound method would be a circle, and a dropped edition, which is set
        # apart from garbage collection, would never be freed.
        self._dates: dict[str, tuple[tuple[date, str], ...]] = {}
        self._years: dict[int, tuple[str, ...]] = {}
        self._rank: dict[str, int] = {}
        self._having: dict[tuple[str, str], tuple[str, ...]] = {}
        self._place = {s: i for ids in self._of_kind.values() for i, s in enumerate(ids)}

    def _index_values(self) -> None:
        """Find out which facts have which values, of which kinds those are, and what is counted."""
        self._value_kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
        holders: dict[str, list[str]] = defaultdict(list)
        literals: dict[str, list[str]] = defaultdict(list)
        figures: dict[int, tuple[tuple[str, Value], ...]] = defaultdict(tuple)
        counted: set[str] = set()
        self._valued: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._valued_otherwise: dict[tuple[str, str], set[str]] = defaultdict(set)
        for fact in self.facts():
            self._index_property(fact)
            for value in fact.values:
                counted.add(value.of or "")
                if value.entity is not None:
                    holders[value.entity].append(fact.id)
                    held = self._value_kinds[self.book.subjects[fact.subject].kind, fact.property]
                    held.add(self.book.subjects[value.entity].kind)
                elif value.number is not None:
                    figures[int(value.number)] += ((fact.id, value),)
                elif value.day is None:
                    literals[value.text].append(fact.id)
            for entity in fact.about:
                holders[entity].append(fact.id)
        self._holders: Mapping[str, tuple[str, ...]] = {
            k: tuple(dict.fromkeys(v)) for k, v in holders.items()
        }
        self._literals: Mapping[str, tuple[str, ...]] = {k: tuple(v) for k, v in literals.items()}
        self._figures: Mapping[int, tuple[tuple[str, Value], ...]] = dict(figures)
        self.units = frozenset(word for of in counted for word in words(of))

    def _index_property(self, fact: Fact) -> None:
        """Note that a fact's subject has values of its property, and whether others than the community."""
        if fact.values and not fact.unknown:
            of = self.book.subjects[fact.subject].kind, fact.property
            self._valued[of].add(fact.subject)
            if any(value.entity != self.main for value in fact.values):
                self._valued_otherwise[of].add(fact.subject)

    def tied(self, subject_id: str, entity: str) -> bool:
        """Tell whether any fact of the subject has the entity as a value or is about it, or the other way."""
        pairs = ((subject_id, entity), (entity, subject_id))
        return any(f.startswith(f"{one}.") for one, other in pairs for f in self.holders(other))

    def counterpart(self, entity: str) -> str | None:
        """Return the other of two of a kind that several facts tell of together (a pair of co-chairs)."""
        kind, together = self.kind_of(entity), Counter[str]()
        for fact in map(self.fact, dict.fromkeys((*self.holders(entity), *self.own(entity)))):
            others = [e for e in fact.entities if e != entity and self.kind_of(e) == kind]
            together.update(others if len(others) == 1 else ())
        (first, most), (_, less) = (*together.most_common(2), ("", 0), ("", 0))[:2]
        return first if most > max(less, 1) else None

    def own(self, entity: str) -> tuple[str, ...]:
        """Return the ids of the facts of a subject, none for what is none."""
        subject = self.book.subjects.get(entity)
        return tuple(fact.id for fact in subject.facts.values()) if subject else ()

    def figures(self, number: int) -> tuple[tuple[str, Value], ...]:
        """Return the values that are that number, each with the id of its fact."""
        return self._figures.get(number, ())

    def parts(self, entity: str) -> tuple[str, ...]:
        """Return the entity and what lies in it."""
        return (entity, *self._parts.get(entity, ()))

    def may_hold(self, kind_id: str, name: str, entity: str) -> bool:
        """Tell whether a property of a kind has values of the entity's kind."""
        return self.kind_of(entity) in self._value_kinds.get((kind_id, name), ())

    def kind_of(self, entity: str) -> str | None:
        """Return the id of the kind of a subject, None for what is none."""
        subject = self.book.subjects.get(entity)
        return subject.kind if subject else None

    def entities(self, subject_ids: Iterable[str], name: str) -> Iterator[str]:
        """Yield the subjects that a property of some subjects has as values."""
        values = (v.entity for s in subject_ids for _, v in self.values(s, name))
        yield from (entity for entity in values if entity)

    def facts(self) -> Iterator[Fact]:
        """Yield every fact of the book."""
        for subject in self.book.subjects.values():
            yield from subject.facts.values()

    def kind(self, kind_id: str) -> Kind:
        """Return the kind with that id."""
        return self.book.vocabulary.kinds[kind_id]

    def property(self, kind_id: str, name: str | None) -> Property | None:
        """Return a kind's property, or None."""
        return self.kind(kind_id).properties.get(name or "")

    def holders(self, entity: str) -> tuple[str, ...]:
        """Return the ids of facts that have the entity as a value or are about it."""
        return self._holders.get(entity, ())

    def literal_holders(self, text: str) -> tuple[str, ...]:
        """Return the ids of facts that have that text as a value."""
        return self._literals.get(text, ())

    def of_kind(self, kind_id: str) -> tuple[str, ...]:
        """Return the subjects of a kind, in its order where it has one."""
        return self._of_kind.get(kind_id, ())

    def _in_order(self, kind: Kind) -> list[str]:
        ids = [s.id for s in self.book.subjects.values() if s.kind == kind.id]
        if kind.ordered_by:
            ids.sort(key=lambda s: self.first_day(s) or date.max)
        return ids

    def first_day(self, subject_id: str) -> date | None:
        """Return the day by which a subject is put in order, or None."""
        kind = self.book.kind(subject_id)
        fact = self.book.subjects[subject_id].facts.get(kind.ordered_by or "")
        days = [v.day.first for v in fact.values if v.day] if fact is not None else []
        return min(days) if days else None

    def years(self, subject_id: str) -> frozenset[int]:
        """Return the years of the days that are known of a subject."""
        facts = self.book.subjects[subject_id].facts.values()
        return frozenset(v.day.first.year for fact in facts for v in fact.values if v.day)

    def tells_any(self, kind: str, name: str | None) -> bool:
        """Tell whether a property is told of anything: some are only there to say that nothing is."""
        return name is None or bool(self.with_property(kind, name))

    def is_general(self, subject_id: str) -> bool:
        """Tell whether naming a subject alone is no sign that the community is meant."""
        subject = self.book.subjects[subject_id]
        return self.book.kind(subject_id).general or not subject.facts

    def is_over(self, subject_id: str) -> bool:
        """Tell whether a subject had its day and does not go on: nothing of it is told of several times."""
        goes_on = any(prop.series for prop in self.book.kind(subject_id).properties.values())
        return not goes_on and self.first_day(subject_id) is not None and not self.is_forecast(subject_id)

    def is_forecast(self, subject_id: str) -> bool:
        """Tell whether a subject is only announced: all that puts it in order was said beforehand."""
        kind = self.book.kind(subject_id)
        fact = self.book.subjects[subject_id].facts.get(kind.ordered_by or "")
        days = [v for v in fact.values if v.day] if fact is not None else []
        return bool(days) and all(v.forecast for v in days)

    def dated(self, kind_id: str) -> tuple[tuple[date, str], ...]:
        """Return the subjects of a kind that have a day to be put in order by, with it."""
        if (found := self._dates.get(kind_id)) is None:
            found = self._dates[kind_id] = self._dated(kind_id)
            self._rank.update((s, place) for place, (_, s) in enumerate(found))
        return found

    def _dated(self, kind_id: str) -> tuple[tuple[date, str], ...]:
        return tuple((day, s) for s in self.of_kind(kind_id) if (day := self.first_day(s)))

    def neighbour(self, subject_id: str, step: int) -> str | None:
        """Return the subject that many places later (or earlier) in the order of its kind, or None."""
        dated = self.dated(self.book.subjects[subject_id].kind)
        place = self._rank.get(subject_id)
        if place is None:
            return None
        return dated[place + step][1] if 0 <= place + step < len(dated) else None

    def around(self, kind_id: str, today: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the subjects of a kind that have been, and those still to come, each in order."""
        dated = self.dated(kind_id)
        past = tuple(s for day, s in dated if day <= today and not self.is_forecast(s))
        return past, tuple(s for day, s in dated if day > today)

    def during(self, year: int) -> tuple[str, ...]:
        """Return the subjects whose day, by which they are put in order, is in a year, earliest first."""
        if not self._years:
            self._years = {each: tuple(sorted(d, key=d.__getitem__)) for each, d in self._by_year().items()}
        return self._years.get(year, ())

    def _by_year(self) -> dict[int, dict[str, tuple[date, bool]]]:
        """Return the subjects of each year with their day, and whether it is known less than to the day."""
        found: dict[int, dict[str, tuple[date, bool]]] = defaultdict(dict)
        for kind in self.book.vocabulary.kinds.values():
            for subject in self.of_kind(kind.id) if kind.ordered_by else ():
                for _, value in self.values(subject, kind.ordered_by or ""):
                    if day := value.day:
                        found[day.first.year][subject] = (day.first, day.precision != "day")
        return found

    def fact(self, fact_id: str) -> Fact:
        """Return the fact with that id.

        Raises:
            KeyError: there is none.
        """
        fact = self.book.fact(fact_id)
        if fact is None:
            raise KeyError(fact_id)
        return fact

    def tells(self, subject_id: str, name: str) -> bool:
        """Tell whether a subject has a fact of that name which is told in a sentence of its own."""
        fact = self.book.subjects[subject_id].facts.get(name)
        return fact is not None and fact.is_told

    def is_series(self, kind_id: str, name: str) -> bool:
        """Tell whether a property's values are the same thing at different times."""
        prop = self.property(kind_id, name)
        return bool(prop and prop.series)

    def with_property(self, kind_id: str, name: str) -> tuple[str, ...]:
        """Return the subjects of a kind that have values of a property."""
        if (found := self._having.get((kind_id, name))) is None:
            found = self._having[kind_id, name] = self._with_property(kind_id, name)
        return found

    def _with_property(self, kind_id: str, name: str) -> tuple[str, ...]:
        prop = self.property(kind_id, name)
        included = (self._valued_otherwise.get((kind_id, n), ()) for n in (prop.includes if prop else ()))
        held = frozenset(self._valued.get((kind_id, name), ())).union(*included)
        return tuple(s for s in self.of_kind(kind_id) if s in held)

    def in_office(self, entity: str) -> bool:
        """Tell whether a series of names ends with an entity (the last one known to chair)."""
        held = (self._by_day(fact) for fact in self._offices(entity))
        return any((dated[-1][0], entity) in dated for dated in held if dated)

    def beside_in_office(self, entity: str, step: int) -> tuple[Fact, int] | None:
        """Return a series of names with the year for which it names who came after an entity, or before.

        Args:
            entity: one of those names.
            step: 1 for whoever came after, -1 for whoever came before.
        """
        for fact in self._offices(entity):
            dated = self._by_day(fact)
            own = [day for day, held in dated if held == entity]
            others = [
                (day, held) for day, held in dated if own and (day > own[-1] if step > 0 else day < own[0])
            ]
            if others:
                return fact, others[0 if step > 0 else -1][0].year
        return None

    def _offices(self, entity: str) -> list[Fact]:
        """Return the facts that are a series of names, an entity among them."""
        facts = (self.fact(f) for f in self.holders(entity))
        return [fact for fact in facts if fact.property in self._series_of(fact.subject)]

    @staticmethod
    def _by_day(fact: Fact) -> list[tuple[date, str]]:
        """Return the entities of a series with the first day for which each is named, in order."""
        return sorted((v.as_of.first, v.entity) for v in fact.values if v.as_of and v.entity)

    def _series_of(self, subject_id: str) -> frozenset[str]:
        props = self.kind(self.book.subjects[subject_id].kind).properties.values()
        return frozenset(p.name for p in props if p.series and p.type == "entity")

    def values(self, subject_id: str, name: str) -> tuple[tuple[Fact, Value], ...]:
        """Return the values of a property and of those it includes, without repeats, each with its fact."""
        subject = self.book.subjects[subject_id]
        prop = self.property(subject.kind, name)
        names = [*(prop.includes if prop else ()), name]
        series = bool(prop and prop.series)
        seen: dict[str, tuple[Fact, Value]] = {}
        for wanted in names:
            fact = subject.facts.get(wanted)
            for value in fact.values if fact and not fact.unknown else ():
                if value.entity == self.main and wanted != name:
                    continue  # the community takes part in all that it hosts
                once = value.entity if value.entity and not series else repr((value.text, value.as_of))
                if fact:
                    seen.setdefault(once, (fact, value))
        return tuple(seen.values())

    def is_complete(self, subject_id: str, name: str) -> bool:
        """Tell whether the property's list is closed."""
        subject = self.book.subjects[subject_id]
        prop = self.property(subject.kind, name)
        facts = [subject.facts.get(n) for n in (name, *(prop.includes if prop else ()))]
        known = [f for f in facts if f]
        return bool(known) and all(f.complete for f in known)

    def having(self, kind_id: str, name: str, entity: str) -> tuple[str, ...]:
        """Return the subjects of a kind whose property has that entity or text, in order."""
        prop = self.property(kind_id, name)
        names = {name, *(prop.includes if prop else ())}
        found = {
            subject
            for part in self.parts(entity)
            for fact_id in (*self.holders(part), *self.literal_holders(part))
            for subject, _, own in [fact_id.partition(".")]
            if own in names
            and self.book.subjects[subject].kind == kind_id
            and any(part in (v.entity, v.text) for _, v in self.values(subject, name))
        }
        return tuple(sorted(found, key=lambda s: self._place[s]))
