"""Subjects and their facts, built from their shapes and checked against everything they refer to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.facts.citations import CITE_HINT
from bot.facts.model import NO_VERDICTS, Citation, Fact, Kind, Subject, Value
from bot.facts.names import Head, Names
from bot.facts.problems import shorten
from bot.facts.report import Report, Spot
from bot.facts.schema import FactShape, SubjectShape
from bot.facts.shape_errors import shaped
from bot.facts.templates import NO_SLOTS, OWN_ASK_SLOTS, check_template
from bot.facts.values import Slot, ValueReader
from bot.facts.vocabulary import Lexicon

_OF_A_VALUE = ("of", "qualifier", "forecast", "role", "said_by")


class SubjectBuilder:
    """Builds the subjects of one fact base; what is wrong with them goes to the report."""

    def __init__(self, lexicon: Lexicon, names: Names, report: Report) -> None:
        self._lexicon = lexicon
        self._names = names
        self._report = report
        self._reader = ValueReader(names)

    def subject(self, head: Head, data: Any) -> Subject | None:
        """Return a subject with its facts, or None where its shape is wrong."""
        spot = self._report.spot(head.file, head.id)
        shape = shaped(SubjectShape, data, spot)
        if shape is None:
            return None
        kind = self._lexicon.kinds.get(shape.kind)
        if kind is None and self._names.all_kinds and shape.kind not in self._lexicon.unsound:
            spot.below("kind").unknown("kind", shape.kind, self._lexicon.kinds)
        if shape.within is not None:
            self._names.subject(shape.within, spot.below("within"))
        facts: dict[str, Fact] = {}
        for name, each in shape.facts.items():
            fact = self._fact(head, name, each, kind)
            facts[fact.property] = fact
        kind_id = kind.id if kind else head.kind
        names = (head.name, tuple(shape.aliases), tuple(shape.weak))
        return Subject(head.id, kind_id, *names, shape.within, shape.pronoun, facts)

    def _fact(self, head: Head, name: str, shape: FactShape, kind: Kind | None) -> Fact:
        spot = self._report.spot(head.file, head.id, "facts", name)
        prop = kind.properties.get(name) if kind else None
        values = self._reader.values(
            shape, Slot(prop, self._lexicon.value_kinds.get((head.kind, name), ())), spot
        )
        _check_form(shape, spot)
        _check_telling(shape, name, kind, spot)
        _check_repeats(values, spot)
        self._check_references(shape, spot)
        told = shape.tell is not None
        return Fact(
            id=f"{head.id}.{name}",
            subject=head.id,
            property=prop.name if prop else name,
            values=values,
            complete=shape.complete,
            tell=shape.tell,
            ask=tuple(ask.line for ask in shape.ask),
            verdicts={ask.line: ask.answer for ask in shape.ask if ask.answer is not None} or NO_VERDICTS,
            about=tuple(shape.about),
            citations=self._told_citations(shape, values, spot) if told else (),
            as_of=shape.as_of,
            confidence=shape.confidence if told else "high",
            inferred=told and shape.inferred,
            note=None if _has_values(shape) else shape.note,
            conflict=shape.conflict,
            unknown=shape.unknown,
            nearby=tuple(shape.nearby),
        )

    def _told_citations(
        self, shape: FactShape, values: tuple[Value, ...], spot: Spot
    ) -> tuple[Citation, ...]:
        """Return what a told sentence rests on: what is cited for it, else for its values."""
        if _has_values(shape):
            cites = shape.cite or dict.fromkeys(cite for value in values for cite in value.citations)
            return self._reader.share(cites)
        cited = self._reader.citations(shape.cite, spot)
        if not cited and not shape.unknown:
            spot.wrong("the told sentence is not cited", f"add `cite`: {CITE_HINT}", on_key=True)
        return cited

    def _check_references(self, shape: FactShape, spot: Spot) -> None:
        for number, about in enumerate(shape.about):
            self._names.subject(about, spot.below("about", number))
        for number, nearby in enumerate(shape.nearby):
            self._names.fact(nearby, spot.below("nearby", number))


def _has_values(shape: FactShape) -> bool:
    return shape.value is not None or bool(shape.values)


def _check_form(shape: FactShape, spot: Spot) -> None:
    """Report keys that do not go together."""

    def wrong(key: str, message: str, hint: str | None = None) -> None:
        spot.below(key).wrong(message, hint, on_key=True)

    has_values = _has_values(shape)
    if shape.value is not None and shape.values:
        wrong("value", "a fact has `value` or `values`, not both")
    if shape.unknown and has_values:
        wrong("unknown", "an unknown fact has no value", "take out `unknown` or the value")
    if shape.nearby and not shape.unknown:
        wrong("nearby", "`nearby` goes with `unknown: true`", "use `about`, or say it in `tell`")
    if shape.complete and not has_values:
        wrong("complete", "`complete` closes a list, and there is none", "give `values`")
    if not has_values:
        for key in _OF_A_VALUE:
            if getattr(shape, key):
                wrong(key, f"`{key}` goes with a value", "say it in `tell`")


def _check_telling(shape: FactShape, name: str, kind: Kind | None, spot: Spot) -> None:
    """Report a fact that nobody can ask for or that cannot be told, and slots that nothing fills."""
    prop = kind.properties.get(name) if kind else None
    has_values = _has_values(shape)
    if not has_values and shape.tell is None and not (shape.unknown and prop and prop.missing):
        spot.wrong("the fact says nothing", "give it `value`, `values` or `tell`", on_key=True)
    elif kind and prop is None and not (shape.ask and shape.tell):
        lacking = " and ".join(f"`{key}`" for key in ("ask", "tell") if not getattr(shape, key))
        message = f"'{name}' is no property of kind '{kind.id}', so the fact needs {lacking} of its own"
        near = spot.report.near(name, kind.properties)
        spot.wrong(message, near or "or describe the property in the vocabulary", on_key=True)
    elif prop and has_values and not (shape.tell or prop.tell) and (prop.ask or prop.find or shape.ask):
        spot.wrong(
            "nothing says how to tell this value", f"give '{name}' a `tell`, here or there", on_key=True
        )
    for number, ask in enumerate(shape.ask):
        if "{" in ask.line or "}" in ask.line:
            check_template(ask.line, OWN_ASK_SLOTS, spot.below("ask", number))
    for key in ("tell", "conflict", "note"):
        if template := getattr(shape, key):
            check_template(template, NO_SLOTS, spot.below(key))


def _check_repeats(values: tuple[Value, ...], spot: Spot) -> None:
    """Report a value that is given twice: it would be told and counted twice."""
    if len(values) < 2:
        return
    seen: set[Value] = set()
    for value in values:
        bare = replace(value, citations=(), note=None)
        if bare in seen:
            spot.wrong(
                f"the value '{shorten(value.text)}' is given twice",
                "once is enough; `cite` may be a list",
                on_key=True,
            )
        seen.add(bare)
