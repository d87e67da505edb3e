"""Chronicling: what the sources have of a year, each thing with its day, in their order."""

from __future__ import annotations

from bot.answers.composing import Composer
from bot.answers.counting import apart
from bot.answers.reply import Answer, Unknown
from bot.answers.wording import day, listed
from bot.matching.catalog import Catalog


class Chronicler:
    """Tells what there was in a year.

    Args:
        catalog: the facts.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._book = catalog.book

    def during(self, composer: Composer, year: int, confidence: float) -> Answer | Unknown:
        """Return what is on record for a year.

        Args:
            composer: writes the reply.
            year: which.
            confidence: how probable it is that this was meant, 0 to 1.
        """
        subjects = self._catalog.during(year)
        if not subjects:
            return composer.unknown(f"My sources put nothing in {year}.", confidence)
        entries = [self._entry(composer, s, year) for s in subjects]
        return composer.answer(f"On record for {year}: {listed(entries)}.", confidence)

    def _entry(self, composer: Composer, subject: str, year: int) -> str:
        """Return a subject with its day in that year and where it was, cited."""
        kind = self._book.kind(subject)
        pairs = self._catalog.values(subject, kind.ordered_by or "")
        owner, value = next((f, v) for f, v in pairs if v.day and v.day.first.year == year)
        composer.used(owner)
        assert value.day is not None
        when = day(value.day).removesuffix(str(year)).rstrip(", ")
        where, of_place = apart(self._catalog, composer, subject)
        what = kind.properties[kind.ordered_by or ""].label if not (where or when) else ""
        told = ", ".join(filter(None, ["announced" if value.forecast else "", where, when, what]))
        marks = composer.footnotes.marks((*value.citations[:1], *of_place))
        return f"{composer.name(subject)}{f' ({told})' if told else ''}{marks}"
