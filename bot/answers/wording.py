"""Wording: how values, dates and lists are put into words, with marks for their citations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from bot.answers.reply import Footnote
from bot.facts.model import Book, Citation, Day, Value
from bot.matching.text import ordinal

_SLOT, _FIRST_NUMBER = re.compile(r"\{(\w+)\}"), re.compile(r"\d+")
_BRACKETED = re.compile(r"\([^()]*\)")
_DAY = re.compile(r"[A-Z][a-z]+ \d{1,2}\b(?!\d)")

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip


class Footnotes:
    """Numbers the citations of one reply, each place in a source once.

    Args:
        book: whose sources they name.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._numbers: dict[tuple[str, str | None], int] = {}
        self._notes: list[Footnote] = []

    def marks(self, citations: Iterable[Citation]) -> str:
        """Return the marks for some citations (`[1][3]`), numbering new ones."""
        return "".join(f"[{n}]" for n in dict.fromkeys(self._number(c) for c in citations))

    def _number(self, citation: Citation) -> int:
        key = (citation.source, citation.locator)
        if key not in self._numbers:
            self._numbers[key] = len(self._notes) + 1
            self._notes.append(footnote(self._book, citation, self._numbers[key]))
        return self._numbers[key]

    def all(self) -> tuple[Footnote, ...]:
        """Return the footnotes numbered so far, in order."""
        return tuple(self._notes)


def footnote(book: Book, citation: Citation, number: int) -> Footnote:
    """Return a citation with all that a reader needs to open it."""
    source = book.sources[citation.source]
    return Footnote(
        number=number,
        source=source.id,
        title=source.title,
        publisher=source.publisher,
        url=address(source.url, citation.find) if source.linkable else None,
        published=source.published,
        date_basis=source.date_basis,
        locator=citation.locator,
        author=source.author,
        date_note=source.date_note,
        reliability=source.reliability,
    )


def address(url: str, find: str | None) -> str:
    """Return the address, with a text fragment that opens it at the words to find (WICG scroll-to-text)."""
    if not find or "#" in url:
        return url
    return f"{url}#:~:text={quote(find, safe='').replace('-', '%2D')}"


def day(value: Day) -> str:
    """Return a date or span as people write it: `July 12–14, 2018`, `November 2012`, `2013`."""
    first, last = value.first, value.last
    if value.precision == "year":
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if value.precision == "month":
        start = f"{MONTHS[first.month - 1]} {first.year}"
        end = f"{MONTHS[last.month - 1]} {last.year}"
        return start if start == end else f"{start} to {end}"
    start = f"{MONTHS[first.month - 1]} {first.day}"
    if first == last:
        return f"{start}, {first.year}"
    if first.year != last.year:
        return f"{start}, {first.year} to {MONTHS[last.month - 1]} {last.day}, {last.year}"
    if first.month == last.month:
        return f"{start}–{last.day}, {first.year}"
    return f"{start} to {MONTHS[last.month - 1]} {last.day}, {first.year}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return items as a list in a sentence: `a, b and c`; with semicolons where items hold commas.

    Commas in brackets need none: `Ada (chair, to 2014), Bo and Cy`.

    Args:
        items: what is listed.
        last: the word before the last one.
    """
    if len(items) < 2:
        return "".join(items)
    comma = ";" if any("," in _BRACKETED.sub("", i) for i in items) else ","
    return f"{f'{comma} '.join(items[:-1])}{comma if comma == ';' else ''} {last} {items[-1]}"


def plain(value: Value) -> str:
    """Return a value in words, without marks: qualifier, the value, what it counts, its role."""
    text = day(value.day) if value.day else value.text
    parts = [value.qualifier or "", text, value.of or ""]
    words = " ".join(p for p in parts if p)
    return f"{words} ({value.role})" if value.role else words


def hedged(value: Value, book: Book) -> str:
    """Return a value in words with who says so and what else must be said of it."""
    words = plain(value)
    asides = []
    if value.forecast:
        asides.append("a forecast")
    if value.inferred:
        asides.append("inferred")
    if value.said_by:
        asides.append(f"according to {value.said_by}")
    elif value.confidence == "low" and value.citations:
        asides.append(f"according to {book.sources[value.citations[0].source].publisher}")
    if value.note:
        asides.append(value.note.rstrip("."))
    return f"{words} ({'; '.join(asides)})" if asides else words


def capital(text: str) -> str:
    """Return the text with its first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def filled(template: str, it: str, value: str) -> str:
    """Return a sentence with its slots filled.

    Args:
        template: the sentence, with slots `{it}`, `{value}`, `{values}`, `{nth}` for a number as `3rd`, and
            `{when}` for a date as `on July 4, 2017` or `in July 2017`.
        it: what it is about.
        value: what it says of that.
    """
    nth = _FIRST_NUMBER.sub(lambda m: ordinal(int(m[0])), value, count=1)
    when = f"{'on' if _DAY.match(value) else 'in'} {value}"
    slots = {"it": it, "value": value, "values": value, "nth": nth, "when": when}
    return capital(_SLOT.sub(lambda m: slots.get(m[1]) or capital(slots[m[1].lower()]), template))


def with_marks(sentence: str, marks: str) -> str:
    """Return the sentence with marks after its closing stop."""
    return f"{sentence}{marks}" if sentence.endswith((".", "!", "?")) else f"{sentence}.{marks}"
