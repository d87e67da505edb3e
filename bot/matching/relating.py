"""Relating: readings that tie together two things a question names, or find one by the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.matching.asking import Draft, Ground, Hit, Intent
from bot.matching.catalog import Catalog
from bot.matching.frames import Frames
from bot.matching.lexicon import Lexicon
from bot.matching.mentions import NAME
from bot.matching.scene import Scene
from bot.matching.text import ordinal

_HELD, _LEAST_FIGURE, _SOMEWHAT = 200, 10, 0.3
_TIED, _TIED_WITH_WORDS, _CLAIMED, _NUMBERED, _COUNTED = 0.5, 0.3, 0.9, 0.6, 0.7
"""Similarity granted for being tied: where little else is said, where more is, where all that is said is that
one identifies the other, for an ordinal, and for what is counted being named."""


class Relater:
    """Drafts readings from what facts hold.

    Args:
        catalog: the facts, by what is in them.
        lexicon: the community's words.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon) -> None:
        self._catalog = catalog
        self._frames = Frames(catalog.book.vocabulary, lexicon)

    def reverse(self, scene: Scene, hit: Hit) -> Iterator[Draft]:
        """Yield which subjects have a value that the question names (`which one did Weingarten speak at`)."""
        kind, name = hit.intent.kind, hit.intent.property
        if scene.asks_day_of(self._catalog.kind(kind), name):
            return
        for value in () if scene.said.moves else scene.names.entities:
            having = self._catalog.having(kind, name, value) if value != self._catalog.main else ()
            named = tuple(s for s in having if scene.names.named_apart(s, value))
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
        yield from self._figures(scene)
        yield from self._counted(scene)
        if not scene.said.moves:
            yield from self._ties(scene)
            yield from self._untied(scene)
        for kind in self._catalog.book.vocabulary.kinds.values():
            if kind.identified_by:
                yield from self._contradictions(scene, kind.id, kind.identified_by)
                yield from self._identified(scene, kind.id, kind.identified_by)
                yield from self._absent(scene, kind.id, kind.identified_by)
                yield from self._misdated(scene, kind.id, kind.identified_by)
                yield from self._mismatched(scene, kind.id, kind.identified_by)
            if kind.numbered_by and scene.said.has_ordinal:
                yield from self._numbers(scene, kind.id, kind.numbered_by)

    def _ties(self, scene: Scene) -> Iterator[Draft]:
        granted = _TIED if not scene.asked.stems or scene.asked.yes_no else _TIED_WITH_WORDS
        for value in scene.names.entities:
            for fact_id in self._catalog.holders(value)[:_HELD]:
                subject, _, name = fact_id.partition(".")
                kind = self._catalog.book.subjects[subject].kind
                if subject == value or not (
                    scene.names.named_apart(subject, value) or scene.talk.asks_of(subject, value)
                ):
                    continue
                if self._catalog.property(kind, name) is not None:
                    framed = scene.asked.yes_no and self._frames.asks(scene.asked.linked, kind, name)
                    reverse = scene.asked.near(kind, name, reverse=True)
                    near = max(scene.asked.near(kind, name), reverse, _CLAIMED if framed else granted)
                    intent = Intent(kind, name)
                    yield Draft(
                        "check",
                        kind,
                        (subject,),
                        name,
                        value=value,
                        ground="tie",
                        similarity=near,
                        intent=intent,
                    )

    def _contradictions(self, scene: Scene, kind: str, names: tuple[str, ...]) -> Iterator[Draft]:
        """Yield what identifies a subject, where the question gives it another (the wrong city)."""
        firm, origins = scene.names.firmly_named(kind), scene.names.origins
        for subject in () if scene.said.moves else firm[:1]:
            for name in names:
                held = {v.entity for _, v in self._catalog.values(subject, name)}
                if not (held or self._catalog.tells(subject, name)) or not held.isdisjoint(
                    scene.names.entities
                ):
                    continue
                draft = Draft("check", kind, (subject,), name, ground="contrast", intent=Intent(kind, name))
                for place in scene.names.other_places if held - {None} else ():
                    yield replace(draft, claim=place, ground="misplaced", similarity=_CLAIMED)
                for value in scene.names.values_beside((subject,)):
                    if not (
                        scene.names.has_noun(kind)
                        or scene.names.attaches(kind, value)
                        or scene.names.named_in_words(subject)
                    ):
                        continue
                    if value in origins or set(firm).intersection(self._catalog.having(kind, name, value)):
                        continue
                    if self._catalog.may_hold(kind, name, value):
                        ground: Ground = "misplaced" if scene.names.attaches(kind, value) else "contrast"
                        near = _TIED if scene.said.content else _CLAIMED
                        yield replace(draft, value=value, ground=ground, similarity=near)

    def _figures(self, scene: Scene) -> Iterator[Draft]:
        """Yield what has a figure that the question names (`142 municipalities, when was that`)."""
        for mention in scene.asked.linked.mentions:
            if mention.sort != "number" or not mention.number or mention.number < _LEAST_FIGURE:
                continue
            for fact_id, value in self._catalog.figures(mention.number):
                subject, _, name = fact_id.partition(".")
                kind = self._catalog.book.subjects[subject].kind
                near = max(scene.asked.near(kind, name), scene.asked.near(kind, name, reverse=True))
                if near < _SOMEWHAT or self._is_claimed_of_another(scene, kind, subject):
                    continue
                years = (value.as_of.first.year,) if value.as_of else ()
                draft = Draft("lookup", kind, (subject,), name, years=years, ground="tie", similarity=near)
                if self._catalog.property(kind, name) is not None:
                    yield replace(draft, value=str(mention.number), intent=Intent(kind, name))

    def _is_claimed_of_another(self, scene: Scene, kind: str, subject: str) -> bool:
        """Tell whether a figure is claimed of something that is named or talked about, not sought."""
        of_kind = kind != self._catalog.main_kind and bool(scene.subjects(kind)[0])
        return scene.asked.claims is not None and (of_kind or subject in scene.names.named)

    def _counted(self, scene: Scene) -> Iterator[Draft]:
        """Yield the figure of what the question counts and claims to be so many (`did 500 people come`)."""
        claims = scene.asked.claims
        for kind in self._catalog.book.vocabulary.kinds.values() if claims and claims.figures else ():
            for subject in scene.subjects(kind.id)[0][:1] if kind.id != self._catalog.main_kind else ():
                for prop in (p for n in kind.summary if (p := kind.properties.get(n)) and p.type == "number"):
                    pairs = self._catalog.values(subject, prop.name)
                    if any(scene.said.says_any_of(v.of) for _, v in pairs if v.of):
                        draft = Draft("lookup", kind.id, (subject,), prop.name, ground="tie")
                        near = max(scene.asked.near(kind.id, prop.name), _COUNTED)
                        yield replace(draft, similarity=near, intent=Intent(kind.id, prop.name))

    def _untied(self, scene: Scene) -> Iterator[Draft]:
        """Yield that nothing ties two things that the question names (`was he at the Detroit one`)."""
        for kind in self._catalog.book.vocabulary.kinds.values():
            beside = scene.names.people_beside(kind.id) if kind.id != self._catalog.main_kind else ()
            if not beside:
                continue
            subjects = scene.names.firmly_named(kind.id) or (
                scene.asked.yes_no and scene.subjects(kind.id)[0]
            )
            for value in beside:
                widest = self._widest(kind.id, value)
                if not widest:
                    continue
                intent = Intent(kind.id, widest)
                tied = any(self._catalog.tied(s, value) for s in subjects or ())
                for subject in (subjects or ())[:1]:
                    if not tied and (scene.asked.yes_no or not self._catalog.tied(self._catalog.main, value)):
                        draft = Draft("check", kind.id, (subject,), widest, value=value, similarity=_TIED)
                        yield replace(draft, ground="untied", intent=intent)
                having = self._catalog.having(kind.id, widest, value)
                if having and not subjects and scene.asked.yes_no and scene.names.has_noun(kind.id):
                    draft = Draft("reverse", kind.id, having, widest, value=value, similarity=_TIED)
                    yield replace(draft, ground="tie", intent=intent)

    def _widest(self, kind: str, entity: str) -> str | None:
        """Return the property of a kind that includes most others that may have the entity as a value."""
        props = self._catalog.kind(kind).properties.values()
        wide = [p for p in props if p.many and self._catalog.may_hold(kind, p.name, entity)]
        return max(wide, key=lambda p: len(p.includes)).name if wide else None

    def _identified(self, scene: Scene, kind: str, names: tuple[str, ...]) -> Iterator[Draft]:
        """Yield what is identified by what the question names (`which ones were in California`)."""
        points = scene.asked.has_pronoun and not scene.asked.person
        if scene.said.moves or scene.names.firmly_named(kind) or not (scene.names.has_noun(kind) or points):
            return
        granted = _TIED if scene.said.content else _CLAIMED
        for name in names:
            if scene.asks_day_of(self._catalog.kind(kind), name):
                continue
            for value in scene.names.entities:
                having = self._catalog.having(kind, name, value)
                if having:
                    draft = Draft("reverse", kind, having, name, value=value, similarity=granted)
                    yield replace(draft, ground="identity", intent=Intent(kind, name, reverse=True))

    def _absent(self, scene: Scene, kind: str, names: tuple[str, ...]) -> Iterator[Draft]:
        """Yield that nothing of a kind has the year, the number or the place that the question gives it."""
        for mention in scene.absent(kind):
            named = ordinal(mention.number or 0) if mention.sort == "ordinal" else mention.text.title()
            draft = Draft("absent", kind, self._catalog.of_kind(kind), value=named, similarity=_CLAIMED)
            yield replace(draft, ground="identity")
        for value in scene.names.named if scene.leaves_open(kind) else ():
            if any(
                self._catalog.having(other, name, value)
                for other in scene.names.kinds_beside(kind)
                for name in names
            ):
                continue
            could = any(self._catalog.may_hold(kind, name, value) for name in names)
            if could and scene.names.attaches(kind, value):
                draft = Draft("absent", kind, self._catalog.of_kind(kind), value=value, similarity=_CLAIMED)
                yield replace(draft, ground="identity")

    def _misdated(self, scene: Scene, kind: str, names: tuple[str, ...]) -> Iterator[Draft]:
        """Yield whether something was in a year or month that is said (`was Detroit in 2018`, `in July`)."""
        years = [m for m in scene.asked.linked.mentions if m.sort == "year"]
        dates = [n for n in names if (p := self._catalog.property(kind, n)) and p.type == "date"]
        months = scene.asked.claims.months if scene.asked.claims else frozenset()
        if not scene.asked.yes_no or not dates or not scene.said.says_no_more_than_months:
            return
        if months and all(m.month is None for m in years):
            for subject in scene.subjects(kind)[0][:1]:
                draft = Draft("lookup", kind, (subject,), dates[0], ground="order", similarity=_CLAIMED)
                yield replace(draft, intent=Intent(kind, dates[0]))
        if len(years) != 1 or years[0].month or scene.said.content:
            return
        for name in dates:
            for subject in scene.names.named_in_full(kind)[:1]:
                draft = Draft("check", kind, (subject,), name, ground="order", similarity=_CLAIMED)
                yield replace(draft, value=str(years[0].number), intent=Intent(kind, name))

    def _mismatched(self, scene: Scene, kind: str, names: tuple[str, ...]) -> Iterator[Draft]:
        """Yield that what is named was in another year than stands beside it (`the Austin rally in 2015`)."""
        dates = [n for n in names if (p := self._catalog.property(kind, n)) and p.type == "date"]
        if not dates or scene.asked.yes_no or scene.asked.compares or scene.said.moves:
            return
        for name, year in scene.asked.linked.dated_names:
            pointed = [s for s, w in name.subjects.items() if w >= NAME and self._catalog.kind_of(s) == kind]
            day = self._catalog.first_day(pointed[0]) if len(pointed) == 1 else None
            if day is not None and day.year != year.number:
                draft = Draft("check", kind, (pointed[0],), dates[0], value=str(year.number))
                near = _NUMBERED if scene.asked.stems else _CLAIMED
                yield replace(draft, ground="misplaced", similarity=near, intent=Intent(kind, dates[0]))

    def _numbers(self, scene: Scene, kind: str, name: str) -> Iterator[Draft]:
        """Yield the number of a subject named beside an ordinal (`is Austin the fifth or the sixth`)."""
        intent = Intent(kind, name)
        number = scene.said.number_claimed
        named = scene.names.named_beside_number(kind)[:1] if number else ()
        for subject in named:
            granted = _TIED if scene.said.content else _CLAIMED
            draft = Draft("check", kind, (subject,), name, ground="order", similarity=granted, intent=intent)
            yield replace(draft, value=str(number))
        placed = scene.named_otherwise(kind)
        if placed and not named:
            yield Draft("lookup", kind, placed[:1], name, ground="order", similarity=_NUMBERED, intent=intent)
