"""Asking the engine on a member's behalf, with what that member asked before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.answers.engine import Engine, Exchange
from bot.answers.memory import Context, Conversations
from bot.facts.live import LiveBook


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and in which channel: what a conversation belongs to."""

    channel_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class Told:
    """A message of the bot, which a reply to it goes on from, whoever writes that."""

    message_id: int


class Answering:
    """Answers from the edition of the facts that is live when asked.

    Attributes:
        facts: the live book.
    """

    def __init__(
        self, facts: LiveBook[Engine], conversations: Conversations, now: Callable[[], datetime]
    ) -> None:
        self.facts = facts
        self._conversations = conversations
        self._now = now

    @property
    def engine(self) -> Engine:
        """The engine of the live edition."""
        return self.facts.current.product

    def before(self, asker: Asker, told: Told | None = None) -> Context | None:
        """Return what a question may lean on: the message it replies to, else what its asker asked last."""
        now = self._now()
        earlier = self._conversations.get(told, now) if told else None
        return earlier or self._conversations.get(asker, now)

    def ask(self, text: str, asker: Asker, context: Context | None) -> Exchange:
        """Answer a question and remember it for the asker's next one."""
        exchange = self.engine.ask(text, context)
        self._conversations.put(asker, exchange.context, self._now())
        return exchange

    def remember(self, told: Told, exchange: Exchange) -> None:
        """Let replies to one of the bot's messages go on from what it answers."""
        self._conversations.put(told, exchange.context, self._now())
