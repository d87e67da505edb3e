"""Ranking: readings that compare subjects or ask for the one with the most or least of something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.facts.model import Kind, Property
from bot.matching.asking import Draft, Extreme, Intent
from bot.matching.catalog import Catalog
from bot.matching.lexicon import Lexicon
from bot.matching.scene import Scene
from bot.matching.text import has_phrase, phrase_at, words

_NEAR, _NEAR_ENOUGH = 0.3, 0.6
"""How near the phrasings of what is ranked must be without a noun for the kind: beside a name, alone."""

_COMPARATIVES = {"most": "more", "fewest": "fewer", "least": "less"}

_COMPARED, _RANKED, _ORDERED = 0.5, 0.6, 0.9
"""Similarity granted to comparing and ranking, where the property's phrasings add the rest, and to order."""

_TWO = 2


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A property that words ask for the most or least of, with the stems that say so."""

    kind: str
    name: str
    extreme: Extreme
    said: frozenset[str] = frozenset()


class Ranker:
    """Drafts comparisons and superlatives.

    Args:
        catalog: the facts.
        lexicon: stems the words that rank.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon) -> None:
        self._catalog = catalog
        self._extremes: dict[str, list[tuple[tuple[str, ...], _Ranked]]] = defaultdict(list)
        for kind in catalog.book.vocabulary.kinds.values():
            for prop in kind.properties.values():
                for extreme, phrases in (("high", prop.high), ("low", prop.low)):
                    for phrase in filter(None, map(words, phrases)):
                        end: Extreme = "high" if extreme == "high" else "low"
                        ranked = _Ranked(kind.id, prop.name, end, frozenset(lexicon.fold(phrase)))
                        self._extremes[phrase[0]].append((phrase, ranked))

    def drafts(self, scene: Scene) -> Iterator[Draft]:
        """Yield what the question compares or ranks."""
        if scene.asked.compares:
            yield from self._comparisons(scene)
        if scene.said.asks_order and not scene.asked.counts:
            yield from self._orders(scene)
        extremes = list(self._asked_for(scene.asked.linked.words)) or list(self._asked_again(scene))
        known = scene.talk.listed.intersection(ranked.kind for ranked in extremes)
        for ranked in extremes:
            if not known or ranked.kind in known:
                yield from self._superlative(scene, ranked)
        if not known:
            yield from self._ends(scene)

    def ranks(self, scene: Scene, kind: str, name: str) -> bool:
        """Tell whether the question asks for the most or least of a property, again (`and the smallest?`)."""
        asked = ((ranked.kind, ranked.name) for ranked in self._asked_for(scene.asked.linked.words))
        return self._ranked_last(scene, kind, name) and (kind, name) in asked

    def _asked_for(self, tokens: tuple[str, ...]) -> Iterator[_Ranked]:
        """Yield what words ask for the most or least of (`which is the biggest`)."""
        for i, token in enumerate(tokens):
            for phrase, ranked in self._extremes.get(token, ()):
                if phrase_at(tokens, i, phrase):
                    yield ranked

    def _asked_again(self, scene: Scene) -> Iterator[_Ranked]:
        """Yield the most or least of what was ranked last (`and the fewest?`)."""
        focus = scene.asked.focus
        if focus is None or not focus.kind or not self._ranked_last(scene, focus.kind, focus.property or ""):
            return
        if scene.asked.ranks_end and self._catalog.property(focus.kind, focus.property) and focus.property:
            yield _Ranked(focus.kind, focus.property, scene.asked.ranks_end)

    def _comparisons(self, scene: Scene) -> Iterator[Draft]:
        for kind in self._catalog.book.vocabulary.kinds.values():
            firm = scene.names.firmly_named(kind.id)
            subjects = firm if len(firm) > 1 else scene.subjects(kind.id)[0]
            if len(subjects) < _TWO:
                continue
            ranked, sure = comparable(kind, scene.asked.linked.words)
            for prop in ranked:
                unsaid = len(ranked) > 1 or scene.said.asks_order
                if not sure and unsaid and scene.asked.near(kind.id, prop.name) < _NEAR:
                    continue
                near = _COMPARED + (1 - _COMPARED) * scene.asked.near(kind.id, prop.name)
                draft = Draft("compare", kind.id, subjects, prop.name, ground="rank", similarity=near)
                further = direction(prop, scene.asked.linked.words)
                claimed = self._claimed(scene, subjects) if further else None
                yield replace(draft, value=claimed, intent=Intent(kind.id, prop.name))

    def _orders(self, scene: Scene) -> Iterator[Draft]:
        """Yield which of several that are named came first (`was Austin before or after Minneapolis`)."""
        for kind in self._catalog.book.vocabulary.kinds.values():
            subjects = scene.names.named_of(kind.id)
            together = any(m.subjects.keys() >= set(subjects) for m in scene.asked.linked.mentions)
            if len(subjects) != _TWO or together:
                continue
            dates = (p.name for p in kind.properties.values() if p.type == "date" and not p.many)
            name = kind.ordered_by or next(dates, None)
            ranked, sure = comparable(kind, scene.asked.linked.words)
            if name and not (sure and scene.asked.compares and any(p.name == name for p in ranked)):
                draft = Draft("compare", kind.id, subjects, name, ground="order", similarity=_ORDERED)
                either = scene.said.asks_which_way
                said = None if either else self._claimed(scene, subjects)
                further: Extreme = "high" if scene.said.asks_later and not either else "low"
                yield replace(draft, extreme=further, value=said, intent=Intent(kind.id, name))

    @staticmethod
    def _claimed(scene: Scene, subjects: tuple[str, ...]) -> str | None:
        """Return which of two is said to be further: what was talked about, or else the first."""
        if not scene.asked.yes_no or scene.asked.leaves_choice or len(subjects) != _TWO:
            return None
        places = [(m.start, s) for m in scene.asked.linked.mentions for s in subjects if s in m.subjects]
        named = {s for _, s in places}
        return next((s for s in subjects if s not in named), None) or min(places)[1]

    def _superlative(self, scene: Scene, ranked: _Ranked) -> Iterator[Draft]:
        kind, name = ranked.kind, ranked.name
        again = self._ranked_last(scene, kind, name)
        near = 1.0 if again else scene.asked.near(kind, name)
        claimed = self._said_to_be(scene, kind)
        if (
            not claimed
            and scene.names_any(kind)
            and kind not in {self._catalog.main_kind, *scene.talk.listed}
        ):
            return
        if scene.talk.is_elliptic and not again:
            return
        meant = scene.names.has_noun(kind) or kind in scene.talk.listed or claimed is not None
        having = self._catalog.with_property(kind, name)
        alone = len(having) == 1 and kind != self._catalog.main_kind
        if not alone and (again or meant or near > (_NEAR if scene.names.named else _NEAR_ENOUGH)):
            yield Draft(
                "superlative",
                kind,
                having,
                name,
                value=claimed,
                extreme=ranked.extreme,
                described_by=ranked.said,
                ground="rank",
                similarity=_RANKED + (1 - _RANKED) * near,
                intent=Intent(kind, name),
            )

    def _said_to_be(self, scene: Scene, kind: str) -> str | None:
        """Return what a yes-or-no question says to have the most or least (`was Denver the biggest`)."""
        if not scene.asked.yes_no or scene.asked.person or kind == self._catalog.main_kind:
            return None
        subjects, carried = scene.subjects(kind)
        said = len(subjects) == 1 and (scene.asked.has_pronoun if carried else scene.names_any(kind))
        return subjects[0] if said and not scene.said.moves else None

    @staticmethod
    def _ranked_last(scene: Scene, kind: str, name: str) -> bool:
        """Tell whether a property was asked for last, so that an extreme is of it (`and the smallest?`)."""
        focus = scene.asked.focus
        same = focus is not None and (focus.kind, focus.property) == (kind, name)
        ranked = focus is not None and focus.operation == "superlative" and scene.talk.continues
        picks = scene.asked.picks and not scene.said.content
        return same and (scene.talk.is_elliptic or ranked or picks)

    def _ends(self, scene: Scene) -> Iterator[Draft]:
        """Yield the first or last of what was just listed (`which was the first`)."""
        extreme: Extreme = "low" if scene.said.asks_first else "high"
        for kind in sorted(scene.talk.listed) if scene.talk.asks_end_of_listed else ():
            name, past = self._catalog.kind(kind).ordered_by, scene.past(kind)
            if name and past:
                draft = Draft("superlative", kind, past, name, extreme=extreme, ground="rank")
                yield replace(draft, similarity=_ORDERED, intent=Intent(kind, name))


