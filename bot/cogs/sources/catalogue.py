"""What `/sources` says: all sources in pages, or everything about those of one name."""

from __future__ import annotations

from collections import Counter

from bot.answers.engine import Engine
from bot.facts.model import Book, Source
from bot.locales import Reader
from bot.rendering.dates import readable
from bot.rendering.markdown import address, escape, paged

PER_PAGE = 8


def source_pages(engine: Engine, query: str, reader: Reader) -> list[str]:
    """Return all sources in pages; with a query those of that title, publisher, author or id, in detail."""
    book = engine.book
    if not query:
        title = reader.say(
            "**What I know about {name} comes from {count} sources**",
            name=escape(book.community.name),
            count=reader.number(len(book.sources)),
        )
        return paged(title, (_line(source, reader) for source in _in_order(book)), PER_PAGE)
    found = [source for source in _in_order(book) if _holds(source, query)]
    if not found:
        return [
            reader.say("None of my sources is called “{name}”. /sources shows them all.", name=escape(query))
        ]
    uses = _uses(book)
    title = reader.say("**Sources: {name}**", name=escape(query))
    return paged(title, (_details(source, uses[source.id], reader) for source in found), 4)


def source_names(engine: Engine) -> list[str]:
    """Return publishers, those behind the most sources first, then titles."""
    ordered = _in_order(engine.book)
    publishers = Counter(source.publisher for source in ordered)
    return [*(name for name, _ in publishers.most_common()), *(source.title for source in ordered)]


def _in_order(book: Book) -> list[Source]:
    return sorted(
        book.sources.values(), key=lambda source: (source.publisher.casefold(), source.published or "")
    )


def _holds(source: Source, query: str) -> bool:
    wanted = query.casefold().strip()
    return any(
        wanted in name.casefold() for name in (source.title, source.publisher, source.author or "", source.id)
    )


def _line(source: Source, reader: Reader) -> str:
    date = f", {readable(source.published, reader)}" if source.published else ""
    return f"- {_link(source)} · {escape(source.publisher)}{date}"


def _link(source: Source) -> str:
    title = escape(source.title).replace("[", "(").replace("]", ")")
    return f"[{title}](<{address(source.url)}>)" if source.linkable else title


def _details(source: Source, uses: int, reader: Reader) -> str:
    by = f", {reader.say('by {author}', author=escape(source.author))}" if source.author else ""
    date = reader.say("No date")
    if source.published:
        known = "Published {day} (date {basis})"
        basis = reader.say("worked out") if source.date_basis == "inferred" else reader.say("stated")
        date = reader.say(known, day=readable(source.published, reader), basis=basis)
    lines = [_link(source), f"{escape(source.publisher)}{by}", date]
    if source.date_note:
        lines.append(f"-# {escape(source.date_note)}")
    if source.reliability:
        lines.append(reader.say("-# Caution: {reason}", reason=escape(source.reliability)))
    behind = reader.say("Behind {count} of my facts", count=reader.number(uses))
    lines.append((behind if uses != 1 else reader.say("Behind one of my facts")) + "\n")
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
