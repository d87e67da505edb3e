"""Evaluating: how many questions of a set are answered rightly, by the rules of its format."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.answers.engine import Engine
from bot.jsonl import as_dict, converse
from bot.question_files import FLAGS, Case

Verdict = Literal["right", "wrong", "missed", "assisted"]
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "missed", "assisted")
_MARK = re.compile(r"\[\d+\]|[\u00b9\u00b2\u00b3\u2070-\u2079]")


@dataclass(frozen=True, slots=True)
class Result:
    """A case with what was replied and how it is judged."""

    case: Case
    reply: dict[str, Any]
    verdict: Verdict
    why: str


def judge(case: Case, reply: dict[str, Any]) -> tuple[Verdict, str]:
    """Return how a reply is judged, and why where it is not right."""
    outcome, text = reply["outcome"], reply["text"]
    lacks = [m for m in case.must if not re.search(m, text, FLAGS)]
    bad = [m for m in case.must_not if re.search(m, text, FLAGS)]
    cites = {c["source"] for c in reply["citations"]}
    answered = outcome in ("answered", "correction")
    cited = not case.cite or bool(cites & case.cite)
    why = f"lacks {lacks} bad {bad} cites {sorted(cites)} of {sorted(case.cite)}"
    if case.expect == "answer":
        if not answered:
            return ("assisted" if outcome == "clarify" else "missed"), outcome
        return ("wrong", why) if lacks or bad or not cited else ("right", "")
    if case.expect == "clarify":
        if outcome == "clarify" or (answered and not bad and not lacks):
            return "right", ""
        return ("wrong", why) if answered else ("missed", outcome)
    wrong = {
        "premise": bool(bad) or (answered and bool(lacks)),
        "unknown": outcome == "answered" or bool(bad),
        "off_topic": answered,
        "social": answered and bool(reply["citations"]),
    }
    if case.expect not in wrong:
        raise ValueError(f"{case.id}: unknown expectation {case.expect!r}")
    return ("wrong", why) if wrong[case.expect] else ("right", "")


def evaluate(engine: Engine, cases: Iterable[Case]) -> list[Result]:
    """Return every case with its reply and verdict."""
    results = []
    for case in cases:
        reply = as_dict(converse(engine, case.q, case.history))
        results.append(Result(case, reply, *judge(case, reply)))
    return results


@dataclass(slots=True)
class Summary:
    """The figures of an evaluation.

    Attributes:
        by_kind: verdicts by what was expected.
        by_tag: verdicts by tag.
        lengths: characters of answers without marks, sorted.
        ece: expected calibration error of the confidence of answers, ten bins.
    """

    by_kind: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    by_tag: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    lengths: list[int] = field(default_factory=list)
    ece: float = 0.0

    @property
    def total(self) -> Counter[str]:
        """Verdicts over all."""
        return sum(self.by_kind.values(), Counter())

    def share(self, verdict: Verdict, kinds: Sequence[str] | None = None) -> float:
        """Return the share of a verdict among the kinds given, or all."""
        counts = sum((c for k, c in self.by_kind.items() if kinds is None or k in kinds), Counter[str]())
        return counts[verdict] / (sum(counts.values()) or 1)


def summarise(results: Sequence[Result]) -> Summary:
    """Return the figures of some results."""
    summary = Summary()
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for result in results:
        summary.by_kind[result.case.expect][result.verdict] += 1
        for tag in result.case.tags:
            summary.by_tag[tag][result.verdict] += 1
        if result.reply["outcome"] in ("answered", "correction"):
            summary.lengths.append(len(_MARK.sub("", result.reply["text"])))
            confidence = result.reply["confidence"]
            bins[min(9, int(confidence * 10))].append((confidence, result.verdict == "right"))
    summary.lengths.sort()
    count = sum(map(len, bins.values())) or 1
    summary.ece = (
        sum(abs(sum(c for c, _ in pairs) - sum(right for _, right in pairs)) for pairs in bins.values())
        / count
    )
    return summary
