"""`/sources`, all of them in pages or those of one name."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.completing import ranked
from bot.cogs.sources.catalogue import source_names, source_pages
from bot.discord.client import FactsBot
from bot.discord.readers import reader_of
from bot.discord.sending import respond
from bot.discord.turning import page_of

QUERY = 60


class Sources(commands.Cog):
    """Shows what the answers rest on."""

    def __init__(self, client: FactsBot) -> None:
        self._client = client
        client.listings.add("sources", source_pages)

    @app_commands.command(description="The documents that my answers are taken from")
    @app_commands.describe(name="A title or publisher; leave it out to see all")
    async def sources(
        self,
        interaction: discord.Interaction[FactsBot],
        name: app_commands.Range[str, 1, QUERY] | None = None,
    ) -> None:
        """Show them to the one who asked."""
        page = page_of(self._client, f"sources/{name or ''}", interaction.user.id, reader_of(interaction))
        await respond(interaction, page, ephemeral=True)

    @sources.autocomplete("name")
    async def offer(self, _: discord.Interaction[FactsBot], typed: str) -> list[app_commands.Choice[str]]:
        """Return titles and publishers that fit."""
        titles = ranked(typed, source_names(self._client.answering.engine), longest=QUERY)
        return [app_commands.Choice(name=title, value=title) for title in titles]
