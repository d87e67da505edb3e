"""What `compare` shows: two subjects of a kind side by side, property by property."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answers.engine import Engine
from bot.answers.wording import capital
from bot.facts.model import Book, Kind, Subject, Value
from bot.locales import Reader
from bot.rendering.markdown import escape
from bot.rendering.notes import Entry, pages
from bot.rendering.subjects import cited, property_label
from bot.rendering.values import worded

MANY = 4
LINES = 12


def compare_pages(engine: Engine, one: Subject, other: Subject, reader: Reader) -> list[str]:
    """Return what is known of two subjects, each property once, what only one of them has said so."""
    book = engine.book
    title = f"**{escape(capital(one.name))} · {escape(other.name)}**"
    entries = list(_compared(book, book.kind(one.id), one, other, reader))
    if not entries:
        return [reader.say("My sources say nothing of either that could be compared.")]
    return pages(book, title, entries, reader, per_page=LINES)


def _compared(book: Book, kind: Kind, one: Subject, other: Subject, reader: Reader) -> Iterator[Entry]:
    for name in _in_order(kind):
        both = [_values(subject, name) for subject in (one, other)]
        if any(both):
            heading = f"- **{escape(capital(property_label(kind, name)))}**\n"
            for subject, values in zip((one, other), both, strict=True):
                told = f"  - {escape(subject.name)}: {_told(book, values, reader)}"
                yield heading + told, cited(values[:MANY])
                heading = ""


def _in_order(kind: Kind) -> list[str]:
    """The kind's properties, those that sum a subject up first."""
    return list(dict.fromkeys([*kind.summary, *kind.identified_by, *kind.properties]))


def _values(subject: Subject, name: str) -> tuple[Value, ...]:
    fact = subject.facts.get(name)
    return fact.values if fact else ()


def _told(book: Book, values: tuple[Value, ...], reader: Reader) -> str:
    if not values:
        return reader.say("*not in my sources*")
    told = "; ".join(escape(worded(value, book, reader)) for value in values[:MANY])
    more = len(values) - MANY
    return told if more <= 0 else reader.say("{some} and {more} more", some=told, more=more)
