"""What a picture shows: rows of figures or of dates, each with its qualifier and the marks of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.answers.engine import Engine
from bot.answers.reply import Footnote
from bot.answers.wording import Footnotes, capital
from bot.facts.model import Book, Citation, Kind, Property, Subject, Value
from bot.locales import Reader
from bot.rendering.dates import readable
from bot.rendering.subjects import first_values, gap, subjects_of, year_of
from bot.rendering.values import brief

ROWS = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure.

    Attributes:
        size: the figure.
        words: the figure with its qualifier, what it counts and who says so.
        marks: of its sources.
        sure: false for a forecast, or for what was worked out or is doubtful.
    """

    size: float
    words: str
    marks: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A subject's line; without bars it says in words why.

    Attributes:
        label: the subject, or the years of a gap.
        words: what stands beside the label.
        marks: of what the words say.
        gap: whether it stands for what the sources do not cover.
    """

    label: str
    bars: tuple[Bar, ...] = ()
    words: str = ""
    marks: str = ""
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture before it is drawn.

    Attributes:
        shape: bars by size, or dots along a line.
        footnotes: what the marks stand for.
        sources: the footnotes in a few words each.
    """

    title: str
    shape: str
    rows: tuple[Row, ...]
    footnotes: tuple[Footnote, ...]
    sources: tuple[str, ...]
    note: str = ""


def charted(kind: Kind) -> list[Property]:
    """Return the properties of a kind that get a picture: the numbers that sum a subject up."""
    found = [kind.properties[name] for name in kind.summary if name in kind.properties]
    return [each for each in found if each.type == "number" and each.name != kind.numbered_by]


def numbers_chart(engine: Engine, kind: Kind, prop: Property, reader: Reader) -> Chart:
    """Return the figures of a property, subject by subject in order, every figure that the sources give."""
    notes = Footnotes(engine.book)
    rows: list[Row] = []
    for subject, years in _in_order(engine, kind):
        rows += _gap_row(years, reader)
        fact = subject.facts.get(prop.name)
        numbers = [value for value in fact.values if value.number is not None] if fact else []
        bars = tuple(_bar(value, notes, engine.book, reader) for value in numbers)
        words = "" if bars else reader.say("no figure in my sources")
        rows.append(Row(_short(kind, subject), bars, words, gap=not bars))
    title = f"{capital(prop.label)}: {kind.plural}"
    note = reader.say("Each figure as its source gives it; light bars are forecasts or worked out.")
    return Chart(title, "bars", _latest(rows), notes.all(), _sources(notes, reader), note)


def timeline_chart(engine: Engine, kind: Kind, reader: Reader) -> Chart:
    """Return the subjects of a kind along time, each with its date and what else tells it apart."""
    notes = Footnotes(engine.book)
    rows: list[Row] = []
    names = [name for name in kind.identified_by if name not in {kind.ordered_by, kind.numbered_by}]
    for subject, years in _in_order(engine, kind):
        rows += _gap_row(years, reader)
        values = first_values(subject, [kind.ordered_by or "", *names])
        words = " · ".join(brief(value, reader) for value in values)
        marks = notes.marks(Citation(each.source) for value in values for each in value.citations[:1])
        known = year_of(kind, subject) is not None
        if not known:
            words = " · ".join(filter(None, [reader.say("no date in my sources"), words]))
        rows.append(Row(capital(subject.name), words=words, marks=marks, gap=not known))
    title = reader.say("Timeline: {plural}", plural=kind.plural)
    return Chart(title, "line", _latest(rows), notes.all(), _sources(notes, reader))


def alt_text(chart: Chart, limit: int = 1024) -> str:
    """Return all that a chart shows in words, for who cannot see it; shortened where Discord wants it so."""
    parts = [f"{chart.title}."]
    for row in chart.rows:
        figures = "; ".join(bar.words for bar in row.bars)
        parts.append(f"{row.label}: {figures or row.words}.")
    whole = " ".join(parts)
    if len(whole) <= limit:
        return whole
    first = [f"{row.label}: {row.bars[0].words if row.bars else row.words}." for row in chart.rows]
    whole = " ".join([f"{chart.title}.", *first])
    return whole if len(whole) <= limit else whole[: limit - 1] + "…"


def _sources(notes: Footnotes, reader: Reader) -> tuple[str, ...]:
    return tuple(
        f"[{note.number}] {note.publisher}"
        + (f", {readable(note.published, reader)}" if note.published else "")
        for note in notes.all()
    )


def _in_order(engine: Engine, kind: Kind) -> Iterator[tuple[Subject, str | None]]:
    """The subjects of a kind, each with the years before it of which nothing is known."""
    previous: int | None = None
    for subject in subjects_of(engine, kind.id):
        year = year_of(kind, subject)
        yield subject, gap(kind, previous, year)
        previous = year or previous


def _gap_row(years: str | None, reader: Reader) -> list[Row]:
    return [Row(years, words=reader.say("none in my sources"), gap=True)] if years else []


def _short(kind: Kind, subject: Subject) -> str:
    """The year of a numbered subject, which is enough to tell it by; else its name."""
    year = year_of(kind, subject)
    return str(year) if kind.numbered_by and year else capital(subject.name)


def _bar(value: Value, notes: Footnotes, book: Book, reader: Reader) -> Bar:
    asides = [reader.say("forecast")] if value.forecast else []
    asides += [reader.say("inferred")] if value.inferred else []
    asides += [reader.say("says {who}", who=value.said_by)] if value.said_by else []
    words = brief(value, reader) + (f" ({', '.join(asides)})" if asides else "")
    sure = not (value.forecast or value.inferred or value.confidence == "low")
    return Bar(value.number or 0.0, words, notes.marks(value.citations), sure)


def _latest(rows: Iterable[Row]) -> tuple[Row, ...]:
    kept = list(rows)
    return tuple(kept[-ROWS:])
