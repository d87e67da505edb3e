"""The values of a fact, read as their property's type says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.facts.citations import CITE_HINT
from bot.facts.dates import DATE_HINT, parse_day
from bot.facts.model import Citation, Day, Property, Value
from bot.facts.names import Head, Names
from bot.facts.problems import shorten
from bot.facts.report import Spot
from bot.facts.schema import FactShape, Qualified, ValueShape

_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_YEAR = re.compile(r"(1[5-9]|20)\d\d", re.ASCII)
_LARGEST = 1e15
_NUMBER_HINT = "write digits; words belong in `qualifier`, `of` or `note`"


@dataclass(frozen=True, slots=True)
class Slot:
    """What values are read for: their property, if it is in the vocabulary, and which kinds of entity fit."""

    property: Property | None
    kinds: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A value's text, and what it is."""

    text: str
    entity: str | None = None
    number: float | None = None
    day: Day | None = None


class ValueReader:
    """Reads values; what is wrong with them is reported."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._shared: dict[tuple[Citation, ...], tuple[Citation, ...]] = {}

    def citations(self, cites: list[Citation], spot: Spot) -> tuple[Citation, ...]:
        """Return citations, their sources checked."""
        for number, cite in enumerate(cites):
            if cite.source not in self._names.sources:
                self._names.source(cite.source, spot.below("cite", number))
        return self.share(cites)

    def share(self, cites: Iterable[Citation]) -> tuple[Citation, ...]:
        """Return citations as a tuple, the same object for equal ones."""
        given = tuple(cites)
        return self._shared.setdefault(given, given)

    def values(self, shape: FactShape, slot: Slot, spot: Spot) -> tuple[Value, ...]:
        """Return the values of a fact as written, those that can be read.

        Args:
            shape: the fact.
            slot: what they are read for.
            spot: where the fact stands.
        """
        values: list[Value | None] = []
        if shape.value is not None:
            values.append(self._value(shape, shape.value, slot, spot))
        for number, each in enumerate(shape.values):
            values.append(self._value(_inherit(each, shape), each.value, slot, spot.below("values", number)))
        return tuple(value for value in values if value is not None)

    def _value(self, said: Qualified, text: str, slot: Slot, spot: Spot) -> Value | None:
        citations = self.citations(said.cite, spot)
        if not citations:
            spot.below("value").wrong(f"the value '{shorten(text)}' is not cited", f"add `cite`: {CITE_HINT}")
        prop = slot.property
        if prop and prop.series and prop.type == "number" and said.as_of is None:
            spot.below("value").wrong(
                f"the value '{shorten(text)}' has no `as_of`", "a series of numbers needs times"
            )
        read = self._read(text, slot, spot.below("value"))
        if read is None:
            return None
        return Value(
            text=read.text,
            citations=citations,
            entity=read.entity,
            number=read.number,
            day=read.day,
            of=said.of,
            qualifier=said.qualifier,
            role=said.role,
            as_of=said.as_of,
            confidence=said.confidence,
            said_by=said.said_by,
            note=said.note,
            inferred=said.inferred,
            forecast=said.forecast,
        )

    def _read(self, text: str, slot: Slot, spot: Spot) -> _Read | None:
        """Return what a text is by its property's type; without a property by its looks."""
        kind = slot.property.type if slot.property else None
        if kind == "entity":
            head = self._names.subject(text, spot)
            return _entity(head, slot, spot) if head else None
        if kind is None:
            known = self._names.subjects.get(text)
            return _Read(known.name, entity=known.id) if known else _by_looks(text)
        try:
            if kind == "number":
                return _number(text)
            return _Read(text, day=parse_day(text) if kind == "date" else None)
        except ValueError as error:
            spot.wrong(str(error), DATE_HINT if kind == "date" else _NUMBER_HINT)
            return None


def _entity(head: Head, slot: Slot, spot: Spot) -> _Read:
    if slot.kinds and head.kind not in slot.kinds:
        spot.wrong(f"'{head.id}' is of kind '{head.kind}'", f"wanted here: {' or '.join(slot.kinds)}")
    return _Read(head.name, entity=head.id)


def _inherit(value: ValueShape, fact: FactShape) -> Qualified:
    """Return what qualifies an entry of a list: its own words, else those said of the whole list."""
    given = (fact.model_fields_set & Qualified.model_fields.keys()) - value.model_fields_set
    if not given:
        return value
    return value.model_copy(update={name: getattr(fact, name) for name in given})


def _number(text: str) -> _Read:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"'{shorten(text)}' is not a number")
    if _THOUSANDS.fullmatch(text):
        whole = text.replace(".", "")
        raise ValueError(f"'{text}' may be a thousand or a fraction: write {whole}, or {text}0")
    number = float(text.replace(",", "")) if len(text) < 40 else _LARGEST
    if abs(number) >= _LARGEST:
        raise ValueError(f"'{shorten(text)}' is too large a number")
    return _Read(f"{int(number):,}" if number == int(number) else f"{number:,}", number=number)


def _by_looks(text: str) -> _Read:
    try:
        return _Read(text, day=parse_day(text)) if _YEAR.match(text) and "," not in text else _number(text)
    except ValueError:
        return _Read(text)
