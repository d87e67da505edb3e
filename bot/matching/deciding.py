"""Deciding: which reading to answer, and how probable it is that the answer is right."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from bot.matching.matcher import Understanding
from bot.matching.reading import Reading


@dataclass(frozen=True, slots=True)
class Calibration:
    """Fitted numbers: a logistic model of "the best reading is right", and when to speak.

    Attributes:
        weights: of each feature; `bias` stands for the constant.
        answer: probability from which a reading is answered.
        choose: margin of score under which two different readings are offered to choose from.
    """

    weights: Mapping[str, float]
    answer: float
    choose: float

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability, 0 to 1, that a reading with these features is right."""
        total = self.weights.get("bias", 0.0)
        total += sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=1)
def shipped() -> Calibration:
    """Return the calibration that ships with the matcher, as fitted by `benchmarks/calibrate.py`."""
    data = json.loads(files(__package__).joinpath("calibration.json").read_text("utf-8"))
    return Calibration(data["weights"], data["answer"], data["choose"])


@dataclass(frozen=True, slots=True)
class Decision:
    """What to answer.

    Attributes:
        readings: the readings to answer: none, one, or several to choose from.
        probability: that the first is right, 0 to 1.
        others: further readings, likeliest first.
    """

    readings: tuple[Reading, ...]
    probability: float
    others: tuple[Reading, ...] = ()


def features(understanding: Understanding) -> dict[str, float]:
    """Return what the probability of the best reading is made of."""
    if not understanding.readings:
        return {}
    best = understanding.readings[0]
    runner_up = next((r for r in understanding.readings[1:] if r.facts != best.facts), None)
    return {
        **best.features,
        "score": best.score,
        "margin": best.score - (runner_up.score if runner_up else 0.0),
        "foreign": float(understanding.foreign),
        best.operation: 1.0,
    }


def decide(understanding: Understanding, calibration: Calibration) -> Decision:
    """Return which of the readings to answer."""
    if not understanding.readings:
        return Decision((), 0.0)
    best, *others = understanding.readings
    probability = calibration.probability(features(understanding))
    if probability < calibration.answer:
        return Decision((), probability, understanding.readings)
    rivals = tuple(r for r in others if _rivals(best, r, calibration.choose))
    if rivals:
        return Decision((best, *rivals), probability, tuple(r for r in others if r not in rivals))
    return Decision((best,), probability, tuple(others))


def _rivals(best: Reading, other: Reading, margin: float) -> bool:
    """Tell whether another reading asks the same of a different subject, as surely."""
    return (
        other.operation == best.operation == "overview"
        and other.kind == best.kind
        and other.subjects != best.subjects
        and best.score - other.score < margin
    )
