"""Restating: whether a sentence tells nothing that another has not told, in much the same words."""

from __future__ import annotations

import re

from bot.matching.language import english
from bot.matching.text import words

_MARK = re.compile(r"\[\d+\]")
_NAMED = re.compile(r"(?<=[^.:;!?\s] )[\"“(]?(?:[A-Z]|\d)[\w'’.-]*|\d[\d,]*")
"""Figures, and words in upper case that begin no sentence."""

_SAME = 0.65
"""Share of a sentence's telling words that the other has, from which it is the same told again."""

_BEGINNING = 5
"""How many letters two forms of one word have in common at the least (`organized`, `organizers`)."""


def restates(more: str, told: str, community: str = "", label: str = "") -> bool:
    """Tell whether a text names nobody and no figure that another does not, and says most of its words.

    Args:
        more: what might be told as well.
        told: what is told already.
        community: a name that may stand in either.
        label: what the one says something is, which the other must say too.
    """
    known = {w[:_BEGINNING] for w in words(_MARK.sub("", f"{told} {community}"))}
    plain = _MARK.sub("", more)
    named = {w[:_BEGINNING] for w in _telling(label)}
    named |= {w[:_BEGINNING] for name in _NAMED.findall(plain) for w in words(name)}
    said = {w[:_BEGINNING] for w in _telling(plain)}
    return named <= known and bool(said) and len(said & known) >= _SAME * len(said)


def _telling(text: str) -> list[str]:
    language = english()
    return [w for w in words(text) if w not in language.function | language.filler]
