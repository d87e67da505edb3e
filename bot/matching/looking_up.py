"""Looking up: readings that ask for a property of what the question is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.matching.asking import Draft, Hit
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.listing import Lister
from bot.matching.scene import Scene
from bot.matching.text import words

_SUBJECTS, _FEW = 4, 200
"""How many subjects are looked up by a property, and among how many a value in words is looked for."""


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
        self._texts: dict[tuple[str, str], tuple[tuple[frozenset[str], str], ...]] = {}

    def drafts(self, scene: Scene, hit: Hit) -> Iterator[Draft]:
        """Yield what a near phrasing of a property may ask for."""
        yield from self._property(scene, hit)
        yield from self.guessed(scene, hit)

    def _property(self, scene: Scene, hit: Hit) -> Iterator[Draft]:
        kind, name = hit.intent.kind, hit.intent.property
        prop = self._catalog.property(kind, name)
        if kind in scene.asked.counted and prop and prop.type == "number":
            return
        bare = Draft("lookup", kind, (), name, similarity=hit.similarity, intent=hit.intent)
        subjects, implied = scene.subjects(kind)
        if (
            kind in scene.talk.listed
            and scene.said.says_all
            and (having := self._catalog.with_property(kind, name))
        ):
            yield replace(bare, operation="collect", subjects=having)
        if (
            not subjects
            and not scene.said.telling
            and scene.names.speaks_of_all(kind)
            and not scene.said.asks_when
        ):
            return
        if not subjects:
            for subject in scene.names.described(kind):
                draft = replace(bare, subjects=(subject,), described=True)
                if not any(self._holds(replace(draft, value=e)) for e in scene.names.entities):
                    yield draft
            having, browsable = self._catalog.with_property(kind, name), self._catalog.kind(kind).browsable
            if not having or scene.absent(kind):
                return
            yield from self._said(scene, bare, having)
            known = scene.names.has_noun(kind) or (scene.said.content if len(having) == 1 else browsable)
            if not known or scene.talk.talks_of_another(kind):
                return
            yield replace(
                bare, operation="collect" if scene.names.speaks_of_all(kind) else "which", subjects=having
            )
        both = len(subjects) > 1 and implied and self._goes_on_comparing(scene)
        if both or (scene.names.joins and len(subjects) > 1):
            yield replace(bare, operation="compare", subjects=subjects)
        if not both:
            yield from self._of_each(scene, bare, subjects[:_SUBJECTS], implied)

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
        kind, name = hit.intent.kind, hit.intent.property
        prop = self._catalog.property(kind, name)
        if not scene.asked.yes_no or prop is None or prop.type not in ("entity", "text"):
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

    def _said(self, scene: Scene, bare: Draft, having: tuple[str, ...]) -> Iterator[Draft]:
        """Yield which subjects have a value in words that the question says (`was any of them virtual`)."""
        key = (bare.kind, bare.property or "")
        if (texts := self._texts.get(key)) is None:
            texts = self._texts[key] = tuple(self._texts_of(*key, having)) if len(having) <= _FEW else ()
        for stems, text in texts:
            if stems.issubset(scene.asked.stems):
                subjects = self._catalog.having(*key, text)
                yield replace(bare, operation="reverse", subjects=subjects, value=text)

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
