"""Scoring: how well a reading accounts for the question, as named features and one number."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping

from bot.matching.aboutness import WAYS, way_named, way_said
from bot.matching.accounting import Accountant
from bot.matching.affirming import Affirmer
from bot.matching.asking import Asked, Draft, Extreme
from bot.matching.catalog import Catalog
from bot.matching.explaining import Explainer
from bot.matching.features import VERBATIM, Features
from bot.matching.fitting import Fitter, lacks_name
from bot.matching.lexicon import Lexicon
from bot.matching.noted import Noted, Weighed
from bot.matching.noting import Noter
from bot.matching.ranking import direction
from bot.matching.reading import Reading
from bot.matching.retrieving import Retriever
from bot.matching.views import Views

_UNACCOUNTED, _MISFIT, _UNKNOWN, _LACKS_NAME = 0.6, 0.8, 0.97, 0.6
"""What a score counts for a mention unaccounted for, for a wrong sort of answer, where nothing is known, and
where the question lacks a name that the phrasings have."""

_ANYWAY, _EXPLAINED = 0.45, 0.55
"""The share of a score that stands whatever words are explained, and the share that explaining them makes."""

_ROUNDING = 1.0 + 1e-9
"""How far above a bound a score may come by rounding."""


class Scorer:
    """Weighs readings.

    Args:
        catalog: the facts.
        lexicon: the community's words.
        near: knows what the phrasings use, how telling a stem is, and which are answered by yes or no.
    """

    def __init__(
        self,
        catalog: Catalog,
        lexicon: Lexicon,
        near: Retriever,
    ) -> None:
        self._catalog = catalog
        self._accountant = Accountant(catalog, Views(catalog.book, lexicon), near.wordings)
        self._noter = Noter(catalog, lexicon, near.words)
        self._explainer = Explainer(lexicon, near.wordings, self._accountant)
        self._fitter = Fitter(catalog, near.wordings)
        self._features = Features(catalog)
        self._affirmer = Affirmer(catalog, lexicon, near.answered, self._accountant)

    def said(self, asked: Asked, draft: Draft) -> Reading:
        """Return the reading of a question that is a line of the book: nothing is left to weigh.

        Args:
            asked: the question.
            draft: what the line asks for.
        """
        way = way_said(asked, draft.subjects[0], self._catalog.main)
        features = {"similarity": 1.0, "coverage": 1.0, "content": 1.0, "whole": 1.0}
        features |= {f"subject_{way}": 1.0, VERBATIM: 1.0}
        return self._as_reading(asked, draft, 1.0, features, asked.stems)

    def best(self, asked: Asked, drafts: Iterable[Draft], most: int) -> list[Reading]:
        """Return the drafts that score best as readings, best first, one of those that come to the same.

        Only what may still be among them is weighed: no factor of a score is above 1.

        Args:
            asked: the question.
            drafts: the nearest first.
            most: how many to return.
        """
        noted = self._noter.note(asked)
        found: dict[tuple[object, ...], Weighed] = {}
        scores: list[float] = []
        for place, draft in enumerate(drafts):
            least = scores[-most] if len(scores) >= most else -1.0
            if draft.similarity <= least:
                break
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
        named = self._features.of_question(noted)
        return [self._reading(noted, weighed, named) for weighed in nearest]

    def _weigh(self, noted: Noted, draft: Draft, place: int, least: float) -> Weighed | None:
        """Return a draft with its score, or None where it cannot score more than that."""
        similarity = min(draft.similarity, 1.0)
        named = way_named(noted, draft, self._catalog.main)
        fits, lacks = self._fitter.fits(noted, draft), lacks_name(noted, draft)
        aside = WAYS[named] * (1.0 if fits else _MISFIT) * (_LACKS_NAME if lacks else 1.0)
        if similarity * aside * _ROUNDING <= least:
            return None
        views = self._accountant.views(draft)
        evidence = self._explainer.evidence(noted, draft, views)
        if draft.operation == "overview":
            similarity *= max(0.0, 1.0 - evidence.unexplained)
        score = similarity * (_ANYWAY + _EXPLAINED * evidence.coverage)
        if score * aside * _ROUNDING <= least:
            return None
        left = self._accountant.left(noted, draft, views)
        score *= float(_UNACCOUNTED ** min(sum(left.values()), 3.0)) * WAYS[named]
        score *= (1.0 if fits else _MISFIT) * (1.0 if views else _UNKNOWN) * (_LACKS_NAME if lacks else 1.0)
        return Weighed(draft, place, score, similarity, evidence, left, named, fits, bool(views), lacks)

    def _reading(self, noted: Noted, weighed: Weighed, named: Mapping[str, float]) -> Reading:
        features = self._features.of(noted, weighed, named)
        return self._as_reading(noted.asked, weighed.draft, weighed.score, features, weighed.evidence.stems)

    def _as_reading(
        self,
        asked: Asked,
        draft: Draft,
        score: float,
        features: Mapping[str, float],
        explains: Iterable[str],
    ) -> Reading:
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
            draft.bound,
            draft.implied,
            self._takes_yes_or_no(asked, draft),
            asked.past,
            asked.counts,
            None if asked.leaves_choice or asked.denies else asked.claims,
            None if asked.denies else self._affirmer.verdict(asked, draft),
            asked.foreseen,
            score,
            features,
            frozenset(explains),
        )

    def _direction(self, asked: Asked, draft: Draft) -> Extreme | None:
        """Return whether a comparison asks for more or for less."""
        prop = self._catalog.property(draft.kind, draft.property)
        compares = draft.operation == "compare" and asked.compares and not asked.foreseen
        return direction(prop, asked.linked.words) if compares and prop else None

    def _takes_yes_or_no(self, asked: Asked, draft: Draft) -> bool:
        """Tell whether yes or no may be said: nothing is denied, claimed of all, or one of several."""
        settled = not (asked.denies or asked.sweeping or asked.leaves_choice)
        return asked.yes_no and settled and not self._is_of_the_past(asked, draft)

    def _is_of_the_past(self, asked: Asked, draft: Draft) -> bool:
        """Tell whether what still is cannot be answered by yes: what is known was so at some time."""
        if not asked.now or draft.property is None:
            return False
        over = draft.operation in ("check", "reverse") and all(map(self._catalog.is_over, draft.subjects))
        return over or self._catalog.is_series(draft.kind, draft.property)
