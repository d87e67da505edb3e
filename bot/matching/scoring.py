"""Scoring: how well a reading accounts for the question, as named features and one number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.matching.catalog import Catalog, FactView
from bot.matching.lexicon import OWN, ClassNoun, Lexicon
from bot.matching.linking import IDENTIFIED, NAME, Mention
from bot.matching.phrasing import PhrasingIndex
from bot.matching.proposing import Asked, Draft, Intent, mentions_main
from bot.matching.reading import Reading
from bot.matching.spelling import rarity

_EXPECTED = {"?when": "date", "?count": "number", "?who": "entity", "?where": "entity"}
KIND = "kind:"
"""What the name of a kind begins with where it stands among ids of subjects."""

_UNACCOUNTED = 0.6
_OTHER_NOUN = 0.6
_LACKS_NAME = 0.6
_RANKING, _TOLD, _CLAIMED = 0.3, 0.8, 0.5
_MISFIT = 0.8
_NAMED = {
    "open": 0.8,
    "all": 1.0,
    "named": 1.0,
    "identified": 0.98,
    "weak": 0.9,
    "carried": 0.95,
    "sought": 1.0,
    "main": 0.92,
    "main_elsewhere": 0.75,
    "unnamed": 0.85,
    "unnamed_bound": 0.6,
}
"""A first guess at how much each way of naming a subject counts; the fitted weights go beyond it."""
_UNKNOWN = 0.97


@dataclass(slots=True)
class Evidence:
    """How the words of a question speak for a reading.

    Attributes:
        explained, unexplained: weights of the words that the reading explains and does not.
        for_it, against_it: the same, each word weighed by how telling it is among all phrasings.
        told: how much is explained only by the words that the answer would tell.
        strange: weight of words that no phrasing uses.
        stems: the explained words.
    """

    explained: float = 0.0
    unexplained: float = 0.0
    for_it: float = 0.0
    against_it: float = 0.0
    told: float = 0.0
    strange: float = 0.0
    stems: set[str] = field(default_factory=set)

    def add(self, stem: str, weight: float, share: float, telling: float, strange: bool) -> None:
        """Count a word of that weight of which a share is explained."""
        if share == _TOLD:
            self.told += weight * share
        if strange and not share:
            self.strange += weight
        self.explained += weight * share
        self.unexplained += weight * (1 - share)
        self.for_it += weight * share * telling
        self.against_it += weight * (1 - share) * telling
        if share:
            self.stems.add(stem)

    @property
    def coverage(self) -> float:
        """The share of the weight that is explained."""
        total = self.explained + self.unexplained
        return self.explained / total if total else 1.0


class Wordings:
    """The stems and names that the phrasings of each fact, and of each kind's property, use."""

    def __init__(self) -> None:
        self._stems: dict[tuple[str, bool], set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)

    def add(self, intent: Intent, stems: Collection[str], names: Collection[str]) -> None:
        """Count one phrasing in."""
        self._stems[self._key(intent), intent.reverse].update(stems)
        self._names[self._key(intent)].update(names)

    def stems(self, intent: Intent) -> Collection[str]:
        """Return the stems that the phrasings of an intent use."""
        return self._stems.get((self._key(intent), intent.reverse), ())

    def names(self, key: str) -> Collection[str]:
        """Return the ids that the phrasings of a fact (`subject.property`) or a property (`kind.property`) name."""
        return self._names.get(key, ())

    @staticmethod
    def _key(intent: Intent) -> str:
        return intent.fact or f"{intent.kind}.{intent.property}"


