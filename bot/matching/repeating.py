"""Repeating: whether a yes-or-no question says what a phrasing says whose answer the curator gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.matching.language import Language
from bot.matching.lexicon import EXPECTED, OWN
from bot.matching.mentions import Linked, Mention


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
        named: for each mention, the ids that it may mean, and its number.
        limits: words that say how much of something is meant, or which (`only`, `first`).
        past: whether it is put in the past.
    """

    words: frozenset[str]
    stems: frozenset[str]
    named: tuple[frozenset[str], ...]
    limits: frozenset[str]
    past: bool


class Answered:
    """The phrasings of facts that are yes-or-no questions, and what they are answered.

    Args:
        language: knows which words limit what is said.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._lines: dict[str, list[tuple[_Line, bool]]] = defaultdict(list)
        self._open: dict[str, set[frozenset[str]]] = defaultdict(set)

    def add(self, fact_id: str, linked: Linked, stems: Collection[str], yes: bool | None) -> None:
        """Add a phrasing with its answer, None where neither yes nor no would be right."""
        if yes is not None:
            self._lines[fact_id].append((self._line(linked, stems), yes))
        elif linked.words[:1] and linked.words[0] in self._language.yes_no:
            self._open[fact_id].add(frozenset(stems))

    def verdict(self, fact_id: str, linked: Linked, stems: Collection[str], told: Told) -> bool | None:
        """Return what a question is answered that asks just what phrasings of a fact ask; None for others.

        Args:
            fact_id: the fact.
            linked: the question.
            stems: what its words come to.
            told: what the fact tells.
        """
        lines = self._lines.get(fact_id)
        if not lines:
            return None
        asked = self._line(linked, stems)
        if asked.words and asked.words in self._open.get(fact_id, ()):
            return None
        found = {yes for line, yes in lines if _repeats(asked, line, yes, told)}
        return found.pop() if len(found) == 1 else None

    def _line(self, linked: Linked, stems: Collection[str]) -> _Line:
        words, language = linked.words, self._language
        return _Line(
            frozenset(stems),
            frozenset(s for s in stems if s[0] not in (EXPECTED, OWN)),
            tuple(map(_ids, linked.mentions)),
            frozenset(w for w in words if w in language.limits),
            any(w in language.past for w in words),
        )


def _ids(mention: Mention) -> frozenset[str]:
    return frozenset({*mention.subjects, *([] if mention.number is None else [str(mention.number)])})


def _repeats(asked: _Line, line: _Line, yes: bool, told: Told) -> bool:
    """Tell whether a question asks what a phrasing asks: what is answered by no, in the very words.

    What is answered by yes may be asked in fewer words, in some that the answer tells, and of another of
    those that it lists.
    """
    if asked.past != line.past or asked.limits != line.limits:
        return False
    shared = asked.stems & line.stems
    fewer = 2 * len(shared) >= max(len(asked.stems), len(line.stems))
    if asked.stems != line.stems and not (yes and fewer and asked.stems <= line.stems | told.stems):
        return False
    named, others = (
        [_any_of(told.held, ids) for ids in one.named] if yes else one.named for one in (asked, line)
    )
    return _within(named, others, told.meant) and _within(others, named, told.meant)


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
