"""Deciding whether a message is for the bot, and whether what it would say is wanted there."""

from __future__ import annotations

import pytest

from bot.answers.reply import Answer, Choices, Correction, OffTopic, Reply, Social, Unknown
from bot.cogs.questions.listening import (
    Address,
    Heard,
    Ignored,
    Question,
    Response,
    is_for_us,
    wanted,
)

TEXT = "where was it?"


@pytest.mark.parametrize(
    ("heard", "address"),
    [
        (Heard(TEXT, direct=True), Address.DIRECT),
        (Heard("", direct=True), Address.DIRECT),
        (Heard(TEXT, mentions_bot=True), Address.MENTION),
        (Heard("", mentions_bot=True), Address.MENTION),
        (Heard(TEXT, mentions_bot=True, mentions_others=True), Address.MENTION),
        (Heard(TEXT, mentions_bot=True, replies_to_others=True), Address.MENTION),
        (Heard(TEXT, mentions_bot=True, replies_to_bot=True), Address.REPLY),
        (Heard(TEXT, replies_to_bot=True), Address.REPLY),
        (Heard(TEXT, replies_to_bot=True, in_answer_channel=True), Address.REPLY),
        (Heard(TEXT, mentions_bot=True, in_answer_channel=True), Address.MENTION),
        (Heard(TEXT, in_answer_channel=True), Address.CHANNEL),
    ],
)
def test_what_is_asked_of_the_bot_is_heard(heard: Heard, address: Address) -> None:
    assert is_for_us(heard) == Question(heard.text, address)


@pytest.mark.parametrize(
    "heard",
    [
        Heard(TEXT),
        Heard(TEXT, mentions_others=True),
        Heard(TEXT, replies_to_others=True),
        Heard("", replies_to_bot=True),
        Heard("", in_answer_channel=True),
        Heard(TEXT, in_answer_channel=True, mentions_others=True),
        Heard(TEXT, in_answer_channel=True, replies_to_others=True),
        Heard(TEXT, by_person=False, direct=True),
        Heard(TEXT, by_person=False, mentions_bot=True),
        Heard(TEXT, by_person=False, replies_to_bot=True),
        Heard(TEXT, by_person=False, in_answer_channel=True),
    ],
)
def test_what_is_not_is_left_alone(heard: Heard) -> None:
    assert isinstance(is_for_us(heard), Ignored)


SURE = Answer("Yes.", (), (), 0.9)
UNSURE = Answer("Perhaps.", (), (), 0.5)
ALL: list[Reply] = [
    SURE,
    UNSURE,
    Correction("No:", SURE),
    Choices("Which?", ()),
    Unknown("Not known."),
    OffTopic("Not mine."),
    Social("Hello!"),
]


@pytest.mark.parametrize("reply", ALL)
def test_in_a_direct_message_everything_is_said(reply: Reply) -> None:
    assert wanted(reply, Address.DIRECT, only_when_sure=True, sure_from=0.8) is Response.SAY


@pytest.mark.parametrize("address", [Address.MENTION, Address.REPLY])
@pytest.mark.parametrize("reply", ALL)
def test_asked_in_a_channel_what_is_off_topic_gets_no_words(reply: Reply, address: Address) -> None:
    expected = Response.REACT if isinstance(reply, OffTopic) else Response.SAY
    assert wanted(reply, address, only_when_sure=True, sure_from=0.8) is expected


@pytest.mark.parametrize(
    ("reply", "when_sure", "always"),
    [
        (SURE, Response.SAY, Response.SAY),
        (UNSURE, Response.NOTHING, Response.SAY),
        (Correction("No:", SURE), Response.SAY, Response.SAY),
        (Correction("No:", UNSURE), Response.NOTHING, Response.SAY),
        (Choices("Which?", ()), Response.NOTHING, Response.SAY),
        (Unknown("Not known."), Response.NOTHING, Response.SAY),
        (OffTopic("Not mine."), Response.NOTHING, Response.NOTHING),
        (Social("Hello!"), Response.NOTHING, Response.NOTHING),
    ],
)
def test_unasked_it_speaks_only_where_that_helps(reply: Reply, when_sure: Response, always: Response) -> None:
    assert wanted(reply, Address.CHANNEL, only_when_sure=True, sure_from=0.8) is when_sure
    assert wanted(reply, Address.CHANNEL, only_when_sure=False, sure_from=0.8) is always
