"""How questions asked in vain and votes are told, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, TypeVar

from bot.locales import Reader
from bot.moderating.grouping import Group
from bot.rendering.markdown import LIMIT, ROOM, escape

VARIANTS = 8
PER_PAGE = 10

Row: TypeAlias = tuple[tuple[str, ...], int, int, datetime]
"""Facts told together, votes down, votes up, and when the last was cast."""

_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a list one is.

    Attributes:
        which: `a` for questions about us, `e` for every question, `f` for answers voted down.
        page: counted from 0.
    """

    which: str = "a"
    page: int = 0

    @classmethod
    def read(cls, text: str | None) -> Spot:
        """Return the spot that a button's id tells; the beginning for none."""
        return cls(text[0], int(text[1:])) if text else cls()

    def __str__(self) -> str:
        return f"{self.which}{self.page}"

    def within(self, count: int) -> Spot:
        """Return the spot, or the last page where there are not so many entries."""
        return Spot(self.which, max(0, min(self.page, (count - 1) // PER_PAGE)))

    def of(self, entries: Sequence[_Entry]) -> Sequence[_Entry]:
        """Return the entries of the page."""
        return entries[self.page * PER_PAGE : (self.page + 1) * PER_PAGE]


def list_text(
    groups: Sequence[Group], nearest: Sequence[str | None], count: int, spot: Spot, reader: Reader
) -> str:
    """Return a page of groups, each with its count and the nearest fact.

    Args:
        groups: those of the page.
        nearest: for each the nearest fact, where one is near.
        count: how many groups there are in all.
        spot: the page.
        reader: who reads it.
    """
    if not groups:
        return reader.say("Nothing was asked in vain, as far as I may remember.")
    head = "**Asked in vain:** {count} questions, the most frequent first"
    if count == 1:
        head = "**Asked in vain:** {count} question"
    lines = [reader.say(head, count=reader.number(count))]
    places = enumerate(zip(groups, nearest, strict=True), start=1 + spot.page * PER_PAGE)
    for place, (group, fact) in places:
        when = f"<t:{int(group.last.timestamp())}:R>"
        near = " · " + reader.say("near {fact}", fact=f"`{fact}`") if fact else ""
        lines.append(f"{place}. **{len(group.asked)}×** {_short(group.text)} · {when}{near}")
    return "\n".join(lines)[:ROOM]


def group_text(group: Group, nearest: str | None, reader: Reader) -> str:
    """Return one group with the ways in which it was asked."""
    say, last = reader.say, f"<t:{int(group.last.timestamp())}:R>"
    lines = [f"**{_short(group.text)}**"]
    lines += [f"- {_short(text)}" for text in group.variants[1:VARIANTS]]
    if len(group.asked) == 1:
        lines.append(say("Asked once, {when}.", when=last))
    else:
        lines.append(say("Asked {count} times, last {when}.", count=len(group.asked), when=last))
    lines.append(say("Nearest: {fact}", fact=f"`{nearest}`") if nearest else say("No fact is near."))
    lines.append(say("-# Resolve: it comes back when asked in vain again. Ignore: it does not."))
    return "\n".join(lines)[:LIMIT]


def feedback_text(rows: Sequence[Row], votes: int, reader: Reader) -> str:
    """Return a page of answers voted down, by the facts they told.

    Args:
        rows: those of the page.
        votes: how many votes there are in all.
        reader: who reads it.
    """
    if not rows:
        return reader.say("No answer was voted down; votes up: {count}.", count=reader.number(votes))
    lines = [reader.say("**Voted down**, the worst first")]
    for facts, downs, ups, last in rows:
        told = ", ".join(f"`{fact}`" for fact in facts[:4]) + (" …" if len(facts) > 4 else "")
        lines.append(f"- {downs} 👎 {ups} 👍 {told} · <t:{int(last.timestamp())}:R>")
    return "\n".join(lines)[:ROOM]


def _short(text: str) -> str:
    return escape(text if len(text) <= 120 else text[:119] + "…")
