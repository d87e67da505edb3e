"""A reply as Discord messages: the answer first, footnotes in small text, none over Discord's limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import discord

from bot.answers.reply import Footnote, Reply
from bot.locales import ENGLISH, Reader
from bot.rendering.parts import published, take_apart

LIMIT = 2000
TITLE = 70
QUOTED = 200
ROOM = LIMIT - 60
FULL = 5
"""How many footnotes are each a line of their own."""
NAMED = 90
"""How many sources the buttons below an answer can name."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_COMBINING = r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_STACKED = re.compile(f"([{_COMBINING}]{{2}})[{_COMBINING}]+")
_MARKUP = re.compile(r"[\\*_~|`<]")
_LINE_START = re.compile(r"^(\s*)(#{1,3}\s|>|-#)", re.MULTILINE)
_ADDRESS = re.compile(r"(https?://[^\s<>]+)")


def messages(reply: Reply, *, asked: str | None = None, reader: Reader | None = None) -> list[str]:
    """Return the messages that show a reply, in order; nearly always one.

    Many footnotes become one line of numbered links, and few that would not fit are shortened: the button
    below names them all in full.

    Args:
        reply: what to show.
        asked: the question to quote above it, where the reader would not see it otherwise.
        reader: whose language and dates to use.
    """
    reader = reader or Reader(ENGLISH)
    parts = take_apart(reply, reader)
    text = escape(parts.text)
    blocks = [f"{quote(asked)}\n{text}" if asked else text]
    if parts.note:
        blocks.append(f"-# {escape(parts.note)}")
    notes = parts.footnotes
    if len(notes) > FULL:
        return split("\n".join([*blocks, _folded(notes, reader, LIMIT - len("\n".join([*blocks, ""])))]))
    whole = "\n".join([*blocks, *footnote_lines(notes, reader)])
    if len(whole) > LIMIT:
        whole = "\n".join([*blocks, *_brief_lines(notes, reader, passages=True)])
    if len(whole) > LIMIT:
        whole = "\n".join([*blocks, *_brief_lines(notes, reader, passages=False)])
    return split(whole)


def footnote_lines(footnotes: Iterable[Footnote], reader: Reader) -> list[str]:
    """Return footnotes as lines of small text, each with a link; a source is named in full the first time."""
    first: dict[str, int] = {}
    lines = []
    for footnote in footnotes:
        earlier = first.setdefault(footnote.source, footnote.number)
        again = earlier != footnote.number
        lines.append(_again(footnote, earlier, reader) if again else _full(footnote, reader))
    return lines


def _folded(footnotes: Sequence[Footnote], reader: Reader, room: int) -> str:
    """Footnotes as a line of links, to the passages where there is room; some left out where not even so."""
    for passages in (True, False):
        links = [_link(str(note.number), _page(note, passages=passages)) for note in footnotes]
        line = _sources_line(links, len(footnotes), reader)
        if len(line) <= room:
            return line
    while len(footnotes) <= NAMED and len(line) > room and len(links) > 1:
        links.pop()
        line = _sources_line([*links, "…"], len(footnotes), reader)
    return line


def _sources_line(links: Sequence[str], count: int, reader: Reader) -> str:
    return reader.say("-# {count} sources, named by 📄: {links}", count=count, links=" ".join(links))


def _page(note: Footnote, *, passages: bool) -> str | None:
    """The address of the very passage, or only of the page."""
    return note.url if passages or note.url is None else note.url.partition("#:~:")[0]


def _brief_lines(footnotes: Sequence[Footnote], reader: Reader, *, passages: bool) -> list[str]:
    """Footnotes with the publisher as the link, to the very passage or only to the page."""
    lines = []
    for note in footnotes:
        url = _page(note, passages=passages)
        place = f" · {escape(note.locator)}" if note.locator else ""
        words = f"{note.publisher}, {published(note, reader)}"
        lines.append(f"-# [{note.number}] {_link(words, url)}{place}")
    return lines


def _full(footnote: Footnote, reader: Reader) -> str:
    pieces = [f"{escape(footnote.publisher)}, {published(footnote, reader)}"]
    if footnote.locator:
        pieces.append(escape(footnote.locator))
    pieces.append(_link(_short(footnote.title), footnote.url))
    if footnote.reliability:
        pieces.append(escape(footnote.reliability))
    return f"-# [{footnote.number}] " + " · ".join(pieces)


def _again(footnote: Footnote, earlier: int, reader: Reader) -> str:
    place = _link(footnote.locator or reader.say("the same page"), footnote.url)
    like = reader.say("{publisher}, as [{number}]", publisher=escape(footnote.publisher), number=earlier)
    return f"-# [{footnote.number}] {like} · {place}"


def _link(words: str, url: str | None) -> str:
    """Words that open an address, where there is one, and that cannot break out of the link."""
    shown = escape(words).replace("[", "(").replace("]", ")")
    return f"[{shown}](<{address(url)}>)" if url else shown


def quote(text: str) -> str:
    """Return a member's own words as a quotation on one line, harmless and not too long."""
    words = " ".join(_STACKED.sub(r"\1", _CONTROL.sub("", text)).split())
    return f"> {escape(words if len(words) <= QUOTED else words[: QUOTED - 1] + '…')}"


def unquoted(text: str) -> str | None:
    """Return the words quoted on the first line of a message, as they were typed; None for none."""
    first = text.partition("\n")[0]
    return re.sub(r"\\(.)", r"\1", first[2:]) if first.startswith("> ") else None


def escape(text: str) -> str:
    """Return text that Discord shows as it is: no markup, no mentions, no control characters."""
    pieces = _ADDRESS.split(_CONTROL.sub("", text))
    pieces[::2] = [_MARKUP.sub(r"\\\g<0>", piece) for piece in pieces[::2]]
    plain = _LINE_START.sub(r"\1\\\2", "".join(pieces)).replace("](", "\\](")
    return discord.utils.escape_mentions(plain)


def split(text: str, limit: int = LIMIT) -> list[str]:
    """Return the text in pieces of at most `limit` characters, cut between lines where that is possible."""
    pieces: list[str] = []
    current = ""
    for line in _lines(text, limit):
        joined = f"{current}\n{line}" if current else line
        if len(joined) > limit:
            pieces.append(current)
            joined = line
        current = joined
    return [*pieces, current] if current.strip() or not pieces else pieces


def paged(title: str, entries: Iterable[str], per_page: int) -> list[str]:
    """Return entries as pages under a title, each within what a message can hold with a line under it."""
    pages: list[list[str]] = [[]]
    for entry in entries:
        page = pages[-1]
        if page and (len(page) >= per_page or len("\n".join([title, *page, entry])) > ROOM):
            pages.append([])
        pages[-1].append(entry[:ROOM])
    return ["\n".join([title, *page]) for page in pages]


def _lines(text: str, limit: int) -> Iterable[str]:
    """The lines of a text, those over the limit cut between words."""
    for whole in text.split("\n"):
        line = whole
        while len(line) > limit:
            cut = line.rfind(" ", 1, limit)
            cut = cut if cut > 0 else limit
            yield line[:cut]
            line = line[cut:].lstrip()
        yield line


def _short(title: str) -> str:
    if len(title) <= TITLE:
        return title
    cut = title.rfind(" ", TITLE // 2, TITLE)
    return title[: cut if cut > 0 else TITLE - 1] + "…"


def address(url: str) -> str:
    """An address that cannot end the link it stands in."""
    return re.sub(r"[<>\s\\]", lambda found: f"%{ord(found[0]):02X}", url)
