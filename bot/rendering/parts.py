"""What a reply is made of, whoever shows it: its text, its footnotes, the questions it offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from bot.answers.reply import (
    Answer,
    Choices,
    Correction,
    Footnote,
    OffTopic,
    Option,
    Reply,
    Social,
    Unknown,
)
from bot.locales import ENGLISH, Reader
from bot.rendering.dates import readable


@dataclass(frozen=True, slots=True)
class Parts:
    """A reply taken apart for showing.

    Attributes:
        text: what is said, with marks like `[1]`.
        note: for which time it holds, where it can go stale.
        footnotes: what the marks stand for.
        options: questions that the member can go on with.
    """

    text: str
    note: str | None = None
    footnotes: tuple[Footnote, ...] = ()
    options: tuple[Option, ...] = ()


def take_apart(reply: Reply, reader: Reader | None = None) -> Parts:
    """Return what there is to show of a reply, to its reader."""
    reader = reader or Reader(ENGLISH)
    match reply:
        case Answer():
            return Parts(reply.text, _as_of(reply, reader), reply.footnotes)
        case Correction():
            answer = reply.answer
            return Parts(answer.text, _as_of(answer, reader), answer.footnotes)
        case Choices():
            return Parts(reply.prompt, options=reply.options)
        case Unknown():
            return Parts(reply.text, footnotes=reply.footnotes, options=reply.alternatives)
        case Social():
            return Parts(reply.text, options=reply.alternatives)
        case OffTopic():
            return Parts(reply.text, options=reply.alternatives)
    assert_never(reply)


def published(footnote: Footnote, reader: Reader | None = None) -> str:
    """Return when the source appeared, in words, and whether that was worked out."""
    reader = reader or Reader(ENGLISH)
    if footnote.published is None:
        return reader.say("no date")
    day = readable(footnote.published, reader)
    return reader.say("{day} (date inferred)", day=day) if footnote.date_basis == "inferred" else day


def _as_of(answer: Answer, reader: Reader) -> str | None:
    return reader.say("As of {day}.", day=answer.as_of) if answer.as_of else None
