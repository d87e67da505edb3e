"""`/ask`: a question as a slash command, with suggestions of what can be asked."""

from __future__ import annotations

from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.completing import CHOICES
from bot.answers.reply import OffTopic, Social
from bot.discord.answering import asker_of
from bot.discord.buttons import outgoing
from bot.discord.client import FactsBot
from bot.discord.errors import Refusal
from bot.discord.pace import Admission
from bot.discord.readers import reader_of
from bot.discord.sending import respond

CHOICE = 100
LONGEST = 1_000


async def answer(
    interaction: discord.Interaction[FactsBot], question: str, *, overheard: bool = False
) -> None:
    """Answer a question that came by a command; what is not worth everybody's reading only the asker sees.

    Args:
        interaction: the command.
        question: what to answer.
        overheard: whether its words were not written to the bot, and so are not kept.
    """
    client = interaction.client
    admission = client.pace.ask(interaction.user.id, interaction.channel_id if interaction.guild_id else None)
    if admission is not Admission.GO:
        raise Refusal(admission.words)
    asker = replace(asker_of(interaction), overheard=overheard)
    before = client.answering.before(asker)
    exchange = client.answering.ask(question, asker, before)
    private = isinstance(exchange.reply, OffTopic | Social)
    reader = reader_of(interaction)
    out = outgoing(exchange.reply, asker, client, reader, asked=question, private=private)
    sent = await respond(interaction, out, ephemeral=private)
    client.answering.remember(sent, exchange, question, before)


class Ask(commands.Cog):
    """Questions from anywhere, also where the bot is not a member."""

    def __init__(self, client: FactsBot) -> None:
        self._client = client

    @app_commands.command(description="Ask a question; the answer comes with its sources")
    @app_commands.describe(question="Your question, in your own words")
    async def ask(
        self, interaction: discord.Interaction[FactsBot], question: app_commands.Range[str, 1, LONGEST]
    ) -> None:
        """Answer it."""
        await answer(interaction, question)

    @ask.autocomplete("question")
    async def suggest(self, _: discord.Interaction[FactsBot], typed: str) -> list[app_commands.Choice[str]]:
        """Return questions that can be asked, nearest to what was typed first."""
        suggested = self._client.answering.engine.suggestions(typed, 2 * CHOICES)
        fitting = [question for question in suggested if len(question) <= CHOICE]
        return [app_commands.Choice(name=question, value=question) for question in fitting[:CHOICES]]
