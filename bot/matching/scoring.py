"""Scoring: how well a reading accounts for the question, as named features and one number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.matching.asking import Asked, Draft, Intent
from bot.matching.catalog import Catalog, FactView
from bot.matching.evidence import KIND, Evidence, Wordings
from bot.matching.lexicon import EXPECTED, OWN, ClassNoun, Lexicon
from bot.matching.linking import IDENTIFIED, NAME, Mention
from bot.matching.phrasing import PhrasingIndex
from bot.matching.reading import Reading
from bot.matching.spelling import rarity

_EXPECTED = {
    "?when": ("date",),
    "?count": ("number", "text"),
    "?price": ("number", "text"),
    "?who": ("entity",),
    "?where": ("entity", "text"),
}
_UNACCOUNTED, _MISFIT, _UNKNOWN, _LACKS_NAME = 0.6, 0.8, 0.97, 0.6
_NAMED = {
    "open": 0.8, "all": 1.0, "named": 1.0, "dated": 0.98, "identified": 0.98, "weak": 0.9,
    "identified_bare": 0.98, "weak_bare": 0.9, "carried": 0.95,
    "carried_bare": 0.9, "sought": 1.0, "main": 0.92, "main_elsewhere": 0.75, "unnamed": 0.85,
    "unnamed_bound": 0.6,
}  # fmt: skip
"""A first guess at how much each way of naming a subject counts; the fitted weights go beyond it."""

_SORTS = {
    "supposed": ("main", "main_elsewhere"),
    "said": ("named", "dated"),
    "derived": ("identified", "weak", "identified_bare", "weak_bare", "carried", "carried_bare"),
    "left_open": ("open", "all", "sought", "unnamed", "unnamed_bound"),
}
"""Ways of naming a subject that bear unexplained words differently."""

_OTHER_NOUN = 0.6
_WIDE = ("collect", "count", "upcoming", "absent")
"""Operations on all subjects of a kind: they leave whatever else is named unexplained."""

_SETTLED, _ONCE = 2, 0.8
"""How many phrasings of a property use a word that it surely explains, and the share where just one does."""

MISPLACED = "check_by_misplaced"
"""The feature of a reading that a subject has what identifies another, put right beside it."""

_OFTEN = 0.2
"""Share of a property's phrasings that must expect a sort of answer for the property to give it."""

_HALF, _IN_PASSING = 0.5, 0.15
_RANKING, _TOLD, _CLAIMED = 0.3, 0.8, 0.5
_VIEWS = 8


@dataclass(frozen=True, slots=True)
class _Word:
    """What is known of a word of the question, whatever the reading."""

    stem: str
    weight: float
    telling: float
    known: bool
    ranking: bool
    ordering: bool
    light: bool
    content: bool


