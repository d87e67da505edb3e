"""Sending a reply: to a message, in place of an earlier reply, or to an interaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import discord
import structlog

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

MAY_NOT_READ_HISTORY = 160002
UNKNOWN_MESSAGE = 10008
INVALID_FORM = 50035
NEAR = 100


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What to send: texts, a message each, and the buttons under the last one."""

    texts: Sequence[str]
    view: discord.ui.View | None = None

    def pieces(self) -> list[tuple[str, discord.ui.View | None]]:
        """Return each text with the buttons that belong under it."""
        last = len(self.texts) - 1
        return [(text, self.view if place == last else None) for place, text in enumerate(self.texts)]


async def reply_to(
    message: discord.Message, pieces: Sequence[tuple[str, discord.ui.View | None]]
) -> list[int]:
    """Reply to a message and return the ids of what was sent: nothing where the message is gone."""
    sent: list[int] = []
    for text, view in pieces:
        more: dict[str, Any] = {"view": view} if view is not None else {}
        try:
            part = await message.reply(text, mention_author=False, suppress_embeds=True, **more)
        except discord.HTTPException as error:
            if error.code == MAY_NOT_READ_HISTORY:
                part = await message.channel.send(text, suppress_embeds=True, **more)
            elif _question_gone(error):
                log.info("question gone before its reply")
                return sent
            else:
                raise
        sent.append(part.id)
    return sent


def _question_gone(error: discord.HTTPException) -> bool:
    return error.code == UNKNOWN_MESSAGE or (error.code == INVALID_FORM and "message_reference" in error.text)


async def replace(message: discord.Message, replies: Sequence[int], outgoing: Outgoing) -> list[int]:
    """Let earlier replies to a message say something else; return the ids of what stands there then.

    A reply that somebody deleted stays deleted.
    """
    pieces = outgoing.pieces()
    for reply, (text, view) in zip(replies, pieces, strict=False):
        try:
            await _partial(message.channel, reply).edit(content=text, view=view)
        except discord.NotFound:
            log.info("reply gone before its edit")
    await take_back(message.channel, replies[len(pieces) :])
    return [*replies[: len(pieces)], *await reply_to(message, pieces[len(replies) :])]


async def replies_to(channel: discord.abc.Messageable, questions: Collection[int], me: int) -> list[int]:
    """Return ids of the bot's messages that reply to some others, among the hundred after the first of those.

    This asks Discord: it is for messages from before the bot was started.
    """
    found: list[int] = []
    try:
        async for message in channel.history(after=discord.Object(min(questions)), limit=NEAR):
            answered = message.reference.message_id if message.reference else None
            if message.author.id == me and answered in questions:
                found.append(message.id)
    except (discord.Forbidden, discord.NotFound) as error:
        log.info("cannot look for earlier replies", code=error.code)
    return found


async def take_back(channel: discord.abc.MessageableChannel, replies: Sequence[int]) -> None:
    """Delete messages of the bot; those already gone are fine."""
    for reply in replies:
        try:
            await _partial(channel, reply).delete()
        except discord.NotFound:
            log.info("reply already gone")


async def respond(
    interaction: discord.Interaction[Any], outgoing: Outgoing, *, ephemeral: bool = False
) -> list[int]:
    """Answer an interaction, in further messages where one is not enough; return their ids."""
    sent: list[int] = []
    for text, view in outgoing.pieces():
        more: dict[str, Any] = {"view": view} if view is not None else {}
        if interaction.response.is_done():
            part = await interaction.followup.send(
                text, ephemeral=ephemeral, suppress_embeds=True, wait=True, **more
            )
            sent.append(part.id)
        else:
            said = await interaction.response.send_message(
                text, ephemeral=ephemeral, suppress_embeds=True, **more
            )
            sent += [said.message_id] if said.message_id is not None else []
    return sent


async def turn_into(interaction: discord.Interaction[Any], outgoing: Outgoing) -> list[int]:
    """Let the message whose button was pressed say something else, going on below where that is needed.

    Returns:
        The ids of the messages that say it then.
    """
    (text, view), *rest = outgoing.pieces()
    await interaction.response.edit_message(content=text, view=view)
    sent = [interaction.message.id] if interaction.message else []
    for text, view in rest:
        more: dict[str, Any] = {"view": view} if view is not None else {}
        ephemeral = bool(interaction.message and interaction.message.flags.ephemeral)
        part = await interaction.followup.send(
            text, ephemeral=ephemeral, suppress_embeds=True, wait=True, **more
        )
        sent.append(part.id)
    return sent


def _partial(channel: discord.abc.MessageableChannel, message_id: int) -> discord.PartialMessage:
    return discord.PartialMessage(channel=channel, id=message_id)
