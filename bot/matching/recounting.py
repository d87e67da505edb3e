"""Recounting: readings that tell one fact, by its own phrasings or by what alone they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.matching.asking import Draft, Hit
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.reading import Operation
from bot.matching.scene import Scene

_ALIKE = 2
"""More facts than this whose phrasings name the same are not told apart by names."""

_NAMED_ONLY = 0.95
"""Similarity granted to a fact whose own phrasings name the very same and nothing else is said."""


class Recounter:
    """Drafts readings of facts that have phrasings of their own.

    Args:
        catalog: the facts.
        lexicon: the community's words.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon) -> None:
        self._catalog = catalog
        self._lexicon = lexicon

    def asked(self, scene: Scene, hit: Hit) -> Iterator[Draft]:
        """Yield the fact that a near phrasing asks for."""
        if hit.intent.fact and not (scene.said.says_all and self._is_of_some(hit.intent.fact)):
            yield self.own(hit)

    def drafts(self, scene: Scene) -> Iterator[Draft]:
        """Yield facts whose own phrasings name just what the question names, where it says little else."""
        linked = scene.asked.linked
        if some := list(self._some_listed(scene)):
            yield from some
            return
        alone = not scene.asked.stems and [m.sort for m in linked.mentions] == ["name"]
        bare = not linked.nouns and (alone or scene.names.named.keys() == {self._catalog.main})
        if (
            bare
            or scene.asked.expected
            or scene.talk.is_elliptic
            or (scene.asked.yes_no and not linked.nouns)
            or scene.asked.picks
            or scene.asked.wants_overview
            or self._lexicon.means_something(scene.asked.stems)
        ):
            return
        most = max(scene.asked.named.values(), default=0.0)
        if sum(share == most for share in scene.asked.named.values()) > _ALIKE:
            return
        for fact_id, share in scene.asked.named.items():
            yield from self._told_by_names(fact_id, share)

    def _is_of_some(self, fact_id: str) -> bool:
        """Tell whether a fact is told of some of those that a list of its subject has."""
        fact = self._catalog.fact(fact_id)
        kind = self._catalog.kind(self._catalog.book.subjects[fact.subject].kind)
        lists = (n for n, prop in kind.properties.items() if prop.many and n != fact.property)
        held = (set(self._catalog.entities((fact.subject,), n)) for n in lists)
        return bool(fact.about) and any(set(fact.about) < values for values in held)

    def own(self, hit: Hit) -> Draft:
        """Return the reading that tells the fact whose own phrasing is near."""
        fact = self._catalog.fact(hit.intent.fact or "")
        operation: Operation = "lookup" if fact.values and not fact.tell else "told"
        return Draft(
            operation,
            hit.intent.kind,
            (fact.subject,),
            fact.property,
            similarity=hit.similarity,
            intent=hit.intent,
        )

    def _told_by_names(self, fact_id: str, share: float) -> Iterator[Draft]:
        fact = self._catalog.fact(fact_id)
        if fact.tell:
            kind = self._catalog.book.subjects[fact.subject].kind
            draft = Draft("told", kind, (fact.subject,), fact.property, ground="names")
            yield replace(draft, similarity=_NAMED_ONLY * share)

    def _some_listed(self, scene: Scene) -> Iterator[Draft]:
        """Yield facts on some of what was just listed that name them (`any unions among those`)."""
        focus = scene.asked.focus
        if focus is None or not scene.asked.speaks_of_some or scene.said.content:
            return
        listed = set(self._catalog.entities(focus.subjects, focus.property or ""))
        for fact_id, share in scene.asked.named.items():
            fact = self._catalog.fact(fact_id)
            of_some = 1 < len(listed.intersection(fact.about)) < len(listed)
            if fact.subject in focus.subjects and of_some:
                yield from self._told_by_names(fact_id, share)
