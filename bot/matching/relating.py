"""Relating: readings that tie together two things a question names, or find one by the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.matching.asking import Draft, Hit, Intent
from bot.matching.catalog import Catalog
from bot.matching.scene import Scene

_HELD = 200
_TIED, _TIED_WITH_WORDS, _CLAIMED, _NUMBERED = 0.5, 0.3, 0.9, 0.6
"""Similarity granted for being tied: where little else is said, where more is, where all that is said is that
one identifies the other, and for an ordinal."""


class Relater:
    """Drafts readings from what facts hold.

    Args:
        catalog: the facts, by what is in them.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def reverse(self, scene: Scene, hit: Hit) -> Iterator[Draft]:
        """Yield which subjects have a value that the question names (`which one did Weingarten speak at`)."""
        kind, name = hit.intent.kind, hit.intent.property
        for value in () if scene.moves else scene.entities:
            having = self._catalog.having(kind, name, value)
            named = tuple(s for s in having if scene.named_apart(s, value))
            if having:
                yield Draft(
                    "check" if named else "reverse",
                    kind,
                    named or having,
                    name,
                    value=value,
                    similarity=hit.similarity,
                    intent=hit.intent,
                )

    def drafts(self, scene: Scene) -> Iterator[Draft]:
        """Yield readings that need no phrasing to be near."""
        if not scene.moves:
            yield from self._ties(scene)
        for kind in self._catalog.book.vocabulary.kinds.values():
            if kind.identified_by:
                yield from self._contradictions(scene, kind.id, kind.identified_by)
            if kind.numbered_by and scene.has_ordinal:
                yield from self._numbers(scene, kind.id, kind.numbered_by)

    def _ties(self, scene: Scene) -> Iterator[Draft]:
        granted = _TIED if not scene.asked.stems or scene.asked.yes_no else _TIED_WITH_WORDS
        for value in scene.entities:
            for fact_id in self._catalog.holders(value)[:_HELD]:
                subject, _, name = fact_id.partition(".")
                kind = self._catalog.book.subjects[subject].kind
                if subject == value or not scene.named_apart(subject, value):
                    continue
                if self._catalog.property(kind, name) is not None:
                    near = max(
                        scene.asked.near(kind, name), scene.asked.near(kind, name, reverse=True), granted
                    )
                    intent = Intent(kind, name)
                    yield Draft("check", kind, (subject,), name, value=value, similarity=near, intent=intent)

    def _contradictions(self, scene: Scene, kind: str, names: tuple[str, ...]) -> Iterator[Draft]:
        """Yield what identifies a subject, where the question gives it another (the wrong city)."""
        for subject in scene.firmly_named(kind)[:1]:
            for name in names:
                for value in scene.values_beside((subject,)):
                    if self._catalog.may_hold(kind, name, value) and self._catalog.values(subject, name):
                        granted = _TIED if scene.telling else _CLAIMED
                        draft = Draft("check", kind, (subject,), name, value=value, similarity=granted)
                        yield replace(draft, intent=Intent(kind, name))

    def _numbers(self, scene: Scene, kind: str, name: str) -> Iterator[Draft]:
        """Yield the number of a subject named beside an ordinal (`is Austin the fifth or the sixth`)."""
        firm = scene.firmly_named(kind)
        placed = tuple(s for s in scene.subjects(kind)[0] if s not in firm)
        if placed:
            intent = Intent(kind, name)
            yield Draft("lookup", kind, placed[:1], name, similarity=_NUMBERED, intent=intent)
