"""Joining: several things asked at once (`when and where`), each found by itself and answered together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from bot.matching.deciding import Calibration, Decision, decide, names_subject, same_answer
from bot.matching.lexicon import EXPECTED, OWN
from bot.matching.matcher import Matcher, Understanding
from bot.matching.reading import Focus, Reading

_AT_ONCE, _PART, _PART_SURE = 4, 0.3, 0.2
_BEYOND_DOUBT = 0.75
"""How sure each part must be where the whole reads as one question as well."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What the parts of a question ask, in their order, and how sure the least sure of them is."""

    readings: tuple[Reading, ...]
    confidence: float
    complete: bool


class Joiner:
    """Takes questions apart.

    Args:
        matcher: reads them.
    """

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher

    def joined(self, asked: Understanding, decision: Decision, calibration: Calibration) -> Decision:
        """Return the decision with what else was asked at once.

        Args:
            asked: the whole question.
            decision: what it comes to as one.
            calibration: decides on its parts.
        """
        if not decision.all or len(asked.parts) < 2:
            return decision
        best = decision.all[0]
        content = {s for s in asked.stems if s[0] != OWN}
        several = sum(s[0] == EXPECTED for s in content) > 1
        identifies = best.operation == "reverse" and len(best.subjects) == 1
        if best.operation not in ("lookup", "told", "overview") and not (
            several and (identifies or best.operation == "compare")
        ):
            return decision
        one = content <= best.explains and not several
        least = _BEYOND_DOUBT if one else calibration.answer
        for anchor in _anchors(decision):
            in_full = one or anchor is not best
            found = self._found(asked.parts, anchor, calibration, least if in_full else None)
            sure = found.confidence if found.complete else 0.0
            if anchor is best and not one:
                sure = max(sure, _joint(decision, found.readings, calibration))
            if len(found.readings) > 1 and sure >= least:
                years = best.years or next((r.years for r in found.readings if r.years), ())
                together = tuple(replace(r, years=r.years or years) for r in found.readings)
                return Decision(together[:_AT_ONCE], sure, decision.others, together=True)
        return decision

    def _found(
        self, parts: Sequence[str], anchor: Reading, calibration: Calibration, least: float | None
    ) -> _Found:
        """Return what each part asks, of the anchor's subjects or of what it names itself.

        Args:
            parts: as typed.
            anchor: a reading of the whole.
            calibration: decides on each.
            least: how sure each must be of something of its own, where nothing but all is of use.
        """
        written = self._matcher.written_out(parts)
        found: dict[tuple[object, ...], tuple[int, Reading]] = {}
        sure: list[float] = []
        for i in sorted(range(len(parts)), key=lambda i: written[i] != parts[i]):
            part = self._of_part(written[i], parts, anchor, calibration)
            if (part is None or _key(part[0]) in found) and written[i] != parts[i]:
                part = self._of_part(parts[i], parts, anchor, calibration)
            if part is not None:
                found.setdefault(_key(part[0]), (i, part[0]))
                sure.append(part[1])
            if least is not None and (part is None or part[1] < least or len(found) < len(sure)):
                break
        ordered = sorted(found.values(), key=lambda pair: pair[0])
        complete = len(found) == len(parts)
        return _Found(tuple(reading for _, reading in ordered), min(sure, default=0.0), complete)

    def _of_part(
        self, part: str, parts: Sequence[str], anchor: Reading, calibration: Calibration
    ) -> tuple[Reading, float] | None:
        """Return what one of several joined questions asks, where that is clear, and how sure it is."""
        understood = self._matcher.understand(part, Focus(anchor.subjects, anchor.kind))
        asks = self._matcher.lexicon.asking(understood.stems)
        if not (asks or understood.linked.mentions or understood.linked.nouns):
            return None
        decision = decide(understood.readings, calibration)
        own = decision.readings[0] if decision.readings else None
        if own is not None and own.operation == "reverse" and own.subjects == anchor.subjects:
            return own, decision.confidence
        if own is not None and own.operation in ("lookup", "told") and self._is_of_its_own(own, parts):
            return (own, decision.confidence) if asks <= own.explains else None
        same = _of_same(anchor, decision, asks)
        if same is None:
            return None
        return same, decision.confidence if same is decision.all[0] else 0.0

    def _is_of_its_own(self, own: Reading, parts: Sequence[str]) -> bool:
        """Tell whether a part names what it asks about, or its city; or its year, where each part does."""
        if "subject_named" in own.features or "subject_identified" in own.features:
            return True
        return "subject_dated" in own.features and all(self._matcher.linked(p).mentions for p in parts)


def _of_same(anchor: Reading, decision: Decision, asks: Set[str]) -> Reading | None:
    """Return what a part that names nothing of its own clearly asks of the anchor's subjects.

    Args:
        anchor: a reading of the whole.
        decision: what the part comes to.
        asks: what sort of answer it expects; who asks when does not ask for all there is.
    """
    same = [r for r in decision.all if r.subjects == anchor.subjects]
    same = [r for r in same if r.operation != "overview"] if asks else same
    if not same or same[0].score <= max(_PART_SURE, _PART * sum(r.score for r in same)):
        return None
    said_already = anchor.operation == "reverse" and same[0].property == anchor.property
    explained = not asks or not asks.isdisjoint(same[0].explains)
    looks_up = same[0].operation in ("lookup", "told")
    return same[0] if looks_up and explained and not said_already else None


def _key(reading: Reading) -> tuple[object, ...]:
    return reading.property, reading.subjects


def _anchors(decision: Decision) -> Iterator[Reading]:
    """Yield the likeliest reading, and the likeliest of what the question names, where that is another."""
    best = decision.all[0]
    yield best
    if not names_subject(best):
        yield from [r for r in decision.all if names_subject(r) and r.subjects != best.subjects][:1]


def _joint(decision: Decision, together: Sequence[Reading], calibration: Calibration) -> float:
    """Return how probable it is that these were asked at once, by the whole question."""
    whole = decision.all
    likely = sum(r.score for r in whole if any(same_answer(r, one) for one in together))
    joint = calibration.confidence(likely, sum(r.score for r in whole))
    return max(joint, decision.confidence) if decision.readings else joint
