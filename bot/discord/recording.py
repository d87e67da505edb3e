"""What the buttons hand on for moderators to see later; who keeps it is not the buttons' affair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class VoteRecorder(Protocol):
    """Keeps what members think of answers."""

    async def record_vote(
        self, facts: Sequence[str], up: bool, *, guild_id: int | None, message_id: int, user_id: int
    ) -> bool:
        """Take a vote down and say whether it is kept for good; this takes no more than a moment.

        Args:
            facts: ids of the facts that the answer told.
            up: whether the answer was good.
            guild_id: the server it was given in; None outside of servers.
            message_id: the answer, so that a member who presses again changes their vote.
            user_id: who pressed; for telling one press from another, not for keeping.
        """
        ...


class NothingKept:
    """Keeps no votes."""

    async def record_vote(
        self, facts: Sequence[str], up: bool, *, guild_id: int | None, message_id: int, user_id: int
    ) -> bool:
        """Let the vote go."""
        return False
