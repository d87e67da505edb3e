"""What `/sources` says: all sources in pages, or everything about those of one name."""

from __future__ import annotations

from collections import Counter

from bot.answers.engine import Engine
from bot.facts.model import Book, Source
from bot.rendering.dates import readable
from bot.rendering.markdown import address, escape, paged

PER_PAGE = 8


def source_pages(engine: Engine, query: str) -> list[str]:
    """Return all sources in pages; with a query those of that title, publisher, author or id, in detail."""
    book = engine.book
    if not query:
        title = f"**What I know about {escape(book.community.name)} comes from {len(book.sources)} sources**"
        return paged(title, map(_line, _in_order(book)), PER_PAGE)
    found = [source for source in _in_order(book) if _holds(source, query)]
    if not found:
        return [f"None of my sources is called “{escape(query)}”. /sources shows them all."]
    uses = _uses(book)
    return paged(f"**Sources: {escape(query)}**", (_details(source, uses[source.id]) for source in found), 4)


def source_titles(engine: Engine, typed: str, limit: int, longest: int) -> list[str]:
    """Return titles and publishers that hold what was typed."""
    names = [name for source in _in_order(engine.book) for name in (source.publisher, source.title)]
    start = typed.casefold().strip()
    fitting = [name for name in dict.fromkeys(names) if start in name.casefold() and len(name) <= longest]
    fitting.sort(key=lambda name: not name.casefold().startswith(start))
    return fitting[:limit]


def _in_order(book: Book) -> list[Source]:
    return sorted(
        book.sources.values(), key=lambda source: (source.publisher.casefold(), source.published or "")
    )


def _holds(source: Source, query: str) -> bool:
    wanted = query.casefold().strip()
    return any(
        wanted in name.casefold() for name in (source.title, source.publisher, source.author or "", source.id)
    )


def _line(source: Source) -> str:
    date = f", {readable(source.published)}" if source.published else ""
    return f"- {_link(source)} · {escape(source.publisher)}{date}"


def _link(source: Source) -> str:
    title = escape(source.title).replace("[", "(").replace("]", ")")
    return f"[{title}](<{address(source.url)}>)" if source.linkable else title


def _details(source: Source, uses: int) -> str:
    known = "worked out" if source.date_basis == "inferred" else "stated"
    by = f", by {escape(source.author)}" if source.author else ""
    date = f"Published {readable(source.published)} (date {known})" if source.published else "No date"
    lines = [_link(source), f"{escape(source.publisher)}{by}", date]
    if source.date_note:
        lines.append(f"-# {escape(source.date_note)}")
    if source.reliability:
        lines.append(f"-# Caution: {escape(source.reliability)}")
    lines.append(f"Behind {uses} of my facts\n" if uses != 1 else "Behind one of my facts\n")
    return "\n".join(lines)


def _uses(book: Book) -> Counter[str]:
    """How many facts cite each source."""
    uses: Counter[str] = Counter()
    for subject in book.subjects.values():
        for fact in subject.facts.values():
            cited = {citation.source for citation in fact.citations}
            cited |= {citation.source for value in fact.values for citation in value.citations}
            uses.update(cited)
    return uses
