"""Listing: readings about some of what is listed (`any mayors`), and about how many there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.facts.model import Fact
from bot.matching.asking import Draft, Intent
from bot.matching.catalog import Catalog
from bot.matching.describing import Describer
from bot.matching.lexicon import Lexicon
from bot.matching.reading import Focus
from bot.matching.scene import Scene
from bot.matching.text import has_phrase, words

_OF_LAST, _OF_OTHERS, _COUNTED = 0.8, 0.7, 0.95
"""Similarity granted to the list just told, to other lists of what was talked about, and where nothing but a
count or the rest is asked."""

_HOW_BIG = (("how", "big"), ("how", "large"))
"""What asks for a size, which no list has."""

_SEVERAL, _FEW = 2, 3
"""How many are several, and how many of them are told of one by one."""


class Lister:
    """Drafts readings of lists.

    Args:
        catalog: the facts.
        lexicon: stems their words.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._describer = Describer(catalog, lexicon)
        self._belonging: dict[tuple[str, str], frozenset[str]] = {}
        self._labels: dict[str, frozenset[str]] = {}

    def drafts(self, scene: Scene) -> Iterator[Draft]:
        """Yield what a follow-up may ask of the lists of what was talked about."""
        focus = scene.asked.focus
        if focus is None or focus.kind is None:
            return
        bare = not (scene.said.content or scene.asked.linked.mentions)
        only_expects = bare and len(scene.asked.expected) == len(scene.asked.stems)
        counts_told = only_expects and scene.asked.counts and self._tells_several(focus)
        if counts_told or (bare and scene.asked.asks_names):
            yield from self._named(focus, focus.kind)
        if scene.talk.continues or scene.asked.speaks_of_some:
            yield from self._some_told(scene, focus)
        if len(focus.subjects) != 1 or scene.names_any(focus.kind):
            return
        if scene.talk.continues or scene.asked.speaks_of_some:
            yield from self._some_of_those(scene, focus, focus.kind)
        if scene.asked.asks_rest and not scene.said.content:
            yield from self._again(focus, focus.kind, _COUNTED)
        sized = has_phrase(scene.asked.linked.words, _HOW_BIG)
        if scene.asked.counts and scene.asked.leans and not (scene.said.content or sized):
            yield from self._again(focus, focus.kind, _COUNTED if only_expects else _OF_LAST)

    def _some_of_those(self, scene: Scene, focus: Focus, kind: str) -> Iterator[Draft]:
        seen: set[tuple[str, ...]] = set()
        for name in sorted(self._catalog.kind(kind).properties, key=lambda n: n != focus.property):
            granted = _OF_LAST if name == focus.property else _OF_OTHERS
            draft = Draft("lookup", kind, focus.subjects, name, ground="carried", similarity=granted)
            for narrowed in self.narrowed(scene, replace(draft, implied=True)):
                if narrowed.only not in seen:
                    seen.add(narrowed.only)
                    yield narrowed

    def _last_told(self, focus: Focus) -> Fact | None:
        """Return the fact that was last asked for, of the first subject that was talked about."""
        return self._catalog.book.fact(f"{focus.subjects[0]}.{focus.property}") if focus.subjects else None

    def _tells_several(self, focus: Focus) -> bool:
        """Tell whether the last answer was one fact told of several of a kind (`any unions`: how many)."""
        own = self._last_told(focus)
        if own is None or focus.operation != "told":
            return False
        return len(own.about) > 1 and len(set(map(self._catalog.kind_of, own.about))) == 1

    def _some_told(self, scene: Scene, focus: Focus) -> Iterator[Draft]:
        """Yield who of those that the last answer told of is described (`which one's from Chicago`)."""
        facts = [fact for fact in map(self._catalog.book.fact, focus.facts) if fact and fact.is_told]
        about = dict.fromkeys(e for fact in facts for e in fact.about)
        told = [e for e in about if self._catalog.book.kind(e).personal]
        if (
            len(told) < _SEVERAL
            or scene.said.says_all
            or scene.asked.person
            or not scene.names.named.keys().isdisjoint(told)
        ):
            return
        described = self._describer.described_among(told, {*scene.said.content, *scene.names.named})
        kind = self._catalog.book.kind(told[0])
        if described is None or not kind.summary or len(described.values) > _FEW:
            return
        last = scene.said.content[-1:]
        if scene.asked.continues and last and described.by.isdisjoint(last):
            return  # `what about mayor Smith`, of whom nothing is known
        draft = Draft("lookup", kind.id, described.values, kind.summary[0], implied=True, ground="carried")
        by = described.by | set(scene.names.named)
        if len(described.values) > 1:
            draft = replace(draft, operation="compare")
        yield replace(draft, described_by=by, similarity=_OF_LAST)

    def _named(self, focus: Focus, kind: str) -> Iterator[Draft]:
        """Yield who or what was just counted or told of (`name them`)."""
        draft = Draft("count", kind, self._catalog.of_kind(kind), ground="carried", similarity=_COUNTED)
        if focus.operation == "count":
            yield draft
        elif focus.property is not None and len(focus.subjects) == 1:
            listed = self._catalog.property(kind, focus.property) is not None
            told = replace(draft, operation="lookup" if listed else "told", property=focus.property)
            yield replace(told, subjects=focus.subjects, implied=True)

    def _again(self, focus: Focus, kind: str, granted: float) -> Iterator[Draft]:
        """Yield the list that something was asked or told of, whole (`who else`, `how many is that`)."""
        prop = self._catalog.property(kind, focus.property)
        if prop is not None and prop.many:
            intent = Intent(kind, prop.name)
            draft = Draft("lookup", kind, focus.subjects, prop.name, ground="carried", intent=intent)
            yield replace(draft, implied=True, similarity=granted)

    def narrowed(self, scene: Scene, draft: Draft) -> Iterator[Draft]:
        """Yield the look-up of a list with those of its values that the question describes.

        Args:
            scene: the question.
            draft: the look-up; nothing is yielded where it is of no list of entities.
        """
        kind, name = draft.kind, draft.property or ""
        prop = self._catalog.property(kind, name)
        if prop is None or not prop.many or prop.type != "entity" or scene.said.says_all:
            return
        held = {v.entity for _, v in self._catalog.values(draft.subjects[0], name)}
        said = {*scene.said.content, *scene.names.values_beside(draft.subjects)} - held
        beside = self.words_of(kind, name) | self._labels_of(kind)
        described = self._describer.described(draft.subjects[0], name, said, beside)
        if described is not None:
            yield replace(draft, only=described.values, described_by=described.by)

    def words_of(self, kind: str, name: str) -> frozenset[str]:
        """Return the stems that belong to a property itself."""
        if (found := self._belonging.get((kind, name))) is None:
            prop = self._catalog.property(kind, name)
            lines = [*prop.ask, *prop.find, prop.label, prop.tell or ""] if prop else []
            found = self._belonging[kind, name] = self._stems(lines)
        return found

    def _labels_of(self, kind: str) -> frozenset[str]:
        """Return the stems that name the properties of a kind."""
        if (found := self._labels.get(kind)) is None:
            labels = [p.label for p in self._catalog.kind(kind).properties.values()]
            found = self._labels[kind] = self._stems(labels)
        return found

    def _stems(self, lines: list[str]) -> frozenset[str]:
        return frozenset(s for line in lines for s in self._lexicon.fold(words(line)))
