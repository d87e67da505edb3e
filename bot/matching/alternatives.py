"""Alternatives: values joined by `or`, of which one is asked for (`was the fair in Tarnby or Saltby`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bot.facts.model import Kind
from bot.matching.asking import Draft, Intent
from bot.matching.catalog import Catalog
from bot.matching.mentions import NAME, Linked, Mention
from bot.matching.scene import Scene

_BETWEEN = frozenset({"or", "in", "at", "the", "of", "from", "to", "with", "by"})
_CHOSEN, _NEAR = 0.9, 0.5
"""Similarity granted to the property that one of the values is of, and how near the phrasings must be of one
that none is of."""


def without_alternatives(linked: Linked, catalog: Catalog, talked_of: str | None) -> Linked:
    """Return a question with the values that it joins by `or` set apart, where it says what they are of.

    Args:
        linked: the question.
        catalog: the facts.
        talked_of: the kind of what a pronoun in it points at, if any does.
    """
    if "or" not in linked.words:
        return linked
    pairs = [pair for pair in pairwise(linked.mentions) if _are_joined(linked, *pair, catalog)]
    starts = {m.start for pair in pairs for m in pair}
    rest = tuple(m for m in linked.mentions if m.start not in starts)
    says_of_what = bool(talked_of) or any(s != catalog.main for m in rest for s in m.subjects)
    if not (starts and says_of_what):
        return linked
    joined = tuple(m for m in linked.mentions if m.start in starts)
    return replace(linked, mentions=rest, alternatives=joined)


def _are_joined(linked: Linked, one: Mention, other: Mention, catalog: Catalog) -> bool:
    """Tell whether two mentions are years, places or two things of a kind, with `or` between them."""
    between = linked.words[one.end : other.start]
    if "or" not in between or not _BETWEEN.issuperset(between):
        return False
    if one.sort == other.sort == "year":
        return True
    kinds = [{catalog.kind_of(s) for s in named_by(m)} - {catalog.main_kind} for m in (one, other)]
    if all(kinds):
        return not kinds[0].isdisjoint(kinds[1])
    return any(kinds) and any(m.sort == "place" and not m.subjects for m in (one, other))


def named_by(mention: Mention) -> tuple[str, ...]:
    """Return what a mention names itself, not by what has it as a value."""
    return tuple(s for s, weight in mention.subjects.items() if weight >= NAME and mention.sort == "name")


class Alternatives:
    """Drafts readings that ask which of several values something has.

    Args:
        catalog: the facts.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def drafts(self, scene: Scene) -> Iterator[Draft]:
        """Yield the property of what is asked about that one of the alternatives is a value of."""
        alternatives = scene.asked.linked.alternatives
        options = [s for m in alternatives for s in named_by(m)]
        for kind in self._catalog.book.vocabulary.kinds.values() if alternatives else ():
            subjects, implied = scene.subjects(kind.id)
            if not subjects or kind.id == self._catalog.main_kind:
                continue
            asked_for = self._asked_for(scene, kind, subjects[0], options)
            dated = [(kind.ordered_by, _CHOSEN)] if kind.ordered_by and not options else []
            for name, near in (*asked_for, *dated):
                draft = Draft("lookup", kind.id, subjects[:1], name, ground="tie", similarity=near)
                draft = replace(draft, implied=implied, intent=Intent(kind.id, name))
                each = len(subjects) > 1 and scene.names.joins
                yield replace(draft, operation="compare", subjects=subjects) if each else draft

    def _asked_for(
        self, scene: Scene, kind: Kind, subject: str, options: list[str]
    ) -> Iterator[tuple[str, float]]:
        """Yield the properties that hold one of several entities, or identify the subject, with how near."""
        for prop in kind.properties.values():
            may = [o for o in options if self._catalog.may_hold(kind.id, prop.name, o)]
            held = set(self._catalog.entities((subject,), prop.name)) if may else set()
            chosen = [o for o in may if not held.isdisjoint(self._catalog.parts(o))]
            near = scene.asked.near(kind.id, prop.name)
            if len(chosen) == 1 or (held and not chosen and prop.name in kind.identified_by):
                yield prop.name, max(near, _CHOSEN)
            elif held and not chosen and near >= _NEAR:
                yield prop.name, near
