"""`/facts reload`, `status` and `check`."""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import Callable

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.answers.engine import Engine
from bot.cogs.facts.moderating import Member, refusal
from bot.cogs.facts.report import Report, outcome_report, status_report
from bot.discord.client import FactsBot
from bot.discord.errors import Refusal
from bot.facts.live import ReloadOutcome

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_Interaction = discord.Interaction[FactsBot]


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Facts(commands.GroupCog, group_name="facts", group_description="Look after the facts (moderators)"):
    """What moderators do with the fact base; only they see the answers."""

    def __init__(self, client: FactsBot) -> None:
        self._client = client
        self._live = client.answering.facts

    async def interaction_check(self, interaction: _Interaction, /) -> bool:  # type: ignore[override]
        """Refuse whoever is no moderator, whatever Discord was told to show them."""
        roles = interaction.user.roles if isinstance(interaction.user, discord.Member) else ()
        member = Member(
            guild=interaction.guild_id,
            manages_guild=interaction.permissions.manage_guild,
            roles={role.id for role in roles},
        )
        why = refusal(member, self._client.settings)
        if why is not None:
            log.info("moderation refused", user=interaction.user.id, guild=interaction.guild_id)
            raise Refusal(why)
        return True

    @app_commands.command(description="Read the files anew and answer from them, if they are sound")
    @app_commands.describe(force="Take them even if promised questions would not be answered any more")
    async def reload(self, interaction: _Interaction, force: bool = False) -> None:
        """Build the new facts aside, then swap; answers go on meanwhile."""
        outcome = await self._work(interaction, "reload", lambda: self._live.reload(force=force))
        if outcome.verdict == "swapped":
            self._client.dispatch("facts_reloaded")

    @app_commands.command(description="See what a reload would do, without doing it")
    async def check(self, interaction: _Interaction) -> None:
        """Read the files and compare, without touching the live facts."""
        await self._work(interaction, "check", self._live.check)

    @app_commands.command(description="Which facts I answer from at present")
    async def status(self, interaction: _Interaction) -> None:
        """Tell how the facts are."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await _tell(interaction, status_report(self._live.current))

    async def _work(
        self, interaction: _Interaction, what: str, do: Callable[[], ReloadOutcome[Engine]]
    ) -> ReloadOutcome[Engine]:
        """Do something slow with the live book in a thread of its own, and report it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        started = time.perf_counter()
        outcome = await asyncio.to_thread(do)
        log.info(
            f"facts {what}",
            user=interaction.user.id,
            guild=interaction.guild_id,
            verdict=outcome.verdict,
            edition=outcome.edition.number,
            problems=len(outcome.problems),
            seconds=round(time.perf_counter() - started, 2),
        )
        await _tell(interaction, outcome_report(outcome))
        return outcome


async def _tell(interaction: _Interaction, report: Report) -> None:
    files = []
    if report.file_name is not None:
        files.append(discord.File(io.BytesIO(report.file_text.encode()), report.file_name))
    await interaction.edit_original_response(content=report.text, attachments=files)