class Scorer:
    """Weighs readings.

    Args:
        catalog: the facts.
        lexicon: the community's words.
        index: knows how telling a stem is.
        wordings: what the phrasings use.
    """

    def __init__(
        self,
        catalog: Catalog,
        lexicon: Lexicon,
        index: PhrasingIndex[Intent],
        wordings: Wordings,
    ) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._index = index
        self._wordings = wordings
        self._ranking = lexicon.ranking_stems()
        self._overview = {lexicon.stem(w) for phrase in lexicon.language.cues["overview"] for w in phrase}

    def score(self, asked: Asked, draft: Draft) -> Reading:
        """Return the draft as a reading with its features and score."""
        views = self._views(draft)
        unaccounted = sum(self._unaccounted(m, draft, views) for m in asked.linked.mentions)
        unaccounted += sum(self._unaccounted_noun(n, draft, views) for n in asked.linked.nouns)
        evidence = self._evidence(asked, draft, views)
        coverage = evidence.coverage
        named = self._named(asked, draft)
        fits, known = self._fits(asked, draft), 1.0 if views else 0.0
        score = draft.similarity * (0.45 + 0.55 * coverage) * _UNACCOUNTED**unaccounted
        score *= _NAMED[named] * (1.0 if fits else _MISFIT) * (1.0 if known else _UNKNOWN)
        similarity = min(draft.similarity, 1.0)
        if draft.operation == "overview":
            similarity *= max(0.0, 1.0 - evidence.unexplained)
            score *= max(0.0, 1.0 - evidence.unexplained)
        features = {
            "score": score,
            "similarity": similarity,
            "near": max(0.0, similarity - 0.5),
            "exact": max(0.0, similarity - 0.9) * 10,
            "coverage": coverage,
            "both": similarity * coverage,
            "explained": min(evidence.explained, 4.0) / 4,
            "unexplained": min(evidence.unexplained, 4.0) / 4,
            "for_it": min(evidence.for_it, 4.0) / 4,
            "against_it": min(evidence.against_it, 4.0) / 4,
            "told": min(evidence.told, 3.0) / 3,
            "strange": min(evidence.strange, 3.0) / 3,
            "relative": similarity / asked.nearest if asked.nearest else 1.0,
            "unaccounted": min(unaccounted, 3.0),
            "whole": float(unaccounted < _OTHER_NOUN / 2),
            "misfit": 1.0 - fits,
            "missing": 1.0 - known,
            "yes_no": float(asked.yes_no),
            "about_main": float(mentions_main(asked, self._catalog.main)),
            "foreign": float(asked.foreign),
            "names_something": float(bool(asked.linked.mentions)),
            "of_another": float(named == "main" and unaccounted >= 1.0),
            "names_bare": float(self._names_bare(asked)),
            "now": float(asked.now),
            "now_dated": float(asked.now and not self._is_series(draft)),
            "names_nothing": float(not asked.linked.mentions and not asked.linked.nouns),
            f"is_{draft.operation}": 1.0,
            f"subject_{named}": 1.0,
        }
        if self._lacks_name(asked, draft):
            features["lacks_name"] = 1.0
            features["score"] = score = score * _LACKS_NAME
        if draft.operation == "check":
            features["check_asked"] = float(asked.yes_no)
        if draft.claim:
            features["claims"] = 1.0
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
            asked.yes_no,
            asked.past,
            asked.counts,
            score,
            features,
            frozenset(evidence.stems),
        )

    def _names_bare(self, asked: Asked) -> bool:
        """Tell whether all that is named are things of which nothing is told on their own (places, topics)."""
        subjects = self._catalog.book.subjects
        named = [s for m in asked.linked.mentions for s in m.subjects]
        return bool(named) and not asked.linked.nouns and not any(subjects[s].facts for s in named)

    def _is_series(self, draft: Draft) -> bool:
        prop = self._catalog.property(draft.kind, draft.property or "")
        return bool(prop and prop.series)

    def _lacks_name(self, asked: Asked, draft: Draft) -> bool:
        """Tell whether the phrasings that are near name something which the question does not."""
        names = draft.intent.names if draft.intent else frozenset()
        return bool(names) and not any(
            names.intersection(m.subjects) or str(m.number) in names for m in asked.linked.mentions
        )

    def _views(self, draft: Draft) -> list[FactView]:
        views = []
        for subject in draft.subjects[:8]:
            for name in self._names(draft, subject):
                fact_id = f"{subject}.{name}"
                if self._catalog.book.fact(fact_id) is not None:
                    views.append(self._catalog.view(fact_id))
        return views

    def _names(self, draft: Draft, subject: str) -> tuple[str, ...]:
        if draft.property is None:
            summary = self._catalog.kind(draft.kind).summary
            return summary or tuple(self._catalog.book.subjects[subject].facts)[:3]
        prop = self._catalog.property(draft.kind, draft.property)
        return (draft.property, *(prop.includes if prop else ()))

    def _unaccounted(self, mention: Mention, draft: Draft, views: list[FactView]) -> float:
        """Return how much of a mention the reading leaves unexplained, 0 to 1."""
        meant = set(mention.subjects)
        if self._catalog.main in meant or meant.intersection(draft.subjects) or draft.value in meant:
            return 0.0
        if mention.literal and mention.literal == draft.value or mention.number in draft.years:
            return 0.0
        if mention.sort == "ordinal" and mention.number == 1 and draft.extreme == "low":
            return 0.0
        if draft.operation == "superlative" or draft.operation in ("which", "collect") and not meant:
            return 0.5
        entities = {e for v in views for e in v.entities}
        for subject in draft.subjects:
            entities.update(self._wordings.names(f"{subject}.{draft.property}"))
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
        asked_of = {e for s in draft.subjects for e in self._wordings.names(f"{s}.{draft.property}")}
        asked_of.update(self._wordings.names(f"{draft.kind}.{draft.property}"))
        if kinds.intersection(noun.kinds) or any(KIND + k in asked_of for k in noun.kinds):
            return 0.0
        return _OTHER_NOUN

    def _evidence(self, asked: Asked, draft: Draft, views: list[FactView]) -> Evidence:
        """Return which of the question's telling words the reading explains, and how much they weigh."""
        asks = self._wordings.stems(draft.intent) if draft.intent is not None else ()
        told = frozenset(s for v in views for s in v.stems | v.asked)
        claimed = set(self._lexicon.fold(draft.claim.split())) if draft.claim else set()
        evidence = Evidence()
        for stem in asked.stems:
            if stem[0] == OWN:
                continue
            weight = self._lexicon.weight(stem) * (1.0 if stem in self._index else rarity(stem))
            if stem in self._ranking:
                weight *= _RANKING
            if draft.operation in ("superlative", "compare") and stem in self._ranking:
                share = 1.0
            elif draft.operation == "overview" and stem in self._overview:
                share = 1.0
            else:
                share = (
                    1.0 if stem in asks else _TOLD if stem in told else _CLAIMED if stem in claimed else 0.0
                )
            evidence.add(stem, weight, share, self._index.telling(stem), stem not in self._index)
        return evidence

    def _named(self, asked: Asked, draft: Draft) -> str:
        """Return in what way the question is about the reading's subject."""
        if draft.operation == "which":
            return "open"
        if draft.operation in ("collect", "superlative", "count"):
            return "all"
        if draft.subjects == (self._catalog.main,):
            if mentions_main(asked, self._catalog.main):
                return "named"
            elsewhere = asked.focus is not None and self._catalog.main not in asked.focus.subjects
            return "main_elsewhere" if elsewhere and asked.points_back else "main"
        named = {s: w for m in asked.linked.mentions for s, w in m.subjects.items()}
        weight = max((named.get(s, 0.0) for s in draft.subjects), default=0.0)
        if weight:
            return "named" if weight >= NAME else "identified" if weight >= IDENTIFIED else "weak"
        focus = (*asked.focus.subjects, asked.focus.value) if asked.focus else ()
        if draft.implied or any(s in focus for s in draft.subjects):
            return "carried"
        if draft.operation == "reverse" or draft.described:
            return "sought"
        return "unnamed_bound" if draft.intent and draft.intent.bound else "unnamed"

    def _fits(self, asked: Asked, draft: Draft) -> float:
        """Tell whether the property is of the sort that the question word expects."""
        prop = self._catalog.property(draft.kind, draft.property or "")
        if prop is None or draft.operation in ("told", "check", "reverse", "superlative"):
            return 1.0
        if draft.operation == "compare" and asked.compares_size:
            return float(prop.type == "number")
        wanted = {_EXPECTED[s] for s in asked.stems if s in _EXPECTED}
        return 1.0 if not wanted or prop.type in wanted else 0.0
