"""Repeating: whether a yes-or-no question says what a phrasing says whose answer the curator gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.matching.lexicon import EXPECTED, OWN, Lexicon
from bot.matching.mentions import Linked

_ALIKE, _NEARLY = 0.3, 0.05
"""Share of words in common from which a question is answered as a phrasing is; how much less is as near."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer tells, whatever is asked.

    Attributes:
        meant: ids that a question need not name: the subject, the community.
        stems: what its words come to.
        held: ids that it lists: what is so of one of them is so of another.
    """

    meant: AbstractSet[str]
    stems: AbstractSet[str]
    held: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class _Line:
    """A yes-or-no question.

    Attributes:
        words: what its words come to, synonyms apart.
        stems: the same with synonyms as one.
        telling: those of them that mean something by themselves.
        named: for each mention, the ids that it may mean, and its number.
        limits: words that say how much of something is meant, or which (`only`, `first`).
        past: whether it is put in the past.
    """

    words: frozenset[str]
    stems: frozenset[str]
    telling: frozenset[str]
    named: tuple[frozenset[str], ...]
    limits: frozenset[str]
    past: bool


class Answered:
    """The phrasings of facts that are yes-or-no questions, and what they are answered.

    Args:
        lexicon: knows which words limit what is said, and which tell little.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._language = lexicon.language
        self._weight = lexicon.weight
        self._lines: dict[str, list[tuple[_Line, bool]]] = defaultdict(list)
        self._open: dict[str, list[_Line]] = defaultdict(list)

    def add(self, fact_id: str, linked: Linked, stems: Collection[str], yes: bool | None) -> None:
        """Add a phrasing with its answer, None where neither yes nor no would be right."""
        if yes is not None:
            self._lines[fact_id].append((self._line(linked, stems), yes))
        elif linked.words[:1] and linked.words[0] in self._language.yes_no:
            self._open[fact_id].append(self._line(linked, stems))

    def __contains__(self, fact_id: str) -> bool:
        """Tell whether any phrasing of a fact is answered by yes or no."""
        return fact_id in self._lines

    def verdict(self, fact_id: str, linked: Linked, stems: Collection[str], told: Told) -> bool | None:
        """Return what a question is answered that asks just what phrasings of a fact ask; None for others.

        Args:
            fact_id: the fact.
            linked: the question.
            stems: what its words come to.
            told: what the fact tells.
        """
        lines = self._lines.get(fact_id, [])
        asked, left_open = self._line(linked, stems), self._open.get(fact_id, ())
        if asked.words and any(asked.words == line.words for line in left_open):
            return None
        found = {yes for line, yes in lines if _repeats(asked, line, yes, told)}
        if found:
            return found.pop() if len(found) == 1 else None
        return _nearest(asked, [*lines, *((line, None) for line in left_open)], told)

    def _line(self, linked: Linked, stems: Collection[str]) -> _Line:
        words, language = linked.words, self._language
        return _Line(
            frozenset(stems),
            frozenset(s for s in stems if s[0] not in (EXPECTED, OWN)),
            frozenset(s for s in stems if s[0].isalnum() and self._weight(s) == 1.0),
            tuple(m.names for m in linked.mentions),
            frozenset(w for w in words if w in language.limits),
            any(w in language.past for w in words),
        )


def _repeats(asked: _Line, line: _Line, yes: bool, told: Told) -> bool:
    """Tell whether a question asks what a phrasing asks: what is answered by no, in the very words.

    What is answered by yes may be asked in fewer words, in some that the answer tells, and of another of
    those that it lists.
    """
    if not _is_put_alike(asked, line):
        return False
    shared = asked.stems & line.stems
    fewer = 2 * len(shared) >= max(len(asked.stems), len(line.stems))
    if asked.stems != line.stems and not (yes and fewer and asked.stems <= line.stems | told.stems):
        return False
    if not yes or len(line.named) > 1:  # of several it matters which is which
        return _in_order(asked, line, told.meant)
    named, others = ([_any_of(told.held, ids) for ids in one.named] for one in (asked, line))
    return _within(named, others, told.meant) and _within(others, named, told.meant)


def _nearest(asked: _Line, lines: Sequence[tuple[_Line, bool | None]], told: Told) -> bool | None:
    """Return what the phrasings are answered that are most like a question, where they are alike enough.

    A word that neither they nor the answer use may change what is asked (`SEIU and Walmart`).
    """
    if not asked.telling <= frozenset(told.stems).union(*(line.stems for line, _ in lines)):
        return None
    same = ((line, yes) for line, yes in lines if _is_put_alike(asked, line))
    alike = [(_likeness(asked, line), yes) for line, yes in same if _in_order(asked, line, told.meant)]
    most = max((share for share, _ in alike), default=0.0)
    found = {yes for share, yes in alike if share >= most - _NEARLY}
    return found.pop() if most >= _ALIKE and len(found) == 1 else None


def _is_put_alike(asked: _Line, line: _Line) -> bool:
    """Tell whether two questions are put in the same tense and limit what they say alike."""
    return (asked.past, asked.limits) == (line.past, line.limits)


def _likeness(asked: _Line, line: _Line) -> float:
    """Return which share of the words of two questions they have in common (Jaccard 1901)."""
    return len(asked.stems & line.stems) / max(1, len(asked.stems | line.stems))


def _in_order(asked: _Line, line: _Line, meant: AbstractSet[str]) -> bool:
    """Tell whether two questions name the same, one after the other."""
    named, others = ([ids for ids in one.named if ids.isdisjoint(meant)] for one in (asked, line))
    alike = len(named) == len(others)
    return alike and all(a == b or not a.isdisjoint(b) for a, b in zip(named, others, strict=True))


def _any_of(held: AbstractSet[str], ids: AbstractSet[str]) -> AbstractSet[str]:
    return held if not ids.isdisjoint(held) else ids


def _within(
    some: Iterable[AbstractSet[str]], others: Collection[AbstractSet[str]], meant: AbstractSet[str]
) -> bool:
    """Tell whether whatever is named is named by the others too, or is what is meant anyway."""
    return all(
        not ids.isdisjoint(meant) or any(ids == other or not ids.isdisjoint(other) for other in others)
        for ids in some
    )
