"""What is noted of a question, and of each draft of a reading, while readings are weighed."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.matching.asking import Asked, Draft
from bot.matching.evidence import Evidence
from bot.matching.mentions import Mention


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a word of the question, whatever the reading.

    Attributes:
        weight: how much it tells by itself, less where no phrasing uses it and it is no rare word.
        telling: how few phrasings use it, 0 to 1.
        known: whether any phrasing uses it.
        ranking: whether it compares, ranks or puts in order.
        ordering: whether it puts in order.
        overview: whether it asks for all that is known of something.
        coming: whether it is said of anything that took place (`came`).
        month: whether it is a month.
        figure: whether it is a figure.
        light: whether it tells little, or only which sort of answer is expected.
        content: whether it has a meaning of its own.
        apart: whether some readings explain it whatever their phrasings and facts say.
    """

    stem: str
    weight: float
    telling: float
    known: bool
    ranking: bool
    ordering: bool
    overview: bool
    coming: bool
    month: bool
    figure: bool
    light: bool
    content: bool
    apart: bool


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What is known of a mention, whatever the reading.

    Attributes:
        sort: how it names; an `origin` is where somebody came from.
        meant: ids of the subjects that it may mean.
        names: those and its number, as phrasings name them.
        stems: stems of its words.
        beside: what comes before or after what it means.
        of_main: whether it may mean the community, which every reading has to do with.
    """

    mention: Mention
    sort: str
    meant: AbstractSet[str]
    names: AbstractSet[str]
    stems: list[str]
    beside: AbstractSet[str]
    of_main: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """What is known of a question, whatever the reading: what occurs in it, each with how often.

    Attributes:
        words: its stems.
        ranks, dates, figures: whether any of those ranks, is a month, is a figure.
        mentions: what it names, alike mentions once.
        nouns: the kinds that its nouns may name.
        named: ids of subjects, with how surely they are named.
        names: those ids, years and kinds, as phrasings name them.
        kinds: all kinds that its nouns may name.
        names_main: whether it names the community.
        names_bare: whether all that is named are things that people speak of anyway (places, topics).
        names_nothing: whether it names nothing, not even a kind.
        talked_of: what was talked about.
        expected: stems of the sort of answer that is expected.
        beside: what comes before or after what is named or talked about.
        between: the years that lie between those that a span names.
    """

    asked: Asked
    words: list[tuple[Word, int]]
    ranks: bool
    dates: bool
    figures: bool
    mentions: list[tuple[Mentioned, int]]
    nouns: list[tuple[tuple[str, ...], int]]
    named: Mapping[str, float]
    names: frozenset[str]
    kinds: frozenset[str]
    names_main: bool
    names_bare: bool
    names_nothing: bool
    talked_of: frozenset[str | None]
    expected: tuple[str, ...]
    beside: AbstractSet[str]
    between: AbstractSet[int]


@dataclass(slots=True)
class Weighed:
    """A draft with all that its score is made of; not frozen, as dozens are made of every question."""

    draft: Draft
    place: int
    score: float
    similarity: float
    evidence: Evidence
    left: Mapping[str, float]
    named: str
    fits: bool
    known: bool
    lacks: bool
