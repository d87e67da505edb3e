"""Ranking what autocomplete offers: what was typed exactly, then its beginnings, then what is like it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz

CHOICES = 25
LONGEST = 100
ALIKE = 75.0


def ranked(
    typed: str,
    names: Iterable[str],
    *,
    limit: int = CHOICES,
    longest: int = LONGEST,
    aliases: Mapping[str, Iterable[str]] | None = None,
) -> list[str]:
    """Return the names that fit what was typed, best first.

    Exact names come first, then those that begin so, those with a word that begins so, those that hold it,
    and those spelled alike; within each, and for nothing typed, the order is the one given.

    Args:
        typed: what stands in the field so far.
        names: what there is, the most useful first.
        limit: how many to return at most.
        longest: names longer than this cannot be offered.
        aliases: what else a name can be found by.
    """
    wanted = folded(typed)
    fitting = [name for name in dict.fromkeys(names) if len(name) <= longest]
    if not wanted:
        return fitting[:limit]
    found_by = aliases or {}
    scored = [
        (min(_distance(wanted, folded(each)) for each in (name, *found_by.get(name, ()))), place, name)
        for place, name in enumerate(fitting)
    ]
    near = sorted(entry for entry in scored if entry[0] != float("inf"))
    return [name for _, _, name in near[:limit]]


def folded(text: str) -> str:
    """Return a text without case, accents and doubled spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def _distance(wanted: str, name: str) -> float:
    """How far a name is from what was typed; infinitely where it is nothing like it."""
    if name == wanted:
        return 0.0
    if name.startswith(wanted):
        return 1.0
    if f" {wanted}" in name:
        return 2.0
    if wanted in name:
        return 3.0
    alike = fuzz.partial_ratio(wanted, name, score_cutoff=ALIKE) if len(wanted) > 2 else 0.0
    return 4.0 + (100.0 - alike) / 100.0 if alike else float("inf")
