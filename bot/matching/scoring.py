"""Scoring: how well a reading accounts for the question, as named features and one number."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from typing import Any

from bot.matching.accounting import OTHER_NOUN, Accountant
from bot.matching.asking import Asked, Draft
from bot.matching.catalog import Catalog, FactView
from bot.matching.evidence import KIND, Evidence, Wordings
from bot.matching.lexicon import EXPECTED, OWN, Lexicon
from bot.matching.linking import IDENTIFIED, NAME, Mention
from bot.matching.noted import Mentioned, Noted, Weighed, Word
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

_OF_ALL = ("which", "collect", "superlative", "count", "upcoming", "absent")
"""Operations that name no subject of their own."""

_ROUNDING = 1.0 + 1e-9
"""How far above a bound a score may come by rounding."""

_SETTLED, _ONCE = 2, 0.8
"""How many phrasings of a property use a word that it surely explains, and the share where just one does."""

MISPLACED = "check_by_misplaced"
"""The feature of a reading that a subject has what identifies another, put right beside it."""

_OFTEN = 0.05
"""Share of a property's phrasings that must expect a sort of answer for the property to give it."""

_FAINT = 0.5
"""Similarity of the nearest phrasing below which being the nearest does not count in full."""

_SAID_SO = 0.98
"""Similarity from which a phrasing asks what a word means, as the question does."""

_RANKING, _TOLD, _CLAIMED = 0.3, 0.8, 0.5


