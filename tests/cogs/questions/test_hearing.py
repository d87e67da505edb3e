"""What a Discord message means to the bot."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import discord
import pytest

from bot.cogs.questions.hearing import hear, replied_to, without_mention
from bot.cogs.questions.listening import Heard

ME, MAYA, TOMAS, ROLE, CHANNEL, PARENT = 1, 2, 3, 4, 5, 6


def user(user_id: int, *, bot: bool = False) -> Mock:
    return Mock(spec=discord.Member, id=user_id, bot=bot)


BOT = user(ME, bot=True)


def message(content: str, **given: Any) -> Mock:
    guild = Mock(spec=discord.Guild, self_role=Mock(spec=discord.Role, id=ROLE))
    made = Mock(
        spec=discord.Message,
        content=content,
        author=user(MAYA),
        type=discord.MessageType.default,
        webhook_id=None,
        guild=guild,
        channel=Mock(spec=discord.TextChannel, id=CHANNEL),
        mentions=[],
        raw_role_mentions=[],
        reference=None,
    )
    made.configure_mock(**given)
    return made


def reply(content: str, to: Mock | None, **given: Any) -> Mock:
    reference = Mock(spec=discord.MessageReference, resolved=to)
    return message(content, type=discord.MessageType.reply, reference=reference, **given)


def heard(of: Mock, *channels: int) -> Heard:
    return hear(of, BOT, set(channels))


def test_a_mention_is_taken_out_of_the_text() -> None:
    assert heard(message(f"<@{ME}> where was it?", mentions=[BOT])) == Heard(
        "where was it?", mentions_bot=True
    )


def test_the_bots_own_role_counts_as_the_bot() -> None:
    assert heard(message(f"<@&{ROLE}> where?", raw_role_mentions=[ROLE])) == Heard(
        "where?", mentions_bot=True
    )


def test_another_role_does_not() -> None:
    assert not heard(message("<@&99> where?", raw_role_mentions=[99])).mentions_bot


def test_a_direct_message_is_direct() -> None:
    direct = message("where?", guild=None, channel=Mock(spec=discord.DMChannel, id=9))
    assert heard(direct) == Heard("where?", direct=True)


def test_a_channel_of_a_guild_not_yet_known_is_not_direct() -> None:
    early = message("where?", guild=None, channel=Mock(spec=discord.PartialMessageable, id=9))
    assert not heard(early).direct


@pytest.mark.parametrize(
    "given",
    [
        {"author": user(TOMAS, bot=True)},
        {"author": BOT},
        {"webhook_id": 7},
        {"type": discord.MessageType.pins_add},
        {"type": discord.MessageType.new_member},
    ],
)
def test_bots_webhooks_and_discord_itself_are_no_persons(given: dict[str, Any]) -> None:
    assert not heard(message("where?", **given)).by_person


def test_a_reply_to_the_bot_is_known() -> None:
    assert heard(reply("and who?", message("In Porto.", author=BOT))) == Heard(
        "and who?", replies_to_bot=True
    )


def test_a_reply_to_somebody_else_is_known() -> None:
    assert heard(reply("really?", message("hm", author=user(TOMAS)))) == Heard(
        "really?", replies_to_others=True
    )


def test_a_reply_to_a_message_that_is_gone_counts_as_to_somebody_else() -> None:
    assert heard(reply("really?", None)) == Heard("really?", replies_to_others=True)


def test_a_reply_to_oneself_is_to_nobody() -> None:
    assert heard(reply("again", message("where?"))) == Heard("again")


def test_a_forwarded_message_is_no_reply() -> None:
    forwarded = message("", reference=Mock(spec=discord.MessageReference, resolved=message("x", author=BOT)))
    assert replied_to(forwarded) is None


def test_mentions_of_others_are_known() -> None:
    assert heard(message("<@3> where?", mentions=[user(TOMAS), BOT])).mentions_others


@pytest.mark.parametrize("channel", [CHANNEL, PARENT])
def test_an_answer_channel_and_its_threads_are_known(channel: int) -> None:
    thread = Mock(spec=discord.Thread, id=CHANNEL, parent_id=PARENT)
    assert heard(message("where?", channel=thread), channel).in_answer_channel


def test_other_channels_are_none() -> None:
    assert not heard(message("where?"), 99).in_answer_channel


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<@1> where?", "where?"),
        ("<@!1> where?", "where?"),
        ("hey <@1>, where?", "hey  , where?"),
        ("<@1>", ""),
        ("<@12> where?", "<@12> where?"),
        ("where? <@&4>", "where?"),
    ],
)
def test_only_the_bots_mention_goes(content: str, text: str) -> None:
    assert without_mention(content, ME, ROLE) == text
