"""What listings and pictures say of a subject: its name, its year, the gap before it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.engine import Engine
from bot.answers.wording import capital, plain
from bot.facts.model import Book, Citation, Kind, Subject, Value

_ALL = 10_000


def subjects_of(engine: Engine, kind_id: str) -> list[Subject]:
    """Return the subjects of a kind in order, without those of which it is only known that nothing is."""
    found = engine.find_subjects("", kind_id, _ALL)
    return [each for each in found if not each.facts or not all(f.unknown for f in each.facts.values())]


def label(book: Book, subject: Subject) -> str:
    """Return a subject's name with what tells it apart, for a list to choose from."""
    kind = book.kind(subject.id)
    named = [name for name in kind.identified_by if name != kind.numbered_by]
    told = [plain(value) for value in first_values(subject, named)]
    missing = [words for words in told if words.casefold() not in subject.name.casefold()]
    number = first_values(subject, [kind.numbered_by] if kind.numbered_by in kind.identified_by else [])
    missing += [f"#{plain(value)}" for value in number]
    return capital(subject.name) + (f" ({', '.join(missing)})" if missing else "")


def year_of(kind: Kind, subject: Subject) -> int | None:
    """Return the year by which a subject is put in order, where it is known."""
    fact = subject.facts.get(kind.ordered_by or "")
    days = [value.day.first for value in fact.values if value.day] if fact else []
    return min(days).year if days else None


def gap(kind: Kind, previous: int | None, year: int | None) -> str | None:
    """Return the years before a numbered subject of which nothing is known (`2015–2016`); None for none."""
    if not kind.numbered_by or previous is None or year is None or year <= previous + 1:
        return None
    return str(year - 1) if year == previous + 2 else f"{previous + 1}–{year - 1}"


def first_values(subject: Subject, names: Sequence[str]) -> list[Value]:
    """Return the first value of each property named that has any."""
    facts = [fact for name in names if (fact := subject.facts.get(name)) and fact.values]
    return [fact.values[0] for fact in facts]


def property_label(kind: Kind, name: str) -> str:
    """Return what a property is called in lists."""
    return kind.properties[name].label if name in kind.properties else name.replace("-", " ")


def cited(values: Sequence[Value]) -> tuple[Citation, ...]:
    """The first citation of each value: a listing is an overview, `show` has them all."""
    return tuple(dict.fromkeys(value.citations[0] for value in values if value.citations))
