"""Asking the engine on a member's behalf, with what that member asked before."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import discord

from bot.answers.memory import Context, Conversations
from bot.answers.reply import OffTopic, Reply, Unknown
from bot.discord.recall import Recall
from bot.facts.live import LiveBook
from bot.store import Recorder

if TYPE_CHECKING:
    from bot.answers.engine import Engine, Exchange

KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and in which channel: what a conversation belongs to.

    Attributes:
        guild_id: the channel's server; None for direct messages.
        overheard: whether it was not put to the bot; such words are not kept when there is no answer.
    """

    channel_id: int
    user_id: int
    guild_id: int | None = field(default=None, compare=False)
    overheard: bool = field(default=False, compare=False)


def asker_of(interaction: discord.Interaction[Any]) -> Asker:
    """Return who gave a command or pressed a button, and where."""
    return Asker(interaction.channel_id or 0, interaction.user.id, interaction.guild_id)


@dataclass(frozen=True, slots=True)
class Told:
    """A question or its answer: a reply to it, or a thread begun from it, goes on from it, whoever writes."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What one of the bot's messages answers.

    Attributes:
        question: in the asker's words.
        context: what the question leant on.
        parts: ids of all messages of the answer, where it takes several.
    """

    question: str
    context: Context | None
    parts: tuple[int, ...] = ()


class Answering:
    """Answers from the edition of the facts that is live when asked.

    Attributes:
        facts: the live book.
    """

    def __init__(
        self,
        facts: LiveBook[Engine],
        conversations: Conversations,
        now: Callable[[], datetime],
        recorder: Recorder | None = None,
    ) -> None:
        self._recorder = recorder
        self.facts = facts
        self._conversations = conversations
        self._now = now
        self._recall = Recall()
        self._asked: OrderedDict[int, Asked] = OrderedDict()

    @property
    def engine(self) -> Engine:
        """The engine of the live edition."""
        return self.facts.current.product

    def before(self, asker: Asker, told: Told | None = None) -> Context | None:
        """Return what a question may lean on.

        That is the message it replies to, else what its asker asked last in that channel, else the message
        that the channel, a thread, was begun from: Discord gives both the same id.
        """
        now = self._now()
        earlier = self._conversations.get(told, now) if told else None
        began = Told(asker.channel_id)
        return earlier or self._conversations.get(asker, now) or self._conversations.get(began, now)

    def ask(self, text: str, asker: Asker, context: Context | None) -> Exchange:
        """Answer a question and remember it for the asker's next one; one asked in vain is kept."""
        now = self._now()
        exchange = self._recall.ask(self.facts.current, text, context, now.date())
        self._conversations.put(asker, exchange.context, now)
        if self._recorder is not None and not asker.overheard:
            _keep_in_vain(self._recorder, text, asker, exchange.reply)
        return exchange

    def remember(
        self,
        messages: Sequence[int],
        exchange: Exchange,
        question: str,
        leant_on: Context | None,
        asked_in: int | None = None,
    ) -> None:
        """Keep what the bot's messages answer: replies to them go on from it, their buttons go by it.

        Args:
            messages: ids of the messages that show the answer.
            exchange: the answer.
            question: what was asked.
            leant_on: the context in which it was asked.
            asked_in: id of the message that asked it, where one did.
        """
        asked, now = Asked(question, leant_on, tuple(messages)), self._now()
        if asked_in is not None:
            self._conversations.put(Told(asked_in), exchange.context, now)
        for message_id in messages:
            self._conversations.put(Told(message_id), exchange.context, now)
            self._asked[message_id] = asked
            self._asked.move_to_end(message_id)
        while len(self._asked) > KEPT:
            self._asked.popitem(last=False)

    def asked(self, message_id: int) -> Asked | None:
        """Return what one of the bot's messages answers, where that is still remembered."""
        return self._asked.get(message_id)


def _keep_in_vain(recorder: Recorder, text: str, asker: Asker, reply: Reply) -> None:
    """Have a question kept that found no answer."""
    if isinstance(reply, Unknown):
        nearest = reply.facts[0] if reply.facts else None
        recorder.record_unanswered(text, guild=asker.guild_id, nearest=nearest)
    elif isinstance(reply, OffTopic):
        recorder.record_unanswered(text, guild=asker.guild_id, about_us=False)
