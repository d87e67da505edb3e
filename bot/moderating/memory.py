"""Remembering without identities, as far as each server allows, and forgetting in time."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.matching.text import words
from bot.moderating.rules import Rules
from bot.store import Action, Kept, Store, Unanswered, Vote
from bot.store.interface import not_kept
from bot.store.queue import WriteQueue

LONGEST = 500
MOMENT = 1.5


class Memory:
    """The recorder that the bot runs with.

    Args:
        queue: writes in the background.
        store: read and cleared by moderators.
        rules: which server wants what kept.
        now: the time.

    Attributes:
        queue: as given.
        store: as given.
    """

    def __init__(self, queue: WriteQueue, store: Store, rules: Rules, now: Callable[[], datetime]) -> None:
        self.queue = queue
        self.store = store
        self._rules = rules
        self._now = now
        self._salt = secrets.token_bytes(16)

    def record_unanswered(
        self, text: str, *, guild: int | None, about_us: bool = True, nearest: str | None = None
    ) -> Kept:
        """Keep a question asked in vain, unless its server wants nothing kept."""
        shown = _clean(text)
        if not shown or not self._keeps(guild):
            return not_kept()
        folded = " ".join(words(shown)) or shown.lower()
        return self.queue.put(Unanswered(shown, folded[:LONGEST], self._now(), guild, about_us, nearest))

    async def record_vote(
        self, facts: Sequence[str], up: bool, *, guild_id: int | None, message_id: int, user_id: int
    ) -> bool:
        """Keep a vote, unless its server wants none; whether it is written for good by now.

        Who voted goes into a hash with a salt that only this process knows and no disk ever holds: enough to
        let somebody change their mind, too little to find out who it was.
        """
        if not facts or not self._keeps(guild_id) or not self._rules.of(guild_id).feedback:
            return False
        who = f"{message_id} {user_id}".encode()
        key = hashlib.blake2b(who, digest_size=16, key=self._salt).hexdigest()
        kept = self.queue.put(Vote(tuple(facts), up, self._now(), guild_id, key))
        try:
            return await asyncio.wait_for(asyncio.shield(kept), MOMENT)
        except TimeoutError:
            return False

    def record_action(
        self, what: str, *, actor: int | None, guild: int | None, summary: str, digest: str | None = None
    ) -> Kept:
        """Keep what a moderator did; this is kept in any case."""
        return self.queue.put(Action(what, self._now(), actor, guild, _clean(summary), digest))

    async def forget_old(self) -> int:
        """Delete what is older than its server keeps it; return how much.

        Raises:
            StoreError: the store is down.
        """
        own = self._rules.with_own_days()
        everywhere = self._rules.of(None).keep_days
        gone = await self.store.forget(self._before(everywhere), guild=None, except_guilds=own)
        for guild, days in own.items():
            gone += await self.store.forget(self._before(days), guild=guild)
        return gone

    def _before(self, days: int) -> datetime:
        return self._now() - timedelta(days=days)

    def _keeps(self, guild: int | None) -> bool:
        """Whether something may be kept; until the servers' rules are known, nothing is."""
        return self._rules.loaded and self._rules.of(guild).keep_days > 0


def _clean(text: str) -> str:
    """Return a text that any database takes, of a bounded length."""
    text = text.replace("\0", "").encode("utf-8", "ignore").decode()
    return " ".join(text.split())[:LONGEST]
