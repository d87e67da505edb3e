"""Belonging: whether one that is named is among those just told (`was Detroit one of them`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from bot.facts.model import Fact
from bot.matching.asking import Draft
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.mentions import NAME
from bot.matching.reading import Focus
from bot.matching.scene import Scene
from bot.matching.text import words

_SURE = 0.95
"""Similarity granted where nothing else is said."""

_SEVERAL, _LIST = 2, 4
"""How many values are a list, and of how many of a kind a sentence must tell to be one."""


_DESCRIBING = frozenset({"the", "a", "an", "any", "some", "all"})
"""Words before what is described, not named (`was the mayor one`)."""


class Membership:
    """Drafts whether somebody or something belongs to what the last answer listed.

    Args:
        catalog: the facts.
        lexicon: stems what is said.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon) -> None:
        self._catalog = catalog
        self._lexicon = lexicon

    def drafts(self, scene: Scene) -> Iterator[Draft]:
        """Yield whether what the question names, and says no more of, is among those just told."""
        asked, focus = scene.asked, scene.asked.focus
        says_more = asked.expected or asked.step or asked.end
        if focus is None or focus.kind is None or says_more or not (asked.yes_no or scene.talk.continues):
            return
        claim = self._claim(scene)
        if scene.said.content and not claim:
            return
        yield from self._of_values(scene, focus, focus.kind, claim)
        if focus.operation in ("collect", "reverse"):
            yield from self._of_all(scene, focus.kind, focus.property or "", claim)
        for fact in filter(None, map(self._catalog.book.fact, focus.facts)):
            yield from self._of_told(scene, fact)

    def _claim(self, scene: Scene) -> str | None:
        """Return the words, or the place, of which it says no more than that they are among something."""
        said = scene.asked.linked.words
        among = scene.asked.speaks_of_some or said[-1:] == ("one",)
        names = among and scene.asked.yes_no and not scene.names.named and _DESCRIBING.isdisjoint(said[1:2])
        claim = scene.said.claim(frozenset()) if names else None
        stems = set(self._lexicon.fold(words(claim or "")))
        return next(iter(scene.names.other_places), claim if stems.issuperset(scene.said.content) else None)

    def _of_values(self, scene: Scene, focus: Focus, kind: str, claim: str | None) -> Iterator[Draft]:
        """Yield whether it is a value of the property that was just asked for."""
        prop = self._catalog.property(kind, focus.property)
        held = frozenset(self._catalog.entities(focus.subjects, focus.property or ""))
        if prop is None or not prop.many or len(focus.subjects) != 1 or len(held) < _SEVERAL:
            return
        check = Draft("check", kind, focus.subjects, prop.name, ground="listed", similarity=_SURE)
        kinds = frozenset(map(self._catalog.kind_of, held))
        for one in self._named(scene, held, kinds):
            yield replace(check, value=one, implied=True)
        if claim:
            yield replace(check, claim=claim, implied=True)

    def _of_all(self, scene: Scene, kind: str, name: str, claim: str | None) -> Iterator[Draft]:
        """Yield whether it is a value that any of a kind has, where those of all were listed."""
        having = self._catalog.with_property(kind, name)
        held = frozenset(self._catalog.entities(having, name))
        found = Draft("reverse", kind, (), name, ground="listed", similarity=_SURE)
        guessed = replace(found, operation="which", subjects=having)
        for one in self._named(scene, held, frozenset(map(self._catalog.kind_of, held))) if held else ():
            those = self._catalog.having(kind, name, one)
            yield replace(found, subjects=those, value=one) if those else replace(guessed, value=one)
        if held and claim:
            yield replace(guessed, claim=claim)

    def _of_told(self, scene: Scene, fact: Fact) -> Iterator[Draft]:
        """Yield whether a sentence that tells of several of its kind tells of it."""
        if not fact.is_told or fact.values:
            return
        kinds = Counter(map(self._catalog.kind_of, fact.about))
        listed = frozenset(kind for kind, number in kinds.items() if number >= _LIST)
        kind = self._catalog.book.subjects[fact.subject].kind
        told = Draft("told", kind, (fact.subject,), fact.property, ground="listed", similarity=_SURE)
        for one in self._named(scene, frozenset(fact.about), listed) if listed else ():
            yield replace(told, value=one, described_by=frozenset({one}), implied=True)

    def _named(self, scene: Scene, held: frozenset[str], kinds: frozenset[str | None]) -> tuple[str, ...]:
        """Return the one that is meant: one of those, or another of their kind that is surely named."""
        among = tuple(s for s in scene.names.named if s in held)
        others = (
            s for s, sure in scene.names.named.items() if sure >= NAME and self._catalog.kind_of(s) in kinds
        )
        return among or tuple(others)
