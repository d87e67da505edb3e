"""`/help`, `/about` and `/privacy`: how to ask, what this is, and what becomes of what one says."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.answering import asker_of
from bot.discord.buttons import outgoing
from bot.discord.client import FactsBot
from bot.discord.readers import reader_of
from bot.discord.sending import Outgoing, respond
from bot.rendering.about import Remembering, about_text, privacy_text
from bot.rendering.help import full_help

_Interaction = discord.Interaction[FactsBot]


class Help(commands.Cog):
    """A way in; only the one who asks sees the answers."""

    def __init__(self, client: FactsBot) -> None:
        self._client = client

    @app_commands.command(description="What I know and how to ask me")
    async def help(self, interaction: _Interaction) -> None:
        """Explain how to ask."""
        client, reader = self._client, reader_of(interaction)
        commands = await _commands(client, str(interaction.locale))
        text = full_help(client.answering.engine.book, commands, reader)
        out = outgoing(text, asker_of(interaction), client, reader, private=True)
        await respond(interaction, out, ephemeral=True)

    @app_commands.command(description="Who made the facts, how many there are, and how old they are")
    async def about(self, interaction: _Interaction) -> None:
        """Say what the bot answers from."""
        edition = self._client.answering.facts.current
        text = about_text(edition.book, edition.made, reader_of(interaction))
        await respond(interaction, Outgoing([text]), ephemeral=True)

    @app_commands.command(description="What I read, what I remember and what I never keep")
    async def privacy(self, interaction: _Interaction) -> None:
        """Say what becomes of members' words."""
        rules = self._client.rules.of(interaction.guild_id)
        remembering = Remembering(
            minutes=self._client.settings.context_minutes,
            reads_channels=bool(rules.answer_channels),
            keeps_votes=rules.keep_days > 0,
        )
        text = privacy_text(remembering, reader_of(interaction))
        await respond(interaction, Outgoing([text]), ephemeral=True)


async def _commands(client: FactsBot, locale: str) -> list[tuple[str, str]]:
    """The slash commands that everybody may use, named and described as Discord shows them in a language."""
    shown = []
    for command in client.tree.get_commands(type=discord.AppCommandType.chat_input):
        if command.default_permissions is None and client.tree.translator is not None:
            payload = await command.get_translated_payload(client.tree, client.tree.translator)
            names = payload.get("name_localizations") or {}
            texts = payload.get("description_localizations") or {}
            name = names.get(locale, payload["name"])
            shown.append((f"/{name}", str(texts.get(locale, payload["description"]))))
    return sorted(shown)
