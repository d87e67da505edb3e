"""Composing: a fact, or several, become a short cited sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby

from bot.answers.reply import Answer, Unknown
from bot.answers.wording import Footnotes, capital, day, filled, hedged, listed, with_marks
from bot.facts.model import Book, Citation, Fact, Kind, Property, Value
from bot.matching.catalog import Catalog
from bot.matching.series import covers, newest, oldest
from bot.matching.text import words

Pairs = Sequence[tuple[Fact, Value]]
"""Values, each with the fact that holds it."""


@dataclass(frozen=True, slots=True)
class _Times:
    """Which times of a series are asked about."""

    years: tuple[int, ...]
    past: bool
    first: bool


class Composer:
    """Writes the sentences of one reply and numbers its footnotes; made anew for each reply.

    Args:
        catalog: the facts.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.book: Book = catalog.book
        self.footnotes = Footnotes(self.book)
        self.facts: list[str] = []
        self.as_of: str | None = None

    def answer(self, text: str, confidence: float) -> Answer:
        """Return a reply of what was written, with all that it cites."""
        return Answer(text, self.footnotes.all(), tuple(self.facts), confidence, self.as_of)

    def unknown(
        self, text: str, confidence: float, subject: str | None = None, prop: str | None = None
    ) -> Unknown:
        """Return a reply that says what is not known, with all that it cites beside that."""
        return Unknown(text, subject, prop, self.footnotes.all(), tuple(self.facts), confidence)

    def name(self, subject_id: str) -> str:
        """Return a subject's name as told inside a sentence."""
        return self.book.subjects[subject_id].name

    def names(self, subject_ids: Iterable[str]) -> str:
        """Return several subjects' names as a list."""
        return listed([self.name(s) for s in subject_ids])

    def used(self, fact: Fact) -> None:
        """Note that the reply tells the fact."""
        if fact.id not in self.facts:
            self.facts.append(fact.id)

    def told(self, fact: Fact) -> str:
        """Return a told fact's own sentence, cited."""
        self.used(fact)
        if fact.as_of and self.as_of is None:
            self.as_of = day(fact.as_of)
        citations = fact.citations or tuple(c for v in fact.values for c in v.citations)
        told = self._with_asides(fact, citations)
        sentence = with_marks(told, self.footnotes.marks(citations))
        return f"{sentence} {fact.conflict}" if fact.conflict else sentence

    def _with_asides(self, fact: Fact, citations: Sequence[Citation]) -> str:
        """Return a told sentence with what else must be said: that it is inferred, who alone says so."""
        asides = ["inferred"] if fact.inferred else []
        if fact.confidence == "low" and citations:
            asides.append(f"according to {self.book.sources[citations[0].source].publisher}")
        if fact.note:
            asides.append(fact.note.rstrip("."))
        told = fact.tell or ""
        return f"{told.rstrip('.')} ({'; '.join(asides)})." if asides else told

    def lookup(
        self, subject_id: str, name: str, years: Sequence[int] = (), past: bool = False, first: bool = False
    ) -> str | None:
        """Return what is known of a property of a subject, cited, or None where nothing is.

        Args:
            subject_id: whose.
            name: the property.
            years: for a series, the years asked about.
            first: for a series, whether its beginning is asked about.
            past: for a series of names, whether all times are asked about, not just the latest.
        """
        fact = self.book.subjects[subject_id].facts.get(name)
        if fact and fact.is_told and not years and not first:
            return self.told(fact)
        prop = self._catalog.property(self.book.subjects[subject_id].kind, name)
        pairs = self._catalog.values(subject_id, name)
        if prop is None or not pairs:
            return None
        if prop.series:
            return self._of_series(subject_id, prop, pairs, _Times(tuple(years), past, first))
        for owner, _ in pairs:
            self.used(owner)
        values = [v for _, v in pairs]
        if prop.many:
            return self._list(subject_id, prop, values)
        return self._single(subject_id, prop, values, fact)

    def narrowed(self, subject_id: str, prop: Property, only: Collection[str]) -> str:
        """Return those values of a list that are among some entities, cited."""
        pairs = [(f, v) for f, v in self._catalog.values(subject_id, prop.name) if v.entity in only]
        for owner, _ in pairs:
            self.used(owner)
        return self._list(subject_id, prop, [v for _, v in pairs])

    def _sentence(self, template: str | None, prop: Property, subject_id: str, value: str) -> str:
        name = self.name(subject_id)
        if not template:
            return f"{capital(prop.label)} of {name}: {value}"
        return filled(template, name, value)

    def _single(self, subject_id: str, prop: Property, values: list[Value], fact: Fact | None) -> str:
        first, others = values[0], values[1:]
        sentence = with_marks(
            self._sentence(prop.tell, prop, subject_id, hedged(first, self.book)),
            self.footnotes.marks(first.citations),
        )
        if first.as_of:
            self.as_of = day(first.as_of)
        if others:
            accounts = listed([f"{hedged(v, self.book)}{self.footnotes.marks(v.citations)}" for v in others])
            sentence += f" Sources differ: {accounts}."
        if fact and fact.conflict:
            sentence += f" {fact.conflict}"
        return sentence

    def _list(self, subject_id: str, prop: Property, values: Sequence[Value]) -> str:
        shared = {v.citations for v in values}
        if len(shared) == 1:
            items = listed([hedged(v, self.book) for v in values])
            return with_marks(
                self._sentence(prop.tell, prop, subject_id, items), self.footnotes.marks(values[0].citations)
            )
        items = listed([f"{hedged(v, self.book)}{self.footnotes.marks(v.citations)}" for v in values])
        return with_marks(self._sentence(prop.tell, prop, subject_id, items), "")

    def _of_series(self, subject_id: str, prop: Property, pairs: Pairs, times: _Times) -> str | None:
        if times.first:
            return self._series(subject_id, prop, oldest(pairs))
        if times.years:
            return self._series(subject_id, prop, [p for p in pairs if covers(p[1], times.years)])
        if times.past and prop.type == "entity":
            return self.history(subject_id, prop.name)
        return self._series(subject_id, prop, newest(pairs))

    def _series(self, subject_id: str, prop: Property, chosen: Pairs) -> str | None:
        if not chosen:
            return None
        for owner, _ in chosen:
            self.used(owner)
        told = self._all_dated([value for _, value in chosen])
        if chosen[-1][1].as_of is not None:
            self.as_of = day(chosen[-1][1].as_of)
        return with_marks(self._sentence(prop.tell, prop, subject_id, told), "")

    def _dated(self, value: Value) -> str:
        when = f" ({day(value.as_of)})" if value.as_of else ""
        return f"{hedged(value, self.book)}{when}{self.footnotes.marks(value.citations)}"

    def _all_dated(self, values: Sequence[Value]) -> str:
        """Return values with their times, said once of those that follow one another and share it."""
        runs = [list(run) for _, run in groupby(values, key=lambda v: (v.as_of, v.citations))]
        if len(runs) == len(values):
            return listed([self._dated(v) for v in values])
        return "; ".join(map(self._of_one_time, runs))

    def _of_one_time(self, values: Sequence[Value]) -> str:
        if len(values) == 1 or values[0].as_of is None:
            return listed([self._dated(v) for v in values])
        number = "both" if len(values) == 2 else "all"
        when = f"({number} as of {day(values[0].as_of)})"
        marks = self.footnotes.marks(values[0].citations)
        return f"{listed([hedged(v, self.book) for v in values])} {when}{marks}"

    def history(self, subject_id: str, name: str) -> str | None:
        """Return all values of a series in order of time, cited, or None."""
        pairs = self._catalog.values(subject_id, name)
        prop = self._catalog.property(self.book.subjects[subject_id].kind, name)
        if prop is None or not pairs:
            return None
        for owner, _ in pairs:
            self.used(owner)
        ordered = sorted((v for _, v in pairs), key=lambda v: v.as_of.first.isoformat() if v.as_of else "")
        return with_marks(self._sentence(prop.tell, prop, subject_id, self._all_dated(ordered)), "")

    def confirmed(self, subject_id: str, prop: Property, value: Value, owner: Fact, yes: bool) -> str:
        """Return that a property has a value, cited; what can go stale is dated.

        Args:
            subject_id: whose property.
            prop: the property.
            value: the value it has.
            owner: the fact that says so.
            yes: whether to begin with a yes.
        """
        if value.forecast:
            return self.lookup(subject_id, prop.name) or ""
        self.used(owner)
        template = prop.tell_subject or prop.tell
        sentence = self._sentence(template, prop, subject_id, hedged(value, self.book))
        when = ""
        if value.as_of is not None and prop.series:
            when = self.as_of = day(value.as_of)
        lead = (
            f"Yes, as of {when}: " if yes and when else "Yes. " if yes else f"As of {when}: " if when else ""
        )
        return with_marks(f"{lead}{sentence}", self.footnotes.marks(value.citations))

    def reversed(self, prop: Property, value: str, subjects: Sequence[str]) -> str:
        """Return which subjects' property has a value, cited."""
        told = []
        held: Value | None = None
        for subject in subjects:
            parts = self._catalog.parts(value)
            owner, held = next(
                (f, v)
                for f, v in self._catalog.values(subject, prop.name)
                if v.entity in parts or v.text in parts
            )
            if held.forecast and len(subjects) == 1:
                return self.lookup(subject, prop.name) or ""
            self.used(owner)
            part = self.book.subjects.get(held.entity or "") if held.entity != value else None
            since = day(held.as_of) if prop.series and held.as_of else ""
            aside = [part.name if part else "", since, "announced" if held.forecast else ""]
            when = f" ({', '.join(filter(None, aside))})" if any(aside) else ""
            marks = self.footnotes.marks(held.citations)
            told.append(
                f"{self.name(subject)}{when}" if len(subjects) == 1 else f"{self.name(subject)}{when}{marks}"
            )
        last = self.footnotes.marks(held.citations) if held and len(subjects) == 1 else ""
        template = prop.tell_subject or prop.tell
        named = self.book.subjects.get(value)
        shown = named.name if named else held.text if held else value
        if not template:
            return with_marks(f"{shown}: {listed(told)}", last)
        return with_marks(filled(template, listed(told), shown), last)

    def across(self, kind: Kind, prop: Property, subjects: Sequence[str], *, latest: bool = False) -> str:
        """Return a property of several subjects, cited; of a series perhaps the latest alone."""
        parts = []
        for subject in subjects:
            pairs = self._catalog.values(subject, prop.name)
            if not pairs:
                continue
            if latest and prop.series:
                pairs = tuple(newest(pairs))
            for owner, _ in pairs:
                self.used(owner)
            items = listed([f"{hedged(v, self.book)}{self.footnotes.marks(v.citations)}" for _, v in pairs])
            parts.append(f"{self.name(subject)}: {items}")
        return with_marks(capital("; ".join(parts)), "")

    def ties(self, entity: str, limit: int = 3, told: str = "") -> list[str]:
        """Return what an entity has to do with subjects, one cited sentence a property.

        Args:
            entity: id of the entity.
            limit: how many sentences at most.
            told: what was said of it already: what that says as well is left out.
        """
        known = set(words(told))
        by_property: dict[tuple[str, str], list[str]] = {}
        for fact_id in self._catalog.holders(entity):
            subject, _, name = fact_id.partition(".")
            prop = self._catalog.property(self.book.subjects[subject].kind, name)
            held = any(v.entity == entity for _, v in self._catalog.values(subject, name))
            if prop and prop.tell_subject and held and not self._is_tied(subject, prop, known):
                by_property.setdefault((self.book.subjects[subject].kind, name), []).append(subject)
        sentences = []
        for (kind, name), subjects in list(by_property.items())[:limit]:
            prop = self._catalog.property(kind, name)
            assert prop is not None
            sentences.append(self.reversed(prop, entity, subjects))
        return sentences

    def _is_tied(self, subject: str, prop: Property, known: AbstractSet[str]) -> bool:
        """Tell whether words name a subject, or its year, or say what it is to the community."""
        if known >= set(words(self.name(subject))):
            return True
        if subject == self._catalog.main:
            return not known.isdisjoint({*words(prop.label), words(prop.label)[-1].removesuffix("s")})
        first = self._catalog.first_day(subject)
        return first is not None and str(first.year) in known
