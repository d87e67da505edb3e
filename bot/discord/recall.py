"""Recalling what was just answered: people keep asking the same things, and the answer stays the same."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from typing import TYPE_CHECKING

from bot.answers.memory import Context
from bot.facts.live import Edition

if TYPE_CHECKING:
    from bot.answers.engine import Engine, Exchange

LONGEST = 300
"""Characters of a question that is worth recalling: longer ones are hardly ever asked twice."""


class Recall:
    """Asks an edition of the facts, and keeps its latest exchanges.

    An engine's answer depends on the words, on what was talked about before, on the day and on the edition,
    and on nothing else. What was kept of another edition or day is let go.

    Args:
        limit: how many exchanges are kept; the longest unused goes first.
    """

    def __init__(self, limit: int = 500) -> None:
        self._limit = limit
        self._kept: OrderedDict[tuple[str, Context | None], Exchange] = OrderedDict()
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
            self._kept.clear()
            self._valid = (edition, today)
        key = (text.strip().casefold(), context)
        exchange = self._kept.get(key)
        if exchange is None:
            exchange = self._kept[key] = edition.product.ask(text, context)
            if len(self._kept) > self._limit:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return exchange
