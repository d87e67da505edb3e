"""Extracting: the question inside a longer message, where the message as a whole is not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.matching.deciding import Decision, says_it_all
from bot.matching.lexicon import EXPECTED
from bot.matching.matcher import Matcher, Understanding
from bot.matching.mentions import IDENTIFIED, NAME
from bot.matching.reading import Focus, Reading
from bot.matching.text import words
from bot.matching.yes_or_no import is_yes_no

_OPENING, _SHORTEST, _LONGEST = 3, 3, 30
"""Within how many words a clause must ask, and how many words it has; more are a story."""

_READ, _STORY = 3, 100
"""How many clauses are read by themselves, of a message of up to how many words: reading takes time."""

_SURE, _SURE_OF_OTHERS, _SURE_OF_PART = 0.65, 0.8, 0.9
"""Confidence from which a clause is answered by itself, what is said around it left aside; one that leans
on what was said before; one of which a part is left aside as well."""

_EMBEDDED = re.compile(
    r"\b(?:wanna|(?:want(?:ed|s)?|need(?:ed|s)?|trying|like) to) (?:know|find out|check)\b,?\s*"
    r"|\b(?:wondering|curious|wonder)\b,?\s*(?:about\s+)?",
    re.IGNORECASE,
)
"""What stands before a question that is told of, not put (`I want to know who founded it`)."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that asks.

    Attributes:
        text: as typed.
        focus: what the clauses before it name, where that is one thing.
        points: whether it points at something that it does not name.
        alone: whether nothing else in the message asks, and nothing comes after it.
        opens: whether it opens a sentence after others.
        sure: confidence from which it is answered instead of the whole.
    """

    text: str
    focus: Focus | None
    points: bool
    alone: bool
    opens: bool
    sure: float = _SURE

    def is_answered(self, decision: Decision) -> bool:
        """Tell whether what it comes to by itself is sure enough to leave aside what is said around it."""
        leans, confidence = self.focus is not None or self.points, decision.confidence
        if not decision.readings or confidence < (max(self.sure, _SURE_OF_OTHERS) if leans else self.sure):
            return False
        best = decision.readings[0]
        if leans:
            return says_it_all(best) and best.operation != "overview"
        return says_it_all(best) or confidence >= _SURE_OF_PART


class Extractor:
    """Finds the clauses that ask.

    Args:
        matcher: reads them.
    """

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._openers = matcher.lexicon.language.openers

    def clauses(self, asked: Understanding, decision: Decision) -> list[Clause]:
        """Return the clauses of a message that may be answered instead of the whole, a few of them.

        Args:
            asked: the whole message.
            decision: what it comes to.
        """
        clauses = list(islice(self._asking(asked), _READ))
        if not decision.readings:
            return clauses
        gap, all_said = self._is_gap(decision.readings[0]), says_it_all(decision.readings[0])
        clauses = [c for c in clauses if c.alone and (c.opens or not (all_said or gap))]
        if all_said or not gap:
            clauses = [c for c in clauses if not (c.points or c.focus)]
        return [c if gap else replace(c, sure=max(_SURE, decision.confidence)) for c in clauses]

    def _is_gap(self, reading: Reading) -> bool:
        """Tell whether a reading comes to what no source says."""
        fact = self._matcher.book.fact(reading.facts[0]) if reading.facts else None
        missing = reading.features.get("missing") or reading.features.get("outside")
        return bool(missing) or (fact is not None and fact.unknown)

    def _asking(self, asked: Understanding) -> Iterator[Clause]:
        language = self._matcher.lexicon.language
        asks, pointing = language.interrogatives | language.yes_no, language.pronouns - language.unbound
        clauses = [p for c in self._matcher.clauses(asked.question) for p in _EMBEDDED.split(c) if p.strip()]
        if len(clauses) < 2 or len(asked.linked.words) > _STORY:
            return
        tokens = [words(clause) for clause in clauses]
        ask = [not asks.isdisjoint(said[:_OPENING]) for said in tokens]
        asking = [i for i, said in enumerate(tokens) if self._asks(said)]
        last = ask[-1] and all(i == len(tokens) - 1 for i in asking)
        first = asking == [0] and self._say_nothing(clauses[1:], tokens[1:])
        alone = last or first
        for i, clause in enumerate(clauses):
            said = tokens[i]
            if not (_SHORTEST <= len(said) <= _LONGEST and ask[i]):
                continue
            points = not pointing.isdisjoint(said)
            opens = first or _opens_sentence(asked.question.raw, clause)
            aside = alone and opens
            focus = self._focus(". ".join(clauses[:i])) if aside else None
            if focus is not None and (self._only_counts(said) or self._points_at_nobody(said, focus)):
                continue
            names = bool(self._matcher.linked(clause).mentions) or not asked.linked.mentions
            if focus is not None or (aside if points else names):
                yield Clause(clause, focus, points, alone, opens)

    def _asks(self, said: tuple[str, ...]) -> bool:
        """Tell whether words are surely a question, or the end of one (`correct?`)."""
        language = self._matcher.lexicon.language
        opens = self._matcher.lexicon.asks(said) or is_yes_no(said, language)
        return opens or language.tags.issuperset(said)

    def _say_nothing(self, clauses: Sequence[str], tokens: Sequence[tuple[str, ...]]) -> bool:
        """Tell whether clauses, with their words, neither name anything nor go on with the one before."""
        joined = any(not self._openers.isdisjoint(said[:1]) for said in tokens)
        return not (joined or any(self._matcher.linked(clause).mentions for clause in clauses))

    def _only_counts(self, said: Sequence[str]) -> bool:
        """Tell whether a clause asks for a number and does not say of what (`how many were there`)."""
        return self._matcher.lexicon.fold(said) == [f"{EXPECTED}count"]

    def _points_at_nobody(self, said: Sequence[str], focus: Focus) -> bool:
        """Tell whether somebody is meant, and what was named is nobody."""
        return focus.person is None and self._matcher.lexicon.language.pronoun_in(said) is not None

    def _focus(self, before: str) -> Focus | None:
        """Return what some clauses name or place, where that is one thing, for the next to point at."""
        mentions = self._matcher.linked(before).mentions if before else ()
        main = self._matcher.catalog.main
        for sure in (IDENTIFIED, NAME):
            named = {s for m in mentions for s, weight in m.subjects.items() if weight == sure and s != main}
            if len(named) == 1:
                subject = self._matcher.book.subjects[named.pop()]
                person = subject.id if self._matcher.book.kind(subject.id).personal else None
                return Focus((subject.id,), subject.kind, value=subject.id, person=person)
        return None


def _opens_sentence(message: str, clause: str) -> bool:
    """Tell whether a clause opens a sentence of a message after its first."""
    return message[: message.find(clause)].rstrip().endswith((".", "?", "!", ":", ";"))
