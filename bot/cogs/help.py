"""`/help`: what the bot knows and how to ask it."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.buttons import outgoing
from bot.discord.client import FactsBot
from bot.discord.sending import respond
from bot.rendering.help import full_help


class Help(commands.Cog):
    """A way in."""

    def __init__(self, client: FactsBot) -> None:
        self._client = client

    @app_commands.command(description="What I know and how to ask me")
    async def help(self, interaction: discord.Interaction[FactsBot]) -> None:
        """Explain, to the one who asked."""
        text = full_help(self._client.answering.engine.book)
        await respond(interaction, outgoing(text, interaction.user.id, self._client), ephemeral=True)
