"""A reply as plain text, for the terminal and for readers of plain text."""

from __future__ import annotations

from bot.answers.reply import Footnote, Reply
from bot.rendering.parts import published, take_apart


def plain_text(reply: Reply) -> str:
    """Return the whole reply: text, questions to choose from, footnotes, one a line."""
    parts = take_apart(reply)
    blocks = [parts.text]
    if parts.note:
        blocks.append(parts.note)
    if parts.options:
        blocks.append("\n".join(f"  - {option.question}" for option in parts.options))
    if parts.footnotes:
        blocks.append("\n".join(map(footnote_line, parts.footnotes)))
    return "\n\n".join(blocks)


def footnote_line(footnote: Footnote) -> str:
    """Return one footnote in a line: mark, title, publisher, date, place, address."""
    by = f"{footnote.author}, " if footnote.author else ""
    pieces = [f"{by}{footnote.title}", footnote.publisher, published(footnote)]
    if footnote.locator:
        pieces.append(footnote.locator)
    line = f"[{footnote.number}] " + ", ".join(pieces)
    if footnote.reliability:
        line += f" ({footnote.reliability})"
    return f"{line}: {footnote.url}" if footnote.url else line
