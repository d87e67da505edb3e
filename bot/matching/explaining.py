"""Explaining: which of a question's words a reading explains, and how far."""

from __future__ import annotations

from bot.matching.accounting import Accountant
from bot.matching.asking import Draft
from bot.matching.evidence import Evidence
from bot.matching.lexicon import Lexicon
from bot.matching.noted import Noted, Word
from bot.matching.views import Seen
from bot.matching.wordings import Wordings

_SETTLED, _ONCE = 2, 0.8
"""How many phrasings of a property use a word that it surely explains, and the share where just one does."""

_TOLD, _CLAIMED = 0.8, 0.5
"""The share explained of a word that the answer tells, and of one taken for a value that is not known."""

_RANKING = 0.3
"""What a word counts that ranks where the reading does so too, or that only puts in order."""


class Explainer:
    """Tells which words readings explain.

    Args:
        lexicon: the community's words.
        wordings: what the phrasings use.
        accountant: knows which readings are of figures and of days.
    """

    def __init__(self, lexicon: Lexicon, wordings: Wordings, accountant: Accountant) -> None:
        self._lexicon = lexicon
        self._wordings = wordings
        self._accountant = accountant

    def evidence(self, noted: Noted, draft: Draft, views: Seen) -> Evidence:
        """Return which of the question's telling words the reading explains, and how much they weigh.

        Args:
            noted: the question.
            draft: the reading.
            views: what a question may say of the facts that it asks for.
        """
        asks = self._wordings.stems(draft.intent)
        claimed = set(self._lexicon.fold(draft.claim.split())) if draft.claim else ()
        counted = (noted.figures or noted.ranks) and self._accountant.counts(noted, draft)
        dated = noted.dates and self._accountant.dates(noted, draft)
        ranks = noted.ranks and (counted or _ranks(noted, draft))
        once = _ONCE if draft.intent and draft.intent.fact is None else 1.0
        evidence = Evidence()
        for word, times in noted.words:
            stem = word.stem
            weight = times * word.weight * (_RANKING if word.ranking and (ranks or word.ordering) else 1.0)
            uses = asks.get(stem, 0)
            settled = uses >= _SETTLED or stem in draft.described_by
            if settled or (word.apart and _is_settled(word, draft, counted, dated, ranks)):
                share = 1.0
            elif uses:
                share = once
            else:
                share = _CLAIMED if stem in claimed else 0.0
                for view in views:
                    if stem in view.stems or stem in view.asked:
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


def _is_settled(word: Word, draft: Draft, counted: bool, dated: bool, ranks: bool) -> bool:
    """Tell whether a reading explains a word whatever its phrasings and its facts say."""
    return (
        (counted and word.figure)
        or (dated and word.month)
        or (ranks and word.ranking)
        or (word.overview and draft.operation == "overview")
        or (word.light and draft.operation == "count")
        or (word.coming and (draft.operation, draft.ground) == ("compare", "order"))
    )


def _ranks(noted: Noted, draft: Draft) -> bool:
    """Tell whether a reading ranks, or is of what comes before or after one named or talked about."""
    ranks = draft.operation in ("superlative", "compare") or draft.ground == "order"
    return ranks or not noted.beside.isdisjoint(draft.subjects)
