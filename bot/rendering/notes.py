"""Short notes under listings: one a source, without the place in it, so that many fit under one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answers.reply import Footnote
from bot.answers.wording import Footnotes
from bot.facts.model import Book, Citation
from bot.locales import Reader
from bot.rendering.dates import readable
from bot.rendering.markdown import FULL, ROOM, address, escape


class Page:
    """One page of a listing: a title, entries with marks, and a note for each source they cite."""

    def __init__(self, book: Book, title: str, reader: Reader) -> None:
        self._footnotes = Footnotes(book)
        self._lines = [title]
        self._reader = reader

    def marks(self, citations: Iterable[Citation]) -> str:
        """Return the marks for citations, each source once."""
        return self._footnotes.marks([Citation(each.source) for each in citations])

    def add(self, line: str) -> None:
        """Add an entry, its marks in it."""
        self._lines.append(line)

    def text(self) -> str:
        """Return the page; many notes stand one after the other, not one a line."""
        notes = [note(each, self._reader) for each in self._footnotes.all()]
        if len(notes) > FULL:
            notes = ["-# " + " · ".join(each.removeprefix("-# ") for each in notes)]
        return "\n".join([*self._lines, *notes])


Entry = tuple[str, Sequence[Citation]]
"""A line of a listing, ready for Discord, and what it cites."""


def pages(book: Book, title: str, entries: Sequence[Entry], reader: Reader, per_page: int = 10) -> list[str]:
    """Return cited entries as pages under a title, each within what one message can hold."""
    made: list[str] = []
    held: list[Entry] = []
    for entry in entries:
        if held and (len(held) == per_page or len(_page(book, title, [*held, entry], reader)) > ROOM):
            made.append(_page(book, title, held, reader))
            held = []
        held.append(entry)
    return [*made, _page(book, title, held, reader)]


def note(footnote: Footnote, reader: Reader) -> str:
    """Return a source as a line of small text that opens it."""
    words = escape(footnote.publisher)
    if footnote.published:
        words += f", {readable(footnote.published, reader)}"
    words = words.replace("[", "(").replace("]", ")")
    return f"-# [{footnote.number}] " + (f"[{words}](<{address(footnote.url)}>)" if footnote.url else words)


def _page(book: Book, title: str, entries: Sequence[Entry], reader: Reader) -> str:
    page = Page(book, title, reader)
    for line, citations in entries:
        page.add(f"{line} {page.marks(citations)}".rstrip())
    text = page.text()
    return text if len(entries) > 1 or len(text) <= ROOM else text[:ROOM]