class Scorer:
    """Weighs readings.

    Args:
        catalog: the facts.
        lexicon: the community's words.
        index: knows how telling a stem is.
        wordings: what the phrasings use.
    """

    def __init__(
        self, catalog: Catalog, lexicon: Lexicon, index: PhrasingIndex[Intent], wordings: Wordings
    ) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._index = index
        self._wordings = wordings
        self._overview = {lexicon.stem(w) for phrase in lexicon.language.cues["overview"] for w in phrase}

    def scored(self, asked: Asked, drafts: Iterable[Draft]) -> list[Reading]:
        """Return drafts as readings with their features and scores."""
        weighed = [self._weighed(stem) for stem in asked.stems if stem[0] != OWN]
        return [self._reading(asked, draft, weighed) for draft in drafts]

    def _weighed(self, stem: str) -> _Word:
        weight, known = self._lexicon.weight(stem), stem in self._index
        ranking = stem in self._lexicon.ranking
        return _Word(
            stem,
            weight * (1.0 if known else rarity(stem)),
            self._index.telling(stem),
            known,
            ranking,
            ordering=stem in self._lexicon.ordering,
            light=weight < 1.0,
            content=weight == 1.0 and not ranking and stem[0].isalnum(),
        )

    def _reading(self, asked: Asked, draft: Draft, weighed: Sequence[_Word]) -> Reading:
        views = self._views(draft)
        evidence = self._evidence(asked, draft, views, weighed)
        left = self._left(asked, draft, views)
        similarity = min(draft.similarity, 1.0)
        if draft.operation == "overview":
            similarity *= max(0.0, 1.0 - evidence.unexplained)
        features = {
            "similarity": similarity,
            **self._of_words(asked, evidence, similarity),
            **self._of_subject(asked, draft, left, evidence),
            **self._of_form(asked, draft, bool(views)),
            **self._of_ground(asked, draft, evidence),
        }
        features["score"] = score = self._score(features, left, evidence)
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

    def _score(self, features: dict[str, float], left: dict[str, float], evidence: Evidence) -> float:
        """Return the first guess: similarity, less for everything that speaks against it."""
        score = features["similarity"] * (0.45 + 0.55 * evidence.coverage)
        score *= float(_UNACCOUNTED ** min(sum(left.values()), 3.0))
        score *= next(_NAMED[name[8:]] for name in features if name.startswith("subject_"))
        score *= _MISFIT if features["misfit"] else 1.0
        score *= _UNKNOWN if features["missing"] else 1.0
        return score * (_LACKS_NAME if "lacks_name" in features else 1.0)

    def _of_words(self, asked: Asked, evidence: Evidence, similarity: float) -> dict[str, float]:
        return {
            "near": max(0.0, similarity - 0.5),
            "exact": max(0.0, similarity - 0.9) * 10,
            "relative": min(similarity / asked.nearest, 1.0) if asked.nearest else 1.0,
            "coverage": evidence.coverage,
            "both": similarity * evidence.coverage,
            "explained": min(evidence.explained, 4.0) / 4,
            "unexplained": min(evidence.unexplained, 4.0) / 4,
            "for_it": min(evidence.for_it, 4.0) / 4,
            "against_it": min(evidence.against_it, 4.0) / 4,
            "told": min(evidence.told, 3.0) / 3,
            "strange": min(evidence.strange, 3.0) / 3,
            "strangers": min(evidence.strangers, 3) / 3,
            "content": evidence.content_coverage,
            "content_unexplained": min(evidence.content - evidence.content_explained, 3) / 3,
            "most_unexplained": evidence.most_unexplained,
            "nothing": float(evidence.content > 0 and not evidence.content_explained),
        }

    def _of_subject(
        self, asked: Asked, draft: Draft, left: dict[str, float], evidence: Evidence
    ) -> dict[str, float]:
        named, unaccounted = self._named(asked, draft), sum(left.values())
        features = {
            f"subject_{named}": 1.0,
            **{f"unaccounted_{sort}": min(amount, 2.0) for sort, amount in left.items() if amount},
            "whole": float(unaccounted < _OTHER_NOUN / 2),
            "of_another": float(named == "main" and unaccounted >= 1.0),
            "about_main": float(asked.names(self._catalog.main)),
            "names_something": float(bool(asked.linked.mentions)),
            "names_nothing": float(not asked.linked.mentions and not asked.linked.nouns),
            "names_bare": float(self._names_bare(asked)),
            "browsable": float(self._catalog.kind(draft.kind).browsable),
        }
        for name, sorts in _SORTS.items():
            if named in sorts:
                features[f"unexplained_{name}"] = min(evidence.unexplained, 4.0) / 4
                features[f"most_unexplained_{name}"] = evidence.most_unexplained
                features[f"unaccounted_{name}"] = min(unaccounted, 3.0)
        if not (asked.names(self._catalog.main) or asked.linked.nouns or asked.focus):
            features["beside_us"] = 1.0
            features["beside_us_unexplained"] = min(evidence.unexplained, 4.0) / 4
            features["beside_us_most_unexplained"] = evidence.most_unexplained
            features["beside_us_unlike"] = 1.0 - min(draft.similarity, 1.0)
        if asked.yes_no and named.startswith(("identified", "weak")):
            features["identified_yes_no"] = 1.0
        if self._lacks_name(asked, draft):
            features["lacks_name"] = 1.0
        if draft.operation == "told":
            features["names_near"] = asked.named.get(f"{draft.subjects[0]}.{draft.property}", 0.0)
        return features

    def _of_form(self, asked: Asked, draft: Draft, known: bool) -> dict[str, float]:
        series = draft.property is not None and self._catalog.is_series(draft.kind, draft.property)
        features = {
            "misfit": 0.0 if self._fits(asked, draft) else 1.0,
            "missing": 0.0 if known else 1.0,
            "yes_no": float(asked.yes_no),
            "foreign": float(asked.foreign),
            "elsewhere": float(asked.elsewhere),
            "kind_in_talk": float(asked.focus is not None and asked.focus.kind == draft.kind),
            "now": float(asked.now),
            "now_dated": float(asked.now and not series),
        }
        if draft.operation == "check":
            features["check_asked"] = float(asked.yes_no)
        if draft.claim:
            features["claims"] = 1.0
        return features

    def _of_ground(self, asked: Asked, draft: Draft, evidence: Evidence) -> dict[str, float]:
        """Return why the reading was drafted, beside how the question is put and what else is said."""
        why = f"{draft.operation}_by_{draft.ground}"
        features = {why: 1.0}
        if not evidence.content:
            features[f"{why}_alone"] = 1.0
            if not any(s[0] == EXPECTED for s in asked.stems):
                features[f"{why}_bare"] = 1.0
                if asked.focus is not None and asked.continues:
                    features["in_talk" if draft.implied else "out_of_talk"] = 1.0
        if asked.yes_no:
            features[f"{why}_yes_no"] = 1.0
        if asked.picks and draft.operation in ("overview", "reverse"):
            features[f"{why}_picks"] = 1.0
        if draft.operation == "check" and draft.value:
            pairs = self._catalog.values(draft.subjects[0], draft.property or "")
            meant = self._catalog.parts(draft.value)
            holds = any(v.entity in meant or v.text in meant for _, v in pairs)
            features["holds" if holds else "denies"] = 1.0
            if asked.yes_no:
                features["holds_yes_no" if holds else "denies_yes_no"] = 1.0
        return features

    def _views(self, draft: Draft) -> list[FactView]:
        facts = [f"{s}.{n}" for s in draft.subjects[:_VIEWS] for n in self._names(draft, s)]
        return [self._catalog.view(f) for f in facts if self._catalog.book.fact(f) is not None]

    def _names(self, draft: Draft, subject: str) -> tuple[str, ...]:
        if draft.property is None:
            summary = self._catalog.kind(draft.kind).summary
            return summary or tuple(self._catalog.book.subjects[subject].facts)[:3]
        prop = self._catalog.property(draft.kind, draft.property)
        return (draft.property, *(prop.includes if prop else ()))

    def _phrased_names(self, draft: Draft) -> set[str]:
        """Return the ids that the phrasings of the reading's facts and property name."""
        keys = [f"{s}.{draft.property}" for s in draft.subjects[:_VIEWS]] + [f"{draft.kind}.{draft.property}"]
        return {name for key in keys for name in self._wordings.names(key)}

    def _left(self, asked: Asked, draft: Draft, views: list[FactView]) -> dict[str, float]:
        """Return how much of what is named the reading leaves unaccounted for, by sort of mention."""
        left: dict[str, float] = defaultdict(float)
        if not asked.linked.mentions and not asked.linked.nouns:
            return left
        named = self._phrased_names(draft)
        for mention in asked.linked.mentions:
            sort = "origin" if asked.linked.is_origin(mention) else mention.sort
            left[sort] += self._unaccounted(asked, mention, draft, views, named)
        for noun in asked.linked.nouns:
            left["noun"] += self._unaccounted_noun(noun, draft, views, named)
        return left

    def _unaccounted(
        self, asked: Asked, mention: Mention, draft: Draft, views: list[FactView], phrased: Collection[str]
    ) -> float:
        """Return how much of a mention the reading leaves unexplained, 0 to 1."""
        if self._is_meant(asked, mention, draft, views, phrased):
            return 0.0
        if draft.operation == "superlative" or (
            draft.operation in ("which", "collect") and not mention.subjects
        ):
            return _HALF
        stems = [self._lexicon.stem(w) for w in mention.text.split() if self._lexicon.is_content(w)]
        if self._is_supposed(asked, draft) and draft.operation == "lookup":
            return 1.0
        if stems and draft.operation != "which" and all(_tells(views, s) for s in stems):
            return _IN_PASSING
        return _HALF if mention.sort == "number" else 1.0

    def _is_meant(
        self, asked: Asked, mention: Mention, draft: Draft, views: list[FactView], phrased: Collection[str]
    ) -> bool:
        meant = mention.subjects.keys()
        if draft.operation in _WIDE and self._catalog.main not in meant:
            return mention.number in draft.years or (draft.operation == "absent" and not meant)
        if self._catalog.main in meant or draft.value in meant or not meant.isdisjoint(draft.subjects):
            return True
        figures = (mention.literal, str(mention.number or ""))
        if mention.number in draft.years or (draft.value and draft.value in figures):
            return True
        steps = [self._catalog.neighbour(s, asked.step) for s in meant] if asked.step else []
        beginning = mention.sort == "ordinal" and mention.number == 1 and draft.extreme == "low"
        if (
            beginning
            or not set(steps).isdisjoint(draft.subjects)
            or (mention.sort == "year" and any(mention.number in v.years for v in views))
        ):
            return True
        aside = self._is_supposed(asked, draft) and draft.operation == "lookup"
        if aside or draft.operation in ("superlative", "which"):
            return False
        phrased_so = draft.operation == "told" and not {*meant, str(mention.number)}.isdisjoint(phrased)
        return phrased_so or any(not meant.isdisjoint(v.entities) for v in views)

    def _is_supposed(self, asked: Asked, draft: Draft) -> bool:
        """Tell whether the community itself is the subject without being named."""
        main = self._catalog.main
        return draft.subjects == (main,) and not asked.names(main) and bool(asked.linked.mentions)

    def _unaccounted_noun(
        self, noun: ClassNoun, draft: Draft, views: list[FactView], phrased: Collection[str]
    ) -> float:
        if draft.kind in noun.kinds or self._catalog.main_kind in noun.kinds:
            return 0.0
        if draft.operation in ("which", "collect", "superlative"):
            return _OTHER_NOUN
        kinds = {s.kind for v in views for e in v.entities if (s := self._catalog.book.subjects.get(e))}
        if kinds.intersection(noun.kinds) or any(KIND + k in phrased for k in noun.kinds):
            return 0.0
        return _OTHER_NOUN

    def _evidence(
        self, asked: Asked, draft: Draft, views: list[FactView], weighed: Sequence[_Word]
    ) -> Evidence:
        """Return which of the question's telling words the reading explains, and how much they weigh."""
        asks = self._wordings.stems(draft.intent)
        told: set[str] = set()
        for view in views:
            told |= view.words
        claimed = set(self._lexicon.fold(draft.claim.split())) if draft.claim else set()
        ranks = draft.operation in ("superlative", "compare") or self._moved(asked, draft)
        evidence = Evidence()
        own = draft.intent is None or draft.intent.fact is not None
        overview, count = draft.operation == "overview", draft.operation == "count"
        for word in weighed:
            stem = word.stem
            weight = word.weight * (_RANKING if word.ranking and (ranks or word.ordering) else 1.0)
            asks_it = asks.get(stem, 0)
            share = _CLAIMED if stem in claimed else 0.0
            if (
                asks_it >= _SETTLED
                or (word.ranking and ranks)
                or (overview and stem in self._overview)
                or (count and (word.light or stem[0] == EXPECTED))
            ):
                share = 1.0
            elif stem in asks:
                share = 1.0 if own else max(share, _ONCE)
            elif stem in told:
                share = _TOLD
                evidence.told += weight * _TOLD
            if not share and not word.known:
                evidence.strange += weight
                evidence.strangers += stem[0].isalnum()
            if word.content:
                evidence.content += 1
                evidence.content_explained += share > 0
            evidence.add(stem, weight, share, word.telling)
        return evidence

    def _moved(self, asked: Asked, draft: Draft) -> bool:
        """Tell whether the subject is what comes before or after one named or talked about."""
        if draft.ground == "order" or not asked.step:
            return draft.ground == "order"
        named = {s for m in asked.linked.mentions for s in m.subjects}
        if asked.focus:
            named.update(asked.focus.subjects)
        return any(self._catalog.neighbour(s, asked.step) in draft.subjects for s in named)

    def _named(self, asked: Asked, draft: Draft) -> str:
        """Return in what way the question is about the reading's subject."""
        if draft.operation in ("which", "collect", "superlative", "count", "upcoming", "absent"):
            return "open" if draft.operation == "which" else "all"
        if draft.subjects == (self._catalog.main,):
            return self._named_main(asked)
        named = {s: w for m in asked.linked.mentions for s, w in m.subjects.items()}
        weight = max((named.get(s, 0.0) for s in draft.subjects), default=0.0)
        if weight:
            return self._how_named(asked, draft, weight)
        focus: Collection[str | None] = (*asked.focus.subjects, asked.focus.value) if asked.focus else ()
        if draft.implied or any(s in focus for s in draft.subjects):
            return "carried" if asked.has_pronoun or asked.continues else "carried_bare"
        if draft.operation == "reverse" or draft.described:
            return "sought"
        return "unnamed_bound" if draft.intent and draft.intent.bound else "unnamed"

    def _how_named(self, asked: Asked, draft: Draft, weight: float) -> str:
        if weight >= NAME:
            return "named"
        told_apart = any(
            m.sort != "name" and m.subjects.get(s) for m in asked.linked.mentions for s in draft.subjects
        )
        nouns = any(draft.kind in noun.kinds for noun in asked.linked.nouns)
        sure = "identified" if weight >= IDENTIFIED else "weak"
        if told_apart:
            return "dated" if sure == "identified" else sure
        return sure if nouns or asked.focus else f"{sure}_bare"

    def _named_main(self, asked: Asked) -> str:
        if asked.names(self._catalog.main):
            return "named"
        elsewhere = asked.focus is not None and self._catalog.main not in asked.focus.subjects
        return "main_elsewhere" if elsewhere and asked.points_back else "main"

    def _names_bare(self, asked: Asked) -> bool:
        """Tell whether all that is named are things without facts of their own (places, topics)."""
        subjects, mentions = self._catalog.book.subjects, asked.linked.mentions
        named = [s for m in mentions for s, w in m.subjects.items() if w >= NAME or m.sort != "name"]
        return bool(named) and not asked.linked.nouns and not any(subjects[s].facts for s in named)

    def _lacks_name(self, asked: Asked, draft: Draft) -> bool:
        """Tell whether the phrasings that are near name something which the question does not."""
        names = draft.intent.names if draft.intent else frozenset()
        named = {s for m in asked.linked.mentions for s in (*m.subjects, str(m.number))}
        named.update(KIND + k for noun in asked.linked.nouns for k in noun.kinds)
        return bool(names) and names.isdisjoint(named)

    def _fits(self, asked: Asked, draft: Draft) -> bool:
        """Tell whether the property is of the sort that the question word expects."""
        prop = self._catalog.property(draft.kind, draft.property or "")
        if prop is None or draft.operation in ("told", "check", "reverse", "superlative"):
            return True
        if draft.operation == "compare" and asked.compares:
            return prop.type == "number"
        expected = [s for s in asked.stems if s in _EXPECTED]
        if not expected or any(prop.type in _EXPECTED[s] for s in expected):
            return True
        return draft.intent is not None and any(
            self._wordings.share(draft.intent, s) > _OFTEN for s in expected
        )


def _tells(views: Sequence[FactView], stem: str) -> bool:
    return any(stem in v.stems or stem in v.said_by for v in views)
