"""No two facts may claim the same phrasing: a question must lead to one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.facts.model import Kind, Subject
from bot.facts.names import Head
from bot.facts.problems import shorten
from bot.facts.report import Report, Spot
from bot.facts.vocabulary import Lexicon

_HINT = "word one of them differently"


def normal(phrasing: str) -> str:
    """Return a phrasing as it is compared: case, spaces and closing punctuation aside."""
    return " ".join(phrasing.casefold().split()).rstrip("?!. ")


def check_phrasings(
    lexicon: Lexicon, subjects: Iterable[Subject], heads: Mapping[str, Head], report: Report
) -> None:
    """Report phrasings that two properties of a kind, or two facts, claim.

    `{it}` stands for the fact's own subject, so that facts of different subjects do not collide. A property
    claims its phrasings for the subjects that have it. Phrasings with `{value}` are left out: the value tells
    the properties apart.
    """
    by_kind = {kind.id: _check_kind(kind, lexicon.spots[kind.id]) for kind in lexicon.kinds.values()}
    claimed: dict[str, str] = {}
    for subject in subjects:
        of_kind = by_kind.get(subject.kind, {})
        for fact in subject.facts.values():
            for number, ask in enumerate(fact.ask):
                phrasing = normal(ask)
                prop = of_kind.get(phrasing, fact.property)
                if prop != fact.property and prop in subject.facts:
                    claimant = f"{subject.id}.{prop}"
                else:
                    claimant = claimed.setdefault(phrasing.replace("{it}", f"{{{subject.id}}}"), fact.id)
                if claimant != fact.id:
                    path = (subject.id, "facts", fact.property, "ask", number)
                    spot = report.spot(heads[subject.id].file, *path)
                    spot.wrong(f"the phrasing '{shorten(ask)}' is claimed by fact '{claimant}' too", _HINT)


def _check_kind(kind: Kind, spot: Spot) -> dict[str, str]:
    """Return the properties of a kind by phrasing, and report phrasings that two of them claim."""
    claimed: dict[str, str] = {}
    for prop in kind.properties.values():
        for number, ask in enumerate(prop.ask):
            if "{value}" in ask:
                continue
            owner = claimed.setdefault(normal(ask), prop.name)
            if owner != prop.name:
                message = f"the phrasing '{shorten(ask)}' is claimed by property '{owner}' too"
                spot.below("properties", prop.name, "ask", number).wrong(message, _HINT)
    return claimed
