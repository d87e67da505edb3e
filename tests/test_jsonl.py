"""The line-by-line contract: a JSON line out for each line in, whatever is on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.engine import Engine
from bot.answers.reply import Answer, Choices, Correction, Footnote, OffTopic, Option, Reply, Social, Unknown
from bot.facts import load
from bot.jsonl import answer_lines, as_dict, converse, outcome_of

KITES = Path(__file__).parent / "matching" / "kites"

NOTE = Footnote(
    1, "report", "Ten Years", "The Guild", "https://x.example", "2024-12", "stated", "¶1", "E. Lund"
)
ANSWER = Answer("It flew.[1]", (NOTE,), ("kite.flown",), 0.91234567, alternatives=(Option("Did it sink?"),))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load(KITES), today=lambda: date(2025, 6, 1))


def answers(engine: Engine, *lines: object) -> list[dict[str, Any]]:
    """What comes out for some lines, each given as text or as what it says."""
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return [json.loads(line) for line in answer_lines(engine, texts)]


@pytest.mark.parametrize(
    ("reply", "outcome", "text"),
    [
        (ANSWER, "answered", "It flew.[1]"),
        (Choices("Which?", (Option("This?"),), 0.5), "clarify", "Which?"),
        (Unknown("Not said."), "unknown", "Not said."),
        (Correction("It sank", ANSWER), "correction", "It flew.[1]"),
        (OffTopic("Not ours."), "off_topic", "Not ours."),
        (Social("Hello!"), "social", "Hello!"),
    ],
)
def test_every_sort_of_reply_has_its_outcome_and_its_text(reply: Reply, outcome: str, text: str) -> None:
    told = as_dict(reply)
    assert told["outcome"] == outcome_of(reply) == outcome
    assert told["text"] == text
    assert told.keys() == {"outcome", "text", "citations", "facts", "alternatives", "confidence"}


@pytest.mark.parametrize("reply", [ANSWER, Correction("It sank", ANSWER)])
def test_what_states_a_fact_is_cited(reply: Reply) -> None:
    told = as_dict(reply)
    assert told["citations"] == [
        {
            "number": 1,
            "source": "report",
            "title": "Ten Years",
            "publisher": "The Guild",
            "url": "https://x.example",
            "published": "2024-12",
            "locator": "¶1",
        }
    ]
    assert told["facts"] == ["kite.flown"]
    assert told["confidence"] == 0.9123
    assert told["alternatives"] == ["Did it sink?"]


def test_what_is_offered_to_choose_from_are_the_alternatives() -> None:
    assert as_dict(Choices("Which?", (Option("This?"), Option("That?"))))["alternatives"] == [
        "This?",
        "That?",
    ]


def test_a_line_has_its_id_its_reply_and_how_long_it_took(engine: Engine) -> None:
    (told,) = answers(engine, {"id": "q1", "q": "where was the 2016 rally held"})
    assert told.pop("elapsed_us") >= 0
    assert told == {"id": "q1", **as_dict(engine.ask("where was the 2016 rally held").reply)}
    assert told["outcome"] == "answered"


@pytest.mark.parametrize("ident", ["a", 7, None, 1.5, ["x"], {"y": 1}])
def test_the_id_comes_back_as_it_went_in(engine: Engine, ident: object) -> None:
    assert answers(engine, {"id": ident, "q": "hi"})[0]["id"] == ident


def test_history_is_what_the_same_person_asked_before(engine: Engine) -> None:
    before = ["where was the 2018 rally held", "where was the 2016 rally held"]
    followed, alone = answers(
        engine, {"id": 1, "q": "who sponsored it", "history": before}, {"id": 2, "q": "who sponsored it"}
    )
    assert followed["facts"] == ["rally-2016.sponsor"]
    assert alone["outcome"] == "clarify"
    assert followed["text"] == as_dict(converse(engine, "who sponsored it", before))["text"]


def test_lines_do_not_hear_of_each_other(engine: Engine) -> None:
    first, _, again = answers(
        engine,
        {"id": 1, "q": "who sponsored it"},
        {"id": 2, "q": "where was the 2016 rally held"},
        {"id": 3, "q": "who sponsored it"},
    )
    assert first["text"] == again["text"]


def test_letters_of_any_script_stay_as_they_are(engine: Engine) -> None:
    (line,) = answer_lines(engine, ['{"id": "凧", "q": "hi"}'])
    assert "凧" in line


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "{",
        "[1]",
        '"text"',
        "7",
        "null",
        "{}",
        '{"q": "hi"}',
        '{"id": 1}',
        '{"id": 1, "q": "hi", "history": 7}',
        '{"id": 1, "q": null}',
        '{"id": 1, "q": "hi", "history": "where was it"}',
        "[" * 100_000,
    ],
    ids=lambda line: line[:30],
)
def test_a_line_that_cannot_be_read_is_answered_by_what_is_wrong_with_it(engine: Engine, line: str) -> None:
    before, wrong, after = answers(engine, {"id": 1, "q": "hi"}, line, {"id": 2, "q": "hi"})
    assert "outcome" not in wrong
    assert (wrong["line"], bool(wrong["error"])) == (2, True)
    assert '"id" and "q"' in wrong["hint"]
    assert (before["id"], after["id"]) == (1, 2)


def test_an_error_names_the_line_by_its_id(engine: Engine) -> None:
    assert answers(engine, {"id": "a"})[0]["id"] == "a"


def test_every_line_can_be_written_as_utf_8(engine: Engine) -> None:
    (line,) = answer_lines(engine, [r'{"id": "\ud800", "q": "hi"}'])
    assert line.encode()


def test_blank_lines_are_passed_over_and_counted(engine: Engine) -> None:
    told = answers(engine, "", " \n", {"id": 1, "q": "hi"}, "x")
    assert [t.get("id") for t in told] == [1, None]
    assert told[1]["line"] == 4


def test_a_line_is_answered_before_the_next_is_read(engine: Engine) -> None:
    read: list[int] = []

    def lines() -> Iterator[str]:
        for number in range(3):
            read.append(number)
            yield json.dumps({"id": number, "q": "hi"})

    out = answer_lines(engine, lines())
    for number in range(3):
        assert json.loads(next(out))["id"] == number
        assert read == list(range(number + 1))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120))
def test_any_line_gets_one_line(engine: Engine, text: str) -> None:
    told = list(answer_lines(engine, [json.dumps({"id": 1, "q": text}), f"x{text}"]))
    assert len(told) == 2
    assert all("\n" not in line for line in told)
    assert json.loads(told[0])["text"]
    assert json.loads(told[1])["error"]
