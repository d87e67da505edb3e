"""What the *Sources* button shows: each footnote with all that is known of its source, quoting nothing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.reply import Footnote
from bot.locales import Reader
from bot.rendering.dates import readable
from bot.rendering.markdown import address, escape, split


def source_notes(footnotes: Sequence[Footnote | None], reader: Reader, *, after: int = 0) -> list[str]:
    """Return the sources of an answer in full, as messages.

    Args:
        footnotes: in the order of the answer's marks; None for one that the facts no longer hold.
        reader: who asked to see them.
        after: how many come before these.
    """
    if not footnotes:
        return [reader.say("This answer stands on no source of its own.")]
    blocks = [_block(number, note, reader) for number, note in enumerate(footnotes, start=after + 1)]
    return split("\n\n".join(blocks))


def _block(number: int, note: Footnote | None, reader: Reader) -> str:
    if note is None:
        gone = reader.say("My facts have changed since: this source is no longer among them.")
        return f"**[{number}]** {gone}"
    title = escape(note.title).replace("[", "(").replace("]", ")")
    shown = f"[{title}](<{address(note.url)}>)" if note.url else title
    by = [escape(note.publisher)]
    if note.author:
        by.append(reader.say("by {author}", author=escape(note.author)))
    if note.locator:
        by.append(escape(note.locator))
    lines = [f"**[{number}]** {shown}", " · ".join(by), _dated(note, reader)]
    if note.url is None:
        lines.append(reader.say("-# I do not link to this page."))
    if note.reliability:
        lines.append(reader.say("-# Caution: {reason}", reason=escape(note.reliability)))
    return "\n".join(lines)


def _dated(note: Footnote, reader: Reader) -> str:
    """When it appeared and how that is known."""
    if note.published is None:
        return reader.say("The page carries no date.")
    day = readable(note.published, reader)
    if note.date_basis == "stated":
        line = reader.say("Published {day}: the source says so.", day=day)
    else:
        line = reader.say("Published {day}: worked out, the source does not say.", day=day)
    return f"{line}\n-# {escape(note.date_note)}" if note.date_note else line
