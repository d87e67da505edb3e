"""Filtering: which subjects of a kind have more, or less, than so many (`which ones had over 200 people`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.facts.model import Property
from bot.matching.asking import Draft, Extreme, Intent
from bot.matching.bounding import fits, span
from bot.matching.catalog import Catalog
from bot.matching.claiming import Figure, figures_of
from bot.matching.lexicon import Lexicon
from bot.matching.scene import Scene
from bot.matching.series import newest
from bot.matching.text import words

_SURE = 0.95
"""Similarity granted where a bounded figure stands beside a noun for a kind."""

_NEAR = 0.6
"""How near the phrasings of what is counted must be, where its unit is not said."""

_OF_ALL = (("any",), ("which",), ("what",), ("every",), ("each",), ("no",))
"""What stands before a noun that speaks of all of a kind."""

_HIGH = ("above", "at_least")


class Filter:
    """Drafts the subjects of a kind whose figures are as bounded.

    Args:
        catalog: the facts.
        lexicon: knows what bounds a figure.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon) -> None:
        self._catalog = catalog
        self._lexicon = lexicon

    def drafts(self, scene: Scene) -> Iterator[Draft]:
        """Yield those of a kind of which the question gives no one, with what it counts."""
        linked = scene.asked.linked
        counted = {m.end for m in linked.mentions}  # `more than 200 people`, `more than five rallies`
        nouns = [n for n in linked.nouns if n.start not in counted]
        nouns = [n for n in nouns if n.plural or linked.words[max(0, n.start - 1) : n.start] in _OF_ALL]
        kinds = {kind for noun in nouns for kind in noun.kinds if kind != self._catalog.main_kind}
        figures = [f for f in figures_of(linked, (), self._lexicon.language) if f.bound != "exactly"]
        if len(figures) != 1 or any(m.sort != "number" for m in linked.mentions):
            return
        for kind in sorted(kinds):
            prop = self._counted(scene, kind, figures[0])
            if prop is not None:
                yield self._those(scene, kind, prop, figures[0])

    def _counted(self, scene: Scene, kind: str, figure: Figure) -> Property | None:
        """Return the property of a kind that a figure is of: by its unit, what is asked, or the main one."""
        numbers = [p for p in self._catalog.kind(kind).properties.values() if p.type == "number"]
        of_unit = [p for p in numbers if self._counts(kind, p, figure.of)]
        asked = [p for p in numbers if scene.asked.near(kind, p.name) >= _NEAR]
        main = [p for p in numbers if p.name in self._catalog.kind(kind).summary]
        return max(of_unit or asked or main, key=lambda p: scene.asked.near(kind, p.name), default=None)

    def _counts(self, kind: str, prop: Property, unit: str) -> bool:
        held = self._catalog.with_property(kind, prop.name)
        units = {w for s in held for _, v in self._catalog.values(s, prop.name) for w in words(v.of or "")}
        return unit in units

    def _those(self, scene: Scene, kind: str, prop: Property, figure: Figure) -> Draft:
        """Return those that have so many; where none has, the nearest; all where it is said of all."""
        held = self._catalog.with_property(kind, prop.name)
        found = tuple(s for s in held if self._has(s, prop, figure))
        every = Draft("collect", kind, held, prop.name, ground="listed", similarity=_SURE)
        every = replace(every, value=str(figure.number), bound=figure.bound, intent=Intent(kind, prop.name))
        if scene.asked.sweeping:
            return every
        extreme: Extreme = "high" if figure.bound in _HIGH else "low"
        nearest = replace(every, operation="superlative", value=None, extreme=extreme)
        return replace(every, operation="reverse", subjects=found) if found else nearest

    def _has(self, subject: str, prop: Property, figure: Figure) -> bool:
        pairs = [(f, v) for f, v in self._catalog.values(subject, prop.name) if not v.forecast]
        told = newest(pairs) if prop.series and pairs else pairs
        return any(fits(figure, *span(v)) for _, v in told)