class Scorer:
    """Weighs readings.

    Args:
        catalog: the facts.
        lexicon: the community's words.
        index: knows how telling a stem is.
        wordings: what the phrasings use.
    """

    def __init__(
        self, catalog: Catalog, lexicon: Lexicon, index: PhrasingIndex[int], wordings: Wordings
    ) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._index = index
        self._wordings = wordings
        self._accountant = Accountant(catalog, wordings)
        self._overview = {lexicon.stem(w) for phrase in lexicon.language.cues["overview"] for w in phrase}

    def best(self, asked: Asked, drafts: Iterable[Draft], most: int) -> list[Reading]:
        """Return the drafts that score best as readings, best first, one of those that come to the same.

        Only what may still be among them is weighed: no factor of a score is above 1.

        Args:
            asked: the question.
            drafts: the nearest first.
            most: how many to return.
        """
        scene = self._scene(asked)
        found: dict[tuple[object, ...], Weighed] = {}
        scores: list[float] = []
        for place, draft in enumerate(drafts):
            least = scores[-most] if len(scores) >= most else -1.0
            weighed = self._weigh(scene, draft, place, least)
            if weighed is None:
                continue
            key = (draft.operation, draft.subjects, draft.property, draft.value, draft.only)
            known = found.get(key)
            if known is None or weighed.score > known.score:
                if known is not None:
                    del scores[bisect_left(scores, known.score)]
                insort(scores, weighed.score)
                found[key] = weighed
        nearest = sorted(found.values(), key=lambda w: (-w.score, w.place))[:most]
        return [self._reading(scene, weighed) for weighed in nearest]

    def _scene(self, asked: Asked) -> Noted:
        """Return what is known of a question whatever the reading."""
        mentions, nouns = asked.linked.mentions, asked.linked.nouns
        named = {s: w for m in mentions for s, w in m.subjects.items()}
        named_so = {s for m in mentions for s in (*m.subjects, str(m.number))}
        sure = asked.linked.surely_named
        counted: dict[tuple[object, ...], list[Any]] = {}
        for m in mentions:
            sort = "origin" if asked.linked.is_origin(m) else m.sort
            counted.setdefault((sort, m.text, m.month, m.literal), [m, sort, 0])[2] += 1
        return Noted(
            asked,
            [(self._weighed(stem), n) for stem, n in Counter(asked.stems).items() if stem[0] != OWN],
            [(self._mentioned(asked, m, sort), n) for m, sort, n in counted.values()],
            list(Counter((noun.kinds) for noun in nouns).items()),
            named,
            frozenset(named_so.union(KIND + k for noun in nouns for k in noun.kinds)),
            frozenset(k for noun in nouns for k in noun.kinds),
            asked.names(self._catalog.main),
            bool(sure) and not nouns and all(map(self._catalog.is_general, sure)),
            not mentions and not nouns,
            frozenset({*asked.focus.subjects, asked.focus.value} if asked.focus else ()),
            tuple(s for s in asked.stems if s in _EXPECTED),
            {
                n
                for s in (*named, *(asked.focus.subjects if asked.focus else ()))
                if (n := self._moves(asked, s))
            },
            asked.linked.years_between,
        )

    def _moves(self, asked: Asked, subject: str) -> str | None:
        return self._catalog.neighbour(subject, asked.step) if asked.step else None

    def _mentioned(self, asked: Asked, mention: Mention, sort: str) -> Mentioned:
        return Mentioned(
            mention,
            sort,
            mention.subjects.keys(),
            [self._lexicon.stem(w) for w in mention.text.split() if self._lexicon.is_content(w)],
            {n for s in mention.subjects if (n := self._moves(asked, s))},
        )

    def _weigh(self, scene: Noted, draft: Draft, place: int, least: float) -> Weighed | None:
        """Return a draft with its score, or None where it cannot score more than that."""
        similarity = min(draft.similarity, 1.0)
        if similarity <= least:
            return None
        named = self._named(scene, draft)
        fits, lacks = self._fits(scene, draft), self._lacks_name(scene, draft)
        aside = _NAMED[named] * (1.0 if fits else _MISFIT) * (_LACKS_NAME if lacks else 1.0)
        if similarity * aside * _ROUNDING <= least:
            return None
        views = self._accountant.views(draft)
        evidence = self._evidence(scene, draft, views)
        if draft.operation == "overview":
            similarity *= max(0.0, 1.0 - evidence.unexplained)
        score = similarity * (0.45 + 0.55 * evidence.coverage)
        if score * aside * _ROUNDING <= least:
            return None
        left = self._accountant.left(scene, draft, views)
        score *= float(_UNACCOUNTED ** min(sum(left.values()), 3.0)) * _NAMED[named]
        score *= (1.0 if fits else _MISFIT) * (1.0 if views else _UNKNOWN) * (_LACKS_NAME if lacks else 1.0)
        return Weighed(draft, place, score, similarity, evidence, left, named, fits, bool(views), lacks)

    def _weighed(self, stem: str) -> Word:
        weight, known = self._lexicon.weight(stem), stem in self._index
        ranking = stem in self._lexicon.ranking
        return Word(
            stem,
            weight * (1.0 if known else rarity(stem)),
            self._index.telling(stem),
            known,
            ranking,
            ordering=stem in self._lexicon.ordering,
            light=weight < 1.0,
            content=weight == 1.0 and not ranking and stem[0].isalnum(),
        )

    def _reading(self, scene: Noted, weighed: Weighed) -> Reading:
        asked, draft, evidence = scene.asked, weighed.draft, weighed.evidence
        features = {
            "similarity": weighed.similarity,
            **self._of_words(asked, evidence, weighed.similarity),
            **self._of_subject(scene, weighed),
            **self._of_form(asked, weighed),
            **self._of_ground(asked, draft, evidence),
            "score": weighed.score,
        }
        return Reading(
            draft.operation,
            draft.kind,
            draft.subjects,
            draft.property,
            draft.value,
            draft.claim,
            draft.years,
            draft.extreme,
            draft.only,
            draft.implied,
            asked.yes_no and not self._is_of_the_past(asked, draft),
            asked.past,
            asked.counts,
            weighed.score,
            features,
            frozenset(evidence.stems),
        )

    def _is_of_the_past(self, asked: Asked, draft: Draft) -> bool:
        """Tell whether what still is cannot be answered by yes: what is known was so at some time."""
        return (
            asked.now and draft.property is not None and self._catalog.is_series(draft.kind, draft.property)
        )

    def _of_words(self, asked: Asked, evidence: Evidence, similarity: float) -> dict[str, float]:
        return {
            "near": max(0.0, similarity - 0.5),
            "exact": max(0.0, similarity - 0.9) * 10,
            "relative": min(similarity / max(asked.nearest, _FAINT), 1.0),
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

    def _of_subject(self, scene: Noted, weighed: Weighed) -> dict[str, float]:
        asked, draft, evidence, left = scene.asked, weighed.draft, weighed.evidence, weighed.left
        named, unaccounted = weighed.named, sum(left.values())
        features = {
            f"subject_{named}": 1.0,
            **{f"unaccounted_{sort}": min(amount, 2.0) for sort, amount in left.items() if amount},
            "whole": float(unaccounted < OTHER_NOUN / 2),
            "of_another": float(named == "main" and unaccounted >= 1.0),
            "about_main": float(scene.names_main),
            "names_something": float(bool(asked.linked.mentions)),
            "names_nothing": float(scene.names_nothing),
            "names_bare": float(scene.names_bare),
            "names_bare_pointing": float(scene.names_bare and asked.has_pronoun),
            "names_bare_defined": float(scene.names_bare and asked.asks_what),
            "names_bare_yes_no": float(scene.names_bare and asked.yes_no and not asked.has_pronoun),
            "names_nothing_pointing": float(scene.names_nothing and asked.has_pronoun),
            "browsable": float(self._catalog.kind(draft.kind).browsable),
        }
        for name, sorts in _SORTS.items():
            if named in sorts:
                features[f"unexplained_{name}"] = min(evidence.unexplained, 4.0) / 4
                features[f"most_unexplained_{name}"] = evidence.most_unexplained
                features[f"unaccounted_{name}"] = min(unaccounted, 3.0)
        if not (scene.names_main or asked.linked.nouns or asked.focus):
            features["beside_us"] = 1.0
            features["beside_us_unexplained"] = min(evidence.unexplained, 4.0) / 4
            features["beside_us_most_unexplained"] = evidence.most_unexplained
            features["beside_us_unlike"] = 1.0 - min(draft.similarity, 1.0)
        if asked.counts and left.get("origin"):
            features["counts_some"] = 1.0
        if asked.yes_no and named.startswith(("identified", "weak")):
            features["identified_yes_no"] = 1.0
        if weighed.lacks:
            features["lacks_name"] = 1.0
        if draft.operation == "told":
            features["names_near"] = asked.named.get(f"{draft.subjects[0]}.{draft.property}", 0.0)
        return features

    def _of_form(self, asked: Asked, weighed: Weighed) -> dict[str, float]:
        draft = weighed.draft
        series = draft.property is not None and self._catalog.is_series(draft.kind, draft.property)
        outside = not weighed.known and not self._is_told(draft)
        features = {
            "misfit": 0.0 if weighed.fits else 1.0,
            "missing": float(not weighed.known and not outside),
            "outside": float(outside),
            "yes_no": float(asked.yes_no),
            "foreign": float(asked.foreign),
            "elsewhere": float(asked.elsewhere),
            "defines": float(asked.defines and draft.similarity < _SAID_SO),
            "kind_in_talk": float(asked.focus is not None and asked.focus.kind == draft.kind),
            "now": float(asked.now),
            "now_dated": float(asked.now and not series),
        }
        if draft.operation == "check":
            features["check_asked"] = float(asked.yes_no)
        if draft.claim:
            features["claims"] = 1.0
        if draft.only:
            features["describes"] = 1.0
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

    def _evidence(self, scene: Noted, draft: Draft, views: list[FactView]) -> Evidence:
        """Return which of the question's telling words the reading explains, and how much they weigh."""
        asks = self._wordings.stems(draft.intent)
        claimed = set(self._lexicon.fold(draft.claim.split())) if draft.claim else set()
        ranks = draft.operation in ("superlative", "compare") or self._moved(scene, draft)
        evidence = Evidence()
        own = draft.intent is None or draft.intent.fact is not None
        overview, count = draft.operation == "overview", draft.operation == "count"
        for word, times in scene.words:
            stem = word.stem
            weight = times * word.weight * (_RANKING if word.ranking and (ranks or word.ordering) else 1.0)
            asks_it = asks.get(stem, 0)
            share = _CLAIMED if stem in claimed else 0.0
            if (
                asks_it >= _SETTLED
                or stem in draft.described_by
                or (word.ranking and ranks)
                or (
                    overview
                    and (stem in self._overview or (stem[0] == EXPECTED and scene.asked.wants_overview))
                )
                or (count and (word.light or stem[0] == EXPECTED))
            ):
                share = 1.0
            elif stem in asks:
                share = 1.0 if own else max(share, _ONCE)
            else:
                for view in views:
                    if stem in view.words:
                        share = _TOLD
                        evidence.told += weight * _TOLD
                        break
            if not share and not word.known:
                evidence.strange += weight
                evidence.strangers += times * stem[0].isalnum()
            if word.content:
                evidence.content += times
                evidence.content_explained += times * (share > 0)
            evidence.add(stem, weight, share, word.telling, times)
        return evidence

    def _moved(self, scene: Noted, draft: Draft) -> bool:
        """Tell whether the subject is what comes before or after one named or talked about."""
        return draft.ground == "order" or not scene.beside.isdisjoint(draft.subjects)

    def _named(self, scene: Noted, draft: Draft) -> str:
        """Return in what way the question is about the reading's subject."""
        asked, subjects = scene.asked, draft.subjects
        if draft.operation in _OF_ALL:
            return "open" if draft.operation == "which" else "all"
        if subjects == (self._catalog.main,):
            return self._named_main(scene)
        weight = max([scene.named.get(s, 0.0) for s in subjects], default=0.0)
        if weight:
            return self._how_named(scene, draft, weight)
        if draft.implied or not scene.talked_of.isdisjoint(subjects):
            return "carried" if asked.has_pronoun or asked.continues else "carried_bare"
        if draft.operation == "reverse" or draft.described:
            return "sought"
        return "unnamed_bound" if draft.intent and draft.intent.bound else "unnamed"

    def _how_named(self, scene: Noted, draft: Draft, weight: float) -> str:
        if weight >= NAME:
            return "named"
        told_apart = any(
            m.mention.sort != "name" and m.mention.subjects.get(s)
            for m, _ in scene.mentions
            for s in draft.subjects
        )
        sure = "identified" if weight >= IDENTIFIED else "weak"
        if told_apart:
            return "dated" if sure == "identified" else sure
        return sure if draft.kind in scene.kinds or scene.asked.focus else f"{sure}_bare"

    def _named_main(self, scene: Noted) -> str:
        asked = scene.asked
        if scene.names_main:
            return "named"
        elsewhere = asked.focus is not None and self._catalog.main not in asked.focus.subjects
        return "main_elsewhere" if elsewhere and asked.points_back else "main"

    @staticmethod
    def _lacks_name(scene: Noted, draft: Draft) -> bool:
        """Tell whether the phrasings that are near name something which the question does not."""
        names = draft.intent.names if draft.intent else None
        return bool(names) and scene.names.isdisjoint(names or ())

    def _is_told(self, draft: Draft) -> bool:
        """Tell whether the property is told of anything: some are only there to say that nothing is."""
        return draft.property is None or bool(self._catalog.with_property(draft.kind, draft.property))

    def _fits(self, scene: Noted, draft: Draft) -> bool:
        """Tell whether the property is of the sort that the question word expects."""
        if draft.operation in ("told", "check", "reverse", "superlative"):
            return True
        prop = self._catalog.property(draft.kind, draft.property)
        if prop is None:
            return True
        if draft.operation == "compare" and scene.asked.compares:
            return prop.type in ("number", "date")
        expected, intent = scene.expected, draft.intent
        if not expected or any(prop.type in _EXPECTED[s] for s in expected):
            return True
        if (prop.many and "?count" in expected) or not self._is_told(draft):
            return True
        return intent is not None and any(self._wordings.share(intent, s) > _OFTEN for s in expected)
