"""Looking up: readings that ask for a property of what the question is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.matching.asking import Draft, Hit
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.listing import Lister
from bot.matching.reading import Operation
from bot.matching.scene import Scene
from bot.matching.text import words

_SUBJECTS, _FEW = 4, 200
"""How many subjects are looked up by a property, and among how many a value in words is looked for."""


_Texts = tuple[frozenset[str], tuple[tuple[frozenset[str], str], ...]]
"""The stems of any value in words, and those of each with the value."""


class LookUp:
    """Drafts readings of properties.

    Args:
        catalog: the facts.
        lexicon: the community's words.
        lister: narrows lists down to what the question describes.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon, lister: Lister) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._lister = lister
        self._texts: dict[tuple[str, str], _Texts] = {}

    def drafts(self, scene: Scene, hit: Hit) -> Iterator[Draft]:
        """Yield what a near phrasing of a property may ask for."""
        yield from self._property(scene, hit)
        yield from self.guessed(scene, hit)

    def _property(self, scene: Scene, hit: Hit) -> Iterator[Draft]:
        kind, name = hit.intent.kind, hit.intent.property
        prop = self._catalog.property(kind, name)
        counted = kind in scene.asked.counted and kind != self._catalog.main_kind
        if counted and prop and prop.type == "number":
            return
        subjects, implied = scene.subjects(kind)
        if (
            kind in scene.talk.listed
            and scene.said.says_all
            and (having := self._catalog.with_property(kind, name))
        ):
            yield replace(_bare(hit), operation="collect", subjects=having)
        if not subjects:
            yield from self._of_unnamed(scene, hit)
            return
        bare = _bare(hit)
        both = len(subjects) > 1 and implied and self._goes_on_comparing(scene)
        if both or (scene.names.joins and len(subjects) > 1):
            yield replace(bare, operation="compare", subjects=subjects)
        if not both:
            yield from self._of_each(scene, bare, subjects[:_SUBJECTS], implied)

    def _of_unnamed(self, scene: Scene, hit: Hit) -> Iterator[Draft]:
        """Yield a property of what the question describes, has a value of, or leaves open."""
        kind, name = hit.intent.kind, hit.intent.property
        speaks_of_all = scene.names.speaks_of_all
        if not (scene.said.telling or scene.said.asks_when) and speaks_of_all(kind):
            return
        for subject in scene.names.described(kind):
            draft = replace(_bare(hit), subjects=(subject,), described=True)
            if not any(self._holds(replace(draft, value=e)) for e in scene.names.entities):
                yield draft
        having, browsable = self._catalog.with_property(kind, name), self._catalog.kind(kind).browsable
        for year in scene.unknown_years(kind) if browsable and having else ():
            yield replace(_bare(hit), operation="absent", subjects=self._catalog.of_kind(kind), value=year)
        if not having or scene.absent(kind):
            return
        yield from self._said(scene, hit, having)
        known = scene.names.has_noun(kind) or (scene.said.content if len(having) == 1 else browsable)
        if known and not scene.talk.talks_of_another(kind):
            asks: Operation = "collect" if speaks_of_all(kind) else "which"
            yield replace(_bare(hit), operation=asks, subjects=having)

    @staticmethod
    def _goes_on_comparing(scene: Scene) -> bool:
        """Tell whether several were compared last (`who spoke at both`)."""
        focus = scene.asked.focus
        return focus is not None and focus.operation == "compare"

    def _of_each(self, scene: Scene, bare: Draft, subjects: Sequence[str], implied: bool) -> Iterator[Draft]:
        """Yield a property of each of some subjects: its value, some of its values, whether it has one."""
        kind, name = bare.kind, bare.property or ""
        series = self._catalog.is_series(kind, name)
        for subject in subjects:
            found = not implied and subject not in scene.names.named
            years = (scene.said.years or scene.talk.carried_years(kind)) if series else ()
            draft = replace(bare, subjects=(subject,), implied=implied, described=found, years=years)
            if series and scene.said.asks_first and not scene.places_any:
                yield replace(draft, extreme="low")
                continue
            checks = list(self._checks(scene, draft))
            if any(c.claim for c in checks) and (narrowed := list(self._lister.narrowed(scene, draft))):
                checks = [*(c for c in checks if not c.claim), *narrowed]
            yield from checks
            if not any(c.value for c in checks if scene.asked.yes_no and self._holds(c)):
                yield draft

    def guessed(self, scene: Scene, hit: Hit) -> Iterator[Draft]:
        """Yield whether any subject has what the question guesses and none has (`did they meet in Ohio`)."""
        if not scene.asked.yes_no:
            return
        kind, name = hit.intent.kind, hit.intent.property
        prop = self._catalog.property(kind, name)
        if prop is None or prop.type not in ("entity", "text"):
            return
        having = self._catalog.with_property(kind, name)
        if not having or scene.subjects(kind)[0] or scene.absent(kind):
            return
        bare = Draft("which", kind, having, name, similarity=hit.similarity, intent=hit.intent)
        value = next((e for e in scene.names.entities if self._catalog.may_hold(kind, name, e)), None)
        if value and not self._catalog.holders(value):
            yield replace(bare, value=value)
        elif scene.names.named.keys() <= {self._catalog.main}:
            places = scene.names.other_places if name in self._catalog.kind(kind).identified_by else ()
            says = not places and not scene.asked.describes
            claim = scene.said.claim(self._lister.words_of(kind, name)) if says else next(iter(places), None)
            if claim:
                yield replace(bare, claim=claim)

    def _said(self, scene: Scene, hit: Hit, having: tuple[str, ...]) -> Iterator[Draft]:
        """Yield which subjects have a value in words that the question says (`was any of them virtual`)."""
        key = (hit.intent.kind, hit.intent.property)
        if (found := self._texts.get(key)) is None:
            texts = tuple(self._texts_of(*key, having)) if len(having) <= _FEW else ()
            found = self._texts[key] = (frozenset().union(*(stems for stems, _ in texts)), texts)
        of_any, texts = found
        for stems, text in texts if not of_any.isdisjoint(scene.asked.stems) else ():
            if stems.issubset(scene.asked.stems):
                subjects = self._catalog.having(*key, text)
                yield replace(_bare(hit), operation="reverse", subjects=subjects, value=text)

    def _texts_of(
        self, kind: str, name: str, having: tuple[str, ...]
    ) -> Iterator[tuple[frozenset[str], str]]:
        """Yield the values in words that subjects have, each with its stems."""
        prop = self._catalog.property(kind, name)
        pairs = [p for s in having for p in self._catalog.values(s, name)] if prop else []
        for text in dict.fromkeys(v.text for _, v in pairs if prop and prop.type == "text"):
            stems = frozenset(s for s in self._lexicon.fold(words(text)) if s[0].isalnum())
            if stems:
                yield stems, text

    def _checks(self, scene: Scene, draft: Draft) -> Iterator[Draft]:
        """Yield whether the property has a value that the question names, or claims in words of its own."""
        kind, name, yes_no = draft.kind, draft.property or "", scene.asked.yes_no
        prop = self._catalog.property(kind, name)
        if prop is None or prop.type not in ("entity", "text"):
            return
        held = {x for _, v in self._catalog.values(draft.subjects[0], name) for x in (v.entity, v.text)}
        for entity in scene.names.values_beside(draft.subjects):
            if entity in held or (yes_no and self._catalog.may_hold(kind, name, entity)):
                yield replace(draft, operation="check", value=entity)
        claim = scene.said.claim(self._lister.words_of(kind, name)) if yes_no and prop.many and held else None
        if claim:
            yield replace(draft, operation="check", claim=claim)

    def _holds(self, check: Draft) -> bool:
        pairs = self._catalog.values(check.subjects[0], check.property or "")
        return any(check.value in (v.entity, v.text) for _, v in pairs)


def _bare(hit: Hit) -> Draft:
    """Return the draft of what a phrasing asks, of nothing yet."""
    intent = hit.intent
    return Draft("lookup", intent.kind, (), intent.property, similarity=hit.similarity, intent=intent)
