"""Renewing: readings that put the last question again, to what is named now (`and in 2018?`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from bot.facts.model import Fact
from bot.matching.asking import Draft
from bot.matching.catalog import Catalog
from bot.matching.lexicon import EXPECTED, Lexicon
from bot.matching.ranking import Ranker
from bot.matching.reading import Focus
from bot.matching.scene import Scene
from bot.matching.text import A_YEAR, words

_SURE = 0.95
"""Similarity granted where nothing but a figure, or a name nobody knows, is said."""

_CARRIED, _CARRIED_WITH_WORDS = 0.8, 0.35
"""Similarity granted to putting the last question again, to what is named now, alone or with other words."""


class Renewer:
    """Drafts the last question anew.

    Args:
        catalog: the facts.
        lexicon: the community's words.
        ranker: knows where the most or least is asked for instead.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon, ranker: Ranker) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._ranker = ranker

    def figures(self, scene: Scene) -> Iterator[Draft]:
        """Yield what is counted of what was talked about, where a bounded figure is all (`over 100?`)."""
        focus = scene.asked.focus
        if focus is None or focus.kind is None or len(focus.subjects) != 1 or not scene.asked.bare_bound:
            return
        kind = self._catalog.kind(focus.kind)
        for name in dict.fromkeys([focus.property or "", *kind.summary, *kind.properties]):
            prop = kind.properties.get(name)
            if prop and prop.type == "number" and self._catalog.values(focus.subjects[0], name):
                draft = Draft("lookup", kind.id, focus.subjects, name, implied=True, ground="listed")
                yield replace(draft, similarity=_SURE)
                return

    def those(self, scene: Scene) -> Iterator[Draft]:
        """Yield all that one was looked for among, where nothing but who it was is asked (`so who did`)."""
        asked, focus = scene.asked, scene.asked.focus
        if focus is None or focus.kind is None or focus.operation != "check" or not focus.property:
            return
        bare = not (asked.linked.mentions or asked.linked.nouns or asked.points_at_any or asked.asks_rest)
        if bare and asked.stems == (f"{EXPECTED}who",) and self._catalog.property(focus.kind, focus.property):
            draft = Draft("lookup", focus.kind, focus.subjects, focus.property, implied=True, ground="listed")
            yield replace(draft, similarity=_SURE)

    def told(self, scene: Scene) -> Iterator[Draft]:
        """Yield what was just told, where nothing but what it says is asked (`when was that`)."""
        focus, asked = scene.asked.focus, scene.asked
        fact = self._catalog.book.fact(focus.facts[0]) if focus and focus.facts else None
        bare = not (asked.linked.mentions or asked.linked.nouns or scene.said.telling or scene.said.moves)
        if fact is None or not fact.is_told or not bare or not self._says(fact, asked.expected):
            return
        kind = self._catalog.kind_of(fact.subject) or ""
        yield Draft(
            "told", kind, (fact.subject,), fact.property, implied=True, ground="told", similarity=_SURE
        )

    def _says(self, fact: Fact, expected: Collection[str]) -> bool:
        """Tell whether a fact's sentence has what is expected: a date, a figure, a place."""
        said = words(fact.tell or "")
        years = [w for w in said if A_YEAR.fullmatch(w)]
        days = {i + 1 for i, w in enumerate(said) if w in self._lexicon.language.months}
        figures = [w for i, w in enumerate(said) if w.isdecimal() and w not in years and i not in days]
        places = [e for e in fact.about if self._catalog.is_general(e)]
        told = {f"{EXPECTED}when": years, f"{EXPECTED}count": figures, f"{EXPECTED}where": places}
        return any(told.get(sort) for sort in expected)

    def drafts(self, scene: Scene) -> Iterator[Draft]:
        """Yield the last question put to what is named now (`and in 2018?`), where it is of something."""
        yield from (draft for draft in self._again(scene) if draft.subjects)

    def _again(self, scene: Scene) -> Iterator[Draft]:
        """Yield the last question put anew, of whatever that was."""
        focus = scene.asked.focus
        name = focus.property or self._dated(focus, scene.said.years) if focus else None
        if focus is None or name is None or focus.kind is None:
            return
        if scene.asked.person and scene.asked.person not in focus.subjects:
            return
        kind = focus.kind
        if self._ranker.ranks(scene, kind, name):
            return
        if not scene.talk.continues and (scene.said.content or not scene.asked.compares):
            return
        similarity = _CARRIED_WITH_WORDS if scene.said.telling else _CARRIED
        again = Draft(
            "lookup", kind, focus.subjects, name, implied=True, ground="carried", similarity=similarity
        )
        fresh = tuple(s for s in scene.subjects(kind)[0] if s not in focus.subjects)
        if self._catalog.property(kind, name) is None:
            yield from self._told_of(scene, again, fresh)
        elif fresh and scene.asked.compares and len(focus.subjects) == 1:
            yield replace(again, operation="compare", subjects=(*focus.subjects, *fresh[:1]))
        elif fresh and scene.talk.continues:
            yield replace(again, subjects=fresh[:1])
        elif scene.said.years and self._catalog.is_series(kind, name):
            yield replace(again, years=scene.said.years)
        elif scene.talk.continues:
            yield from self._of_another(scene, again, focus)

    def _dated(self, focus: Focus, years: Collection[int]) -> str | None:
        """Return what all that was told of somebody begins with, where it is known of a year by itself."""
        if focus.operation != "overview" or focus.kind is None or len(focus.subjects) != 1:
            return None
        for name in self._catalog.kind(focus.kind).summary[:1] if years else ():
            days = [v.as_of for _, v in self._catalog.values(focus.subjects[0], name) if v.as_of]
            if any(d.first.year <= year <= d.last.year for d in days for year in years):
                return name
        return None

    def _of_another(self, scene: Scene, again: Draft, focus: Focus) -> Iterator[Draft]:
        """Yield whether what is named now is a value as well, or what is claimed now in unknown words."""
        kind, name = again.kind, again.property or ""
        of_any = not again.subjects or focus.operation == "which"
        for entity in scene.names.entities:
            having = self._catalog.having(kind, name, entity)
            if having and (of_any or focus.operation == "reverse"):
                yield replace(again, operation="reverse", subjects=having, value=entity)
            elif not of_any and (having or self._catalog.may_hold(kind, name, entity)):
                yield replace(again, operation="check", value=entity)
        claim = scene.said.named_anew if focus.claim and not scene.asked.linked.mentions else None
        if claim and of_any:
            having = self._catalog.with_property(kind, name)
            yield replace(again, operation="which", subjects=having, claim=claim, similarity=_SURE)
        elif claim:
            yield replace(again, operation="check", claim=claim, similarity=_SURE)

    def _told_of(self, scene: Scene, again: Draft, fresh: tuple[str, ...]) -> Iterator[Draft]:
        """Yield a fact of the same name told of something else, and that as a whole where it comes next."""
        of_next = [replace(again, subjects=fresh[:1])] if fresh else []
        for draft in of_next:
            if again.property in self._catalog.book.subjects[fresh[0]].facts:
                yield replace(draft, operation="told")
            if scene.said.moves:
                yield replace(draft, operation="overview", property=None)
