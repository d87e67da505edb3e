"""Bounding: whether a figure that sources tell is as it is claimed to be, as sharp as they tell it."""

from __future__ import annotations

from bot.facts.model import Value
from bot.matching.claiming import Figure

_ABOUT = 0.1
"""By what share a figure may be off that is told as about so much."""

_OPEN = 0.2
"""By what share more a figure may be that is told as more than so much: sources round down."""

_NEAR = 0.75
"""From what share of a figure on so many may be said to have come as well."""

_MORE = frozenset({"more than", "over", "at least", "above", "upwards of"})
_LESS = frozenset(
    {"less than", "fewer than", "under", "nearly", "almost", "close to", "up to", "at most", "not quite"}
)


def span(value: Value) -> tuple[float, float]:
    """Return between what a figure lies, by how sources qualify it (`over 300`)."""
    number, qualifier = value.number or 0.0, (value.qualifier or "").casefold()
    if not qualifier:
        return number, number
    if qualifier in _MORE:
        return number, number * (1 + _OPEN)
    if qualifier in _LESS:
        return number * (1 - _ABOUT), number
    return number * (1 - _ABOUT), number * (1 + _ABOUT)


def fits(figure: Figure, least: float, most: float) -> bool | None:
    """Tell whether a figure that lies between two others is as claimed, where that decides it."""
    number, sharp = figure.number, least == most
    if figure.bound == "exactly":
        if least <= number <= most:
            return True if number in (least, most) else None
        return None if _NEAR * least <= number < least else False  # 300 came, among 360
    if figure.bound in ("above", "at_least"):
        enough = least > number or (least == number and not (sharp and figure.bound == "above"))
        return True if enough else False if most < number or (sharp and most == number) else None
    few = most < number or (most == number and figure.bound == "at_most")
    return True if few else False if least >= number else None
