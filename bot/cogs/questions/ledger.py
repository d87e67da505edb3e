"""What the bot did about which message, so that it never answers one twice and can take a reply back."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from bot.answers.memory import Context

DELETIONS = 1_000
"""How many deletions of messages that were not heard of are kept: they arrive shortly before, if at all."""


@dataclass(slots=True)
class Entry:
    """One message of a member and what became of it.

    Attributes:
        heard: whether it was dealt with.
        text: the question it held then; None where it held none.
        edited_at: when the version that was dealt with was written; None for the first one.
        context: what the member had asked before it, for asking it again after an edit.
        replies: ids of the bot's messages that answer it, in order.
        reacted: whether the bot reacted to it instead.
        gone: whether the member deleted it.
        turn: held by whoever deals with it, while somebody does.
        at_work: how many deal with it or wait for their turn.
    """

    heard: bool = False
    text: str | None = None
    edited_at: datetime | None = None
    context: Context | None = None
    replies: list[int] = field(default_factory=list)
    reacted: bool = False
    gone: bool = False
    turn: asyncio.Lock | None = None
    at_work: int = 0

    def is_news(self, edited_at: datetime | None) -> bool:
        """Whether the version of the message edited at that time is newer than the one dealt with."""
        if self.gone:
            return False
        if not self.heard:
            return True
        return edited_at is not None and (self.edited_at is None or edited_at > self.edited_at)


class Ledger:
    """Remembers the latest messages; whoever deals with one has it alone until done."""

    def __init__(self, limit: int) -> None:
        self._entries: OrderedDict[int, Entry] = OrderedDict()
        self._limit = limit
        self._deleted: OrderedDict[int, None] = OrderedDict()

    @asynccontextmanager
    async def turn(self, message_id: int) -> AsyncIterator[Entry]:
        """Wait until nobody else deals with the message, then hand over what is known of it."""
        entry = self._entries.setdefault(message_id, Entry())
        self._entries.move_to_end(message_id)
        while len(self._entries) > self._limit:
            self._entries.popitem(last=False)
        turn = entry.turn = entry.turn or asyncio.Lock()
        entry.at_work += 1
        try:
            async with turn:
                yield entry
        finally:
            entry.at_work -= 1
            if not entry.at_work:  # thousands of entries are kept, and few are dealt with at a time
                entry.turn = None

    def deleted_unheard(self, message_id: int) -> None:
        """Remember a deletion that came before its message, or of a message that was none of ours."""
        self._deleted[message_id] = None
        while len(self._deleted) > DELETIONS:
            self._deleted.popitem(last=False)

    def was_deleted(self, message_id: int) -> bool:
        """Whether the message's deletion came before the message."""
        return message_id in self._deleted

    def knows(self, message_id: int) -> bool:
        """Whether the bot has dealt, or is dealing, with the message."""
        return message_id in self._entries
