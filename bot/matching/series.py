"""Series: which of the values that came one after the other hold for a time."""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts.model import Fact, Value


def covers(value: Value, years: Sequence[int]) -> bool:
    """Tell whether a value holds for one of the years."""
    return value.as_of is not None and any(
        value.as_of.first.year <= y <= value.as_of.last.year for y in years
    )


def newest(pairs: Sequence[tuple[Fact, Value]]) -> list[tuple[Fact, Value]]:
    """Return the values that hold for the latest time: several where they share it, surer ones alone."""
    last = max(_until(v) for _, v in pairs)
    held = [p for p in pairs if _until(p[1]) == last]
    return [p for p in held if p[1].confidence == "high"] or held


def _until(value: Value) -> str:
    return value.as_of.last.isoformat() if value.as_of else ""


def oldest(pairs: Sequence[tuple[Fact, Value]]) -> list[tuple[Fact, Value]]:
    """Return the values that hold for the earliest time: several where they share it."""
    first = min(_since(v) for _, v in pairs)
    return [p for p in pairs if _since(p[1]) == first]


def _since(value: Value) -> str:
    return value.as_of.first.isoformat() if value.as_of else "9999"
