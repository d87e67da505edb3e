"""What the bot can say: a closed union that every shell matches on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bot.facts.model import DateBasis


@dataclass(frozen=True, slots=True)
class Footnote:
    """A numbered citation, ready to show.

    Attributes:
        number: the mark in the text, from 1.
        url: the address, with a text fragment where words to find are known; None where the reader should
            not be sent there.
        published: the source's date as written in the base.
        locator: the place in the source.
    """

    number: int
    source: str
    title: str
    publisher: str
    url: str | None
    published: str | None
    date_basis: DateBasis
    locator: str | None = None
    author: str | None = None
    date_note: str | None = None
    reliability: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A question offered to choose: what the button says is what would be asked."""

    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A cited answer.

    Attributes:
        text: plain text with marks like `[1]`.
        footnotes: what the marks stand for, in order.
        facts: ids of the facts told.
        as_of: for which day it holds, in words, where it can go stale.
        confidence: probability that it is right, 0 to 1.
        alternatives: the next readings, as questions.
    """

    text: str
    footnotes: tuple[Footnote, ...]
    facts: tuple[str, ...]
    confidence: float
    as_of: str | None = None
    alternatives: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """Several readings are close: the asker picks."""

    prompt: str
    options: tuple[Option, ...]
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Unknown:
    """The subject is ours, the fact is not known: says what is missing and what is known nearby.

    Attributes:
        text: the whole reply, with marks where `footnotes` back what is known nearby.
        subject: id of the subject asked about, where one was understood.
        property: name of the property that is missing, where one was understood.
        facts: ids of the facts told as nearby.
    """

    text: str
    subject: str | None = None
    property: str | None = None
    footnotes: tuple[Footnote, ...] = ()
    facts: tuple[str, ...] = ()
    confidence: float = 0.0
    alternatives: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """The question assumes what the sources contradict.

    Attributes:
        premise: what was assumed and is not so, in words.
        answer: what the sources say instead; its text stands alone.
    """

    premise: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class OffTopic:
    """Not about this community: silent in shared channels, polite elsewhere.

    Attributes:
        alternatives: what may have been meant after all.
    """

    text: str
    confidence: float = 0.0
    alternatives: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Social:
    """A greeting, thanks, or a question about the bot itself."""

    text: str
    alternatives: tuple[Option, ...] = field(default=())


Reply = Answer | Choices | Unknown | Correction | OffTopic | Social

Outcome = Literal["answered", "clarify", "unknown", "correction", "off_topic", "social"]
