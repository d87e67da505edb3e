"""Whether a message is for the bot, and whether what it would say is wanted there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from bot.answers.reply import Answer, Choices, Correction, OffTopic, Reply, Social, Unknown


class Address(Enum):
    """How a message reached the bot."""

    MENTION = "mention"
    REPLY = "reply"
    DIRECT = "direct message"
    CHANNEL = "answer channel"


@dataclass(frozen=True, slots=True)
class Heard:
    """What matters of a message.

    Attributes:
        text: what it says, without the mention of the bot.
        by_person: whether a person wrote it, not a bot, a webhook or Discord itself.
        direct: whether it was written to the bot alone.
        mentions_bot: whether it names the bot, or the role that only the bot has.
        mentions_others: whether it names other people.
        replies_to_bot: whether it is a reply to a message of the bot.
        replies_to_others: whether it is a reply to somebody else's message.
        in_answer_channel: whether it stands in a configured answer channel, or a thread of one.
    """

    text: str
    by_person: bool = True
    direct: bool = False
    mentions_bot: bool = False
    mentions_others: bool = False
    replies_to_bot: bool = False
    replies_to_others: bool = False
    in_answer_channel: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A message to answer; its text is empty where the bot was only called."""

    text: str
    address: Address


@dataclass(frozen=True, slots=True)
class Ignored:
    """A message to leave alone, and why."""

    why: str


def is_for_us(heard: Heard) -> Question | Ignored:
    """Decide whether a message asks something of the bot."""
    address = _address(heard)
    if isinstance(address, Ignored):
        return address
    if not heard.text and address in {Address.REPLY, Address.CHANNEL}:
        return Ignored("no text to read")
    return Question(heard.text, address)


def _address(heard: Heard) -> Address | Ignored:
    if not heard.by_person:
        return Ignored("not written by a person")
    if heard.direct:
        return Address.DIRECT
    if heard.replies_to_bot:
        return Address.REPLY
    if heard.mentions_bot:
        return Address.MENTION
    if heard.in_answer_channel and not (heard.mentions_others or heard.replies_to_others):
        return Address.CHANNEL
    return Ignored("not addressed to the bot")


class Response(Enum):
    """What to do with a reply."""

    SAY = "say"
    REACT = "react"
    NOTHING = "nothing"


def wanted(reply: Reply, address: Address, *, only_when_sure: bool, sure_from: float) -> Response:
    """Decide whether a reply is said, where the bot was asked like that.

    Asked directly it always shows that it heard, but what is not its subject gets a reaction instead of
    words in a shared channel. Unasked it speaks only where that helps.
    """
    if address is Address.CHANNEL:
        return _unasked(reply, only_when_sure=only_when_sure, sure_from=sure_from)
    if isinstance(reply, OffTopic) and address is not Address.DIRECT:
        return Response.REACT
    return Response.SAY


def _unasked(reply: Reply, *, only_when_sure: bool, sure_from: float) -> Response:
    match reply:
        case Answer(confidence=confidence) | Correction(answer=Answer(confidence=confidence)):
            return Response.SAY if confidence >= sure_from or not only_when_sure else Response.NOTHING
        case Choices() | Unknown():
            return Response.NOTHING if only_when_sure else Response.SAY
        case OffTopic() | Social():
            return Response.NOTHING
    assert_never(reply)
