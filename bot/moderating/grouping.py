"""Questions asked in vain, those that mean the same put together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rapidfuzz import fuzz, process

from bot.answers.engine import Engine
from bot.store import Unanswered, Vote

ALIKE = 85
_NUMBER = re.compile(r"\d+")
_FAINT = 0.15
"""The score below which no reading is near."""


@dataclass(slots=True)
class Group:
    """Questions that mean the same, as far as their words tell.

    Attributes:
        asked: the questions, the latest first.
    """

    asked: list[Unanswered] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of one of them, the same one for as long as it is there."""
        return self.asked[-1].id

    @property
    def text(self) -> str:
        """How it was asked most often."""
        return Counter(each.text for each in self.asked).most_common(1)[0][0]

    @property
    def variants(self) -> tuple[str, ...]:
        """Every way in which it was asked, the most frequent first."""
        return tuple(text for text, _ in Counter(each.text for each in self.asked).most_common())

    @property
    def last(self) -> datetime:
        """When it was asked last."""
        return max(each.at for each in self.asked)

    @property
    def nearest(self) -> str | None:
        """The nearest fact, where one was known when it was asked."""
        return next((each.nearest for each in self.asked if each.nearest), None)


def grouped(asked: Iterable[Unanswered]) -> list[Group]:
    """Return near-duplicates together, those asked most often first.

    Questions with different numbers in them are different: 2013 is not 2014 with a slip of the pen.
    """
    same: dict[str, list[Unanswered]] = defaultdict(list)
    for each in asked:
        same[each.folded].append(each)
    heads: dict[tuple[str, ...], dict[str, Group]] = defaultdict(dict)
    for folded, questions in sorted(same.items(), key=lambda item: (-len(item[1]), item[0])):
        near = heads[tuple(sorted(_NUMBER.findall(folded)))]
        found = process.extractOne(folded, near.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
        near.setdefault(found[0] if found else folded, Group()).asked.extend(questions)
    groups = [group for near in heads.values() for group in near.values()]
    for group in groups:
        group.asked.sort(key=lambda each: (each.at, each.id), reverse=True)
    return sorted(groups, key=lambda group: (-len(group.asked), -group.last.timestamp(), group.id))


def nearest_fact(engine: Engine, text: str) -> str | None:
    """Return the id of the fact that a question comes nearest to, or of the subject where no fact is near."""
    subject = None
    for reading in sorted(engine.readings(text), key=lambda reading: -reading.score):
        if reading.score < _FAINT:
            break
        for each in reading.subjects:
            fact = f"{each}.{reading.property}"
            if reading.property and engine.book.fact(fact):
                return fact
            subject = subject or each
    return subject


def voted_down(votes: Sequence[Vote]) -> list[tuple[tuple[str, ...], int, int, datetime]]:
    """Return answers by the facts they told, with votes down, votes up and the latest, worst first."""
    tally: dict[tuple[str, ...], list[Vote]] = defaultdict(list)
    for vote in votes:
        tally[vote.facts].append(vote)
    rows = [
        (facts, downs, len(cast) - downs, max(vote.at for vote in cast))
        for facts, cast in tally.items()
        if (downs := sum(not vote.up for vote in cast))
    ]
    return sorted(rows, key=lambda row: (row[2] - row[1], row[0]))
