"""Replies are judged by the rules of the question sets' format, and added up."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from bot.answers.engine import Engine
from bot.evaluating import Result, evaluate, judge, summarise
from bot.facts import load
from bot.question_files import Case, read_cases

HERE = Path(__file__).parent
KITES = HERE / "matching" / "kites"
QUESTIONS = HERE.parents[1] / "shared" / "questions"

EXPECTED = ("answer", "clarify", "premise", "unknown", "off_topic", "social")
OUTCOMES = ("answered", "correction", "clarify", "unknown", "off_topic", "social")

Judge = Callable[[dict[str, Any], dict[str, Any]], tuple[str, str]]


def case(expect: str = "answer", **more: Any) -> Case:
    return Case("q", "where was it", expect, **more)


def reply(outcome: str = "answered", text: str = "In Port Merrow.[1]", *sources: str) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "text": text,
        "citations": [{"source": s} for s in sources],
        "confidence": 0.9,
    }


@pytest.fixture(scope="module")
def score() -> Judge:
    """The judging of the sets' own script."""
    path = QUESTIONS / "score.py"
    if not path.exists():
        pytest.skip(f"{path} is not at hand: nothing to compare the judging with")
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    judged: Judge = module.judge
    return judged


class TestJudged:
    @pytest.mark.parametrize("outcome", ["answered", "correction"])
    def test_an_answer_is_right_with_all_it_must_have_and_a_source(self, outcome: str) -> None:
        wanted = case(must=("port merrow", "merrow|quay"), must_not=("tarnby",), cite=frozenset({"a", "b"}))
        assert judge(wanted, reply(outcome, "In PORT\nMerrow.", "b", "c"))[0] == "wrong"
        assert judge(wanted, reply(outcome, "In PORT Merrow.", "b", "c")) == ("right", "")

    @pytest.mark.parametrize(
        "given",
        [
            reply("answered", "On the quay.", "a"),
            reply("answered", "In Port Merrow, not in Tarnby.", "a"),
            reply("answered", "In Port Merrow.", "other"),
            reply("answered", "In Port Merrow."),
        ],
        ids=["lacks", "says what it must not", "cites another", "cites nothing"],
    )
    def test_otherwise_it_is_wrong_and_says_why(self, given: dict[str, Any]) -> None:
        wanted = case(must=("port merrow",), must_not=("tarnby",), cite=frozenset({"a"}))
        verdict, why = judge(wanted, given)
        assert verdict == "wrong"
        assert "lacks" in why

    @pytest.mark.parametrize(
        ("outcome", "verdict"), [("clarify", "assisted"), ("unknown", "missed"), ("off_topic", "missed")]
    )
    def test_not_answering_is_no_wrong_answer(self, outcome: str, verdict: str) -> None:
        assert judge(case(), reply(outcome))[0] == verdict

    @pytest.mark.parametrize(
        ("expect", "outcome", "verdict"),
        [
            ("unknown", "answered", "wrong"),
            ("unknown", "correction", "right"),
            ("unknown", "unknown", "right"),
            ("unknown", "off_topic", "right"),
            ("off_topic", "answered", "wrong"),
            ("off_topic", "correction", "wrong"),
            ("off_topic", "unknown", "right"),
            ("premise", "unknown", "right"),
            ("premise", "answered", "right"),
            ("clarify", "clarify", "right"),
            ("clarify", "answered", "right"),
            ("clarify", "unknown", "missed"),
            ("social", "social", "right"),
            ("social", "answered", "right"),
        ],
    )
    def test_what_should_not_be_answered_is_judged_by_whether_it_is(
        self, expect: str, outcome: str, verdict: str
    ) -> None:
        assert judge(case(expect), reply(outcome))[0] == verdict

    def test_small_talk_is_not_cited(self) -> None:
        assert judge(case("social"), reply("answered", "Hello.[1]", "a"))[0] == "wrong"

    def test_a_premise_must_not_be_confirmed(self) -> None:
        wanted = case("premise", must=("not",), must_not=("^yes",))
        assert judge(wanted, reply("answered", "Yes, it was."))[0] == "wrong"
        assert judge(wanted, reply("answered", "It was."))[0] == "wrong"
        assert judge(wanted, reply("correction", "It was not."))[0] == "right"

    def test_an_expectation_unheard_of_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="'guess'"):
            judge(case("guess"), reply())


