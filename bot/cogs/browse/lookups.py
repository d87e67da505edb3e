"""Look-ups of their own: a word that names a kind (`person`) or a list of its subjects (`sponsors`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answers.engine import Engine
from bot.answers.wording import capital
from bot.facts.model import Book, Kind, Subject
from bot.locales import Reader
from bot.rendering.markdown import escape
from bot.rendering.notes import Entry, pages
from bot.rendering.subjects import cited, property_label, subjects_of
from bot.rendering.values import worded


@dataclass(frozen=True, slots=True)
class OfKind:
    """A look-up of one subject of a kind."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class OfProperty:
    """A look-up of the values of a property, in all kinds that have one so called."""

    label: str
    kinds: tuple[str, ...]


def read_lookup(book: Book, word: str) -> OfKind | OfProperty | None:
    """Return what a word looks up in a community's vocabulary; None where it is no word of that."""
    kinds = book.vocabulary.kinds
    for kind in kinds.values():
        if word in {kind.id, kind.name, kind.plural}:
            return OfKind(kind)
    having = [kind.id for kind in kinds.values() if _named(kind, word)]
    return OfProperty(word, tuple(having)) if having else None


def about_pages(engine: Engine, subject: Subject, reader: Reader) -> list[str]:
    """Return what is known of a subject: its own facts, then where others' facts name it."""
    book = engine.book
    entries = [*_own(book, subject, reader), *_elsewhere(book, subject, reader)]
    name = escape(capital(subject.name))
    if not entries:
        return [reader.say("My sources name {name}, and say no more.", name=name)]
    return pages(book, f"**{name}**", entries, reader)


def value_pages(engine: Engine, lookup: OfProperty, subject: Subject | None, reader: Reader) -> list[str]:
    """Return the values of a property, subject by subject, and of which subjects none is known."""
    book = engine.book
    subjects = [subject] if subject else list(having(engine, lookup, known=False))
    known = [each for each in subjects if _property(book, each, lookup)]
    missing = [each.name for each in subjects if each not in known]
    entries = [_values(book, each, lookup, reader) for each in known]
    if missing:
        names = escape(", ".join(missing))
        entries.append((reader.say("- *none in my sources for {names}*", names=names), ()))
    return pages(book, f"**{escape(capital(lookup.label))}**", entries, reader)


def having(engine: Engine, lookup: OfProperty, *, known: bool) -> Iterator[Subject]:
    """Return the subjects of which a property can be known, or only those of which it is."""
    for kind in lookup.kinds:
        for subject in subjects_of(engine, kind):
            if not known or _property(engine.book, subject, lookup):
                yield subject


def _named(kind: Kind, word: str) -> bool:
    return kind.browsable and any(word in {each.label, each.name} for each in kind.properties.values())


def _property(book: Book, subject: Subject, lookup: OfProperty) -> str | None:
    """The name of the property that is called so, where the subject has values of it."""
    for name, fact in subject.facts.items():
        named = {name, property_label(book.kind(subject.id), name)}
        if lookup.label in named and fact.values:
            return name
    return None


def _values(book: Book, subject: Subject, lookup: OfProperty, reader: Reader) -> Entry:
    values = subject.facts[_property(book, subject, lookup) or ""].values
    told = "; ".join(escape(worded(value, book, reader)) for value in values)
    return f"- {escape(capital(subject.name))}: {told}", cited(values)


def _own(book: Book, subject: Subject, reader: Reader) -> Iterator[Entry]:
    kind = book.kind(subject.id)
    for name, fact in subject.facts.items():
        if fact.values:
            told = "; ".join(escape(worded(value, book, reader)) for value in fact.values)
            yield f"- {escape(property_label(kind, name))}: {told}", cited(fact.values)
        elif fact.tell and not fact.unknown:
            yield f"- {escape(fact.tell)}", fact.citations[:2]


def _elsewhere(book: Book, subject: Subject, reader: Reader) -> Iterator[Entry]:
    for other in book.subjects.values():
        for name, fact in other.facts.items():
            for value in fact.values:
                if value.entity == subject.id:
                    label = escape(property_label(book.kind(other.id), name))
                    role = f" ({escape(value.role)})" if value.role else ""
                    yield f"- {escape(capital(other.name))}: {label}{role}", value.citations[:1]
