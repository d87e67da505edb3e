"""Scoring: how well a reading accounts for the question, as named features and one number."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from typing import Any

from bot.matching.accounting import Accountant
from bot.matching.affirming import Affirmer
from bot.matching.asking import Asked, Draft, Extreme
from bot.matching.catalog import Catalog
from bot.matching.evidence import Evidence
from bot.matching.features import Features
from bot.matching.lexicon import EXPECTED, OWN, Lexicon
from bot.matching.mentions import IDENTIFIED, NAME, Mention
from bot.matching.noted import Mentioned, Noted, Weighed, Word
from bot.matching.phrasing import PhrasingIndex
from bot.matching.ranking import direction
from bot.matching.reading import Reading
from bot.matching.repeating import Answered
from bot.matching.spelling import rarity
from bot.matching.views import FactView, Views
from bot.matching.wordings import KIND, Wordings

_EXPECTED = {
    "?when": ("date",),
    "?count": ("number", "text"),
    "?price": ("number", "text"),
    "?who": ("entity",),
    "?where": ("entity", "text"),
    "?why": (),
}
_UNACCOUNTED, _MISFIT, _UNKNOWN, _LACKS_NAME = 0.6, 0.8, 0.97, 0.6
_NAMED = {
    "open": 0.8, "all": 1.0, "named": 1.0, "dated": 0.98, "identified": 0.98, "weak": 0.9,
    "identified_bare": 0.98, "weak_bare": 0.9, "carried": 0.95,
    "carried_bare": 0.9, "sought": 1.0, "main": 0.92, "main_elsewhere": 0.75, "unnamed": 0.85,
    "unnamed_bound": 0.6,
}  # fmt: skip
"""A first guess at how much each way of naming a subject counts; the fitted weights go beyond it."""

_OF_ALL = ("which", "collect", "superlative", "count", "upcoming", "absent", "during")
"""Operations that name no subject of their own."""

_ROUNDING = 1.0 + 1e-9
"""How far above a bound a score may come by rounding."""

_SETTLED, _ONCE = 2, 0.8
"""How many phrasings of a property use a word that it surely explains, and the share where just one does."""

_OFTEN = 0.05
"""Share of a property's phrasings that must expect a sort of answer for the property to give it."""

_RANKING, _TOLD, _CLAIMED = 0.3, 0.8, 0.5


