"""Resolving: a reading becomes a reply, whatever it asks for and whether or not it is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answers.composing import Composer, covers
from bot.answers.reply import Answer, Choices, Correction, Option, Reply, Unknown
from bot.answers.wording import capital, listed, with_marks
from bot.facts.model import Book, Fact, Property, Value
from bot.matching.catalog import Catalog
from bot.matching.reading import Reading

_NEARBY = 4
_OVERVIEW = 3
_TOLD = 2
_SIDE_BY_SIDE = 6
_LONGEST_BESIDE = 450
"""Characters up to which two answers are told one beside the other."""


class Resolver:
    """Answers readings from one book.

    Args:
        catalog: the facts.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._book: Book = catalog.book

    def resolve(self, reading: Reading, confidence: float) -> Reply:
        """Return the reply to a reading.

        Args:
            reading: what was asked.
            confidence: how probable it is that this was meant, 0 to 1.
        """
        return self._resolved(Composer(self._catalog), reading, confidence)

    def resolve_beside(self, reading: Reading, beside: Reading, confidence: float) -> Reply:
        """Return the reply to a reading with that to another beside it, where both are short answers.

        Args:
            reading: what was asked, as it seems.
            beside: what is nearly as likely.
            confidence: how probable it is that the first was meant, 0 to 1.
        """
        composer = Composer(self._catalog)
        first = self._resolved(composer, reading, confidence)
        told = len(composer.facts)
        second = self._resolved(composer, beside, confidence)
        if isinstance(first, Answer) and isinstance(second, Answer) and len(composer.facts) > told:
            text = f"{first.text} {second.text}"
            if len(text) <= _LONGEST_BESIDE:
                return self._answer(composer, text, confidence)
        return self.resolve(reading, confidence)

    def _resolved(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        answer: dict[str, Callable[[Composer, Reading, float], Reply]] = {
            "lookup": self._lookup,
            "told": self._told,
            "check": self._check,
            "reverse": self._reverse,
            "collect": self._collect,
            "which": self._which,
            "superlative": self._superlative,
            "compare": self._compare,
            "overview": self._overview,
            "count": self._count,
            "upcoming": self._upcoming,
            "absent": self._absent,
        }
        return answer[reading.operation](composer, reading, confidence)

    def resolve_together(self, readings: Sequence[Reading], confidence: float) -> Reply:
        """Return one reply to several things asked at once of the same subject.

        Args:
            readings: look-ups and told facts, the likeliest first.
            confidence: how probable it is that this was meant, 0 to 1.
        """
        composer = Composer(self._catalog)
        texts: list[str] = []
        missing: list[str] = []
        for reading in readings:
            fact = self._book.fact(reading.facts[0]) if reading.operation == "told" else None
            if fact is not None:
                told = composer.told(fact)
                (missing if fact.unknown else texts).append(told)
                continue
            found = composer.lookup(
                reading.subjects[0],
                reading.property or "",
                reading.years,
                reading.past,
                reading.extreme == "low",
            )
            (texts if found else missing).append(found or self._not_said(reading))
        if not texts:
            return self.resolve(readings[0], confidence)
        return self._answer(composer, " ".join([*dict.fromkeys(texts), *missing]), confidence)

    def _not_said(self, reading: Reading) -> str:
        prop, name = self._property(reading), self._book.subjects[reading.subjects[0]].name
        missing = (
            prop.missing
            if prop and prop.missing
            else f"the {prop.label if prop else reading.property} of {{it}}"
        )
        return f"My sources do not say {missing.replace('{it}', name)}."

    def corrected(self, misplaced: Reading, reading: Reading, confidence: float) -> Correction:
        """Return the reply to a reading, with what it takes for granted put right first.

        Args:
            misplaced: a check that gives the subject what identifies another (`in Chicago`).
            reading: what else is asked of the subject.
            confidence: how probable it is that this was meant, 0 to 1.
        """
        asked = self._asked(misplaced)
        identity = replace(misplaced, operation="lookup", value=None, claim=None)
        answer = self.resolve_together((identity, reading), confidence)
        assert isinstance(answer, Answer)
        name = self._book.subjects[misplaced.subjects[0]].name
        return Correction(f"{asked} for {name}", replace(answer, text=f"Not {asked}: {answer.text}"))

    def _answer(self, composer: Composer, text: str, confidence: float) -> Answer:
        return Answer(text, composer.footnotes.all(), tuple(composer.facts), confidence, composer.as_of)

    def _property(self, reading: Reading) -> Property | None:
        return self._catalog.property(reading.kind, reading.property or "")

    def _lookup(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        subject, name = reading.subjects[0], reading.property or ""
        prop = self._property(reading)
        if reading.only and prop is not None:
            some = composer.narrowed(subject, prop, reading.only)
            return self._answer(composer, some, confidence)
        text = composer.lookup(subject, name, reading.years, reading.past, reading.extreme == "low")
        if text is not None and prop and prop.many and reading.counts:
            count = len(self._catalog.values(subject, name))
            least = "" if self._catalog.is_complete(subject, name) else "at least "
            text = f"{capital(least)}{count}. {text}"
        also = [t for t in (composer.lookup(subject, n) for n in (prop.also if prop else ())) if t]
        if text is None:
            return self._missing(composer, reading, also, confidence)
        return self._answer(composer, " ".join([text, *also]), confidence)

    def _missing(self, composer: Composer, reading: Reading, also: Sequence[str], confidence: float) -> Reply:
        subject, name = reading.subjects[0], reading.property or ""
        own = self._book.subjects[subject].facts.get(name)
        if own is not None and own.unknown:
            return self._unknown(composer, own, confidence)
        text = self._not_said(reading).rstrip(".")
        if reading.years:
            text += f" in {listed([str(y) for y in reading.years])}"
        near = [*also, *self._nearby(composer, reading)]
        return Unknown(
            " ".join([f"{text}.", *near]),
            subject,
            name,
            composer.footnotes.all(),
            tuple(composer.facts),
            confidence,
        )

    def _nearby(self, composer: Composer, reading: Reading) -> list[str]:
        prop = self._property(reading)
        if prop is None:
            return []
        if reading.years:
            known = composer.lookup(reading.subjects[0], prop.name)
            return [known] if known else []
        others = [s for s in self._catalog.of_kind(reading.kind) if self._catalog.values(s, prop.name)]
        if not others or len(others) > _NEARBY:
            return []
        only = " only" if len(others) == 1 else ""
        return [f"They do for {composer.names(others)}{only}."]

    def _unknown(self, composer: Composer, fact: Fact, confidence: float) -> Unknown:
        near = []
        for fact_id in fact.nearby[:_TOLD]:
            subject, _, name = fact_id.partition(".")
            found = composer.lookup(subject, name)
            near += [found] if found else []
        text = with_marks(fact.tell or "", composer.footnotes.marks(fact.citations))
        return Unknown(
            " ".join([text, *near]),
            fact.subject,
            fact.property,
            composer.footnotes.all(),
            tuple(composer.facts),
            confidence,
        )

    def _told(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        fact = self._book.fact(reading.facts[0])
        assert fact is not None
        if fact.unknown:
            return self._unknown(composer, fact, confidence)
        return self._answer(composer, composer.told(fact), confidence)

    def _held(self, reading: Reading) -> tuple[Fact, Value] | None:
        pairs = self._catalog.values(reading.subjects[0], reading.property or "")
        meant = self._catalog.parts(reading.value or "")
        held = [(f, v) for f, v in pairs if v.entity in meant or v.text in meant]
        then = [p for p in held if covers(p[1], reading.years)]
        return next(iter(then or held[-1:] if reading.years or not reading.past else held), None)

    def _check(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        subject, prop = reading.subjects[0], self._property(reading)
        assert prop is not None
        held = self._held(reading) if reading.value else None
        if held is not None:
            return self._confirmed(composer, reading, held, confidence)
        identity = prop.name in self._catalog.kind(reading.kind).identified_by
        named = None if identity else self._named_elsewhere(subject, reading.value)
        if named is not None:
            return self._answer(composer, composer.told(named), confidence)
        return self._denied(composer, reading, prop, confidence)

    def _denied(self, composer: Composer, reading: Reading, prop: Property, confidence: float) -> Reply:
        """Return that a property is not known to have a value, and what is known of it instead."""
        subject = reading.subjects[0]
        pairs = self._catalog.values(subject, prop.name)
        asked = self._shown(reading)
        if not pairs and self._catalog.tells(subject, prop.name):
            told = composer.lookup(subject, prop.name) or ""
            return Correction(
                f"{asked} for {composer.name(subject)}", self._answer(composer, told, confidence)
            )
        if not pairs:
            return self._missing(composer, reading, (), confidence)
        if prop.many and not self._catalog.is_complete(subject, prop.name):
            return Unknown(
                f"My sources do not name {asked} among the {prop.label} of {composer.name(subject)}.",
                subject,
                prop.name,
                (),
                (),
                confidence,
            )
        text = composer.lookup(subject, prop.name) or ""
        premise = f"{asked} for {composer.name(subject)}"
        if prop.many:
            return self._answer(composer, f"No, {asked} is not among them. {text}", confidence)
        lead = "No. " if reading.yes_no else f"Not {self._asked(reading)}: "
        return Correction(premise, self._answer(composer, f"{lead}{text}", confidence))

    def _confirmed(
        self, composer: Composer, reading: Reading, held: tuple[Fact, Value], confidence: float
    ) -> Reply:
        """Return that a property has a value, or that this is known of another time only."""
        subject, prop = reading.subjects[0], self._property(reading)
        assert prop is not None
        then = not (prop.series and reading.years) or covers(held[1], reading.years)
        text = composer.confirmed(subject, prop, held[1], held[0], reading.yes_no and then)
        if then:
            return self._answer(composer, text, confidence)
        years = listed([str(y) for y in reading.years])
        return Unknown(
            f"My sources do not say so of {years}. {text}",
            subject,
            prop.name,
            composer.footnotes.all(),
            tuple(composer.facts),
            confidence,
        )

    def _named_elsewhere(self, subject: str, value: str | None) -> Fact | None:
        """Return another told fact of the subject that names the value, which a plain no would hide."""
        facts = (
            self._book.fact(f) for f in self._catalog.holders(value or "") if f.startswith(f"{subject}.")
        )
        return next((f for f in facts if f is not None and f.tell and not f.unknown), None)

    def _asked(self, reading: Reading) -> str:
        """Return the value that is asked about, in words."""
        subject = self._book.subjects.get(reading.value or "")
        return subject.name if subject else reading.value or reading.claim or ""

    def _shown(self, reading: Reading) -> str:
        """Return the same, quoted where the words are the asker's own."""
        asked = self._asked(reading)
        return asked if reading.value else f"“{asked}”"

    def _reverse(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        prop = self._property(reading)
        assert prop is not None
        return self._answer(
            composer, composer.reversed(prop, reading.value or "", reading.subjects), confidence
        )

    def _collect(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        prop = self._property(reading)
        assert prop is not None
        if not reading.subjects:
            kind = self._catalog.kind(reading.kind)
            return Unknown(
                f"My sources do not say that of any {kind.name}.", None, prop.name, confidence=confidence
            )
        kind = self._catalog.kind(reading.kind)
        return self._answer(composer, composer.across(kind, prop, reading.subjects), confidence)

    def _which(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        prop, kind = self._property(reading), self._catalog.kind(reading.kind)
        if len(reading.subjects) == 1:
            return self._lookup(composer, reading, confidence)
        label = prop.label if prop else ""
        options = tuple(Option(self.asks(s, prop)) for s in reversed(reading.subjects))
        if not options:
            return self._collect(composer, reading, confidence)
        named = listed([self._book.subjects[s].name for s in reading.subjects])
        return Choices(
            f"Which {kind.name} do you mean? I know the {label} of {named}.", options[:10], confidence
        )

    def asks(self, subject_id: str, prop: Property | None) -> str:
        """Return a question for a property of a subject, as the property's first phrasing puts it."""
        name = self._book.subjects[subject_id].name
        if prop is None or not prop.ask:
            return f"What is known of {name}?"
        return capital(prop.ask[0].replace("{it}", name)).rstrip("?") + "?"

    def _superlative(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        prop = self._property(reading)
        assert prop is not None
        ranked = [(rank, s) for s in reading.subjects if (rank := self._rank(s, prop)) is not None]
        if not ranked:
            return self._collect(composer, reading, confidence)
        _, best = (max if reading.extreme == "high" else min)(ranked)
        text = composer.lookup(best, prop.name) or ""
        return self._answer(composer, text, confidence)

    def _rank(self, subject: str, prop: Property) -> float | None:
        values = [v for _, v in self._catalog.values(subject, prop.name) if not v.forecast]
        if prop.type == "date":
            days = [v.day.first.toordinal() for v in values if v.day]
            return float(min(days)) if days else None
        if prop.many:
            return float(len(values)) if values else None
        numbers = [v.number for v in values if v.number is not None]
        return numbers[-1] if numbers and prop.series else max(numbers, default=None)

    def _compare(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        prop, kind = self._property(reading), self._catalog.kind(reading.kind)
        assert prop is not None
        text = composer.across(kind, prop, reading.subjects[:_SIDE_BY_SIDE])
        if not composer.facts:
            return self._missing(composer, reading, (), confidence)
        silent = [s for s in reading.subjects[:_SIDE_BY_SIDE] if not self._catalog.values(s, prop.name)]
        unsaid = [self._not_said(replace(reading, subjects=(s,))) for s in silent]
        return self._answer(composer, " ".join([text, *unsaid]), confidence)

    def _overview(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        return self.describe(reading.subjects[0], confidence, composer)

    def describe(
        self, subject_id: str, confidence: float = 1.0, composer: Composer | None = None
    ) -> Answer | Unknown:
        """Return what is known of a subject, in brief and cited."""
        composer = composer or Composer(self._catalog)
        subject, kind = self._book.subjects[subject_id], self._book.kind(subject_id)
        parts: list[str] = []
        for name in kind.summary:
            values = [v.text for _, v in self._catalog.values(subject_id, name)]
            told = " ".join(parts)
            if not values or not all(v in told for v in values):
                parts += filter(None, [composer.lookup(subject_id, name)])
        if len(parts) < _OVERVIEW:
            parts += composer.ties(subject_id, _OVERVIEW - len(parts))
        if not parts:
            parts = [composer.told(f) for f in subject.facts.values() if f.tell and not f.unknown][:_TOLD]
        if not parts:
            facts = [f for f in map(self._book.fact, self._catalog.holders(subject_id)) if f and f.tell]
            parts = [composer.told(f) for f in facts if not f.unknown][:_TOLD]
        silent = next((f for f in subject.facts.values() if f.unknown and f.tell), None)
        if not parts and silent:
            return self._unknown(composer, silent, confidence)
        if not parts:
            return Unknown(
                f"My sources say nothing more of {subject.name}.", subject_id, confidence=confidence
            )
        return self._answer(composer, " ".join(parts), confidence)

    def _absent(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        kind, known = self._catalog.kind(reading.kind), [s for _, s in self._catalog.dated(reading.kind)]
        text = (
            f"My sources know of no {self._shown(reading)} {kind.name}: those that they name go from "
            f"{composer.name(known[0])} to {composer.name(known[-1])}."
        )
        return Unknown(text, None, kind.ordered_by, confidence=confidence)

    def _upcoming(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        kind, last = self._catalog.kind(reading.kind), reading.subjects[0]
        announced = [s for s in self._catalog.of_kind(kind.id) if self._catalog.is_forecast(s)]
        near = [t for s in [last, *announced][-2:] if (t := composer.lookup(s, kind.ordered_by or ""))]
        text = " ".join([f"My sources name no {kind.name} still to come.", *near])
        footnotes, facts = composer.footnotes.all(), tuple(composer.facts)
        return Unknown(text, last, kind.ordered_by, footnotes, facts, confidence)

    def sources(self, fact_ids: Sequence[str]) -> Answer:
        """Return where facts come from, each source once."""
        composer = Composer(self._catalog)
        parts: dict[str, str] = {}
        for fact in filter(None, map(self._book.fact, fact_ids)):
            composer.used(fact)
            for citation in (*fact.citations, *(c for v in fact.values for c in v.citations)):
                source = self._book.sources[citation.source]
                marks = composer.footnotes.marks([citation])
                parts.setdefault(source.id, f"{source.publisher}, “{source.title}”{marks}")
        return self._answer(composer, with_marks(f"That comes from {listed(list(parts.values()))}", ""), 1.0)

    def _count(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        kind = self._catalog.kind(reading.kind)
        key = kind.ordered_by or next(iter(kind.summary), "")
        known = [s for s in reading.subjects if not key or self._catalog.values(s, key)]
        announced = [s for s in known if self._catalog.is_forecast(s)]
        held = [s for s in known if s not in announced]
        if not held:
            return Unknown(f"My sources name no {kind.plural}.", confidence=confidence)
        noun = kind.name if len(held) == 1 else kind.plural
        listing = listed([self._marked(composer, s, key) for s in held])
        text = f"My sources name {len(held)} {noun}: {listing}."
        if announced:
            text += f" Announced: {listed([self._marked(composer, s, key) for s in announced])}."
        return self._answer(composer, text, confidence)

    def _marked(self, composer: Composer, subject: str, name: str) -> str:
        pairs = self._catalog.values(subject, name) if name else ()
        owner = pairs[0][0] if pairs else next(iter(self._book.subjects[subject].facts.values()), None)
        if owner is None:
            return composer.name(subject)
        composer.used(owner)
        own = (*owner.citations, *(c for v in owner.values for c in v.citations))
        citations = pairs[0][1].citations if pairs else own
        return f"{composer.name(subject)}{composer.footnotes.marks(citations[:1])}"