def comparable(kind: Kind, tokens: tuple[str, ...]) -> tuple[list[Property], bool]:
    """Return the properties that a comparative ranks (`bigger`: what can be biggest).

    Where none does, all numbers that can be ranked; the second value tells whether one does.
    """
    ranked = [p for p in kind.properties.values() if p.type == "number" and p.high]
    dated = [p for p in kind.properties.values() if p.type == "date" and p.high]
    bases = {base(t) for t in tokens if base(t) != t}
    meant = [
        p
        for p in (*ranked, *dated)
        if bases & {base(w) for phrase in (*p.high, *p.low) for w in phrase.split()}
    ]
    meant = meant or [p for p in ranked if any(_compares(phrase, tokens) for phrase in (*p.high, *p.low))]
    return (meant or ranked), bool(meant)


def direction(prop: Property, tokens: tuple[str, ...]) -> Extreme | None:
    """Return whether a comparative asks for more or later (`high`) or for less or earlier (`low`)."""
    bases = {base(t) for t in tokens if base(t) != t}
    for extreme, phrases in (("high", prop.high), ("low", prop.low)):
        same = bases & {base(w) for phrase in phrases for w in phrase.split() if base(w) != w}
        if same or any(_compares(phrase, tokens) for phrase in phrases):
            return "high" if extreme == "high" else "low"
    if prop.type == "number" and has_phrase(tokens, [("more",), ("exceed",), ("beat",), ("outdo",)]):
        return "high"
    return None


def base(word: str) -> str:
    """Return what a comparative and a superlative have in common (`larger`, `largest`: `larg`)."""
    for ending in ("iest", "ier", "est", "er"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


def _compares(phrase: str, tokens: tuple[str, ...]) -> bool:
    """Tell whether the words compare what a phrase ranks (`more people`: `most people`)."""
    first, *rest = phrase.split()
    comparative = _COMPARATIVES.get(first)
    return comparative is not None and bool(rest) and has_phrase(tokens, [(comparative, *rest)])
