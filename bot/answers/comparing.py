"""Comparing: several subjects side by side, and the one with the most or least of something."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.composing import Composer
from bot.answers.counting import apart
from bot.answers.reply import Answer, Reply
from bot.answers.silence import Silence
from bot.answers.verdict import Judge, further, lead
from bot.answers.wording import capital
from bot.facts.model import Property, Value
from bot.matching.catalog import Catalog
from bot.matching.reading import Reading

_SIDE_BY_SIDE, _PAIR = 15, 2


class Comparer:
    """Compares and ranks.

    Args:
        catalog: the facts.
        silence: says what is missing.
        judge: tells whether what is claimed may be answered by yes or no.
    """

    def __init__(self, catalog: Catalog, silence: Silence, judge: Judge) -> None:
        self._catalog = catalog
        self._silence = silence
        self._judge = judge

    def compare(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        """Return the reply to a comparison of several subjects.

        Args:
            composer: writes the reply.
            reading: what was asked.
            confidence: how probable it is that this was meant, 0 to 1.
        """
        prop, kind = self._catalog.property(reading.kind, reading.property), self._catalog.kind(reading.kind)
        assert prop is not None
        side = reading.subjects[:_SIDE_BY_SIDE]
        lead_in = self._is_further(composer, reading, prop) or self._first(composer, reading, prop)
        leads = [None if reading.foreseen else lead_in]
        without = [s for s in side if not self._catalog.values(s, prop.name)]
        figures = composer.across(kind, prop, side) if len(without) < len(side) else None
        told = [composer.lookup(s, prop.name) for s in without]
        also = prop.also if reading.foreseen else ()
        beside = [composer.lookup(s, name) for name in also for s in side]
        texts = list(filter(None, [*leads, figures, *told, *beside]))
        if not composer.facts:
            return self._silence.missing(composer, replace(reading, subjects=side), confidence)
        silent = tuple(s for s in without if not self._catalog.tells(s, prop.name))
        unsaid = [self._silence.not_said(replace(reading, subjects=silent))] if silent else []
        return composer.answer(" ".join([*texts, *unsaid]), confidence)

    def _is_further(self, composer: Composer, reading: Reading, prop: Property) -> str | None:
        """Return whether one of two has more than the other, or which, where the question says or asks it."""
        if reading.extreme is None or len(reading.subjects) != _PAIR:
            return None
        one, other = sorted(reading.subjects, key=lambda s: s != reading.value)
        values = self._valued(one, prop), self._valued(other, prop)
        found = further(*values, reading.extreme, prop)
        if found is None:
            return "These count different groups." if prop.whole and all(values) else None
        if reading.value:
            return lead(found if self._judge.is_so(reading) else None).strip() or None
        if prop.type == "date":
            return None
        which = "larger" if reading.extreme == "high" else "smaller"
        named = self._named(composer, *((one, other) if found else (other, one)))
        return f"The {which} figure is that of {named}."

    def _named(self, composer: Composer, subject: str, other: str) -> str:
        """Return a subject's name, with where it was if that tells it from another: it is known by either."""
        kind = self._catalog.book.kind(subject)
        ours, theirs = (
            {e for name in kind.identified_by for e in self._catalog.entities([s], name)}
            for s in (subject, other)
        )
        if ours == theirs:
            return composer.name(subject)
        place, citations = apart(self._catalog, composer, subject)
        name = composer.name(subject)
        return f"{name} ({place}){composer.footnotes.marks(citations)}" if place else name

    def _first(self, composer: Composer, reading: Reading, prop: Property) -> str | None:
        """Return which of two came first, or later where that is asked, where it is known."""
        days = [(self._rank(s, prop), s) for s in reading.subjects] if prop.type == "date" else []
        known = sorted((day, s) for day, s in days if day is not None)
        if len(known) != len(reading.subjects) or len(known) != _PAIR or known[0][0] == known[1][0]:
            return None
        (_, first), (_, other) = known
        later = reading.extreme == "high"
        named = self._named(composer, *((other, first) if later else (first, other)))
        return f"{capital(named)} came {'later' if later else 'first'}."

    def superlative(self, composer: Composer, reading: Reading, confidence: float) -> Answer | None:
        """Return the reply to which has the most or least, None where none can be ranked.

        Args:
            composer: writes the reply.
            reading: what was asked.
            confidence: how probable it is that this was meant, 0 to 1.
        """
        prop = self._catalog.property(reading.kind, reading.property)
        assert prop is not None
        ranked = [(rank, s) for s in reading.subjects if (rank := self._rank(s, prop)) is not None]
        if not ranked:
            return None
        _, best = (max if reading.extreme == "high" else min)(ranked)
        text = composer.lookup(best, prop.name) or ""
        claimed = reading.value
        if claimed is None or not self._judge.is_so(reading):
            return composer.answer(text, confidence)
        if claimed == best:
            return composer.answer(f"Yes. {text}", confidence)
        own, of_best = self._valued(claimed, prop), self._valued(best, prop)
        if not own or composer.name(claimed) in text:
            return composer.answer(text, confidence)
        no = "No. " if further(of_best, own, reading.extreme or "high", prop) else ""
        return composer.answer(f"{no}{text} {composer.lookup(claimed, prop.name) or ''}".rstrip(), confidence)

    def _valued(self, subject: str, prop: Property) -> list[Value]:
        return [v for _, v in self._catalog.values(subject, prop.name)]

    def _rank(self, subject: str, prop: Property) -> float | None:
        values = [v for _, v in self._catalog.values(subject, prop.name) if not v.forecast]
        if prop.type == "date":
            days = [v.day.first.toordinal() for v in values if v.day]
            return float(min(days)) if days else None
        if prop.many:
            return float(len(values)) if values else None
        numbers = [v.number for v in values if v.number is not None]
        return numbers[-1] if numbers and prop.series else max(numbers, default=None)
