"""What `list` and `search` show of the subjects of a kind, and what can be searched for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answers.engine import Engine
from bot.answers.wording import capital
from bot.facts.model import Book, Fact, Kind, Subject, Value
from bot.locales import Reader
from bot.rendering.markdown import escape
from bot.rendering.notes import Entry, pages
from bot.rendering.subjects import cited, first_values, gap, property_label, subjects_of, year_of
from bot.rendering.values import worded


@dataclass(frozen=True, slots=True)
class Span:
    """Years from and to, both included; None where open."""

    since: int | None = None
    until: int | None = None

    def holds(self, year: int | None) -> bool:
        """Whether a year lies in the span; an unknown one only in an open span."""
        if year is None:
            return self == Span()
        return (self.since or year) <= year <= (self.until or year)

    def words(self, reader: Reader) -> str:
        """Return the span in words, with a space before them, or nothing."""
        since = reader.say(" since {year}", year=self.since) if self.since else ""
        until = reader.say(" until {year}", year=self.until) if self.until else ""
        return since + until


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: words, in one property or in all, within a span of years.

    Attributes:
        by: the name of the property to look in; None for all, and for names.
    """

    words: str = ""
    by: str | None = None
    span: Span = Span()


def list_pages(engine: Engine, kind_id: str, reader: Reader) -> list[str]:
    """Return all subjects of a kind in order, each with what tells it apart, gaps shown as gaps."""
    kind = engine.book.vocabulary.kinds[kind_id]
    title = f"**{escape(capital(kind.plural))}**"
    return pages(engine.book, title, list(_listed(engine, kind, reader)), reader) or [title]


def search_pages(engine: Engine, kind_id: str, search: Search, reader: Reader) -> list[str]:
    """Return the subjects of a kind that have to do with what is searched for, each with what that is."""
    kind = engine.book.vocabulary.kinds[kind_id]
    what = escape(search.words)
    by = f" ({kind.properties[search.by].label})" if search.by else ""
    span = search.span.words(reader)
    entries = list(_found(engine, kind, search, reader))
    if not entries:
        nothing = "I found nothing about “{what}” among the {plural}{span} in my sources."
        if not what:
            nothing = "I know of no {plural}{span}."
        return [reader.say(nothing, what=f"{what}{by}", plural=kind.plural, span=span)]
    colon = f": {what}{by}" if what else ""
    return pages(engine.book, f"**{escape(capital(kind.plural))}{colon}{span}**", entries, reader)


def searchable(engine: Engine, kind_id: str, by: str | None = None) -> dict[str, tuple[str, ...]]:
    """Return what can be searched for among the subjects of a kind, the most frequent first, with aliases."""
    names: dict[str, int] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    for subject in subjects_of(engine, kind_id):
        for value in _values(subject, by):
            if value.number is None and value.day is None:
                names[value.text] = names.get(value.text, 0) + 1
                aliases[value.text] = engine.book.subjects[value.entity].aliases if value.entity else ()
    return {name: aliases[name] for name in sorted(names, key=lambda name: (-names[name], name))}


def _listed(engine: Engine, kind: Kind, reader: Reader) -> Iterator[Entry]:
    previous: int | None = None
    for subject in subjects_of(engine, kind.id):
        year = year_of(kind, subject)
        if years := gap(kind, previous, year):
            yield reader.say("- *{years}: none in my sources*", years=years), ()
        previous = year or previous
        values = first_values(subject, [name for name in kind.identified_by if name != kind.numbered_by])
        told = " · ".join(escape(worded(value, engine.book, reader)) for value in values)
        name = escape(capital(subject.name))
        yield f"- {name}: {told}" if told else f"- {name}", cited(values)


def _found(engine: Engine, kind: Kind, search: Search, reader: Reader) -> Iterator[Entry]:
    wanted = search.words.casefold().strip()
    for subject in subjects_of(engine, kind.id):
        if not search.span.holds(year_of(kind, subject)):
            continue
        hits = [
            (property_label(kind, name), value)
            for name, fact in _facts(subject, search.by)
            for value in fact.values
            if wanted and _speaks_of(engine.book, value, wanted)
        ]
        named = any(wanted in name.casefold() for name in (subject.name, *subject.aliases))
        if hits or (named and search.by is None):
            told = "; ".join(f"{what}: {escape(worded(value, engine.book, reader))}" for what, value in hits)
            name = escape(capital(subject.name))
            yield f"- {name} ({told})" if told else f"- {name}", cited([value for _, value in hits])


def _speaks_of(book: Book, value: Value, wanted: str) -> bool:
    names = [value.text]
    if value.entity is not None:
        entity = book.subjects[value.entity]
        names += [entity.name, *entity.aliases]
    if value.day is not None:
        names += [str(year) for year in range(value.day.first.year, value.day.last.year + 1)]
    return any(wanted in name.casefold() for name in names)


def _facts(subject: Subject, by: str | None) -> Iterator[tuple[str, Fact]]:
    for name, fact in subject.facts.items():
        if by is None or name == by:
            yield name, fact


def _values(subject: Subject, by: str | None) -> Iterator[Value]:
    for _, fact in _facts(subject, by):
        yield from fact.values
