"""Scoring: how well a reading accounts for the question, as named features and one number."""

from __future__ import annotations

from collections.abc import Mapping

from bot.matching.catalog import Catalog, FactView
from bot.matching.lexicon import OWN, ClassNoun, Lexicon
from bot.matching.linking import Mention
from bot.matching.phrasing import PhrasingIndex
from bot.matching.proposing import Asked, Draft, Intent, mentions_main
from bot.matching.reading import Reading
from bot.matching.spelling import rarity

_EXPECTED = {"?when": "date", "?count": "number", "?who": "entity", "?where": "entity"}
KIND = "kind:"
"""What the name of a kind begins with where it stands among ids of subjects."""

_UNACCOUNTED = 0.6
_OTHER_NOUN = 0.6
_MISFIT = 0.8
_UNNAMED = {"main": 0.92, "elsewhere": 0.75, "told": 0.85, "which": 0.8}
_UNKNOWN = 0.97


class Scorer:
    """Weighs readings.

    Args:
        catalog: the facts.
        lexicon: the community's words.
        index: knows how telling a stem is.
        entities: ids that each told fact's own phrasings name.
        vocabulary: stems that each intent's phrasings use.
    """

    def __init__(
        self,
        catalog: Catalog,
        lexicon: Lexicon,
        index: PhrasingIndex[Intent],
        entities: Mapping[str, frozenset[str]],
        vocabulary: Mapping[Intent, frozenset[str]],
    ) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._index = index
        self._entities = entities
        self._vocabulary = vocabulary

    def score(self, asked: Asked, draft: Draft) -> Reading:
        """Return the draft as a reading with its features and score."""
        views = self._views(draft)
        unaccounted = sum(self._unaccounted(m, draft, views) for m in asked.linked.mentions)
        unaccounted += sum(self._unaccounted_noun(n, draft, views) for n in asked.linked.nouns)
        coverage, explained, unexplained = self._coverage(asked, draft, views)
        features = {
            "similarity": draft.similarity,
            "coverage": coverage,
            "explained": min(explained, 4.0) / 4,
            "unexplained": min(unexplained, 4.0) / 4,
            "unaccounted": unaccounted,
            "named": self._named(asked, draft),
            "fits": self._fits(asked, draft),
            "known": 1.0 if views else 0.0,
            "main": 1.0 if mentions_main(asked, self._catalog.main) else 0.0,
            "length": min(len(asked.stems), 12) / 12,
        }
        score = draft.similarity * (0.45 + 0.55 * features["coverage"]) * _UNACCOUNTED**unaccounted
        score *= features["named"] * (1.0 if features["fits"] else _MISFIT) * (1.0 if views else _UNKNOWN)
        if draft.operation == "check":
            score *= 1.05 if asked.yes_no else 0.95
        return Reading(
            draft.operation,
            draft.kind,
            draft.subjects,
            draft.property,
            draft.value,
            draft.claim,
            draft.years,
            draft.extreme,
            draft.implied,
            score,
            features,
        )

    def _views(self, draft: Draft) -> list[FactView]:
        views = []
        for subject in draft.subjects[:8]:
            for name in self._names(draft):
                fact_id = f"{subject}.{name}"
                if self._catalog.book.fact(fact_id) is not None:
                    views.append(self._catalog.view(fact_id))
        return views

    def _names(self, draft: Draft) -> tuple[str, ...]:
        if draft.property is None:
            return ()
        prop = self._catalog.property(draft.kind, draft.property)
        return (draft.property, *(prop.includes if prop else ()))

    def _unaccounted(self, mention: Mention, draft: Draft, views: list[FactView]) -> float:
        """Return how much of a mention the reading leaves unexplained, 0 to 1."""
        meant = set(mention.subjects)
        if self._catalog.main in meant or meant.intersection(draft.subjects) or draft.value in meant:
            return 0.0
        if mention.literal and mention.literal == draft.value or mention.number in draft.years:
            return 0.0
        if draft.operation == "superlative" or draft.operation in ("which", "collect") and not meant:
            return 0.5
        entities = {e for v in views for e in v.entities}
        for subject in draft.subjects:
            entities |= self._entities.get(f"{subject}.{draft.property}", frozenset())
        if entities & meant:
            return 0.0
        if mention.sort == "year" and any(mention.number in v.years for v in views):
            return 0.0
        told = {s for v in views for s in v.stems}
        stems = [self._lexicon.stem(w) for w in mention.text.split() if self._lexicon.is_content(w)]
        if stems and all(s in told for s in stems):
            return 0.15
        return 0.5 if mention.sort == "number" else 1.0

    def _unaccounted_noun(self, noun: ClassNoun, draft: Draft, views: list[FactView]) -> float:
        if draft.kind in noun.kinds or self._catalog.main_kind in noun.kinds:
            return 0.0
        kinds = {
            self._catalog.book.subjects[e].kind
            for v in views
            for e in v.entities
            if e in self._catalog.book.subjects
        }
        asked_of = {e for s in draft.subjects for e in self._entities.get(f"{s}.{draft.property}", ())}
        if kinds.intersection(noun.kinds) or any(KIND + k in asked_of for k in noun.kinds):
            return 0.0
        return _OTHER_NOUN

    def _coverage(self, asked: Asked, draft: Draft, views: list[FactView]) -> tuple[float, float, float]:
        """Return the share of the question's telling words that the reading explains, and both sides' weights."""
        asks: frozenset[str] = frozenset()
        if draft.intent is not None:
            asks = self._vocabulary.get(draft.intent, frozenset())
        told = frozenset(s for v in views for s in v.stems | v.asked)
        claimed = set(self._lexicon.fold(draft.claim.split())) if draft.claim else set()
        total = explained = 0.0
        for stem in asked.stems:
            if stem[0] == OWN:
                continue
            weight = self._lexicon.weight(stem) * (1.0 if stem in self._index else rarity(stem))
            total += weight
            if stem in asks:
                explained += weight
            elif stem in told:
                explained += 0.8 * weight
            elif stem in claimed:
                explained += 0.5 * weight
        return (explained / total if total else 1.0), explained, total - explained

    def _named(self, asked: Asked, draft: Draft) -> float:
        """Return how surely the question is about the reading's subject."""
        if draft.operation == "which":
            return _UNNAMED["which"]
        if draft.subjects == (self._catalog.main,):
            if mentions_main(asked, self._catalog.main):
                return 1.0
            elsewhere = asked.focus is not None and self._catalog.main not in asked.focus.subjects
            return _UNNAMED["elsewhere" if elsewhere and asked.points_back else "main"]
        if draft.implied:
            return 0.95
        named = {s: w for m in asked.linked.mentions for s, w in m.subjects.items()}
        if draft.operation in ("told", "lookup") and not any(s in named for s in draft.subjects):
            focus = asked.focus.subjects if asked.focus else ()
            return 0.95 if any(s in focus for s in draft.subjects) else _UNNAMED["told"]
        weight = max((named.get(s, 0.0) for s in draft.subjects), default=1.0)
        return 0.8 + 0.2 * weight if weight else 1.0

    def _fits(self, asked: Asked, draft: Draft) -> float:
        """Tell whether the property is of the sort that the question word expects."""
        prop = self._catalog.property(draft.kind, draft.property or "")
        if prop is None or draft.operation in ("told", "check", "reverse", "superlative"):
            return 1.0
        wanted = {_EXPECTED[s] for s in asked.stems if s in _EXPECTED}
        return 1.0 if not wanted or prop.type in wanted else 0.0
