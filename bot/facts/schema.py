"""The shapes of the files of a fact base, as people write them; shorthands are spread out on the way in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from bot.facts.citations import CITE_HINT, parse_citation
from bot.facts.dates import DATE_HINT, parse_day
from bot.facts.model import Citation, Confidence, DateBasis, Day, Pronoun, ValueType

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ID_HINT = "lower case, words joined by hyphens"


def _listed(data: Any) -> Any:
    return [data] if isinstance(data, str) else data


def _reading(parse: Callable[[str], Any], hint: str) -> Callable[[Any], Any]:
    """Return a validator that reads a text with `parse` and says with a hint what is wrong with it."""

    def read(data: Any) -> Any:
        if not isinstance(data, str):
            raise PydanticCustomError("string_type", "a text is expected here")
        try:
            return parse(data)
        except ValueError as error:
            raise PydanticCustomError("written_wrong", "{why}", {"why": str(error), "hint": hint}) from None

    return read


_SCALAR_SCHEMA = {"type": ["string", "number"]}
Text: TypeAlias = Annotated[str, StringConstraints(min_length=1), WithJsonSchema(_SCALAR_SCHEMA)]
Id: TypeAlias = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Texts: TypeAlias = Annotated[
    list[Text],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [_SCALAR_SCHEMA, {"type": "array", "items": _SCALAR_SCHEMA}]}),
]
Date: TypeAlias = Annotated[
    Day,
    PlainValidator(_reading(parse_day, DATE_HINT)),
    WithJsonSchema(_SCALAR_SCHEMA | {"description": DATE_HINT}),
]
_Citation: TypeAlias = Annotated[Citation, PlainValidator(_reading(parse_citation, CITE_HINT))]
Citations: TypeAlias = Annotated[
    list[_Citation],
    BeforeValidator(_listed),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
            "description": CITE_HINT,
        }
    ),
]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that a fact answers, with yes or no where the curator says that it does."""

    line: str
    answer: bool | None = None


def _read_ask(data: Any) -> Ask:
    word, line = next(iter(data.items())) if isinstance(data, dict) and len(data) == 1 else (None, data)
    answer = {"yes": True, "no": False}.get(word) if word else None
    if not isinstance(line, str) or (word and answer is None):
        raise PydanticCustomError("ask_type", "a text is expected here")
    if not line:
        raise PydanticCustomError("string_too_short", "String should have at least 1 character")
    return Ask(line, answer)


_ASK_SCHEMA = {
    "anyOf": [
        _SCALAR_SCHEMA,
        {
            "type": "object",
            "properties": {"yes": _SCALAR_SCHEMA, "no": _SCALAR_SCHEMA},
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
        },
    ],
    "description": "a question that the fact answers; `yes: ...` or `no: ...` where that is what it answers",
}
Asks: TypeAlias = Annotated[
    list[Annotated[Ask, PlainValidator(_read_ask), WithJsonSchema(_ASK_SCHEMA)]], BeforeValidator(_listed)
]


class Shape(BaseModel):
    """A mapping in a file: no keys but those it names."""

    model_config = ConfigDict(extra="forbid")


class Qualified(Shape):
    """What qualifies a value; given beside a list of values it holds for each that does not say otherwise."""

    cite: Citations = Field(default_factory=list)
    of: Text | None = None
    qualifier: Text | None = None
    forecast: bool = False
    role: Text | None = None
    as_of: Date | None = None
    confidence: Confidence = "high"
    said_by: Text | None = None
    note: Text | None = None
    inferred: bool = False


class ValueShape(Qualified):
    """One value; written as a mapping, or as the bare value."""

    value: Text

    @model_validator(mode="before")
    @classmethod
    def _spread(cls, data: Any) -> Any:
        return {"value": data} if isinstance(data, str) else data

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [_SCALAR_SCHEMA, handler(core)]}


class FactShape(Qualified):
    """One fact: a value, a list of values, or a sentence told."""

    value: Text | None = None
    values: list[ValueShape] = Field(default_factory=list)
    complete: bool = False
    tell: Text | None = None
    ask: Asks = Field(default_factory=list)
    about: Texts = Field(default_factory=list)
    conflict: Text | None = None
    unknown: bool = False
    nearby: Texts = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _spread(cls, data: Any) -> Any:
        return {"values": data} if isinstance(data, list) else data

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        values = handler.resolve_ref_schema(schema)["properties"]["values"]
        return {"anyOf": [schema, {"type": "array", "items": values["items"]}]}


class SubjectShape(Shape):
    """Somebody or something that facts are about."""

    kind: Id
    name: Text
    aliases: Texts = Field(default_factory=list)
    weak: Texts = Field(default_factory=list)
    within: Text | None = None
    pronoun: Pronoun | None = None
    facts: dict[Id, FactShape] = Field(default_factory=dict)


class SourceShape(Shape):
    """A document that facts are taken from."""

    title: Text
    publisher: Text
    url: Annotated[Text, StringConstraints(pattern=r"^https?://[^\s/]+\S*$")]
    author: Text | None = None
    published: Text | None = None
    date_basis: DateBasis = "stated"
    date_note: Text | None = None
    reliability: Text | None = None
    linkable: bool = True


class PropertyShape(Shape):
    """A property of a kind: how people ask for it and how it is told."""

    label: Text | None = None
    type: ValueType = "text"
    kinds: Texts = Field(default_factory=list)
    many: bool = False
    series: bool = False
    ask: Texts = Field(default_factory=list)
    find: Texts = Field(default_factory=list)
    tell: Text | None = None
    tell_subject: Text | None = None
    missing: Text | None = None
    includes: Texts = Field(default_factory=list)
    also: Texts = Field(default_factory=list)
    high: Texts = Field(default_factory=list)
    low: Texts = Field(default_factory=list)
    whole: Texts = Field(default_factory=list)


class KindShape(Shape):
    """A kind of subject."""

    name: Text
    plural: Text | None = None
    words: Texts = Field(default_factory=list)
    browsable: bool = False
    general: bool = False
    personal: bool = False
    identified_by: Texts = Field(default_factory=list)
    ordered_by: Text | None = None
    numbered_by: Text | None = None
    summary: Texts = Field(default_factory=list)
    properties: dict[Id, PropertyShape] = Field(default_factory=dict)


class VocabularyShape(Shape):
    """A file of the folder `vocabulary/`."""

    kinds: dict[Id, KindShape] = Field(default_factory=dict)
    synonyms: list[Texts] = Field(default_factory=list)
    filler: Texts = Field(default_factory=list)
    foreign: Texts = Field(default_factory=list)


class CommunityShape(Shape):
    """The file `community.yaml`."""

    name: Text
    subject: Id
    about: Text
    samples: Texts = Field(default_factory=list)
    tests: dict[Text, Text] = Field(default_factory=dict)
