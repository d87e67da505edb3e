"""`/settings`: what a server chooses for itself."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.client import FactsBot
from bot.discord.errors import Refusal
from bot.discord.readers import reader_of
from bot.locales import Reader
from bot.moderating.memory import Memory
from bot.moderating.rules import GuildRules, Rules
from bot.store import StoreError

_Interaction = discord.Interaction[FactsBot]

NOT_YOURS = "Settings take the Manage Server permission."
DOWN = "That cannot be saved at present, so nothing changed. Please try again in a while."
DEAF = (
    "-# I do not hear unmentioned messages yet: whoever runs me has to set `message_content: true` and "
    "switch on the Message Content intent."
)


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class GuildSettings(
    commands.GroupCog, group_name="settings", group_description="What this server chooses (Manage Server)"
):
    """A server's own rules; only who changes them sees the answers."""

    def __init__(self, client: FactsBot, memory: Memory, rules: Rules) -> None:
        self._client = client
        self._memory = memory
        self._rules = rules

    async def interaction_check(self, interaction: _Interaction, /) -> bool:  # type: ignore[override]
        """Refuse whoever does not manage the server: a moderator role must not hand out moderator roles."""
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            raise Refusal(NOT_YOURS)
        return True

    @app_commands.command(description="What holds in this server")
    async def show(self, interaction: _Interaction) -> None:
        """Tell the rules."""
        told = self._told(self._rules.of(interaction.guild_id), reader_of(interaction))
        await interaction.response.send_message(told, ephemeral=True)

    @app_commands.command(name="answer-channel", description="Whether I read everything in a channel")
    @app_commands.describe(channel="The channel, its threads included", on="Off: only when mentioned there")
    async def answer_channel(
        self, interaction: _Interaction, channel: discord.TextChannel, on: bool = True
    ) -> None:
        """Add an answer channel or take one away."""
        chosen = self._rules.chosen(interaction.guild_id).answer_channels
        changed = chosen | {channel.id} if on else chosen - {channel.id}
        await self._choose(interaction, answer_channels=changed)

    @app_commands.command(name="moderator-role", description="Whether a role may use /facts")
    @app_commands.describe(role="The role", on="Off: no longer")
    async def moderator_role(self, interaction: _Interaction, role: discord.Role, on: bool = True) -> None:
        """Add a moderator role or take one away."""
        if role.is_default():
            raise Refusal("Everyone cannot be a moderator.")
        chosen = self._rules.chosen(interaction.guild_id).moderator_roles
        await self._choose(interaction, moderator_roles=chosen | {role.id} if on else chosen - {role.id})

    @app_commands.command(description="How sure I must be to speak up unasked in answer channels")
    @app_commands.describe(percent="How likely the answer must be right", only="Off: also when not sure")
    async def confidence(
        self, interaction: _Interaction, percent: app_commands.Range[int, 0, 100], only: bool = True
    ) -> None:
        """Set from when on it speaks up."""
        await self._choose(interaction, sure_from=percent / 100, only_when_sure=only)

    @app_commands.command(description="Whether members may vote on answers")
    @app_commands.describe(on="Take votes, or take none")
    async def feedback(self, interaction: _Interaction, on: bool) -> None:
        """Take votes, or none."""
        await self._choose(interaction, feedback=on)

    @app_commands.command(description="For how many days I keep questions and votes; 0 keeps nothing")
    @app_commands.describe(days="For so many days")
    async def retention(self, interaction: _Interaction, days: app_commands.Range[int, 0, 3650]) -> None:
        """Keep for so long, and delete what is older now."""
        await self._choose(interaction, forget=True, keep_days=days)

    async def _choose(self, interaction: _Interaction, *, forget: bool = False, **choices: Any) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild = interaction.guild_id
        assert guild is not None
        try:
            rules = await self._rules.choose(guild, **choices)
            if forget:
                await self._memory.forget_old()
        except StoreError as error:
            raise Refusal(DOWN) from error
        summary = ", ".join(f"{name} = {_plain(value)}" for name, value in choices.items())
        self._memory.record_action("settings", actor=interaction.user.id, guild=guild, summary=summary)
        await interaction.edit_original_response(content=self._told(rules, reader_of(interaction)))

    def _told(self, rules: GuildRules, reader: Reader) -> str:
        """Return the rules in words."""
        say = reader.say
        sure = say("even when not sure")
        if rules.only_when_sure:
            sure = say("when {percent} % sure", percent=round(rules.sure_from * 100))
        kept = say("for {days} days", days=rules.keep_days) if rules.keep_days else say("not at all")
        channels = _listed("#", rules.answer_channels) or say("none")
        roles = _listed("@&", rules.moderator_roles) or say("none")
        lines = [
            say("**In this server**"),
            say("- Answer channels: {channels}", channels=channels),
            say("- Speaks up there unasked: {sure}", sure=sure),
            say("- Moderator roles, beside Manage Server: {roles}", roles=roles),
            say("- Votes on answers: {votes}", votes=say("yes") if rules.feedback else say("no")),
            say("- Questions asked in vain and votes are kept: {kept}, never with who asked", kept=kept),
        ]
        if rules.answer_channels and not self._client.intents.message_content:
            lines.append(say(DEAF))
        return "\n".join(lines)


def _listed(sign: str, ids: frozenset[int]) -> str:
    return ", ".join(f"<{sign}{each}>" for each in sorted(ids))


def _plain(value: Any) -> str:
    return " ".join(map(str, sorted(value))) or "none" if isinstance(value, frozenset) else str(value)
