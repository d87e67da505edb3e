"""Completing what somebody types: what is called so, then what begins so, then what is like it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from math import inf

from rapidfuzz import fuzz

CHOICES = 25
LONGEST = 100
"""How many names Discord offers at most, and how long each may be."""

_SPELLED, _SHARED = 75.0, 60.0
"""How alike, of 100, names are at least that are offered for their spelling, or for the words they share."""


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
        (distance(wanted, [folded(each) for each in (name, *found_by.get(name, ()))]), place, name)
        for place, name in enumerate(fitting)
    ]
    near = sorted(entry for entry in scored if entry[0] < inf)
    return [name for _, _, name in near[:limit]]


def folded(text: str) -> str:
    """Return a text without case, accents and doubled spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def spelled_alike(wanted: str, name: str) -> float:
    """Return how alike two texts are spelled, up to 100; 0 where they are not, or too short to tell."""
    return fuzz.partial_ratio(wanted, name, score_cutoff=_SPELLED) if len(wanted) > 2 else 0.0


def sharing_words(wanted: str, name: str) -> float:
    """Return how far two texts have the same words, in whatever order, up to 100; 0 where they have not."""
    return fuzz.token_set_ratio(wanted, name, score_cutoff=_SHARED)


def distance(wanted: str, names: Iterable[str], alike: Callable[[str, str], float] = spelled_alike) -> float:
    """Return how far from what was typed the nearest name is; infinitely where none is anything like it.

    Args:
        wanted: what was typed, folded as the names are.
        names: what one thing is called.
        alike: tells how alike two texts are, up to 100, where neither holds the other.
    """
    return min((_distance(wanted, name, alike) for name in names), default=inf)


def _distance(wanted: str, name: str, alike: Callable[[str, str], float]) -> float:
    if name == wanted:
        return 0.0
    if name.startswith(wanted):
        return 1.0
    if f" {wanted}" in name:
        return 2.0
    if wanted in name:
        return 3.0
    likeness = alike(wanted, name)
    return 4.0 + (100.0 - likeness) / 100.0 if likeness else inf
