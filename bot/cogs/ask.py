"""`/ask`: a question as a slash command, with suggestions of what can be asked."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.reply import OffTopic, Social
from bot.discord.answering import Asker
from bot.discord.buttons import outgoing
from bot.discord.client import FactsBot
from bot.discord.errors import Refusal
from bot.discord.pace import SLOW_DOWN, Verdict
from bot.discord.sending import respond

CHOICE = 100
LONGEST = 1_000


class Ask(commands.Cog):
    """Questions from anywhere, also where the bot is not a member."""

    def __init__(self, client: FactsBot) -> None:
        self._client = client

    @app_commands.command(description="Ask a question; the answer comes with its sources")
    @app_commands.describe(question="Your question, in your own words")
    async def ask(
        self, interaction: discord.Interaction[FactsBot], question: app_commands.Range[str, 1, LONGEST]
    ) -> None:
        """Answer; what is not worth everybody's reading only the asker sees."""
        if self._client.pace.ask(interaction.user.id) is not Verdict.GO:
            raise Refusal(SLOW_DOWN)
        asker = Asker(interaction.channel_id or 0, interaction.user.id)
        answering = self._client.answering
        reply = answering.ask(question, asker, answering.before(asker)).reply
        out = outgoing(reply, asker.user_id, self._client, asked=question)
        await respond(interaction, out, ephemeral=isinstance(reply, OffTopic | Social))

    @ask.autocomplete("question")
    async def suggest(self, _: discord.Interaction[FactsBot], typed: str) -> list[app_commands.Choice[str]]:
        """Return questions that can be asked, nearest to what was typed first."""
        suggested = self._client.answering.engine.suggestions(typed)
        return [
            app_commands.Choice(name=question, value=question)
            for question in suggested
            if len(question) <= CHOICE
        ]
