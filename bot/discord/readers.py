"""Who reads what is about to be said, as far as Discord tells."""

from __future__ import annotations

from typing import Any

import discord

from bot.locales import Reader, Readers


def reader_of(interaction: discord.Interaction[Any]) -> Reader:
    """Return the one who pressed or typed, with the language of their Discord."""
    readers: Readers = interaction.client.readers
    return readers.of(interaction.locale)


def reader_in(readers: Readers, message: discord.Message) -> Reader:
    """Return who reads the answer to a message: in the server's own language, else English."""
    return readers.of(message.guild.preferred_locale if message.guild else None)
