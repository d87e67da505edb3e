"""Readings: what a question may mean, each with what speaks for it."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.matching.claiming import Bound, Claims

Operation = Literal[
    "lookup",  # a property of a subject
    "told",  # a fact that stands on its own phrasings
    "check",  # whether a subject's property has a value
    "reverse",  # which subjects' property has a value
    "collect",  # a property of every subject of a kind
    "which",  # a property, of which subject is not said
    "superlative",  # the subject with the most or least of a property
    "compare",  # a property of several subjects, side by side
    "overview",  # what is known of a subject, in brief
    "absent",  # a subject by a year or a number that none has
    "upcoming",  # the next subject of a kind, where none is to come
    "during",  # what there was in a year
    "count",  # how many subjects of a kind there are
]


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a question may mean.

    Attributes:
        kind: id of the kind of its subjects.
        subjects: ids of its subjects.
        property: the property asked for; for `told` the fact's own.
        value: id of the entity, or the text, that is asked about as a value.
        claim: words in the place of a value that name nothing known.
        years: years that narrow a series.
        extreme: `high` or `low`, for a superlative; `low` for the beginning of a series.
        only: ids of the values that are asked for, where the question describes some of a list.
        bound: how the figure that is the value bounds those that are asked for (`over 200`).
        yes_no: whether it is put as a yes-or-no question.
        past: whether it is put in the past tense.
        counts: whether a number is asked for.
        claims: what a yes-or-no question says of figures and days.
        verdict: what the curator says that it is answered, where that is yes or no.
        foreseen: whether it asks of what was expected.
        implied: whether the subject was supplied by the conversation or the community, not named.
        score: how well it fits, about 0 to 1; ranks readings of one question.
        features: what speaks for it, by name; what the calibrated probability is made of.
        explains: stems of the question that it accounts for.
    """

    operation: Operation
    kind: str
    subjects: tuple[str, ...]
    property: str | None = None
    value: str | None = None
    claim: str | None = None
    years: tuple[int, ...] = ()
    extreme: Literal["high", "low"] | None = None
    only: tuple[str, ...] = ()
    bound: Bound | None = None
    implied: bool = False
    yes_no: bool = False
    past: bool = False
    counts: bool = False
    claims: Claims | None = None
    verdict: bool | None = None
    foreseen: bool = False
    score: float = 0.0
    features: Mapping[str, float] = field(default_factory=dict, hash=False, compare=False)
    explains: frozenset[str] = field(default=frozenset(), hash=False, compare=False)

    @builtins.property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts that it asks for, whether they are known or not."""
        return tuple(f"{s}.{self.property}" for s in self.subjects) if self.property else ()


@dataclass(frozen=True, slots=True)
class Focus:
    """What a follow-up may lean on: the last reading of the same person in the same place.

    Attributes:
        person: id of whom `he` or `she` means.
        persons: ids of all who were told or asked about, the latest first.
        question: the last question, as it would stand alone.
        said: its answer, where it told something.
        told: ids of what both name, as far as a question points back.
        facts: ids of the facts that the answer told.
        claim: words in the place of a value that name nothing known.
    """

    subjects: tuple[str, ...] = ()
    kind: str | None = None
    property: str | None = None
    value: str | None = None
    operation: Operation | None = None
    years: tuple[int, ...] = ()
    person: str | None = None
    question: str = ""
    said: str = ""
    told: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    claim: str | None = None
