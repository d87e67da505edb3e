"""Recalling what was just answered: people keep asking the same things, and the answer stays the same."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from bot.answers.memory import Context
from bot.facts.live import Edition

if TYPE_CHECKING:
    from bot.answers.engine import Engine, Exchange

_After: TypeAlias = Context | Literal["anything"] | None
"""What was talked about before; `anything` where that does not matter."""

LONGEST = 300
"""Characters of a question that is worth recalling: longer ones are hardly ever asked twice."""

TALKS = 10
"""After how many different talks a question in the same words is recalled."""


class Recall:
    """Asks an edition of the facts, and keeps its latest exchanges.

    An engine's answer depends on the words, on the day, on the edition, and, unless the words say themselves
    what they are about, on what was talked about before. What was kept of another edition or day is let go.
    Words that were asked twice, in whatever talk, are kept apart, so that many questions asked once do not
    drive them out.

    Args:
        limit: how many exchanges are kept of either; those of the words longest unused go first.
    """

    def __init__(self, limit: int = 300) -> None:
        self._once = _Kept(limit)
        self._again = _Kept(limit)
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
        known = self._again.taken(words) or self._once.taken(words)
        into = self._again if known else self._once
        after: _After = "anything" if "anything" in known else context
        exchange = known.pop(after, None)
        if exchange is None:
            exchange = edition.product.ask(text, context)
            after = "anything" if exchange.alone else context
        into.keep(words, known | {after: exchange})
        return exchange


class _Kept:
    """Exchanges by the words that were asked and by what was talked about before."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._number = 0
        self._exchanges: OrderedDict[str, dict[_After, Exchange]] = OrderedDict()

    def clear(self) -> None:
        """Let everything go."""
        self._exchanges.clear()
        self._number = 0

    def taken(self, words: str) -> dict[_After, Exchange]:
        """Return what was kept for some words, which is kept no more."""
        exchanges = self._exchanges.pop(words, {})
        self._number -= len(exchanges)
        return exchanges

    def keep(self, words: str, exchanges: dict[_After, Exchange]) -> None:
        """Keep the last of some exchanges; where there are too many, those of the longest unused words go."""
        if len(exchanges) > TALKS:
            exchanges.pop(next(iter(exchanges)))
        self._exchanges[words] = exchanges
        self._number += len(exchanges)
        while self._number > self._limit:
            _, gone = self._exchanges.popitem(last=False)
            self._number -= len(gone)