class TestLikeTheScript:
    def test_on_every_sort_of_case_and_reply(self, score: Judge) -> None:
        wants = [{}, {"must": ["merrow"]}, {"must_not": ["merrow"]}, {"cite": ["a", "b"]}]
        wants.append({"must": ["merrow", "2016"], "must_not": ["tarnby"], "cite": ["a"]})
        texts = ["In Port Merrow.[1]", "In Tarnby, 2016.", "Merrow\n2016", ""]
        for expect, wanted, outcome, text, cites in product(
            EXPECTED, wants, OUTCOMES, texts, ([], ["a"], ["c", "b"])
        ):
            raw = {"id": "q", "q": "where was it", "expect": expect, **wanted}
            told = reply(outcome, text, *cites)
            held = {key: tuple(wanted.get(key, ())) for key in ("must", "must_not")}
            ours = judge(case(expect, cite=frozenset(wanted.get("cite", ())), **held), told)[0]
            assert ours == score(raw, told)[0], (raw, told)

    def test_on_the_development_questions(self, score: Judge) -> None:
        path = QUESTIONS / "dev.jsonl"
        if not path.exists():
            pytest.skip(f"{path} is not at hand")
        raws = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        cases = read_cases(path)
        assert [c.id for c in cases] == [r["id"] for r in raws]
        texts = ["New York City, 2014, Nick Licata, 37 officials, SEIU.[1]", "Not in my sources.", "Yes."]
        for (raw, read), outcome, text in product(zip(raws, cases, strict=True), OUTCOMES, texts):
            told = reply(outcome, text, *raw.get("cite", [])[:1])
            assert judge(read, told)[0] == score(raw, told)[0], (raw, told)


class TestAddedUp:
    def test_cases_are_asked_with_their_history(self) -> None:
        engine = Engine(load(KITES), today=lambda: date(2025, 6, 1))
        asked = [
            case(must=("port merrow",), history=("how many came to the 2016 rally",)),
            Case("s", "hello", "social"),
        ]
        assert [r.verdict for r in evaluate(engine, asked)] == ["right", "right"]

    def test_verdicts_are_counted_by_kind_and_tag(self) -> None:
        results = [
            Result(case(tags=("date",)), reply(text="12 chars[1]²"), "right", ""),
            Result(case(tags=("date", "list")), reply("unknown"), "missed", ""),
            Result(case("unknown"), reply(text="abc"), "wrong", ""),
        ]
        summary = summarise(results)
        assert summary.by_kind["answer"] == {"right": 1, "missed": 1}
        assert summary.by_tag["date"] == {"right": 1, "missed": 1}
        assert summary.total == {"right": 1, "missed": 1, "wrong": 1}
        assert summary.share("right", ["answer"]) == 0.5
        assert summary.share("wrong") == pytest.approx(1 / 3)
        assert summary.lengths == [3, 8]

    def test_the_calibration_error_is_how_far_confidence_is_from_what_is_right(self) -> None:
        sure_right = Result(case(), reply(), "right", "")
        sure_wrong = Result(case(), reply(), "wrong", "")
        assert summarise([sure_right]).ece == pytest.approx(0.1)
        assert summarise([sure_wrong]).ece == pytest.approx(0.9)
        assert summarise([sure_right] * 9 + [sure_wrong]).ece == pytest.approx(0.0)

    def test_of_nothing_there_are_no_figures(self) -> None:
        summary = summarise([])
        assert (summary.total, summary.share("right"), summary.ece, summary.lengths) == ({}, 0.0, 0.0, [])
