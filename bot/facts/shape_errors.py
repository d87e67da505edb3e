"""What pydantic says of a mis-shaped part of a file, in the words of the person who wrote the file."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.facts.problems import shorten
from bot.facts.report import Path, Report, Spot
from bot.facts.schema import ID_HINT, ID_PATTERN, Shape

ShapeT = TypeVar("ShapeT", bound=Shape)

_EXPECTED = {
    "string_type": "a text",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}
_COLON_HINT = "put quotes around a text with ': ' in it"


def shaped(model: type[ShapeT], data: Any, spot: Spot) -> ShapeT | None:
    """Return data in its shape, or None, with every error reported.

    Args:
        model: the shape.
        data: as it was read.
        spot: where it stands.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            path = tuple(step for step in each["loc"] if step != "[key]")
            message, hint = _worded(model, each, path, spot.report)
            on_key = each["type"] == "extra_forbidden" or "[key]" in each["loc"]
            spot.below(*path).wrong(message, hint, on_key=on_key)
        return None


def _worded(model: type[Shape], error: ErrorDetails, path: Path, report: Report) -> tuple[str, str | None]:
    """Return message and hint for one error."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    key = path[-1] if path else None
    worded: tuple[str, str | None]
    match kind:
        case "extra_forbidden":
            worded = f"unknown key '{shorten(key)}'", _near_key(model, path, value, report)
        case "missing":
            worded = f"'{key}' is missing", None
        case _ if value in (None, "", [], {}):
            what = f"'{shorten(key)}'" if isinstance(key, str) else "this"
            needed = isinstance(key, str) and _needed(model, path)
            worded = f"{what} is empty", "fill it in" if needed else "fill it in, or leave it out"
        case "bool_parsing" | "bool_type":
            worded = f"'{shorten(value)}' is neither true nor false", None
        case "literal_error":
            worded = f"'{shorten(value)}' is not known here", f"write {context['expected']}"
        case "ask_type":
            message, hint = _wrong_kind("a text", value, path)
            only = "; only yes and no may stand before a colon"
            worded = message, hint + only if hint == _COLON_HINT else hint
        case "written_wrong":
            worded = str(context["why"]), str(context["hint"])
        case "string_pattern_mismatch" if context.get("pattern") == ID_PATTERN:
            worded = f"'{shorten(value)}' is not an id", ID_HINT
        case "string_pattern_mismatch":
            worded = f"'{shorten(value)}' is not a web address", "it begins with https://"
        case _ if kind in _EXPECTED:
            worded = _wrong_kind(_EXPECTED[kind], value, path)
        case _:
            worded = error["msg"], None
    return worded


def _wrong_kind(expected: str, value: Any, path: Path) -> tuple[str, str | None]:
    given = "a text" if isinstance(value, str) else "a list" if isinstance(value, list) else "a mapping"
    hint = None
    if path[:1] == ("facts",) and len(path) == 2 and isinstance(value, str):
        hint = f"a fact needs its citation: {{value: {shorten(value)}, cite: source-id ¶1}}"
    elif expected == "a text" and isinstance(value, dict) and list(value.values()) == [None]:
        hint = f'put quotes around it: "{{{shorten(next(iter(value)))}}}"'
    elif expected == "a text" and isinstance(value, dict):
        hint = _COLON_HINT
    elif expected == "a mapping" and isinstance(value, list):
        hint = "take out the dashes before its keys"
    return f"{expected} is expected here, not {given}", hint


def _needed(model: type[Shape], path: Path) -> bool:
    """Return whether the key that a path ends in cannot be left out."""
    field = _shape_at(model, path[:-1]).model_fields.get(str(path[-1]))
    return path[-1] == "cite" or (field is not None and field.is_required())


def _near_key(model: type[Shape], path: Path, value: Any, report: Report) -> str:
    """Return the hint for an unknown key: what it may be, else what is known there."""
    if value is None:
        return "a comma inside { } ends a value: put quotes around the whole text"
    known = list(_shape_at(model, path[:-1]).model_fields)
    return report.near(str(path[-1]), known) or f"known here: {', '.join(known)}"


def _shape_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """Return the shape that a path of keys leads to: that of the last field on it that holds shapes."""
    for step in path:
        field = model.model_fields.get(str(step))
        for inner in getattr(field.annotation, "__args__", ()) if field else ():
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                model = inner
    return model
