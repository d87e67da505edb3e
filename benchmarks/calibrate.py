"""Fit the matcher's weights and thresholds on question files and write `bot/matching/calibration.json`.

    python -m benchmarks.calibrate QUESTIONS.jsonl... [--facts DIR] [--folds 10] [--write]

Every reading of every question is answered and judged; the choice model is fitted to prefer the right ones
and, where there is none, to prefer saying nothing. The figures printed are cross-validated: each fold is
judged by weights fitted on the others.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.answers.engine import Engine
from bot.answers.memory import Context
from bot.evaluating import Result, judge, summarise
from bot.facts import load
from bot.jsonl import as_dict
from bot.matching import deciding
from bot.matching.deciding import Calibration
from bot.matching.reading import Reading
from bot.question_files import REFUSED, Case, read_cases

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A question with its readings, which of them answer it rightly, and what it was asked after."""

    case: Case
    context: Context | None
    readings: tuple[Reading, ...]
    right: tuple[bool, ...]


def off_context(engine: Engine, cases: Sequence[Case]) -> list[Example]:
    """Return the questions that stand alone, each asked after another one that it has nothing to do with.

    A member changes the topic at any time: what was talked about before must then be left.
    """
    alone = [c for c in cases if not c.history]
    befores = [c.q for c in alone if c.expect == "answer"]
    random.Random(1).shuffle(befores)
    out = []
    for case, before in zip(alone, befores * (len(alone) // max(1, len(befores)) + 1), strict=False):
        if before != case.q:
            out += examples(engine, [replace(case, history=(before,))])
    return out


def examples(engine: Engine, cases: Sequence[Case]) -> list[Example]:
    """Return the questions with every reading judged."""
    out = []
    for case in cases:
        context: Context | None = None
        for earlier in case.history:
            context = engine.ask(earlier, context).context
        readings = engine.readings(case.q, context)
        if case.expect == "off_topic":
            readings = tuple(r for r in readings if not r.features.get("outside"))
        right = tuple(_is_right(case, engine, reading) for reading in readings)
        out.append(Example(case, context, readings, right))
    return out


def _is_right(case: Case, engine: Engine, reading: Reading) -> bool:
    if case.expect in ("off_topic", "social"):
        return False
    reply = as_dict(engine.answer(reading))
    verdict, _ = judge(case, reply)
    return verdict == "right"


def columns(examples: Sequence[Example]) -> list[str]:
    """Return the names of all features, the constant first."""
    names = {name for e in examples for r in e.readings for name in r.features}
    return ["bias", *sorted(names)]


def fit(
    examples: Sequence[Example], names: Sequence[str], ridge: float, steps: int = 400
) -> dict[str, float]:
    """Return weights that maximise the likelihood of the right readings, or of none where none is right.

    Args:
        ridge: penalty on the squared weights.
        steps: of gradient ascent (Adam, Kingma and Ba 2015).
    """
    place = {name: i for i, name in enumerate(names)}
    rows: list[Array] = []
    owner: list[int] = []
    right: list[bool] = []
    for number, example in enumerate(examples):
        for reading, ok in zip(example.readings, example.right, strict=True):
            row = np.zeros(len(names))
            row[0] = 1.0
            for name, value in reading.features.items():
                if name in place:
                    row[place[name]] = value
            rows.append(row)
            owner.append(number)
            right.append(ok)
    x, who, is_right = np.array(rows), np.array(owner), np.array(right)
    has_right = np.bincount(who, is_right, len(examples)) > 0
    weights = np.zeros(len(names))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        gradient = _gradient(x, who, is_right, has_right, weights) - ridge * weights
        first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
        weights += 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}


def _gradient(
    x: Array,
    who: npt.NDArray[np.int64],
    ok: npt.NDArray[np.bool_],
    has_right: npt.NDArray[np.bool_],
    weights: Array,
) -> Array:
    odds = np.exp(np.minimum(x @ weights, 30.0))
    count = len(has_right)
    total = 1.0 + np.bincount(who, odds, count)
    wanted = np.bincount(who, odds * ok, count)
    model = odds / total[who]
    target = np.where(has_right[who], odds * ok / np.maximum(wanted[who], 1e-12), 0.0)
    return np.asarray((target - model) @ x)


def results(engine: Engine, examples: Sequence[Example], calibration: Calibration) -> list[Result]:
    """Return how the questions fare under a calibration."""
    judged = []
    for example in examples:
        reply = as_dict(engine.with_calibration(calibration).ask(example.case.q, example.context).reply)
        judged.append(Result(example.case, reply, *judge(example.case, reply)))
    return judged


def curve(
    examples: Sequence[Example], weights: dict[str, float], choose: float
) -> tuple[float, float, float]:
    """Return the logistic curve from probabilities to confidence (Platt 1999), by Newton's method."""
    bare, rows, right = Calibration(weights, answer=0.0, choose=choose, offer=0.0), [], []
    for example in examples:
        if example.readings:
            decision = deciding.decide(example.readings, bare)
            beside = [decision.beside] if decision.beside else []
            pairs = list(
                zip(example.readings, example.right, bare.probabilities(example.readings), strict=True)
            )
            likely = sum(p for r, _, p in pairs if _is_among(r, decision.readings))
            rows.append([1.0, deciding.logit(likely), deciding.logit(sum(p for _, _, p in pairs))])
            told = [*decision.readings, *beside]
            right.append(float(any(ok for r, ok, _ in pairs if _is_among(r, told))))
    x, y = np.array(rows), np.array(right)
    prior = np.array([0.0, 1.0, 0.0])
    theta = prior.copy()
    for _ in range(50):
        q = 1 / (1 + np.exp(-x @ theta))
        hessian = (x * (q * (1 - q))[:, None]).T @ x + np.eye(3)
        theta += np.linalg.solve(hessian, x.T @ (y - q) - (theta - prior))
    return tuple(round(float(t), 4) for t in theta)  # type: ignore[return-value]


def _is_among(reading: Reading, told: Sequence[Reading]) -> bool:
    return any(deciding.same_answer(reading, one) for one in told)


@dataclass(frozen=True)
class Choice:
    """What is chosen, not fitted: the penalty on weights, when to answer, when to tell rivals too."""

    ridge: float
    answer: float
    choose: float


def calibrated(examples: Sequence[Example], changed: Sequence[Example], choice: Choice) -> Calibration:
    """Return a calibration fitted on the examples, and on the same after a change of topic."""
    asked = {e.case.id for e in examples}
    both = [*examples, *(e for e in changed if e.case.id in asked)]
    weights = fit(both, columns(both), choice.ridge)
    return Calibration(weights, choice.answer, choice.choose, curve=curve(examples, weights, choice.choose))


def cross_validated(
    engine: Engine, examples: Sequence[Example], changed: Sequence[Example], folds: int, choice: Choice
) -> list[Result]:
    """Return how the questions fare, each under weights fitted without it."""
    order = list(range(len(examples)))
    random.Random(0).shuffle(order)
    judged: list[Result] = []
    for fold in range(folds):
        held = set(order[fold::folds])
        fitted = calibrated([e for i, e in enumerate(examples) if i not in held], changed, choice)
        judged += results(engine, [e for i, e in enumerate(examples) if i in held], fitted)
    return judged


def report(name: str, judged: Sequence[Result]) -> None:
    """Print one line of figures."""
    summary = summarise(judged)
    verdicts: Counter[str] = Counter()
    for counts in summary.by_kind.values():
        verdicts.update(counts)
    print(
        f"{name:32} right {summary.share('right'):.1%}  "
        f"answerable: right {summary.share('right', ['answer']):.1%} "
        f"wrong {summary.share('wrong', ['answer']):.1%} missed {summary.share('missed', ['answer']):.1%}  "
        f"refusable wrongly answered {summary.share('wrong', REFUSED):.1%}  ECE {summary.ece:.3f}"
    )


def main() -> None:
    """Run the calibration."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--facts", type=Path, default=Path("knowledge"))
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--ridge", type=float, default=1.0)
    parser.add_argument("--answer", type=float, default=0.6, help="confidence from which to answer, written")
    parser.add_argument("--choose", type=float, default=0.5)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 22))
    parser.add_argument("--write", type=Path, help="write the fitted calibration to this file")
    args = parser.parse_args()
    engine = Engine(load(args.facts), today=lambda: args.today)
    files = {file: read_cases(file) for file in args.files}
    cases = [c for found in files.values() for c in found]
    found = examples(engine, cases)
    changed = off_context(engine, cases)
    possible = sum(any(e.right) for e in found if e.case.expect == "answer")
    print(
        f"{len(found)} questions; of {sum(e.case.expect == 'answer' for e in found)} answerable, "
        f"{possible} have a right reading among theirs"
    )
    for answer in sorted({0.4, 0.5, 0.6, args.answer}):
        judged = cross_validated(engine, found, changed, args.folds, Choice(args.ridge, answer, args.choose))
        by_id = {r.case.id: r for r in judged}
        for file, inside in files.items():
            report(f"{file.stem}, answer at {answer}", [by_id[c.id] for c in inside])
    if args.write:
        best = calibrated(found, changed, Choice(args.ridge, args.answer, args.choose))
        fields = ("weights", "answer", "choose", "offer", "curve")
        args.write.write_text(
            json.dumps({f: getattr(best, f) for f in fields}, indent=1, sort_keys=True) + "\n"
        )


if __name__ == "__main__":
    main()
