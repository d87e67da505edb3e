"""Memory: what a follow-up may lean on, per person and channel, and forgotten in time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.matching.reading import Focus


@dataclass(frozen=True, slots=True)
class Context:
    """What one person last talked about in one place; opaque to whoever carries it.

    Attributes:
        focus: the last reading's subjects and property.
        earlier: what was talked about before, where that was something else; the latest first.
    """

    focus: Focus = field(default_factory=Focus)
    earlier: tuple[Focus, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts that the last answer told."""
        return self.focus.facts


class Conversations:
    """Keeps contexts apart by person and channel.

    Args:
        lifetime: how long after the last question a context is kept.
        limit: how many contexts are kept at the most; the longest unused goes first.
    """

    def __init__(self, lifetime: timedelta, limit: int = 10_000) -> None:
        self._lifetime = lifetime
        self._limit = limit
        self._kept: OrderedDict[Hashable, tuple[datetime, Context]] = OrderedDict()

    def get(self, key: Hashable, now: datetime) -> Context | None:
        """Return the context kept under the key, or None where there is none or it has expired."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        if now - kept[0] > self._lifetime:
            del self._kept[key]
            return None
        return kept[1]

    def put(self, key: Hashable, context: Context, now: datetime) -> None:
        """Keep a context under the key."""
        self._kept[key] = (now, context)
        self._kept.move_to_end(key)
        while len(self._kept) > self._limit:
            self._kept.popitem(last=False)
