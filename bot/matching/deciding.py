"""Deciding: which reading to answer, if any, and how probable it is that the answer is right."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from bot.matching.features import VERBATIM
from bot.matching.reading import Reading


@dataclass(frozen=True, slots=True)
class Calibration:
    """Fitted numbers: a choice model over readings and none of them, and when to speak.

    The readings of a question compete in a conditional logit (McFadden 1974) with one more alternative,
    that none is right, whose utility is 0.

    Attributes:
        weights: of each feature; `bias` is every reading's constant.
        answer: confidence from which the likeliest reading is answered.
        choose: share of the best reading's probability from which another is told too.
        offer: confidence from which a choice is offered where the question leaves the subject open.
        curve: constant, weight of the logit that the best reading is right and of the logit that any is: the
            logistic curve to the confidence told (Platt 1999).
    """

    weights: Mapping[str, float]
    answer: float
    choose: float
    offer: float = 0.35
    curve: tuple[float, float, float] = (0.0, 1.0, 0.0)

    def utility(self, features: Mapping[str, float]) -> float:
        """Return how much speaks for a reading, against none being right."""
        weight = self.weights.get
        return weight("bias", 0.0) + sum(
            [weight(name, 0.0) * value for name, value in features.items() if value]
        )

    def probabilities(self, readings: Sequence[Reading]) -> list[float]:
        """Return the probability of each reading, 0 to 1; what they lack to 1 is that none is right."""
        utilities = [min(30.0, self.utility(r.features)) for r in readings]
        odds = [math.exp(u) for u in utilities]
        total = 1.0 + sum(odds)
        return [o / total for o in odds]

    def confidence(self, best: float, any_of_them: float) -> float:
        """Return how probable it is that an answer is right.

        Args:
            best: probability of the reading that is answered.
            any_of_them: probability that any reading is right.
        """
        constant, on_best, on_any = self.curve
        return 1 / (1 + math.exp(-(constant + on_best * logit(best) + on_any * logit(any_of_them))))


def logit(probability: float) -> float:
    """Return the log odds of a probability, kept finite."""
    clipped = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(clipped / (1 - clipped))


@lru_cache(maxsize=1)
def shipped() -> Calibration:
    """Return the calibration that ships with the matcher, as fitted by `benchmarks/calibrate.py`."""
    data = json.loads(files(__package__).joinpath("calibration.json").read_text("utf-8"))
    return Calibration(**{**data, "curve": tuple(data["curve"])})


@dataclass(frozen=True, slots=True)
class Decision:
    """What to answer.

    Attributes:
        readings: the readings to answer: none, one, or several to choose from.
        confidence: that the first is right, 0 to 1.
        others: further readings, likeliest first.
        together: whether the readings were asked at once, to be answered in one reply.
        beside: what is nearly as likely to be asked as the only reading to answer, to be told beside it.
    """

    readings: tuple[Reading, ...]
    confidence: float
    others: tuple[Reading, ...] = ()
    together: bool = False
    beside: Reading | None = None

    @property
    def is_word_for_word(self) -> bool:
        """Whether the question is a phrasing of the fact that is to be told."""
        return any(VERBATIM in r.features for r in self.readings)

    @property
    def all(self) -> tuple[Reading, ...]:
        """Every reading, likeliest first."""
        return (*self.readings, *([self.beside] if self.beside else ()), *self.others)


_WORD_FOR_WORD = 0.97
"""How probable it is that a question asks for the fact whose phrasing it is, word for word."""

_RIVALS = 5
_LIKE = 0.35
"""Similarity below which a told fact is only drawn by single words."""

_OF_ONE_FACT = ("lookup", "told")


def decide(readings: Sequence[Reading], calibration: Calibration) -> Decision:
    """Return which of a question's readings to answer.

    Args:
        readings: all of them.
        calibration: the fitted weights and thresholds.
    """
    if not readings:
        return Decision((), 0.0)
    probabilities = calibration.probabilities(readings)
    weighed = sorted(map(_scored, readings, probabilities), key=lambda r: -r.score)
    said = next((r for r in weighed if VERBATIM in r.features), None)
    if said is not None:
        sure = _scored(said, max(said.score, _WORD_FOR_WORD))
        return Decision((sure,), sure.score, tuple(r for r in weighed if r is not said))
    best, *others = weighed
    rivals = tuple(r for r in others if _rivals(best, r, calibration.choose))[:_RIVALS]
    told = (best, *rivals)
    together = sum(r.score for r in weighed if any(same_answer(r, one) for one in told))
    confidence = calibration.confidence(together, sum(probabilities))
    if best.operation == "told" and best.features.get("similarity", 1.0) < _LIKE:
        return Decision((), confidence, tuple(weighed))
    if confidence < (calibration.offer if best.operation == "which" else calibration.answer):
        return Decision((), confidence, tuple(weighed))
    beside = None if rivals else _beside(best, others, calibration.choose)
    return Decision(told, confidence, tuple(r for r in others if r not in (*rivals, beside)), beside=beside)


def _beside(best: Reading, others: Sequence[Reading], share: float) -> Reading | None:
    """Return the next reading that comes to another answer, where it is about as likely as the best."""
    following = next((r for r in others if not same_answer(r, best)), None)
    if following is None or following.score < share * best.score:
        return None
    if _supplies_subject(following) and not _supplies_subject(best):
        return None
    if _leaves_talk(following) and not _leaves_talk(best):
        return None
    plain = best.operation in _OF_ONE_FACT and following.operation in _OF_ONE_FACT
    return following if plain else None


def _scored(reading: Reading, score: float) -> Reading:
    """Return the reading with another score; `dataclasses.replace` takes three times as long."""
    return Reading(
        reading.operation,
        reading.kind,
        reading.subjects,
        reading.property,
        reading.value,
        reading.claim,
        reading.years,
        reading.extreme,
        reading.only,
        reading.bound,
        reading.implied,
        reading.yes_no,
        reading.past,
        reading.counts,
        reading.claims,
        reading.verdict,
        reading.foreseen,
        score,
        reading.features,
        reading.explains,
    )


def same_answer(one: Reading, other: Reading) -> bool:
    """Tell whether two readings come to the same answer: the same property of the same subjects."""
    if one.operation == other.operation == "reverse":
        return (one.property, one.subjects) == (other.property, other.subjects)
    return (one.property, one.subjects, one.value, one.only) == (
        other.property,
        other.subjects,
        other.value,
        other.only,
    )


def names_subject(reading: Reading) -> bool:
    """Tell whether the question surely names what the reading is about."""
    return "subject_named" in reading.features or "subject_dated" in reading.features


def says_it_all(reading: Reading) -> bool:
    """Tell whether a reading accounts for all that is named and for every word that means something."""
    return bool(reading.features.get("whole")) and reading.features.get("content") == 1.0


def _supplies_subject(reading: Reading) -> bool:
    """Tell whether the subject is neither named nor talked about, but found by what is asked of it."""
    return any(f"subject_{how}" in reading.features for how in ("unnamed", "unnamed_bound", "sought"))


def _leaves_talk(reading: Reading) -> bool:
    """Tell whether it is of the community, where something else is talked about and nothing is named."""
    return "subject_main_elsewhere" in reading.features


def _leaves_open(reading: Reading) -> bool:
    """Tell whether the question asks something of one subject and does not say which."""
    return reading.operation in _OF_ONE_FACT and "subject_unnamed" in reading.features


def _rivals(best: Reading, other: Reading, share: float) -> bool:
    """Tell whether another reading asks the same of a different subject, about as surely."""
    if "subject_unnamed" in best.features and best.features.get("unaccounted_name"):
        return False
    alike = other.operation == best.operation and best.operation in ("overview", "lookup")
    return (
        (alike or (_leaves_open(best) and _leaves_open(other)))
        and other.kind == best.kind
        and other.property == best.property
        and other.subjects != best.subjects
        and not best.implied
        and other.score >= share * best.score
    )
