"""`/facts`: check, reload, rollback, history, status and export."""

from __future__ import annotations

import io
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.engine import Engine
from bot.cogs.facts.asked import DOWN, AskedInVain
from bot.cogs.facts.gate import admit, seen_from
from bot.cogs.facts.report import Report, history_report, outcome_report, status_report
from bot.discord.client import FactsBot
from bot.discord.errors import Refusal
from bot.discord.readers import reader_of
from bot.facts.live import ReloadOutcome
from bot.moderating.desk import SWAPPING, Desk
from bot.moderating.memory import Memory
from bot.moderating.rules import Rules
from bot.moderating.uploads import LARGEST, TOO_LARGE, UploadError
from bot.store import StoreError

_Interaction = discord.Interaction[FactsBot]


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Facts(
    AskedInVain, commands.GroupCog, group_name="facts", group_description="Look after the facts (moderators)"
):
    """What moderators do with the fact base; only they see the answers."""

    def __init__(self, client: FactsBot, desk: Desk, memory: Memory, rules: Rules) -> None:
        super().__init__(client, desk, memory, rules)
        self.facts_client = client

    async def interaction_check(self, interaction: _Interaction, /) -> bool:  # type: ignore[override]
        """Refuse whoever is no moderator, whatever Discord was told to show them."""
        admit(interaction, self.rules)
        return True

    @app_commands.command(description="Read the files anew and answer from them, if they are sound")
    @app_commands.describe(force="Take them even if promised questions would not be answered any more")
    async def reload(self, interaction: _Interaction, force: bool = False) -> None:
        """Build the new facts aside, then swap; answers go on meanwhile."""
        actor = admit(interaction, self.rules)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._done(interaction, await self.desk.reload(actor, force=force))

    @app_commands.command(description="See what a reload would do, without doing it")
    @app_commands.describe(file="A YAML file or a zip of a fact base to check, instead of the files on disk")
    async def check(self, interaction: _Interaction, file: discord.Attachment | None = None) -> None:
        """Read the files and compare, without touching the live facts."""
        actor = admit(interaction, self.rules)
        await interaction.response.defer(ephemeral=True, thinking=True)
        if file is None:
            await tell(interaction, outcome_report(await self.desk.check(actor), reader_of(interaction)))
            return
        if file.size > LARGEST:
            raise Refusal(TOO_LARGE, size=LARGEST // 1_000_000)
        try:
            outcome = await self.desk.check_upload(actor, file.filename, await file.read())
        except UploadError as error:
            raise Refusal(error.text, **error.slots) from error
        await tell(interaction, outcome_report(outcome, reader_of(interaction), sent=file.filename))

    @app_commands.command(description="Take the facts from before the last reload back")
    async def rollback(self, interaction: _Interaction) -> None:
        """Serve the edition before the live one again."""
        actor = admit(interaction, self.rules)
        await interaction.response.defer(ephemeral=True, thinking=True)
        outcome = await self.desk.rollback(actor)
        if outcome is None:
            raise Refusal("There is nothing to go back to: no reload has changed the facts yet.")
        await self._done(interaction, outcome)

    @app_commands.command(description="Who changed the facts, when, and how")
    @app_commands.describe(which="Changes of the facts, or everything that moderators did")
    async def history(
        self, interaction: _Interaction, which: Literal["facts", "everything"] = "facts"
    ) -> None:
        """Tell the latest deeds from the audit log."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        store = self.memory.store
        try:
            if which == "facts":
                actions = await store.actions(what=SWAPPING, limit=25)
            else:
                actions = await store.actions(guild=seen_from(interaction), limit=25)
        except StoreError as error:
            raise Refusal(DOWN) from error
        await tell(interaction, history_report(actions, reader_of(interaction)))

    @app_commands.command(description="Which facts I answer from at present")
    async def status(self, interaction: _Interaction) -> None:
        """Tell how the facts are, and how remembering goes."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        queue = self.memory.queue
        edition, reader = self.desk.live.current, reader_of(interaction)
        await tell(interaction, status_report(edition, reader, queue.tally, queue.waiting))

    @app_commands.command(description="The files of the facts, as a zip")
    async def export(self, interaction: _Interaction) -> None:
        """Send the files."""
        actor = admit(interaction, self.rules)
        await interaction.response.defer(ephemeral=True, thinking=True)
        packed, same = await self.desk.export(actor)
        limit = interaction.guild.filesize_limit if interaction.guild else 0
        if len(packed) > limit:
            raise Refusal(
                "The files are {size} bytes packed: more than Discord lets me send here.", size=len(packed)
            )
        edition, reader = self.desk.live.current, reader_of(interaction)
        text = reader.say(
            "The files of edition {number}, hash `{digest}`.",
            number=edition.number,
            digest=edition.digest[:16],
        )
        if not same:
            text = reader.say(
                "The files on disk: not those of edition {number}, which I answer from.",
                number=edition.number,
            )
        file = discord.File(io.BytesIO(packed), "facts.zip")
        await interaction.edit_original_response(content=text, attachments=[file])

    @commands.Cog.listener()
    async def on_answer_deleted(self, user_id: int, guild_id: int | None) -> None:
        """Write down that a moderator took an answer away."""
        self.memory.record_action("answer deleted", actor=user_id, guild=guild_id, summary="by its button")

    async def _done(self, interaction: _Interaction, outcome: ReloadOutcome[Engine]) -> None:
        if outcome.verdict == "swapped":
            self.facts_client.dispatch("facts_reloaded")
        await tell(interaction, outcome_report(outcome, reader_of(interaction)))


async def tell(interaction: _Interaction, report: Report) -> None:
    """Fill the answer that was deferred."""
    files = []
    if report.file_name is not None:
        files.append(discord.File(io.BytesIO(report.file_text.encode()), report.file_name))
    await interaction.edit_original_response(content=report.text, attachments=files)
