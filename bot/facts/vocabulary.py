"""The vocabulary, put together from its files and checked against itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.facts.model import Kind, Property, Vocabulary
from bot.facts.names import Names
from bot.facts.problems import shorten
from bot.facts.reading import Data
from bot.facts.report import Report, Spot
from bot.facts.schema import KindShape, PropertyShape, VocabularyShape
from bot.facts.shape_errors import shaped
from bot.facts.templates import (
    ASK_SLOTS,
    MISSING_SLOTS,
    SUBJECT_SLOTS,
    TELL_SLOTS,
    TYPE_OF_SLOT,
    check_template,
    slots,
)

_DEFINING = re.compile(r"(?:who|what) (?:is|are|was|were) \{it\}\??", re.IGNORECASE)
"""A phrasing that asks for a subject as a whole."""


@dataclass(slots=True)
class Lexicon:
    """The vocabulary while the rest is being built.

    Attributes:
        kinds: the sound ones, by id.
        unsound: ids of kinds whose shape is wrong: nothing is called unknown because of them.
        spots: where each kind stands.
        value_kinds: of which kinds the values of a property (kind, name) may be, where that is limited.
        words: the words of all lines of synonyms, each with its place.
    """

    kinds: dict[str, Kind] = field(default_factory=dict)
    unsound: set[str] = field(default_factory=set)
    spots: dict[str, Spot] = field(default_factory=dict)
    value_kinds: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    synonyms: list[tuple[str, ...]] = field(default_factory=list)
    words: list[tuple[str, Spot]] = field(default_factory=list)
    filler: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def vocabulary(self) -> Vocabulary:
        """Return it in its final form."""
        return Vocabulary(self.kinds, tuple(self.synonyms), tuple(self.filler), tuple(self.foreign))


def build_lexicon(documents: Mapping[str, Data], names: Names, report: Report) -> Lexicon:
    """Return the vocabulary that the files of `vocabulary/` make together.

    Args:
        documents: what the files say, by name.
        names: tells whether all of them could be read.
        report: takes what is wrong.
    """
    lexicon = Lexicon()
    for file, data in documents.items():
        if data is not None and not _add_file(lexicon, data, report.spot(file)):
            names.all_kinds = False
    _check_words(lexicon)
    _check_synonyms(lexicon.words)
    for (kind, name), allowed in lexicon.value_kinds.items():
        spot = lexicon.spots[kind].below("properties", name, "kinds")
        for number, each in enumerate(allowed):
            if each not in lexicon.spots and names.all_kinds:
                spot.below(number).unknown("kind", each, lexicon.spots)
        lexicon.value_kinds[kind, name] = tuple(each for each in allowed if each in lexicon.spots)
    return lexicon


def _add_file(lexicon: Lexicon, data: Data, spot: Spot) -> bool:
    """Add what one file says: each kind by itself, so that one mistaken kind does not hide the others.

    Returns:
        Whether it is known which kinds the file describes.
    """
    rest = data
    known = False
    if isinstance(data, dict) and isinstance(data.get("kinds"), dict):
        known = True
        for name, each in data["kinds"].items():
            _add_kind(lexicon, name, each, spot)
        rest = {key: value for key, value in data.items() if key != "kinds"}
    shape = shaped(VocabularyShape, rest, spot)
    if shape is None:
        return known
    for number, line in enumerate(shape.synonyms):
        lexicon.synonyms.append(tuple(line))
        lexicon.words += ((word, spot.below("synonyms", number, place)) for place, word in enumerate(line))
    lexicon.filler += shape.filler
    lexicon.foreign += shape.foreign
    return True


def _add_kind(lexicon: Lexicon, name: str, data: Any, file: Spot) -> None:
    spot = file.below("kinds", name)
    if before := lexicon.spots.get(name):
        spot.wrong(f"the kind '{shorten(name)}' is there already", f"see {before.file}", on_key=True)
        return
    lexicon.spots[name] = spot
    whole = shaped(VocabularyShape, {"kinds": {name: data}}, file)
    if whole is None:
        lexicon.unsound.add(name)
        return
    shape = whole.kinds[name]
    _check_kind(shape, spot)
    for prop, each in shape.properties.items():
        if each.kinds:
            lexicon.value_kinds[name, prop] = tuple(each.kinds)
        _check_property(each, shape, spot.below("properties", prop))
    lexicon.kinds[name] = Kind(
        id=name,
        name=shape.name,
        plural=shape.plural or f"{shape.name}s",
        words=tuple(shape.words),
        browsable=shape.browsable,
        general=shape.general,
        personal=shape.personal,
        identified_by=tuple(shape.identified_by),
        ordered_by=shape.ordered_by,
        numbered_by=shape.numbered_by,
        summary=_summary(shape),
        properties={prop: _property(prop, each) for prop, each in shape.properties.items()},
    )


def _summary(shape: KindShape) -> tuple[str, ...]:
    """Return what is told of a subject as a whole, first what answers who or what it is."""
    defining = [n for n, prop in shape.properties.items() if any(map(_DEFINING.fullmatch, prop.ask))]
    told = not set(defining).isdisjoint(shape.summary)
    return tuple(shape.summary if told else (*defining, *shape.summary))


def _property(name: str, shape: PropertyShape) -> Property:
    return Property(
        name=name,
        label=shape.label or name.replace("-", " "),
        type=shape.type,
        many=shape.many,
        series=shape.series,
        ask=tuple(shape.ask),
        find=tuple(shape.find),
        tell=shape.tell,
        tell_subject=shape.tell_subject,
        missing=shape.missing,
        includes=tuple(shape.includes),
        also=tuple(shape.also),
        high=tuple(shape.high),
        low=tuple(shape.low),
        whole=tuple(shape.whole),
    )


def _check_kind(shape: KindShape, spot: Spot) -> None:
    """Report properties that a kind names and does not have, or that are not of the type wanted."""
    for key in ("identified_by", "summary"):
        for number, name in enumerate(getattr(shape, key)):
            if name not in shape.properties:
                spot.below(key, number).unknown("property", name, shape.properties)
    for key, wanted in (("ordered_by", "date"), ("numbered_by", "number")):
        name = getattr(shape, key)
        if name is None:
            continue
        if name not in shape.properties:
            spot.below(key).unknown("property", name, shape.properties)
        elif shape.properties[name].type != wanted:
            needed = f"`{key}` needs a property of type {wanted}"
            spot.below(key).wrong(f"'{name}' is of type {shape.properties[name].type}", needed)


def _check_property(shape: PropertyShape, kind: KindShape, spot: Spot) -> None:
    """Report slots that nothing fills, properties that do not exist, and keys that do not fit the type."""
    for key in ("ask", "find"):
        for number, template in enumerate(getattr(shape, key)):
            check_template(template, ASK_SLOTS, spot.below(key, number))
            if key == "find" and "{value}" not in template:
                spot.below(key, number).wrong("a `find` phrasing needs {value}", "else it is an `ask`")
    for key, allowed in (("tell", TELL_SLOTS), ("tell_subject", TELL_SLOTS), ("missing", MISSING_SLOTS)):
        if template := getattr(shape, key):
            check_template(template, allowed, spot.below(key))
    _check_told(shape, spot)
    for key in ("includes", "also"):
        for number, name in enumerate(getattr(shape, key)):
            if name not in kind.properties:
                spot.below(key, number).unknown("property", name, kind.properties)
    for key in ("high", "low"):
        if getattr(shape, key) and shape.type not in {"number", "date"} and not shape.series:
            hint = "only numbers, dates and series can be ranked"
            spot.below(key).wrong(f"`{key}` on a property of type {shape.type}", hint, on_key=True)
    if shape.whole and shape.type != "number":
        spot.below("whole").wrong("`whole` goes with `type: number`", on_key=True)
    if shape.kinds and shape.type != "entity":
        spot.below("kinds").wrong("`kinds` goes with `type: entity`", on_key=True)


def _check_told(shape: PropertyShape, spot: Spot) -> None:
    """Report a sentence that leaves out the value, or tells it as what it is not."""
    for key in ("tell", "tell_subject"):
        template = getattr(shape, key)
        for slot in slots(template or ""):
            wanted = TYPE_OF_SLOT.get(slot, shape.type)
            if wanted != shape.type:
                spot.below(key).wrong(
                    f"{{{slot}}} is for type {wanted}, and this is {shape.type}", "write {value}"
                )
    told = slots(shape.tell or "")
    if shape.tell and shape.tell.count("{") == len(told) and SUBJECT_SLOTS.issuperset(told):
        spot.below("tell").wrong("the sentence does not tell the value", "put {value} where it belongs")


def _check_words(lexicon: Lexicon) -> None:
    """Report a noun of a kind that is the name of another."""
    names = {noun.casefold(): kind.id for kind in lexicon.kinds.values() for noun in (kind.name, kind.plural)}
    for kind in lexicon.kinds.values():
        for number, word in enumerate(kind.words):
            other = names.get(word.casefold(), kind.id)
            if other != kind.id:
                message = f"'{shorten(word)}' is the name of kind '{other}'"
                lexicon.spots[kind.id].below("words", number).wrong(message, "a noun stands for one kind")


def _check_synonyms(lines: list[tuple[str, Spot]]) -> None:
    """Report a word that stands in two lines of synonyms."""
    before: dict[str, Spot] = {}
    for word, spot in lines:
        first = before.setdefault(word.casefold(), spot)
        if first.path[:2] != spot.path[:2] or first.file != spot.file:
            message = f"'{shorten(word)}' stands in another line of synonyms too"
            spot.wrong(message, f"see {first.file}: join the two lines, or keep it in one")
