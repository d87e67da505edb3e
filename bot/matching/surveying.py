"""Surveying: readings that ask what there is: all of a subject, of a kind, of a year, or still to come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from bot.facts.model import Kind
from bot.matching.asking import Draft, Intent
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.ranking import comparable
from bot.matching.scene import Scene

_OVERVIEW, _OVERVIEW_OF_COUNTED, _COUNT, _DURING = 0.75, 0.5, 0.85, 0.95
"""Similarity granted to telling what is known of what the question only names: a subject, one whose number is
asked, a kind, a year."""

_PAIR = 2
"""How many are told beside each other; more are listed."""


class Surveyor:
    """Drafts readings that ask for nothing in particular.

    Args:
        catalog: the facts.
        lexicon: the community's words.
        today: gives the current date.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon, today: Callable[[], date]) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._today = today

    def drafts(self, scene: Scene) -> Iterator[Draft]:
        """Yield what is known of what the question names, counts, dates, or expects to come."""
        yield from self._overviews(scene)
        yield from self._counts(scene)
        yield from self._during(scene)
        yield from self._upcoming(scene)

    def _overviews(self, scene: Scene) -> Iterator[Draft]:
        asked = scene.asked
        placing = self._lexicon.coming | self._lexicon.ordering if scene.said.moves else frozenset[str]()
        telling = self._lexicon.means_something(s for s in asked.stems if s not in placing)
        again = scene.talk.continues and asked.focus is not None and asked.focus.property is not None
        picks = asked.picks and (scene.names.asks_for_kind or not asked.linked.nouns)
        picks = picks and not self._dates_one(scene)
        asks = telling or picks or (asked.yes_no and scene.names.asks_for_kind and not self._existing(scene))
        asks_else = again or (asks and not asked.wants_overview)
        compares = asked.compares and not scene.said.content and not again
        lists = asked.picks and not (telling or again) and any(n.plural for n in asked.linked.nouns)
        if compares or lists or not (asks_else or scene.said.moves):
            yield from self._side_by_side(scene)
        if asks_else:
            return
        if scene.said.moves:
            for of in self._catalog.book.vocabulary.kinds:
                for subject in scene.subjects(of)[0][:1] if scene.names_any(of) else ():
                    yield Draft("overview", of, (subject,), ground="order", similarity=_OVERVIEW)
            return
        placed = [s for kind in self._catalog.book.vocabulary.kinds if (s := scene.by_order(kind))]
        order = self._lexicon.ordering.intersection(asked.stems)
        main = self._catalog.main
        general = (
            asked.wants_overview
            and scene.names.has_noun(self._catalog.main_kind)
            and main not in scene.names.named
        )
        person = self._catalog.book.subjects.get(asked.person or "") if asked.wants_overview else None
        pointed = [person.id] if person else []
        named = [s for s in scene.names.named if not ((person and s == main) or scene.names.says_where(s))]
        for subject in [*named, *pointed, *placed, *([main] if general else [])]:
            if self._catalog.book.subjects[subject].facts or self._catalog.holders(subject):
                kind = self._catalog.book.subjects[subject].kind
                near = _OVERVIEW if asked.wants_overview or not asked.counts else _OVERVIEW_OF_COUNTED
                draft = Draft("overview", kind, (subject,), ground="naming", similarity=near)
                yield replace(draft, described_by=order) if subject in placed else draft

    @staticmethod
    def _dates_one(scene: Scene) -> bool:
        """Tell whether a year is all that says which of a kind is asked for (`which release was in 2021`)."""
        linked = scene.asked.linked
        kinds = {kind for noun in linked.nouns for kind in noun.kinds if scene.names.named_of(kind)}
        return scene.names.only_years and len(linked.mentions) == 1 and bool(kinds)

    def _existing(self, scene: Scene) -> bool:
        """Tell whether what is asked to exist does (`was there a convening in 2016`)."""
        ordered = (k for k in self._catalog.book.vocabulary.kinds.values() if k.ordered_by)
        return any(scene.names.has_noun(kind.id) and scene.names_any(kind.id) for kind in ordered)

    def _side_by_side(self, scene: Scene) -> Iterator[Draft]:
        """Yield when several things were, where each is named and nothing is asked of them."""
        for ordered in self._catalog.book.vocabulary.kinds.values():
            several = (
                scene.subjects(ordered.id)[0] if ordered.ordered_by and scene.names_any(ordered.id) else ()
            )
            if len(several) > 1 and scene.names.names_each(several):
                told = self._compared(scene, ordered) if scene.asked.compares else ordered.ordered_by
                dated = scene.names.only_years and scene.names.speaks_of_all(ordered.id)
                listed = dated and len(several) > _PAIR and not scene.asked.compares
                intent = Intent(ordered.id, told or "")
                yield Draft(
                    "compare",
                    ordered.id,
                    several,
                    None if listed else told,
                    ground="naming",
                    similarity=_OVERVIEW,
                    intent=intent,
                )

    @staticmethod
    def _compared(scene: Scene, kind: Kind) -> str | None:
        """Return what things of a kind are compared by: what is said, the first figure told of them, days."""
        ranked, said = comparable(kind, scene.asked.linked.words)
        if said:
            return ranked[0].name
        figures = (n for n in kind.summary if n in kind.properties and kind.properties[n].type == "number")
        return next(figures, kind.ordered_by)

    def _upcoming(self, scene: Scene) -> Iterator[Draft]:
        """Yield that none is to come, where the next of a kind is asked for and nothing is known of one."""
        for kind in self._catalog.book.vocabulary.kinds.values():
            said = scene.names.has_noun(kind.id) or (kind.browsable and "one" in scene.asked.linked.words)
            said = said or scene.talk.goes_on_of(kind.id)
            if kind.ordered_by and scene.asked.end == "next" and said:
                past, coming = self._catalog.around(kind.id, self._today())
                if past and not coming:
                    draft = Draft("upcoming", kind.id, past[-1:], ground="naming", similarity=_COUNT)
                    yield draft
                    for hit in scene.asked.hits:
                        if hit.intent.kind == kind.id and not hit.intent.fact:
                            near = max(_COUNT, hit.similarity)
                            yield replace(draft, similarity=near, intent=hit.intent)

    def _during(self, scene: Scene) -> Iterator[Draft]:
        """Yield what there was in a year, where little more than the year is named (`tell me about 2019`)."""
        asked, main = scene.asked, self._catalog.main
        named = [m for m in asked.linked.mentions if main not in m.subjects]
        telling = self._lexicon.means_something(asked.stems)
        again = asked.continues and asked.focus is not None and asked.focus.operation == "during"
        asks = again or ((asked.asks_during or asked.wants_overview) and not asked.continues)
        if not asks or telling or asked.linked.nouns or len(named) != 1:
            return
        year = named[0].number if named[0].sort == "year" and not named[0].month else None
        if year and len(self._catalog.during(year)) > 1:
            draft = Draft("during", self._catalog.main_kind, (main,), ground="naming", similarity=_DURING)
            yield replace(draft, years=(year,), implied=again)

    def _counts(self, scene: Scene) -> Iterator[Draft]:
        asked = scene.asked
        telling = self._lexicon.means_something(asked.stems)
        if telling or (asked.linked.mentions and not scene.names.named.keys() <= {self._catalog.main}):
            return
        for noun in asked.linked.nouns:
            for kind in noun.kinds:
                if kind != self._catalog.main_kind and (noun.plural or kind in asked.counted):
                    yield Draft(
                        "count", kind, self._catalog.of_kind(kind), ground="naming", similarity=_COUNT
                    )
