"""Options of a dataclass: values from YAML, JSON or the environment are read, and mistakes told in words.

Each option is annotated with what reads it. The fact base has pydantic for this, but a bot that comes back
with an engine made beforehand does not load it: that would be a sixth of its time and of its memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar, get_type_hints

T = TypeVar("T")
Reads: TypeAlias = Callable[[Any], Any]
"""Returns a given value as it is used, or raises UnreadableError."""

_YES, _NO = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


class UnreadableError(ValueError):
    """A value that an option cannot have.

    Attributes:
        places: of a list, which of its items are wrong, each with why; empty for anything else.
    """

    def __init__(self, why: str, places: Mapping[int, str] | None = None) -> None:
        super().__init__(why)
        self.places = places or {}


class Secret:
    """A text that never prints."""

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the text."""
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "Secret('**********')" if self._value else "Secret('')"


@dataclass(frozen=True)
class Read(Generic[T]):
    """What came of reading options: all of them, or where the mistakes are and what they are."""

    value: T | None
    mistakes: tuple[tuple[tuple[str | int, ...], str], ...] = ()


def names(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of a dataclass's options."""
    return tuple(each.name for each in fields(kind))


def read(kind: type[T], given: Mapping[str, Any]) -> Read[T]:
    """Return a dataclass with the options that are given; names that are no options are passed over."""
    values: dict[str, Any] = {}
    mistakes: list[tuple[tuple[str | int, ...], str]] = []
    hints = get_type_hints(kind, include_extras=True)
    for name in filter(given.__contains__, names(kind)):
        (reads,) = hints[name].__metadata__
        try:
            values[name] = reads(given[name])
        except UnreadableError as error:
            listed = [((name, place), why) for place, why in error.places.items()]
            mistakes += listed or [((name,), str(error))]
    return Read(None, tuple(mistakes)) if mistakes else Read(kind(**values))


def maybe(reads: Reads) -> Reads:
    """Return what reads None as itself and anything else as given."""
    return lambda value: None if value is None else reads(value)


def whole(least: int, most: int | None = None) -> Reads:
    """Return what reads a whole number in bounds."""

    def reads(value: Any) -> int:
        if isinstance(value, float) and not value.is_integer():
            raise UnreadableError("Input should be a valid integer, got a number with a fractional part")
        found: int = _bounded(_number(int, value, "Input should be a valid integer"), least, most)
        return found

    return reads


def decimal(least: float, most: float) -> Reads:
    """Return what reads a number in bounds."""
    return lambda value: _bounded(_number(float, value, "Input should be a valid number"), least, most)


def flag(value: Any) -> bool:
    """Return yes or no, also where the environment says it in words."""
    word = str(value).strip().lower() if isinstance(value, bool | int | str) else ""
    if word not in _YES | _NO:
        raise UnreadableError("Input should be true or false")
    return word in _YES


def text(pattern: str = "") -> Reads:
    """Return what reads a text that is wholly as a pattern says."""

    def reads(value: Any) -> str:
        if not isinstance(value, str):
            raise UnreadableError("Input should be a text")
        if pattern and not re.fullmatch(pattern, value):
            raise UnreadableError(f"Input should match the pattern {pattern}")
        return value

    return reads


def one_of(*words: str) -> Reads:
    """Return what reads one of some words."""

    def reads(value: Any) -> str:
        if value not in words:
            *most, last = map(repr, words)
            raise UnreadableError(f"Input should be {', '.join(most)} or {last}")
        return str(value)

    return reads


def path(value: Any) -> Path:
    """Return the path of a file or folder."""
    if not isinstance(value, str | Path):
        raise UnreadableError("Input should be a path")
    return Path(value)


def secret(value: Any) -> Secret:
    """Return a text that never prints."""
    if isinstance(value, Secret):
        return value
    if not isinstance(value, str):
        raise UnreadableError("Input should be a text")
    return Secret(value)


def each(reads: Reads, into: Callable[[Iterable[Any]], T]) -> Callable[[Any], T]:
    """Return what reads a list, which the environment may give as `1, 2, 3`; None is an empty one."""

    def reads_all(value: Any) -> T:
        if isinstance(value, str):
            value = [part.strip() for part in value.strip("[] ").split(",") if part.strip()]
        if not isinstance(value, list | tuple | set | frozenset | None):
            raise UnreadableError("Input should be a list")
        found: list[Any] = []
        places: dict[int, str] = {}
        for place, item in enumerate(value or ()):
            try:
                found.append(reads(item))
            except UnreadableError as error:
                places[place] = str(error)
        if places:
            raise UnreadableError("some of the list cannot be read", places)
        return into(found)

    return reads_all


def _number(kind: type[int] | type[float], value: Any, why: str) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise UnreadableError(why)
    try:
        return kind(value)
    except (ValueError, OverflowError):
        raise UnreadableError(
            f"{why}, unable to read {value!r} as one" if len(str(value)) < 50 else why
        ) from None


def _bounded(value: Any, least: float, most: float | None) -> Any:
    if not value >= least:  # which is how "not a number" is told as well
        raise UnreadableError(f"Input should be greater than or equal to {least}")
    if most is not None and value > most:
        raise UnreadableError(f"Input should be less than or equal to {most}")
    return value
