"""The facts that ship load, keep their promises, are found by their own words, are short and cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.answers.engine import Engine
from bot.answers.promises import broken_promises, told_facts
from bot.answers.reply import Correction, Reply
from bot.facts import Book, Fact, load
from bot.jsonl import as_dict

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
TODAY = date(2026, 1, 1)

EVERY = 40
"""Of the phrasings of properties, which are some 20,000 with each subject's name, one in so many is asked."""


class Asked(NamedTuple):
    """A phrasing that was asked as it stands, with the reply."""

    fact: Fact
    question: str
    reply: Reply

    @property
    def told(self) -> dict[str, Any]:
        """The reply as the contract's fields."""
        return as_dict(self.reply)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load(KNOWLEDGE), today=lambda: TODAY)


def facts_of(book: Book) -> Iterator[Fact]:
    for subject in book.subjects.values():
        yield from subject.facts.values()


def questions(book: Book, fact: Fact) -> list[str]:
    """The fact's own phrasings and its property's, with the subject's name in them."""
    prop = book.property(fact)
    lines = [line for line in (*fact.ask, *(prop.ask if prop else ())) if "{value}" not in line]
    name = book.subjects[fact.subject].name
    return [line.replace("{it}", name) for line in lines if "{them}" not in line]


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("who sponsored the third convening", "any unions on that list"), "Five labor organizations"),
        (("how many members were there in 2013", "2014?", "2019?"), "over 1,000 members"),
        (("how many chapters are there", "which is the biggest", "and the smallest"), "North Carolina"),
        (("how many members does lp have", "how many in 2014", "how many in 2019"), "over 1,000 members"),
        (("what happened at the convening in minneapolis",), "The 2018 convening was held in Minneapolis"),
        (("how many chapters are there", "which ones"), "New York[1], Texas[2]"),
        (("was SEIU the only sponsor of the 2014 convening",), "No. Sponsors of the 2014 convening"),
        (("which cities did the founders come from", "was Detroit among them"), "Detroit is not named there"),
        (("which cities did the founders come from", "what about Chicago"), "Yes. Fourteen"),
        (("who was on the very first executive board", "which one's from chicago"), "Joe Moore was"),
        (("list the state chapters please", "when did each start?"), "the Texas chapter: 2019"),
        (("who hosted in LA", "was the mayor there", "how many ppl"), "More than 100"),
        (("hi, reporter on deadline. who runs local progress",), "who leads Local Progress today"),
        (("tell me about 2019",), "On record for 2019"),
        (("tell me about 2014", "and 2015?"), "On record for 2015"),
        (
            ("how big is the texas chapter", "oh nice, thats more than i thought", "minnesota?"),
            "The Minnesota",
        ),
        (("did Citi give money to Local Progress",), "Citi Community Development sponsored the 2014"),
        (("is Pennsylvania a certified state chapter",), "No. In Pennsylvania"),
        (("was there a convening in 2019",), "Yes. The 2019 convening"),
        (("did they put anything out on social housing, and with whom",), "PowerSwitch Action"),
        (("who sponsored the 2014 convening", "how many"), "10."),
        (
            ("who sponsored the 2014 convening", "any unions on that list", "how many"),
            "Five labor organizations",
        ),
        (("was there a meeting before the founding one", "how many people"), "About 30 people"),
        (("is it true that the 2013 convening happened in new york",), "No. The 2013 convening was held in"),
        (
            ("where was the 2014 convening", "hm wasn't that in LA"),
            "No. The 2014 convening was held in New York",
        ),
        (("did they support a ceasefire", "who signed the letter"), "names two signers"),
        (("tell me about the sb4 rally", "how many came to the rally"), "rally against SB4"),
        (("who is Nick Licata", "what did he do at Local Progress"), "first chair of Local Progress"),
        (("is Microsoft a funder", "so who is"), "Democracy Fund Voice"),
        (("was Nick Licata a founder", "and Brian Cummins"), "Cleveland's Brian Cummins"),
        (("is it a nonprofit", "how do i get a job there"), "My sources list no jobs"),
        (("is the 2026 convening in Baltimore", "has it happened yet"), "none says that it took place"),
        (("what was the theme in 2017", "and 18", "and in 19?"), "2019 convening"),
        (("how many came in 2017", "over 18?"), "Yes. 130"),
    ],
)
def test_a_conversation_stays_with_what_it_is_about(
    engine: Engine, turns: tuple[str, ...], told: str
) -> None:
    context = None
    for question in turns:
        exchange = engine.ask(question, context)
        context = exchange.context
    assert told in as_dict(exchange.reply)["text"]


