"""Checking: whether something is so, said with yes or no only where the facts allow it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from bot.answers.composing import Composer
from bot.answers.reply import Correction, Reply
from bot.answers.silence import Silence
from bot.answers.wording import listed
from bot.facts.model import Fact, Property, Value
from bot.matching.catalog import Catalog
from bot.matching.reading import Reading
from bot.matching.series import covers


class Checker:
    """Answers whether a property has a value.

    Args:
        catalog: the facts.
        silence: says what is missing.
    """

    def __init__(self, catalog: Catalog, silence: Silence) -> None:
        self._catalog = catalog
        self._book = catalog.book
        self._silence = silence

    def check(self, composer: Composer, reading: Reading, confidence: float) -> Reply:
        """Return the reply to a check.

        Args:
            composer: writes the reply.
            reading: what was asked; has a value, or a claim in the asker's own words.
            confidence: how probable it is that this was meant, 0 to 1.
        """
        subject, prop = reading.subjects[0], self._catalog.property(reading.kind, reading.property)
        assert prop is not None
        held = self._held(reading) if reading.value else None
        if held is not None:
            return self._confirmed(composer, reading, prop, held, confidence)
        identity = prop.name in self._catalog.kind(reading.kind).identified_by
        named = None if identity else self._named_elsewhere(subject, reading.value)
        if named is not None:
            return composer.answer(composer.told(named), confidence)
        return self._denied(composer, reading, prop, confidence)

    def guessed(self, composer: Composer, reading: Reading, prop: Property, confidence: float) -> Reply:
        """Return that no subject of a kind is known to have a value.

        Args:
            composer: writes the reply.
            reading: what was asked; has a value, or a claim in the asker's own words.
            prop: the property.
            confidence: how probable it is that this was meant, 0 to 1.
        """
        text = self._unnamed(reading, prop, f"any {self._catalog.kind(reading.kind).name}")
        return composer.unknown(text, confidence, prop=prop.name)

    def asked(self, reading: Reading) -> str:
        """Return the value that is asked about, in words."""
        subject = self._book.subjects.get(reading.value or "")
        return subject.name if subject else reading.value or reading.claim or ""

    def shown(self, reading: Reading) -> str:
        """Return the same, quoted where the words are the asker's own."""
        asked = self.asked(reading)
        return asked if reading.value else f"“{asked}”"

    def _held(self, reading: Reading) -> tuple[Fact, Value] | None:
        pairs = self._catalog.values(reading.subjects[0], reading.property or "")
        meant = frozenset(self._catalog.parts(reading.value or ""))
        held = [(f, v) for f, v in pairs if v.entity in meant or v.text in meant or _is_in_year(v, meant)]
        then = [p for p in held if covers(p[1], reading.years)]
        return next(iter(then or held[-1:] if reading.years or not reading.past else held), None)

    def _confirmed(
        self,
        composer: Composer,
        reading: Reading,
        prop: Property,
        held: tuple[Fact, Value],
        confidence: float,
    ) -> Reply:
        """Return that a property has a value, or that this is known of another time only."""
        subject, (fact, value) = reading.subjects[0], held
        if prop.type == "date":
            text = composer.lookup(subject, prop.name) or ""
            return composer.answer(text if value.forecast else f"Yes. {text}", confidence)
        then = not (prop.series and reading.years) or covers(value, reading.years)
        if reading.yes_no and not reading.past and value.note and fact.tell:
            return composer.answer(composer.told(fact), confidence)
        latest = composer.lookup(subject, prop.name) if self._is_over(reading, prop, value) else None
        if reading.yes_no and then and reading.claims and reading.claims.sole:
            return self._sole(composer, reading, prop, confidence)
        yes = reading.yes_no and then and not latest and _says_no_more(reading)
        text = composer.confirmed(subject, prop, value, fact, yes)
        if latest:
            return composer.answer(f"Not named in the latest that I have. {latest} {text}", confidence)
        if then:
            return composer.answer(text, confidence)
        years = listed([str(y) for y in reading.years])
        return composer.unknown(
            f"My sources do not say so of {years}. {text}", confidence, subject, prop.name
        )

    def _sole(self, composer: Composer, reading: Reading, prop: Property, confidence: float) -> Reply:
        """Return whether a value is the only one of a list (`was SEIU the only sponsor`)."""
        others = len(self._catalog.values(reading.subjects[0], prop.name)) > 1
        complete = self._catalog.is_complete(reading.subjects[0], prop.name)
        lead = "No. " if prop.many and others else "Yes. " if complete else ""
        text = composer.lookup(reading.subjects[0], prop.name) or ""
        return composer.answer(f"{lead}{text}", confidence)

    def _is_over(self, reading: Reading, prop: Property, value: Value) -> bool:
        """Tell whether it is asked if something is so, and a later value is known."""
        if not (prop.series and reading.yes_no and value.as_of) or reading.past or reading.years:
            return False
        days = [v.as_of for _, v in self._catalog.values(reading.subjects[0], prop.name) if v.as_of]
        return max(day.first for day in days) > value.as_of.last

    def _denied(self, composer: Composer, reading: Reading, prop: Property, confidence: float) -> Reply:
        """Return that a property is not known to have a value, and what is known of it instead."""
        subject, name = reading.subjects[0], composer.name(reading.subjects[0])
        pairs = self._catalog.values(subject, prop.name)
        if not pairs and not self._catalog.tells(subject, prop.name):
            return self._silence.missing(composer, reading, confidence)
        if pairs and prop.many and not self._catalog.is_complete(subject, prop.name):
            ties = composer.ties(reading.value, 1) if reading.value else []
            text = " ".join([self._unnamed(reading, prop, name), *ties])
            return composer.unknown(text, confidence, subject, prop.name)
        asked = self.shown(reading)
        text = composer.lookup(subject, prop.name) or ""
        if pairs and prop.many:
            return composer.answer(f"No, {asked} is not among them. {text}", confidence)
        no = "No. " if reading.yes_no else f"Not {self.asked(reading)}: "
        corrected = f"{no}{text}" if pairs else text
        return Correction(f"{asked} for {name}", composer.answer(corrected, confidence))

    def _unnamed(self, reading: Reading, prop: Property, of: str) -> str:
        """Return the sentence that no source names what is asked about among the values of something."""
        how = "among" if prop.many else "as"
        return f"My sources do not name {self.shown(reading)} {how} the {prop.label} of {of}."

    def _named_elsewhere(self, subject: str, value: str | None) -> Fact | None:
        """Return another told fact of the subject that names the value, which a plain no would hide."""
        held = (f for f in self._catalog.holders(value or "") if f.startswith(f"{subject}."))
        return next((f for f in map(self._book.fact, held) if f and f.is_told), None)


def _says_no_more(reading: Reading) -> bool:
    """Tell whether it is asked for nothing beyond the value: no other name, figure or day."""
    claims, features = reading.claims, reading.features
    more = claims is not None and bool(claims.figures or claims.days or (claims.months and not claims.years))
    said = features.get("content", 1.0) == 1.0 and features.get("whole", 1.0)
    return bool(said) and not (more or features.get("told"))


def _is_in_year(value: Value, years: AbstractSet[str]) -> bool:
    """Tell whether a value is a day in one of the years."""
    return value.day is not None and not years.isdisjoint(
        {str(value.day.first.year), str(value.day.last.year)}
    )
