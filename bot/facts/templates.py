"""Slots in phrasings and sentences: `{it}`, `{value}` and their kin, and no others."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.facts.problems import shorten
from bot.facts.report import Spot

ASK_SLOTS = frozenset({"it", "value", "them"})
OWN_ASK_SLOTS = frozenset({"it"})
MISSING_SLOTS = frozenset({"it"})
SUBJECT_SLOTS = frozenset({"it", "It"})
TELL_SLOTS = SUBJECT_SLOTS | {"value", "Value", "values", "Values", "nth", "when"}
NO_SLOTS: frozenset[str] = frozenset()
TYPE_OF_SLOT = {"nth": "number", "when": "date"}

_SLOT = re.compile(r"\{([^{}]*)\}")


def slots(template: str) -> list[str]:
    """Return the names of a template's slots, in order."""
    return _SLOT.findall(template)


def check_template(template: str, allowed: Collection[str], spot: Spot) -> None:
    """Report slots that are not known, and braces that are no slot."""
    if "{" not in template and "}" not in template:
        return
    for slot in slots(template):
        if slot not in allowed:
            known = ", ".join(f"{{{each}}}" for each in sorted(allowed))
            spot.wrong(
                f"unknown slot {{{shorten(slot)}}}", f"known here: {known}" if known else "write the name out"
            )
    if re.search(r"[{}]", _SLOT.sub("", template)):
        spot.wrong("a brace that is not closed", "slots are written {it}")
