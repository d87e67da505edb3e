"""Short codes for citations and facts, small enough for a button, and the way back through the live facts."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2s

from bot.answers.reply import Footnote
from bot.facts.model import Book, Citation

LENGTH = 5
MOST = 18
"""How many codes fit into a button's id beside what else it says."""


@lru_cache(maxsize=5_000)
def code(*words: str | None) -> str:
    """Return five letters for some words: the same ones for the same words, in every process."""
    digest = blake2s("\n".join(word or "" for word in words).encode(), digest_size=5).digest()
    return b32encode(digest).decode()[:LENGTH]


def codes(items: Iterable[str]) -> str:
    """Return what a button keeps of some codes: as many as fit."""
    return "".join(list(items)[:MOST])


def of_footnotes(footnotes: Iterable[Footnote]) -> str:
    """Return what a button keeps of an answer's footnotes."""
    return codes(code(note.source, note.locator) for note in footnotes)


def of_facts(facts: Iterable[str]) -> str:
    """Return what a button keeps of the facts that an answer told."""
    return codes(map(code, facts))


def citations(book: Book, kept: str) -> list[Citation | None]:
    """Return what the codes of footnotes stand for, in order; None for what the live facts have no more."""
    wanted = _apart(kept)
    found: dict[str, Citation] = {}
    for citation in _cited(book):
        found.setdefault(code(citation.source, citation.locator), citation)
        found.setdefault(code(citation.source, None), Citation(citation.source))
    return [found.get(each) for each in wanted]


def facts(book: Book, kept: str) -> list[str]:
    """Return the ids of the facts that codes stand for, those that are live."""
    wanted = set(_apart(kept))
    return [
        fact.id
        for subject in book.subjects.values()
        for fact in subject.facts.values()
        if code(fact.id) in wanted
    ]


def _apart(kept: str) -> list[str]:
    return [kept[place : place + LENGTH] for place in range(0, len(kept), LENGTH)]


def _cited(book: Book) -> Iterator[Citation]:
    for subject in book.subjects.values():
        for fact in subject.facts.values():
            yield from fact.citations
            for value in fact.values:
                yield from value.citations
