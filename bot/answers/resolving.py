"""Resolving: a reading becomes a reply, whatever it asks for and whether or not it is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answers.checking import Checker
from bot.answers.chronicling import Chronicler
from bot.answers.comparing import Comparer
from bot.answers.composing import Composer
from bot.answers.counting import KindCounter
from bot.answers.reply import Answer, Choices, Correction, Option, Reply, Unknown
from bot.answers.restating import restates
from bot.answers.silence import Silence
from bot.answers.suggesting import question_about
from bot.answers.verdict import Judge, lead, without_lead
from bot.answers.wording import capital, day, listed, with_marks
from bot.facts.model import Book, Property, Value
from bot.matching.catalog import Catalog
from bot.matching.reading import Reading
from bot.matching.text import words

_LISTED = 4
_OVERVIEW = 3
_TOLD = 2
_LONGEST_NEARBY = 240
"""How many characters are told of what is named in a question that finds no answer."""

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
        self._silence = Silence(catalog)
        self._checker = Checker(catalog, self._silence)
        self._judge = Judge(catalog)
        self._comparer = Comparer(catalog, self._silence, self._judge)
        self._counter = KindCounter(catalog)
        self._chronicler = Chronicler(catalog)

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
            (word, one), (other, two) = map(without_lead, (first.text, second.text))
            text = f"{word or other}{one} {two}"
            said = self._restates(beside, two, one) or (word and other and word != other)
            if len(text) <= _LONGEST_BESIDE and not said:
                return composer.answer(text, confidence)
        return self.resolve(reading, confidence)

    def _restates(self, reading: Reading, text: str, told: str) -> bool:
        """Tell whether the text of a reading says nothing that is not told: a value's says what it is."""
        prop = self._catalog.property(reading.kind, reading.property)
        says_what = prop is not None and prop.type in ("text", "entity") and reading.operation == "lookup"
        label = prop.label if prop is not None and says_what else ""
        return restates(text, told, self._book.community.name, label)

    def _resolved(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        answer: dict[str, Callable[[Composer, Reading, float], Reply]] = {
            "lookup": self._lookup,
            "told": self._told,
            "check": self._checker.check,
            "reverse": self._reverse,
            "collect": self._collect,
            "which": self._which,
            "superlative": self._superlative,
            "compare": self._compare,
            "overview": self._overview,
            "count": self._count,
            "during": self._during,
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
            text, known = self._part(composer, reading, confidence)
            (texts if known else missing).append(text)
        if not texts:
            return self.resolve(readings[0], confidence)
        return composer.answer(" ".join([*dict.fromkeys(texts), *missing]), confidence)

    def _part(self, composer: Composer, reading: Reading, confidence: float) -> tuple[str, bool]:
        """Return what is told of one of several things asked at once, and whether it is known."""
        fact = self._book.fact(reading.facts[0]) if reading.operation == "told" else None
        if fact is not None:
            return composer.told(fact), not fact.unknown
        if reading.operation != "lookup":
            reply = self._resolved(composer, reading, confidence)
            return (
                (reply.text, True) if isinstance(reply, Answer) else (self._silence.not_said(reading), False)
            )
        subject, name, first = reading.subjects[0], reading.property or "", reading.extreme == "low"
        found = composer.lookup(subject, name, reading.years, reading.past, first)
        return found or self._silence.not_said(reading), found is not None

    def corrected(self, misplaced: Reading, reading: Reading, confidence: float) -> Correction:
        """Return the reply to a reading, with what it takes for granted put right first.

        Args:
            misplaced: a check that gives the subject what identifies another (`in Chicago`).
            reading: what else is asked of the subject.
            confidence: how probable it is that this was meant, 0 to 1.
        """
        asked = self._checker.asked(misplaced)
        identity = replace(misplaced, operation="lookup", value=None, claim=None)
        answer = self.resolve_together((identity, reading), confidence)
        assert isinstance(answer, Answer)
        name = self._book.subjects[misplaced.subjects[0]].name
        return Correction(f"{asked} for {name}", replace(answer, text=f"Not {asked}: {answer.text}"))

    def _lookup(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        subject, name = reading.subjects[0], reading.property or ""
        prop = self._catalog.property(reading.kind, reading.property)
        if reading.only and prop is not None:
            some = composer.narrowed(subject, prop, reading.only)
            return composer.answer(some, confidence)
        text = composer.lookup(subject, name, reading.years, reading.past, reading.extreme == "low")
        if text is not None and prop and prop.many and reading.counts:
            count = len(self._catalog.values(subject, name))
            least = "" if self._catalog.is_complete(subject, name) else "at least "
            text = f"{capital(least)}{count}. {text}"
        also = self._also(composer, subject, prop, text or "")
        if text is None:
            return self._silence.missing(composer, reading, confidence, also)
        return composer.answer(lead(self._judge.told(reading)) + " ".join([text, *also]), confidence)

    def _also(self, composer: Composer, subject: str, prop: Property | None, told: str) -> list[str]:
        """Return what else is told where a property is, but for what its sentence says already."""
        names = prop.also if prop else ()
        known = ((n, Composer(self._catalog).lookup(subject, n) or "") for n in names)
        fresh = (n for n, text in known if not restates(text, told, self._book.community.name))
        return [t for t in (composer.lookup(subject, n) for n in fresh) if t]

    def _told(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        fact = self._book.fact(reading.facts[0])
        assert fact is not None
        if fact.unknown:
            return self._silence.told(composer, fact, confidence)
        if reading.value:
            among = (
                "Yes. "
                if reading.value in fact.about
                else f"{composer.name(reading.value)} is not named there. "
            )
            return composer.answer(among + composer.told(fact), confidence)
        return composer.answer(lead(self._judge.told(reading)) + composer.told(fact), confidence)

    def _reverse(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        prop = self._catalog.property(reading.kind, reading.property)
        assert prop is not None
        if reading.bound:
            found = True if reading.yes_no else None
            kind = self._catalog.kind(reading.kind)
            text = composer.across(kind, prop, reading.subjects, latest=True)
        else:
            found = self._judge.found(reading)
            text = composer.reversed(prop, reading.value or "", reading.subjects)
        said = f"{len(reading.subjects)}. " if reading.counts else lead(found)
        return composer.answer(said + text, confidence)

    def _compare(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        listed = self._count if reading.property is None else self._comparer.compare
        return listed(composer, reading, confidence)

    def _collect(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        prop = self._catalog.property(reading.kind, reading.property)
        assert prop is not None
        if not reading.subjects:
            kind = self._catalog.kind(reading.kind)
            return composer.unknown(
                f"My sources do not say that of any {kind.name}.", confidence, prop=prop.name
            )
        if len(reading.subjects) == 1 and reading.counts and prop.many:
            return self._lookup(composer, reading, confidence)
        kind = self._catalog.kind(reading.kind)
        return composer.answer(composer.across(kind, prop, reading.subjects), confidence)

    def _which(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        prop, kind = self._catalog.property(reading.kind, reading.property), self._catalog.kind(reading.kind)
        if prop is not None and (reading.value or reading.claim):
            return self._checker.guessed(composer, reading, prop, confidence)
        if len(reading.subjects) == 1:
            return self._lookup(composer, reading, confidence)
        label = prop.label if prop else ""
        options = tuple(Option(self.asks(s, prop)) for s in reversed(reading.subjects))
        if not options:
            return self._collect(composer, reading, confidence)
        few = len(reading.subjects) <= _LISTED
        names = listed([self._book.subjects[s].name for s in reading.subjects])
        named = names if few else f"{len(reading.subjects)} {kind.plural}"
        return Choices(
            f"Which {kind.name} do you mean? I know the {label} of {named}.", options[:10], confidence
        )

    def asks(self, subject_id: str, prop: Property | None) -> str:
        """Return a question for a property of a subject, as the property's first phrasing puts it."""
        return question_about(self._book.subjects[subject_id].name, prop.question if prop else None)

    def _superlative(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        told = self._comparer.superlative(composer, reading, confidence)
        return told or self._collect(composer, reading, confidence)

    def _overview(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        told = self.describe(reading.subjects[0], confidence, composer)
        so = self._judge.is_so(reading) and reading.verdict
        return replace(told, text=f"{lead(True)}{told.text}") if so and isinstance(told, Answer) else told

    def describe(
        self, subject_id: str, confidence: float = 1.0, composer: Composer | None = None
    ) -> Answer | Unknown:
        """Return what is known of a subject, in brief and cited."""
        composer = composer or Composer(self._catalog)
        subject, kind = self._book.subjects[subject_id], self._book.kind(subject_id)
        parts: list[str] = []
        for name in kind.summary:
            values = [v for _, v in self._catalog.values(subject_id, name)]
            told = " ".join(parts)
            if not values or not all(self._is_told(v, told) for v in values):
                parts += filter(None, [composer.lookup(subject_id, name)])
        if len(parts) < _OVERVIEW and not (parts and kind.general):
            parts += composer.ties(subject_id, _OVERVIEW - len(parts), " ".join(parts))
        if not parts:
            naming = filter(None, map(self._book.fact, self._catalog.holders(subject_id)))
            own = [f for f in subject.facts.values() if f.is_told]
            parts = [composer.told(f) for f in (own or [f for f in naming if f.is_told])[:_TOLD]]
        silent = next((f for f in subject.facts.values() if f.unknown and f.tell), None)
        if not parts and silent:
            return self._silence.told(composer, silent, confidence)
        if not parts:
            return composer.unknown(f"My sources say nothing more of {subject.name}.", confidence, subject_id)
        return composer.answer(" ".join(parts), confidence)

    def unanswered(self, subject_id: str | None, confidence: float) -> Unknown:
        """Return that a question is not answered, with what is known of the one that it names.

        Args:
            subject_id: who or what alone is named, if anything.
            confidence: how probable it is that nothing known was meant, 0 to 1.
        """
        composer = Composer(self._catalog)
        text = f"My sources on {self._book.community.name} do not answer that."
        told = self.describe(subject_id, confidence, composer) if subject_id else None
        if isinstance(told, Answer) and len(told.text) <= _LONGEST_NEARBY:
            return composer.unknown(f"{text} {told.text}", confidence, subject_id)
        return Unknown(text, confidence=confidence)

    def _is_told(self, value: Value, told: str) -> bool:
        """Tell whether a text says a value already: as it is, or most of a name of it."""
        subject = self._book.subjects.get(value.entity or "")
        if subject is None:
            return (day(value.day) if value.day else value.text) in told
        known = set(words(told))
        names = [set(words(name)) for name in (subject.name, *subject.aliases)]
        return any(2 * len(name & known) >= len(name) for name in names if name)

    def _absent(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        kind, known = self._catalog.kind(reading.kind), [s for _, s in self._catalog.dated(reading.kind)]
        text = (
            f"My sources know of no {self._checker.shown(reading)} {kind.name}: those that they name go from "
            f"{composer.name(known[0])} to {composer.name(known[-1])}."
        )
        return composer.unknown(text, confidence, prop=kind.ordered_by)

    def _upcoming(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        kind, last = self._catalog.kind(reading.kind), reading.subjects[0]
        announced = [s for s in self._catalog.of_kind(kind.id) if self._catalog.is_forecast(s)]
        near = [t for s in [last, *announced][-2:] if (t := composer.lookup(s, kind.ordered_by or ""))]
        text = " ".join([f"My sources name no {kind.name} still to come.", *near])
        return composer.unknown(text, confidence, last, kind.ordered_by)

    def sources(self, fact_ids: Sequence[str]) -> Answer:
        """Return where facts come from, each source once."""
        composer = Composer(self._catalog)
        parts: dict[str, str] = {}
        for fact in filter(None, map(self._book.fact, fact_ids)):
            composer.used(fact)
            for citation in fact.cited:
                source = self._book.sources[citation.source]
                marks = composer.footnotes.marks([citation])
                parts.setdefault(source.id, f"{source.publisher}, “{source.title}”{marks}")
        return composer.answer(with_marks(f"That comes from {listed(list(parts.values()))}", ""), 1.0)

    def _during(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        return self._chronicler.during(composer, reading.years[0], confidence)

    def _count(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        return self._counter.count(composer, self._catalog.kind(reading.kind), reading.subjects, confidence)
