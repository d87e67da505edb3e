"""The kite guild's engine, and what must hold of every reply."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answers.engine import Engine
from bot.answers.reply import Answer, Choices, Correction, OffTopic, Reply, Social, Unknown
from bot.facts import Book, load

KITES = Path(__file__).parents[1] / "matching" / "kites"
TODAY = date(2025, 6, 1)

Asks = Callable[..., Reply]


@pytest.fixture(scope="session")
def book() -> Book:
    return load(KITES)


@pytest.fixture(scope="session")
def engine(book: Book) -> Engine:
    return Engine(book, today=lambda: TODAY)


@pytest.fixture(scope="session")
def ask(engine: Engine) -> Asks:
    """Give the reply to the last of some questions that one person asks in a row."""

    def asked(*questions: str) -> Reply:
        context, reply = None, None
        for question in questions:
            exchange = engine.ask(question, context)
            context, reply = exchange.context, exchange.reply
        assert reply is not None
        return reply

    return asked


def said(reply: Reply) -> str:
    """The text of a reply, its marks left out."""
    match reply:
        case Correction(answer=answer):
            text = answer.text
        case Choices(prompt=prompt):
            text = prompt
        case Answer() | Unknown() | OffTopic() | Social():
            text = reply.text
    return re.sub(r"\[\d+\]", "", text)


def facts(reply: Reply) -> tuple[str, ...]:
    """The facts that a reply tells as an answer."""
    answer = reply.answer if isinstance(reply, Correction) else reply
    assert isinstance(answer, Answer), reply
    return answer.facts


def assert_sound(reply: Reply, book: Book) -> None:
    """Whatever is replied is worded, and cited as it is marked."""
    assert isinstance(reply, Answer | Choices | Unknown | Correction | OffTopic | Social)
    assert said(reply).strip()
    answer = reply.answer if isinstance(reply, Correction) else reply
    if isinstance(answer, Answer | Unknown):
        marks = list(dict.fromkeys(int(n) for n in re.findall(r"\[(\d+)\]", answer.text)))
        assert marks == [note.number for note in answer.footnotes]
        assert all(note.source in book.sources for note in answer.footnotes)
        assert all(book.fact(fact) for fact in answer.facts)
        assert 0 <= answer.confidence <= 1
    if isinstance(answer, Answer):
        assert answer.footnotes
        assert answer.facts
    if isinstance(reply, Choices):
        assert 2 <= len(reply.options) <= 25
