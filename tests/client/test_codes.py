"""Codes that buttons keep, and the way back."""

from __future__ import annotations

from pathlib import Path

from bot.discord import codes
from bot.facts.loader import load
from bot.facts.model import Book

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


def shipped() -> Book:
    return load(KNOWLEDGE)


def test_every_fact_and_subject_of_the_shipped_facts_has_a_code_of_its_own() -> None:
    book = shipped()
    facts = [fact.id for subject in book.subjects.values() for fact in subject.facts.values()]
    for ids in (facts, list(book.subjects)):
        assert len({codes.code(each) for each in ids}) == len(ids)


def test_facts_and_citations_are_found_again() -> None:
    book = shipped()
    some = [fact for subject in book.subjects.values() for fact in subject.facts.values()][:5]
    assert set(codes.facts(book, codes.of_facts(fact.id for fact in some))) == {fact.id for fact in some}
    cited = [citation for fact in some for citation in fact.citations][:5]
    kept = codes.codes(codes.code(each.source, each.locator) for each in cited)
    found = codes.citations(book, kept)
    assert [(each.source, each.locator) for each in found if each] == [
        (each.source, each.locator) for each in cited
    ]


def test_what_is_gone_is_nothing() -> None:
    assert codes.citations(shipped(), "AAAAA") == [None]
    assert codes.facts(shipped(), "AAAAA") == []


def test_no_more_are_kept_than_fit() -> None:
    assert len(codes.of_facts(map(str, range(100)))) == codes.MOST * codes.LENGTH
