"""Proposing: which readings a question's mentions and phrasings allow, before any is scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.facts.model import Kind
from bot.matching.asking import Asked, Draft, Hit, Intent
from bot.matching.belonging import Membership
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.listing import Lister
from bot.matching.ranking import Ranker, comparable
from bot.matching.relating import Relater
from bot.matching.scene import Scene
from bot.matching.staying import Talk
from bot.matching.text import words

_SUBJECTS, _FEW = 4, 200
"""How many subjects are looked up by a property, and among how many a value in words is looked for."""

_OVERVIEW, _OVERVIEW_OF_COUNTED, _COUNT, _DURING = 0.75, 0.5, 0.85, 0.95
"""Similarity granted to telling what is known of what the question only names: a subject, one whose number is
asked, a kind, a year."""

_ALIKE = 2
"""More facts than this whose phrasings name the same are not told apart by names."""

_NAMED_ONLY = 0.95
"""Similarity granted to a fact whose own phrasings name the very same and nothing else is said."""

_CARRIED, _CARRIED_WITH_WORDS = 0.8, 0.35
"""Similarity granted to putting the last question again, to what is named now."""


class Proposer:
    """Drafts readings.

    Args:
        catalog: the facts, by what is in them.
        lexicon: the community's words.
        today: gives the current date.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon, today: Callable[[], date]) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._today = today
        self._relater = Relater(catalog)
        self._ranker = Ranker(catalog)
        self._lister = Lister(catalog, lexicon)
        self._membership = Membership(catalog, lexicon)
        self._texts: dict[tuple[str, str], tuple[tuple[frozenset[str], str], ...]] = {}

    def drafts(self, asked: Asked) -> Iterator[Draft]:
        """Yield every reading that the question allows."""
        scene = Scene(asked, self._catalog, self._lexicon, self._today())
        again = [*self._ellipses(scene), *self._ranker.drafts(scene)] if scene.is_elliptic else []
        listed = list(self._membership.drafts(scene))
        found = listed or [replace(draft, implied=True) for draft in again] or list(self._all(scene))
        yield from Talk(scene, self._catalog).kept(found)

    def _all(self, scene: Scene) -> Iterator[Draft]:
        for hit in scene.asked.hits:
            if hit.intent.fact:
                if not (scene.says_all and self._is_of_some(hit.intent.fact)):
                    yield self._own(hit)
                continue
            known = self._relater.reverse if hit.intent.reverse else self._property
            yield from known(scene, hit)
            yield from self._guessed(scene, hit)
        yield from self._named_only(scene)
        yield from self._relater.drafts(scene)
        yield from self._ranker.drafts(scene)
        yield from self._overviews(scene)
        yield from self._ellipses(scene)
        yield from self._counts(scene)
        yield from self._during(scene)
        yield from self._upcoming(scene)
        yield from self._lister.drafts(scene)

    def _is_of_some(self, fact_id: str) -> bool:
        """Tell whether a fact is told of some of those that a list of its subject has."""
        fact = self._catalog.fact(fact_id)
        kind = self._catalog.kind(self._catalog.book.subjects[fact.subject].kind)
        lists = (n for n, prop in kind.properties.items() if prop.many and n != fact.property)
        held = (set(self._catalog.entities((fact.subject,), n)) for n in lists)
        return bool(fact.about) and any(set(fact.about) < values for values in held)

    def _own(self, hit: Hit) -> Draft:
        fact = self._catalog.fact(hit.intent.fact or "")
        operation = "lookup" if fact.values and not fact.tell else "told"
        return Draft(
            "lookup" if operation == "lookup" else "told",
            hit.intent.kind,
            (fact.subject,),
            fact.property,
            similarity=hit.similarity,
            intent=hit.intent,
        )

    def _named_only(self, scene: Scene) -> Iterator[Draft]:
        """Yield facts whose own phrasings name just what the question names, where it says little else."""
        linked = scene.asked.linked
        if some := list(self._some_listed(scene)):
            yield from some
            return
        alone = not scene.asked.stems and [m.sort for m in linked.mentions] == ["name"]
        bare = not linked.nouns and (alone or scene.named.keys() == {self._catalog.main})
        if (
            bare
            or scene.asked.expected
            or scene.is_elliptic
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

    def _told_by_names(self, fact_id: str, share: float) -> Iterator[Draft]:
        fact = self._catalog.fact(fact_id)
        if fact.tell:
            kind = self._catalog.book.subjects[fact.subject].kind
            draft = Draft("told", kind, (fact.subject,), fact.property, ground="names")
            yield replace(draft, similarity=_NAMED_ONLY * share)

    def _some_listed(self, scene: Scene) -> Iterator[Draft]:
        """Yield facts on some of what was just listed that name them (`any unions among those`)."""
        focus = scene.asked.focus
        if focus is None or not scene.asked.speaks_of_some or scene.content:
            return
        listed = set(self._catalog.entities(focus.subjects, focus.property or ""))
        for fact_id, share in scene.asked.named.items():
            fact = self._catalog.fact(fact_id)
            of_some = 1 < len(listed.intersection(fact.about)) < len(listed)
            if fact.subject in focus.subjects and of_some:
                yield from self._told_by_names(fact_id, share)

    def _property(self, scene: Scene, hit: Hit) -> Iterator[Draft]:
        kind, name = hit.intent.kind, hit.intent.property
        bare = Draft("lookup", kind, (), name, similarity=hit.similarity, intent=hit.intent)
        subjects, implied = scene.subjects(kind)
        if kind in scene.listed and scene.says_all and (having := self._catalog.with_property(kind, name)):
            yield replace(bare, operation="collect", subjects=having)
        if not subjects and not scene.telling and scene.speaks_of_all(kind) and not scene.asks_when:
            return
        if not subjects:
            for subject in scene.described(kind):
                draft = replace(bare, subjects=(subject,), described=True)
                if not any(self._holds(replace(draft, value=e)) for e in scene.entities):
                    yield draft
            having, browsable = self._catalog.with_property(kind, name), self._catalog.kind(kind).browsable
            if not having or scene.absent(kind):
                return
            yield from self._said(scene, bare, having)
            known = scene.has_noun(kind) or (scene.content if len(having) == 1 else browsable)
            if not known or scene.talks_of_another(kind):
                return
            yield replace(
                bare, operation="collect" if scene.speaks_of_all(kind) else "which", subjects=having
            )
        both = len(subjects) > 1 and implied and self._goes_on_comparing(scene)
        if both or (scene.joins and len(subjects) > 1):
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
            found = not implied and subject not in scene.named
            years = (scene.years or scene.carried_years(kind)) if series else ()
            draft = replace(bare, subjects=(subject,), implied=implied, described=found, years=years)
            if series and scene.asks_first and not scene.places_any:
                yield replace(draft, extreme="low")
                continue
            checks = list(self._checks(scene, draft))
            if any(c.claim for c in checks) and (narrowed := list(self._lister.narrowed(scene, draft))):
                checks = [*(c for c in checks if not c.claim), *narrowed]
            yield from checks
            if not any(c.value for c in checks if scene.asked.yes_no and self._holds(c)):
                yield draft

    def _guessed(self, scene: Scene, hit: Hit) -> Iterator[Draft]:
        """Yield whether any subject has what the question guesses and none has (`did they meet in Ohio`)."""
        kind, name = hit.intent.kind, hit.intent.property
        prop = self._catalog.property(kind, name)
        if not scene.asked.yes_no or prop is None or prop.type not in ("entity", "text"):
            return
        having = self._catalog.with_property(kind, name)
        if not having or scene.subjects(kind)[0] or scene.absent(kind):
            return
        bare = Draft("which", kind, having, name, similarity=hit.similarity, intent=hit.intent)
        value = next((e for e in scene.entities if self._catalog.may_hold(kind, name, e)), None)
        if value and not self._catalog.holders(value):
            yield replace(bare, value=value)
        elif scene.named.keys() <= {self._catalog.main}:
            places = scene.other_places if name in self._catalog.kind(kind).identified_by else ()
            says = not places and not scene.asked.describes
            claim = scene.claim(self._lister.words_of(kind, name)) if says else next(iter(places), None)
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
        for entity in scene.values_beside(draft.subjects):
            if entity in held or (yes_no and self._catalog.may_hold(kind, name, entity)):
                yield replace(draft, operation="check", value=entity)
        claim = scene.claim(self._lister.words_of(kind, name)) if yes_no and prop.many and held else None
        if claim:
            yield replace(draft, operation="check", claim=claim)

    def _holds(self, check: Draft) -> bool:
        pairs = self._catalog.values(check.subjects[0], check.property or "")
        return any(check.value in (v.entity, v.text) for _, v in pairs)

    def _overviews(self, scene: Scene) -> Iterator[Draft]:
        asked = scene.asked
        telling = self._lexicon.means_something(asked.stems)
        again = scene.continues and asked.focus is not None and asked.focus.property is not None
        picks = asked.picks and (scene.asks_for_kind or not asked.linked.nouns)
        asks = telling or picks or (asked.yes_no and scene.asks_for_kind and not self._existing(scene))
        asks_else = again or (asks and not asked.wants_overview)
        compares = asked.compares and not scene.content and not again
        if compares or not (asks_else or scene.moves):
            yield from self._side_by_side(scene)
        if asks_else:
            return
        if scene.moves:
            for of in self._catalog.book.vocabulary.kinds:
                for subject in scene.subjects(of)[0][:1] if scene.names_any(of) else ():
                    yield Draft("overview", of, (subject,), ground="order", similarity=_OVERVIEW)
            return
        placed = [s for kind in self._catalog.book.vocabulary.kinds if (s := scene.by_order(kind))]
        main = self._catalog.main
        general = asked.wants_overview and scene.has_noun(self._catalog.main_kind) and main not in scene.named
        person = self._catalog.book.subjects.get(asked.person or "") if asked.wants_overview else None
        pointed = [person.id] if person else []
        for subject in [*scene.named, *pointed, *placed, *([main] if general else [])]:
            if self._catalog.book.subjects[subject].facts or self._catalog.holders(subject):
                kind = self._catalog.book.subjects[subject].kind
                near = _OVERVIEW if asked.wants_overview or not asked.counts else _OVERVIEW_OF_COUNTED
                yield Draft("overview", kind, (subject,), ground="naming", similarity=near)

    def _existing(self, scene: Scene) -> bool:
        """Tell whether what is asked to exist does (`was there a convening in 2016`)."""
        ordered = (k for k in self._catalog.book.vocabulary.kinds.values() if k.ordered_by)
        return any(scene.has_noun(kind.id) and scene.names_any(kind.id) for kind in ordered)

    def _side_by_side(self, scene: Scene) -> Iterator[Draft]:
        """Yield when several things were, where each is named and nothing is asked of them."""
        for ordered in self._catalog.book.vocabulary.kinds.values():
            several = (
                scene.subjects(ordered.id)[0] if ordered.ordered_by and scene.names_any(ordered.id) else ()
            )
            if len(several) > 1 and scene.names_each(several):
                told = self._compared(scene, ordered) if scene.asked.compares else ordered.ordered_by
                intent = Intent(ordered.id, told or "")
                yield Draft(
                    "compare",
                    ordered.id,
                    several,
                    told,
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

    def _ellipses(self, scene: Scene) -> Iterator[Draft]:
        """Yield the last question put to what is named now (`and in 2018?`)."""
        focus = scene.asked.focus
        if focus is None or focus.property is None or focus.kind is None:
            return
        if scene.asked.person and scene.asked.person not in focus.subjects:
            return
        kind, name = focus.kind, focus.property
        if self._ranker.ranks(scene, kind, name):
            return
        if not scene.continues and (scene.content or not scene.asked.compares):
            return
        similarity = _CARRIED_WITH_WORDS if scene.telling else _CARRIED
        again = Draft(
            "lookup", kind, focus.subjects, name, implied=True, ground="carried", similarity=similarity
        )
        fresh = tuple(s for s in scene.subjects(kind)[0] if s not in focus.subjects)
        if self._catalog.property(kind, name) is None:
            yield from (
                replace(again, operation="told", subjects=(s,))
                for s in fresh[:1]
                if name in self._catalog.book.subjects[s].facts
            )
        elif fresh and scene.asked.compares and len(focus.subjects) == 1:
            yield replace(again, operation="compare", subjects=(*focus.subjects, *fresh[:1]))
        elif fresh and scene.continues:
            yield replace(again, subjects=fresh[:1])
        elif scene.years and self._catalog.is_series(kind, name):
            yield replace(again, years=scene.years)
        elif scene.continues:
            for entity in scene.entities:
                having = self._catalog.having(kind, name, entity)
                if focus.operation == "reverse" and having:
                    yield replace(again, operation="reverse", subjects=having, value=entity)
                elif having or self._catalog.may_hold(kind, name, entity):
                    yield replace(again, operation="check", value=entity)

    def _upcoming(self, scene: Scene) -> Iterator[Draft]:
        """Yield that none is to come, where the next of a kind is asked for and nothing is known of one."""
        for kind in self._catalog.book.vocabulary.kinds.values():
            said = scene.has_noun(kind.id) or (kind.browsable and "one" in scene.asked.linked.words)
            if kind.ordered_by and scene.asked.end == "next" and said:
                past, coming = self._catalog.around(kind.id, self._today())
                if past and not coming:
                    yield Draft("upcoming", kind.id, past[-1:], ground="naming", similarity=_COUNT)

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
        if telling or (asked.linked.mentions and not scene.named.keys() <= {self._catalog.main}):
            return
        for noun in asked.linked.nouns:
            for kind in noun.kinds:
                if kind != self._catalog.main_kind and noun.plural:
                    yield Draft(
                        "count", kind, self._catalog.of_kind(kind), ground="naming", similarity=_COUNT
                    )
