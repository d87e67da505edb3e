"""A gateway session: its sequence numbers and what it can replay after a resume."""

import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import Protocol

from sandbox.encoding import encoded
from sandbox.model import Json

REPLAY_LIMIT = 10_000


class Wire(Protocol):
    """Where a session's messages go while it is connected."""

    def push(self, text: str, title: str) -> None:
        """Send a message, after those pushed before."""
        ...


@dataclass
class Session:
    """One identified client (one shard of it); it outlives its connections until it is invalidated."""

    intents: int
    shard: tuple[int, int]
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    replay: deque[tuple[int, str, str]] = field(default_factory=lambda: deque(maxlen=REPLAY_LIMIT))
    wire: Wire | None = None
    lost_at: float | None = None

    def dispatch(self, name: str, data: Json) -> None:
        """Number an event, remember it for a resume, and send it if there is a connection."""
        self.sequence += 1
        text = encoded({"op": 0, "t": name, "s": self.sequence, "d": data}).decode()
        self.replay.append((self.sequence, text, name))
        if self.wire is not None:
            self.wire.push(text, name)

    def can_resume(self, sequence: int) -> bool:
        """Whether everything after `sequence` is still remembered."""
        if not 0 <= sequence <= self.sequence:
            return False
        oldest = self.replay[0][0] if self.replay else self.sequence + 1
        return sequence >= oldest - 1

    def resume(self, wire: Wire, sequence: int) -> None:
        """Send what was missed, then RESUMED."""
        self.wire, self.lost_at = wire, None
        for number, text, name in tuple(self.replay):
            if number > sequence:
                wire.push(text, f"{name} (replayed)")
        self.dispatch("RESUMED", {})

    def serves(self, guild_id: int | None) -> bool:
        """Whether events of a guild, or of direct messages, go to this shard."""
        number, count = self.shard
        return number == (0 if guild_id is None else (guild_id >> 22) % count)
