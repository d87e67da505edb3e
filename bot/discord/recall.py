"""Recalling what was just answered: people keep asking the same things, and the answer stays the same."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from typing import TYPE_CHECKING

from bot.answers.memory import Context
from bot.facts.live import Edition

if TYPE_CHECKING:
    from bot.answers.engine import Engine, Exchange

_Key = str | tuple[str, Context | None]
"""What was asked: in these words alone, or after what was talked about."""

LONGEST = 300
"""Characters of a question that is worth recalling: longer ones are hardly ever asked twice."""


class Recall:
    """Asks an edition of the facts, and keeps its latest exchanges.

    An engine's answer depends on the words, on the day, on the edition, and, unless the words say themselves
    what they are about, on what was talked about before. What was kept of another edition or day is let go.
    What was asked twice is kept apart, so that many questions asked once do not drive it out.

    Args:
        limit: how many exchanges are kept of either; the longest unused goes first.
    """

    def __init__(self, limit: int = 300) -> None:
        self._limit = limit
        self._once: OrderedDict[_Key, Exchange] = OrderedDict()
        self._again: OrderedDict[_Key, Exchange] = OrderedDict()
        self._valid: tuple[Edition[Engine], date] | None = None

    def ask(self, edition: Edition[Engine], text: str, context: Context | None, today: date) -> Exchange:
        """Return the reply to a text, from memory where it was asked before.

        Args:
            edition: the facts to answer from.
            text: as a person typed it.
            context: what the same person's last exchange left, where there is one.
            today: the day on which it is asked.
        """
        if len(text) > LONGEST:
            return edition.product.ask(text, context)
        if self._valid is None or self._valid[0] is not edition or self._valid[1] != today:
            self._once.clear()
            self._again.clear()
            self._valid = (edition, today)
        words = text.strip().casefold()
        kept = self._recalled(words) or self._recalled((words, context))
        if kept is not None:
            return kept
        exchange = edition.product.ask(text, context)
        self._keep(self._once, words if exchange.alone else (words, context), exchange)
        return exchange

    def _recalled(self, key: _Key) -> Exchange | None:
        exchange = self._again.pop(key, None) or self._once.pop(key, None)
        if exchange is not None:
            self._keep(self._again, key, exchange)
        return exchange

    def _keep(self, kept: OrderedDict[_Key, Exchange], key: _Key, exchange: Exchange) -> None:
        kept[key] = exchange
        if len(kept) > self._limit:
            kept.popitem(last=False)
