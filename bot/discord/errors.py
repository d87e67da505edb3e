"""Errors: one calm sentence for the member with a code, everything else for the log."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.discord.readers import reader_of
from bot.locales import ENGLISH, Reader

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

SOON = 1.5
"""Seconds after which a command cannot wait any longer without a word: Discord gives three."""

_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


class Refusal(app_commands.CheckFailure):
    """Something that this member may not do here; its text tells them why.

    Args:
        text: why, in English.
        slots: what fills the text's `{slots}`.
    """

    def __init__(self, text: str, **slots: object) -> None:
        super().__init__(text.format(**slots) if slots else text)
        self._text = text
        self._slots = slots

    def told(self, reader: Reader) -> str:
        """Return the reason in the reader's language."""
        return reader.say(self._text, **self._slots)


def new_reference() -> str:
    """Return a short code that finds an error in the log, easy to read out."""
    return "".join(secrets.choice(_LETTERS) for _ in range(6))


def sorry(reference: str, reader: Reader | None = None) -> str:
    """Return what a member is told when something went wrong."""
    return (reader or Reader(ENGLISH)).say(
        "Sorry, that went wrong on my side. If it happens again, give a moderator this code: `{code}`.",
        code=reference,
    )


def explain(error: BaseException, reader: Reader | None = None) -> str | None:
    """Return what to tell a member whose request was refused for a reason; None where something broke."""
    reader = reader or Reader(ENGLISH)
    if isinstance(error, Refusal):
        return error.told(reader)
    if isinstance(error, app_commands.NoPrivateMessage):
        return reader.say("That command works in a server only.")
    if isinstance(error, app_commands.CheckFailure):
        return reader.say("You may not use that command here.")
    if isinstance(error, app_commands.TransformerError):
        return reader.say(
            "I could not read one of the values. Please pick one from the list that appears as you type."
        )
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return reader.say(
            "That command has changed since your Discord loaded it. Please try again in a minute."
        )
    return None


async def tell(interaction: discord.Interaction[Any], text: str) -> None:
    """Tell the member something that only they see, whether or not the interaction was answered already."""
    try:
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.response.send_message(text, ephemeral=True)
    except discord.HTTPException as error:
        log.warning("could not tell a member", status=error.status, code=error.code)


async def report(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Deal with an error of an interaction: explained to the member, or logged and apologised for."""
    reader = reader_of(interaction)
    told = explain(error, reader)
    if told is None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        reference = new_reference()
        log.error(
            "interaction failed",
            reference=reference,
            command=interaction.command.qualified_name if interaction.command else None,
            exc_info=cause,
        )
        told = sorry(reference, reader)
    await tell(interaction, told)


@asynccontextmanager
async def calmly(interaction: discord.Interaction[Any]) -> AsyncIterator[None]:
    """Begin the block when the bot is equipped; report what goes wrong in it, where no command tree does."""
    try:
        await interaction.client.equipped()
        yield
    except Exception as error:
        await report(interaction, error)


class CalmTree(app_commands.CommandTree[Any]):
    """A command tree that waits until the bot is equipped, and whose errors end in one calm sentence."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Hold a command that comes too early; where that takes long, say that it is worked on."""
        try:
            await asyncio.wait_for(interaction.client.equipped(), SOON)
        except TimeoutError:
            if interaction.type is discord.InteractionType.application_command:
                await _ask_for_patience(interaction)
            await interaction.client.equipped()
        return True

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the member, or log and apologise; an autocomplete that failed only shows no suggestions."""
        if interaction.type is discord.InteractionType.autocomplete:
            log.error("autocomplete failed", exc_info=error)
            return
        await report(interaction, error)


async def _ask_for_patience(interaction: discord.Interaction[Any]) -> None:
    """Gain a quarter of an hour; only who asks will see the answer, which may be for nobody else."""
    try:
        await interaction.response.defer(ephemeral=True, thinking=True)
    except discord.HTTPException as error:
        log.warning("could not ask for patience", status=error.status, code=error.code)
