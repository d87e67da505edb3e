"""Silence: what is said where the sources say nothing of what is asked, and what they say nearby."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.composing import Composer
from bot.answers.reply import Unknown
from bot.answers.wording import listed, with_marks
from bot.facts.model import Fact
from bot.matching.catalog import Catalog
from bot.matching.reading import Reading

_NEARBY = 4
_TOLD = 2


class Silence:
    """Says what is missing.

    Args:
        catalog: the facts.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._book = catalog.book

    def missing(
        self, composer: Composer, reading: Reading, confidence: float, also: Sequence[str] = ()
    ) -> Unknown:
        """Return the reply to a property that is not known, with what is known nearby.

        Args:
            composer: writes the reply.
            reading: what was asked.
            confidence: how probable it is that this was meant, 0 to 1.
            also: sentences that are told with the property.
        """
        subject, name = reading.subjects[0], reading.property or ""
        own = self._book.subjects[subject].facts.get(name)
        if own is not None and own.unknown:
            return self.told(composer, own, confidence)
        text = self.not_said(reading).rstrip(".")
        if reading.years:
            text += f" in {listed([str(y) for y in reading.years])}"
        near = [*also, *self._nearby(composer, reading)]
        return composer.unknown(" ".join([f"{text}.", *near]), confidence, subject, name)

    def not_said(self, reading: Reading) -> str:
        """Return the sentence that the sources do not say what is asked of any of the subjects."""
        names = listed([self._book.subjects[s].name for s in reading.subjects], "or")
        prop = self._catalog.property(reading.kind, reading.property)
        label = prop.label if prop else reading.property
        missing = prop.missing if prop and prop.missing else f"the {label} of {{it}}"
        return f"My sources do not say {missing.replace('{it}', names)}."

    def told(self, composer: Composer, gap: Fact, confidence: float) -> Unknown:
        """Return the reply that a curator wrote for what is not known.

        Args:
            composer: writes the reply.
            gap: a fact marked unknown.
            confidence: how probable it is that this was meant, 0 to 1.
        """
        near = []
        for fact_id in gap.nearby[:_TOLD]:
            subject, _, name = fact_id.partition(".")
            found = composer.lookup(subject, name)
            near += [found] if found else []
        text = with_marks(gap.tell or "", composer.footnotes.marks(gap.citations))
        return composer.unknown(" ".join([text, *near]), confidence, gap.subject, gap.property)

    def _years_beside(self, reading: Reading, name: str) -> tuple[int, ...]:
        """Return the nearest years before and after those asked about that something is known of."""
        days = [v.as_of for _, v in self._catalog.values(reading.subjects[0], name) if v.as_of]
        before = [day.last.year for day in days if day.last.year < min(reading.years)]
        after = [day.first.year for day in days if day.first.year > max(reading.years)]
        return (*([max(before)] if before else []), *([min(after)] if after else []))

    def _nearby(self, composer: Composer, reading: Reading) -> list[str]:
        prop = self._catalog.property(reading.kind, reading.property)
        if prop is None:
            return []
        if reading.years:
            known = composer.lookup(reading.subjects[0], prop.name, self._years_beside(reading, prop.name))
            return [known] if known else []
        others = [s for s in self._catalog.of_kind(reading.kind) if self._catalog.values(s, prop.name)]
        if not others or len(others) > _NEARBY:
            return []
        only = " only" if len(others) == 1 else ""
        return [f"They do for {composer.names(others)}{only}."]
