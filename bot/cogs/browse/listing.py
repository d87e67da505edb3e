"""What `list` and `search` show of the subjects of a kind, and what can be searched for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers.engine import Engine
from bot.answers.wording import capital, hedged, plain
from bot.facts.model import Book, Citation, Kind, Subject, Value
from bot.rendering.markdown import escape
from bot.rendering.notes import Entry, pages

ALL = 10_000


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

    def words(self) -> str:
        """Return the span in words, with a space before them, or nothing."""
        since = f" since {self.since}" if self.since else ""
        until = f" until {self.until}" if self.until else ""
        return since + until


def list_pages(engine: Engine, kind_id: str) -> list[str]:
    """Return all subjects of a kind in order, each with what tells it apart, gaps shown as gaps."""
    kind = engine.book.vocabulary.kinds[kind_id]
    title = f"**{escape(capital(kind.plural))}**"
    return pages(engine.book, title, list(_listed(engine, kind))) or [title]


def search_pages(engine: Engine, kind_id: str, query: str, span: Span) -> list[str]:
    """Return the subjects of a kind that have something to do with a query, each with what that is."""
    kind = engine.book.vocabulary.kinds[kind_id]
    title = f"**{escape(capital(kind.plural))}: {escape(query)}{span.words()}**"
    entries = list(_found(engine, kind, query, span))
    if not entries:
        return [
            f"I found nothing about “{escape(query)}” among the {kind.plural}{span.words()} in my sources."
        ]
    return pages(engine.book, title, entries)


def searchable(engine: Engine, kind_id: str, typed: str, limit: int = 25) -> list[str]:
    """Return what the subjects of a kind can be searched for, what begins as typed first."""
    names: dict[str, int] = {}
    for subject in engine.find_subjects("", kind_id, ALL):
        for value in _values(subject):
            if value.number is None and value.day is None:
                names[value.text] = names.get(value.text, 0) + 1
    start = typed.casefold().strip()
    fitting = [name for name in names if start in name.casefold()]
    fitting.sort(key=lambda name: (not name.casefold().startswith(start), -names[name], name))
    return fitting[:limit]


def label(book: Book, subject: Subject) -> str:
    """Return a subject's name with what tells it apart, for a list to choose from."""
    kind = book.kind(subject.id)
    told = [plain(value) for value in _first_values(subject, kind.identified_by)]
    missing = [words for words in told if words.casefold() not in subject.name.casefold()]
    return capital(subject.name) + (f" ({', '.join(missing)})" if missing else "")


def year_of(kind: Kind, subject: Subject) -> int | None:
    """Return the year by which a subject is put in order, where it is known."""
    fact = subject.facts.get(kind.ordered_by or "")
    days = [value.day.first for value in fact.values if value.day] if fact else []
    return min(days).year if days else None


def _listed(engine: Engine, kind: Kind) -> Iterator[Entry]:
    previous: int | None = None
    for subject in engine.find_subjects("", kind.id, ALL):
        year = year_of(kind, subject)
        if kind.numbered_by and previous is not None and year is not None and year > previous + 1:
            years = str(year - 1) if year == previous + 2 else f"{previous + 1}–{year - 1}"
            yield f"- *{years}: none in my sources*", ()
        previous = year or previous
        values = _first_values(subject, [name for name in kind.identified_by if name != kind.numbered_by])
        told = " · ".join(escape(hedged(value, engine.book)) for value in values)
        name = escape(capital(subject.name))
        yield f"- {name}: {told}" if told else f"- {name}", _cited(values)


def _found(engine: Engine, kind: Kind, query: str, span: Span) -> Iterator[Entry]:
    wanted = query.casefold().strip()
    for subject in engine.find_subjects("", kind.id, ALL):
        if not span.holds(year_of(kind, subject)):
            continue
        hits = [
            (kind.properties[name].label if name in kind.properties else name.replace("-", " "), value)
            for name, fact in subject.facts.items()
            for value in fact.values
            if _speaks_of(engine.book, value, wanted)
        ]
        named = any(wanted in name.casefold() for name in (subject.name, *subject.aliases))
        if hits or named:
            told = "; ".join(f"{what}: {escape(hedged(value, engine.book))}" for what, value in hits)
            name = escape(capital(subject.name))
            yield f"- {name} ({told})" if told else f"- {name}", _cited([value for _, value in hits])


def _speaks_of(book: Book, value: Value, wanted: str) -> bool:
    names = [value.text]
    if value.entity is not None:
        entity = book.subjects[value.entity]
        names += [entity.name, *entity.aliases]
    if value.day is not None:
        names += [str(year) for year in range(value.day.first.year, value.day.last.year + 1)]
    return any(wanted in name.casefold() for name in names)


def _values(subject: Subject) -> Iterator[Value]:
    for fact in subject.facts.values():
        yield from fact.values


def _first_values(subject: Subject, names: Sequence[str]) -> list[Value]:
    facts = [fact for name in names if (fact := subject.facts.get(name)) and fact.values]
    return [fact.values[0] for fact in facts]


def _cited(values: Sequence[Value]) -> tuple[Citation, ...]:
    """The first citation of each value: a listing is an overview, `show` has them all."""
    return tuple(dict.fromkeys(value.citations[0] for value in values if value.citations))
