"""What a fact base promises to answer is asked, and what is not kept is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.engine import Engine
from bot.answers.promises import Stray, asked_of_own, broken_promises, told_facts
from bot.answers.reply import Answer, Correction, OffTopic, Reply, Unknown
from bot.facts import Book

from .conftest import TODAY

ANSWER = Answer("It flew.", (), ("kite.flown",), 0.9)


def promising(book: Book, **tests: str) -> Engine:
    asked = {question.replace("_", " "): fact for question, fact in tests.items()}
    return Engine(replace(book, community=replace(book.community, tests=asked)), today=lambda: TODAY)


def test_kept_promises_are_not_spoken_of(engine: Engine) -> None:
    assert engine.book.community.tests
    assert broken_promises(engine) == ()


def test_a_promise_is_broken_by_telling_another_fact(book: Book) -> None:
    engine = promising(book, where_was_the_2016_rally_held="rally-2018.town")
    assert broken_promises(engine) == (
        "promised question 'where was the 2016 rally held': wants rally-2018.town, tells rally-2016.town",
    )


def test_a_promise_is_broken_by_not_answering(book: Book) -> None:
    (line,) = broken_promises(promising(book, what_is_the_capital_of_france="rally-2018.town"))
    assert line.endswith("tells nothing")


def test_what_is_known_not_to_be_known_can_be_promised(book: Book) -> None:
    assert broken_promises(promising(book, did_it_rain_at_the_2016_rally="rally-2016.weather")) == ()


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (ANSWER, ("kite.flown",)),
        (Correction("It sank", ANSWER), ("kite.flown",)),
        (Unknown("Not said.", "kite", "colour", facts=("kite.flown",)), ("kite.flown", "kite.colour")),
        (Unknown("Not said."), ()),
        (OffTopic("No."), ()),
    ],
)
def test_every_sort_of_reply_tells_some_facts_or_none(reply: Reply, told: tuple[str, ...]) -> None:
    assert told_facts(reply) == told


def test_a_phrasing_that_another_fact_answers_is_named(book: Book) -> None:
    rally = book.subjects["rally-2016"]
    asks = {name: replace(rally.facts[name], ask=("{it} in the air",)) for name in ("lost-kites", "theme")}
    asks["theme"] = replace(asks["theme"], ask=("{it} in the air", "{it} on the banner"))
    changed = replace(
        book,
        subjects={"rally-2016": replace(rally, facts={**rally.facts, **asks})}
        | {name: subject for name, subject in book.subjects.items() if name != "rally-2016"},
    )
    found = list(asked_of_own(Engine(changed, today=lambda: TODAY)))
    strays = [stray for stray in found if stray and stray.question == "the 2016 rally in the air"]
    assert len(found) == sum(len(f.ask) for s in changed.subjects.values() for f in s.facts.values())
    assert [type(stray) for stray in strays] == [Stray]
    assert strays[0].fact not in strays[0].told