@pytest.fixture(scope="module")
def replies(engine: Engine) -> list[Asked]:
    """What is replied to a share of all phrasings, spread evenly."""
    everything = [(fact, q) for fact in facts_of(engine.book) for q in questions(engine.book, fact)]
    return [Asked(fact, q, engine.ask(q).reply) for fact, q in everything[::EVERY]]


@pytest.mark.parametrize(
    "asked", ["turnout at the Detroit convening in 2016", "who hosted the 2016 Detroit convening"]
)
def test_a_year_that_a_convening_was_not_in_is_put_right(engine: Engine, asked: str) -> None:
    reply = engine.ask(asked).reply
    assert isinstance(reply, Correction)
    assert reply.answer.text.startswith("Not 2016: The 2019 convening")


def test_every_promise_is_kept(engine: Engine) -> None:
    assert len(engine.book.community.tests) >= 40
    assert broken_promises(engine) == ()


def test_every_sample_is_answered(engine: Engine) -> None:
    assert engine.book.community.samples
    outcomes = {q: as_dict(engine.ask(q).reply)["outcome"] for q in engine.book.community.samples}
    assert set(outcomes.values()) == {"answered"}, outcomes


def test_every_source_cited_is_there(engine: Engine) -> None:
    book = engine.book
    cited = {
        citation.source
        for fact in facts_of(book)
        for citation in (*fact.citations, *(c for value in fact.values for c in value.citations))
    }
    assert len(cited) > 50
    assert cited <= book.sources.keys()


def test_every_fact_that_is_told_is_cited(engine: Engine) -> None:
    uncited = [
        fact.id
        for fact in facts_of(engine.book)
        if not fact.unknown
        and not (fact.citations or (fact.values and all(value.citations for value in fact.values)))
    ]
    assert not uncited


def test_every_fact_can_be_asked_for(engine: Engine) -> None:
    assert not [fact.id for fact in facts_of(engine.book) if not questions(engine.book, fact)]


def test_no_question_offered_has_a_slot_left_open(engine: Engine) -> None:
    offered = engine.suggestions("", limit=10_000)
    assert len(offered) > 900
    assert not [question for question in offered if "{" in question]


def test_every_fact_is_found_by_one_of_its_own_phrasings(engine: Engine) -> None:
    book = engine.book
    lost = {
        fact.id: questions(book, fact)[:3]
        for fact in facts_of(book)
        if not any(_tells(book, engine.ask(q).reply, fact) for q in questions(book, fact))
    }
    assert not lost


def _tells(book: Book, reply: Reply, fact: Fact) -> bool:
    """Tell whether a reply tells the fact, or one that says the same."""
    told = [found for name in told_facts(reply) if (found := book.fact(name))]
    return any(found.id == fact.id or _says(found) == _says(fact) for found in told)


def _says(fact: Fact) -> tuple[object, ...]:
    return fact.subject, fact.tell, tuple((v.text, v.role, v.of, v.as_of) for v in fact.values), fact.unknown


def test_answers_are_short(replies: list[Asked]) -> None:
    told = [a.told["text"] for a in replies if a.told["outcome"] in ("answered", "correction")]
    lengths = sorted(len(re.sub(r"\[\d+\]", "", text)) for text in told)
    assert len(lengths) > 300
    assert lengths[len(lengths) // 2] <= 160
    assert lengths[int(len(lengths) * 0.95)] <= 450, [text for text in told if len(text) > 450]


def test_every_answer_has_a_footnote_and_the_marks_of_all_it_has(replies: list[Asked]) -> None:
    wrong = []
    for asked in replies:
        marks = [int(n) for n in dict.fromkeys(re.findall(r"\[(\d+)\]", asked.told["text"]))]
        answered = asked.told["outcome"] in ("answered", "correction")
        if marks != [c["number"] for c in asked.told["citations"]] or (answered and not marks):
            wrong.append((asked.question, asked.told["text"]))
    assert not wrong


def test_what_is_cited_can_be_opened_unless_the_base_says_not_to(
    engine: Engine, replies: list[Asked]
) -> None:
    sources = engine.book.sources
    for citation in (c for asked in replies for c in asked.told["citations"]):
        linkable = sources[citation["source"]].linkable
        assert bool(citation["url"]) is linkable, citation
        assert citation["title"] and citation["publisher"]


def test_sentences_are_whole(replies: list[Asked]) -> None:
    """No slot left open, no value left out, no stop doubled."""
    odd = re.compile(r"[{}]|\.\.|\s{2,}|\s[.,;]|\(\)|\bNone\b")
    found = [text for asked in replies if odd.search(text := asked.told["text"])]
    assert not found