class Scorer:
    """Weighs readings.

    Args:
        catalog: the facts.
        lexicon: the community's words.
        index: knows how telling a stem is.
        wordings: what the phrasings use.
        answered: those of them that are answered by yes or no.
    """

    def __init__(
        self,
        catalog: Catalog,
        lexicon: Lexicon,
        index: PhrasingIndex[int],
        wordings: Wordings,
        answered: Answered,
    ) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._index = index
        self._wordings = wordings
        self._accountant = Accountant(catalog, Views(catalog.book, lexicon), wordings)
        self._features = Features(catalog)
        self._affirmer = Affirmer(catalog, lexicon, answered, self._accountant)
        cues = lexicon.language.cues["overview"]
        said = {s for phrase in cues for s in (*map(lexicon.stem, phrase), *lexicon.fold(phrase))}
        self._overview = {s for s in said if s[0] != EXPECTED}

    def best(self, asked: Asked, drafts: Iterable[Draft], most: int) -> list[Reading]:
        """Return the drafts that score best as readings, best first, one of those that come to the same.

        Only what may still be among them is weighed: no factor of a score is above 1.

        Args:
            asked: the question.
            drafts: the nearest first.
            most: how many to return.
        """
        noted = self._scene(asked)
        found: dict[tuple[object, ...], Weighed] = {}
        scores: list[float] = []
        for place, draft in enumerate(drafts):
            least = scores[-most] if len(scores) >= most else -1.0
            weighed = self._weigh(noted, draft, place, least)
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
        return [self._reading(noted, weighed) for weighed in nearest]

    def _scene(self, asked: Asked) -> Noted:
        """Return what is known of a question whatever the reading."""
        mentions, nouns = asked.linked.mentions, asked.linked.nouns
        named = {s: w for m in mentions for s, w in m.subjects.items()}
        named_so = {s for m in mentions for s in m.names}
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
            mention.names,
            [self._lexicon.stem(w) for w in mention.text.split() if self._lexicon.is_content(w)],
            {n for s in mention.subjects if (n := self._moves(asked, s))},
        )

    def _weigh(self, noted: Noted, draft: Draft, place: int, least: float) -> Weighed | None:
        """Return a draft with its score, or None where it cannot score more than that."""
        similarity = min(draft.similarity, 1.0)
        if similarity <= least:
            return None
        named = self._named(noted, draft)
        fits, lacks = self._fits(noted, draft), self._lacks_name(noted, draft)
        aside = _NAMED[named] * (1.0 if fits else _MISFIT) * (_LACKS_NAME if lacks else 1.0)
        if similarity * aside * _ROUNDING <= least:
            return None
        views = self._accountant.views(draft)
        evidence = self._evidence(noted, draft, views)
        if draft.operation == "overview":
            similarity *= max(0.0, 1.0 - evidence.unexplained)
        score = similarity * (0.45 + 0.55 * evidence.coverage)
        if score * aside * _ROUNDING <= least:
            return None
        left = self._accountant.left(noted, draft, views)
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

    def _reading(self, noted: Noted, weighed: Weighed) -> Reading:
        asked, draft, evidence = noted.asked, weighed.draft, weighed.evidence
        return Reading(
            draft.operation,
            draft.kind,
            draft.subjects,
            draft.property,
            draft.value,
            draft.claim,
            draft.years,
            draft.extreme or self._direction(asked, draft),
            draft.only,
            draft.implied,
            asked.yes_no and not self._is_of_the_past(asked, draft),
            asked.past,
            asked.counts,
            None if asked.leaves_choice else asked.claims,
            self._affirmer.verdict(asked, draft),
            weighed.score,
            self._features.of(noted, weighed),
            frozenset(evidence.stems),
        )

    def _direction(self, asked: Asked, draft: Draft) -> Extreme | None:
        """Return whether a comparison asks for more or for less."""
        prop = self._catalog.property(draft.kind, draft.property)
        compares = draft.operation == "compare" and asked.compares and prop is not None
        return direction(prop, asked.linked.words) if compares and prop else None

    def _is_of_the_past(self, asked: Asked, draft: Draft) -> bool:
        """Tell whether what still is cannot be answered by yes: what is known was so at some time."""
        return (
            asked.now and draft.property is not None and self._catalog.is_series(draft.kind, draft.property)
        )

    def _evidence(self, noted: Noted, draft: Draft, views: list[FactView]) -> Evidence:
        """Return which of the question's telling words the reading explains, and how much they weigh."""
        asks = self._wordings.stems(draft.intent)
        claimed = set(self._lexicon.fold(draft.claim.split())) if draft.claim else set()
        counted, dated = self._accountant.counts(noted, draft), self._accountant.dates(noted, draft)
        ranks = draft.operation in ("superlative", "compare") or counted or self._moved(noted, draft)
        evidence = Evidence()
        own = draft.intent is None or draft.intent.fact is not None
        overview, count = draft.operation == "overview", draft.operation == "count"
        for word, times in noted.words:
            stem = word.stem
            weight = times * word.weight * (_RANKING if word.ranking and (ranks or word.ordering) else 1.0)
            asks_it = asks.get(stem, 0)
            share = _CLAIMED if stem in claimed else 0.0
            if (
                asks_it >= _SETTLED
                or stem in draft.described_by
                or (counted and stem.isdecimal())
                or (dated and stem in self._lexicon.months)
                or (word.ranking and ranks)
                or (
                    overview
                    and (stem in self._overview or (stem[0] == EXPECTED and noted.asked.wants_overview))
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

    def _moved(self, noted: Noted, draft: Draft) -> bool:
        """Tell whether the subject is what comes before or after one named or talked about."""
        return draft.ground == "order" or not noted.beside.isdisjoint(draft.subjects)

    def _named(self, noted: Noted, draft: Draft) -> str:
        """Return in what way the question is about the reading's subject."""
        asked, subjects = noted.asked, draft.subjects
        if draft.operation in _OF_ALL:
            return "open" if draft.operation == "which" else "all"
        if subjects == (self._catalog.main,):
            return self._named_main(noted)
        weight = max([noted.named.get(s, 0.0) for s in subjects], default=0.0)
        if weight:
            return self._how_named(noted, draft, weight)
        if draft.implied or not noted.talked_of.isdisjoint(subjects):
            return "carried" if asked.has_pronoun or asked.continues else "carried_bare"
        if draft.operation == "reverse" or draft.described:
            return "sought"
        return "unnamed_bound" if draft.intent and draft.intent.bound else "unnamed"

    def _how_named(self, noted: Noted, draft: Draft, weight: float) -> str:
        if weight >= NAME:
            return "named"
        told_apart = any(
            m.mention.sort != "name" and m.mention.subjects.get(s)
            for m, _ in noted.mentions
            for s in draft.subjects
        )
        sure = "identified" if weight >= IDENTIFIED else "weak"
        if told_apart:
            return "dated" if sure == "identified" else sure
        return sure if draft.kind in noted.kinds or noted.asked.focus else f"{sure}_bare"

    def _named_main(self, noted: Noted) -> str:
        asked = noted.asked
        if noted.names_main:
            return "named"
        elsewhere = asked.focus is not None and self._catalog.main not in asked.focus.subjects
        return "main_elsewhere" if elsewhere and asked.points_back else "main"

    @staticmethod
    def _lacks_name(noted: Noted, draft: Draft) -> bool:
        """Tell whether the phrasings that are near name something which the question does not."""
        names = draft.intent.names if draft.intent else None
        return bool(names) and noted.names.isdisjoint(names or ())

    def _fits(self, noted: Noted, draft: Draft) -> bool:
        """Tell whether the property is of the sort that the question word expects."""
        if draft.operation in ("told", "check", "reverse", "superlative"):
            return True
        prop = self._catalog.property(draft.kind, draft.property)
        if prop is None:
            return True
        if draft.operation == "compare" and noted.asked.compares:
            return prop.type in ("number", "date")
        expected, intent = noted.expected, draft.intent
        if not expected or any(prop.type in _EXPECTED[s] for s in expected):
            return True
        if (prop.many and "?count" in expected) or not self._catalog.tells_any(draft.kind, draft.property):
            return True
        return intent is not None and any(self._wordings.share(intent, s) > _OFTEN for s in expected)
