"""Features: what speaks for a reading and against it, by name; its probability is made of them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.matching.accounting import OTHER_NOUN
from bot.matching.asking import Asked, Draft
from bot.matching.catalog import Catalog
from bot.matching.evidence import Evidence
from bot.matching.noted import Noted, Weighed

_SORTS = {
    "supposed": ("main", "main_elsewhere"),
    "said": ("named", "dated"),
    "derived": ("identified", "weak", "identified_bare", "weak_bare", "carried", "carried_bare"),
    "left_open": ("open", "all", "sought", "unnamed", "unnamed_bound"),
}
"""Ways of naming a subject that bear unexplained words differently."""

MISPLACED, PLACE_LEFT_OUT, VERBATIM = "check_by_misplaced", "unaccounted_place", "verbatim"
"""The features of a reading that a subject has what identifies another, put right beside it, of one that says
nothing of a place that is named, and of one whose phrasings have the question word for word."""

_FAINT = 0.5
"""Similarity of the nearest phrasing below which being the nearest does not count in full."""

_SAID_SO = 0.98
"""Similarity from which a phrasing asks what a word means, as the question does."""


class Features:
    """Tells what speaks for a reading.

    Args:
        catalog: the facts.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @staticmethod
    def of_question(noted: Noted) -> dict[str, float]:
        """Return what a question names, which is the same for each of its drafts."""
        asked, bare, nothing = noted.asked, noted.names_bare, noted.names_nothing
        return {
            "about_main": float(noted.names_main),
            "names_something": float(bool(asked.linked.mentions)),
            "names_nothing": float(nothing),
            "names_bare": float(bare),
            "names_bare_pointing": float(bare and asked.has_pronoun),
            "names_bare_defined": float(bare and asked.asks_what),
            "names_bare_yes_no": float(bare and asked.yes_no and not asked.has_pronoun),
            "names_nothing_pointing": float(nothing and asked.has_pronoun),
        }

    def of(self, noted: Noted, weighed: Weighed, named: Mapping[str, float]) -> dict[str, float]:
        """Return the features of a draft that was weighed.

        Args:
            noted: the question.
            weighed: the draft.
            named: the features of the question.
        """
        asked, draft, evidence = noted.asked, weighed.draft, weighed.evidence
        return {
            "similarity": weighed.similarity,
            **self._of_words(asked, evidence, weighed.similarity),
            **self._of_subject(noted, weighed, named),
            **self._of_form(asked, weighed),
            **self._of_ground(asked, draft, evidence),
            "score": weighed.score,
        }

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

    def _of_subject(
        self, noted: Noted, weighed: Weighed, of_question: Mapping[str, float]
    ) -> dict[str, float]:
        asked, draft, evidence, left = noted.asked, weighed.draft, weighed.evidence, weighed.left
        named, unaccounted = weighed.named, sum(left.values())
        features = {
            f"subject_{named}": 1.0,
            **{f"unaccounted_{sort}": min(amount, 2.0) for sort, amount in left.items() if amount},
            "whole": float(unaccounted < OTHER_NOUN / 2),
            "of_another": float(named == "main" and unaccounted >= 1.0),
            **of_question,
            "browsable": float(self._catalog.kind(draft.kind).browsable),
        }
        for name, sorts in _SORTS.items():
            if named in sorts:
                features[f"unexplained_{name}"] = min(evidence.unexplained, 4.0) / 4
                features[f"most_unexplained_{name}"] = evidence.most_unexplained
                features[f"unaccounted_{name}"] = min(unaccounted, 3.0)
        if not (noted.names_main or asked.linked.nouns or asked.focus):
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
        if asked.verbatim and draft.intent and draft.intent.fact == asked.verbatim.intent.fact:
            features[VERBATIM] = 1.0
        if draft.operation == "told":
            features["names_near"] = asked.named.get(f"{draft.subjects[0]}.{draft.property}", 0.0)
        return features

    def _of_form(self, asked: Asked, weighed: Weighed) -> dict[str, float]:
        draft = weighed.draft
        series = draft.property is not None and self._catalog.is_series(draft.kind, draft.property)
        outside = not weighed.known and not self._catalog.tells_any(draft.kind, draft.property)
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
            if not asked.expected:
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
