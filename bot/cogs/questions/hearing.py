"""What a Discord message means to the bot, before any decision."""

from __future__ import annotations

import re
from collections.abc import Set

import discord

from bot.cogs.questions.listening import Heard

_WRITTEN = {discord.MessageType.default, discord.MessageType.reply}


def hear(message: discord.Message, me: discord.abc.User, answer_channels: Set[int]) -> Heard:
    """Return what matters of a message, its text without the mention of the bot."""
    role = message.guild.self_role if message.guild else None
    names = {user.id for user in message.mentions}
    answered = replied_to(message)
    called_by_role = role is not None and role.id in message.raw_role_mentions
    return Heard(
        text=without_mention(message.content, me.id, role.id if role else None),
        by_person=not message.author.bot and message.webhook_id is None and message.type in _WRITTEN,
        direct=isinstance(message.channel, discord.DMChannel),
        mentions_bot=me.id in names or called_by_role,
        mentions_others=bool(names - {me.id}),
        replies_to_bot=answered is not None and answered.author.id == me.id,
        replies_to_others=message.type is discord.MessageType.reply
        and not (answered is not None and answered.author.id in {me.id, message.author.id}),
        in_answer_channel=not answer_channels.isdisjoint(
            {message.channel.id, getattr(message.channel, "parent_id", None)}
        ),
    )


def replied_to(message: discord.Message) -> discord.Message | None:
    """Return the message that this one replies to, where Discord sent it along."""
    if message.type is not discord.MessageType.reply or message.reference is None:
        return None
    resolved = message.reference.resolved
    return resolved if isinstance(resolved, discord.Message) else None


def without_mention(content: str, user_id: int, role_id: int | None) -> str:
    """Return a text without the mentions of the bot or its role."""
    role = f"|<@&{role_id}>" if role_id is not None else ""
    return re.sub(rf"<@!?{user_id}>{role}", " ", content).strip()
