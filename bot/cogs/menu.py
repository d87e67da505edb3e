"""*Answer this message*: the menu of a message asks what the message asks."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.ask import LONGEST, answer
from bot.cogs.questions.hearing import without_mention
from bot.discord.client import FactsBot
from bot.discord.errors import Refusal

NAME = "Answer this message"


class Menu(commands.Cog):
    """Answers what somebody wrote, for whoever opened the menu; words not put to the bot are not kept."""

    def __init__(self, client: FactsBot) -> None:
        self._client = client
        self._menu: app_commands.ContextMenu = app_commands.ContextMenu(name=NAME, callback=self._answer)

    async def cog_load(self) -> None:
        """Put the command into the menu."""
        self._client.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take it out again."""
        self._client.tree.remove_command(self._menu.name, type=self._menu.type)

    async def _answer(self, interaction: discord.Interaction[FactsBot], message: discord.Message) -> None:
        if message.author.bot:
            raise Refusal("That was written by a bot. I only answer people.")
        me = interaction.client.user
        text = without_mention(message.content, me.id if me else 0, None)
        if not text:
            raise Refusal("There is no text in that message for me to read.")
        await answer(interaction, text[:LONGEST], overheard=True)
