"""Extracting: the question inside a longer message, where the message as a whole is not understood."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bot.matching.deciding import Calibration, Decision, decide
from bot.matching.matcher import Matcher, Understanding
from bot.matching.text import words

_OPENING, _SHORTEST, _LONGEST = 3, 3, 30
"""Within how many words a clause must ask, and how many words it has; more are a story."""

_READ, _STORY = 3, 100
"""How many clauses are read by themselves, of a message of up to how many words: reading takes time."""

_SURE = 0.65
"""Confidence from which a clause is answered by itself, as what is said around it is left aside."""


class Extractor:
    """Finds the clause that asks.

    Args:
        matcher: reads it.
    """

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher

    def extracted(
        self, asked: Understanding, calibration: Calibration
    ) -> tuple[str, Understanding, Decision] | None:
        """Return the clause that is surest to be a question of ours, as read by itself, where one is.

        Args:
            asked: the whole message.
            calibration: decides on its clauses.
        """
        found = []
        for clause in islice(self._asking(asked), _READ):
            understood = self._matcher.understand(clause)
            decision = decide(understood.readings, calibration)
            if not decision.readings or decision.confidence < _SURE or understood.foreign:
                continue
            names = bool(understood.linked.mentions) or not asked.linked.mentions
            if names and _says_it_all(decision):
                found.append((clause, understood, decision))
        return max(found, key=lambda f: f[2].confidence, default=None)

    def _asking(self, asked: Understanding) -> Iterator[str]:
        """Yield the clauses that begin as a question and point at nothing that another one names."""
        language = self._matcher.lexicon.language
        asks, pointing = language.interrogatives | language.yes_no, language.pronouns - language.unbound
        clauses = self._matcher.clauses(asked.question)
        several = len(clauses) > 1 and len(asked.linked.words) <= _STORY
        for clause in clauses if several else ():
            said = words(clause)
            fits = _SHORTEST <= len(said) <= _LONGEST
            if fits and asks.intersection(said[:_OPENING]) and pointing.isdisjoint(said):
                yield clause


def _says_it_all(decision: Decision) -> bool:
    """Tell whether the likeliest reading accounts for every word of the clause that means something."""
    features = decision.readings[0].features
    return bool(features.get("whole")) and features.get("content") == 1.0
