"""`/facts unanswered` and `/facts feedback`: what members asked in vain, and answers they voted down."""

from __future__ import annotations

import asyncio
import io
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.engine import Engine
from bot.cogs.facts.gate import admit, seen_from
from bot.cogs.facts.telling import Spot, feedback_text, group_text, list_text
from bot.cogs.facts.vain import (
    LABELS,
    Act,
    DraftModal,
    PickQuestion,
    TurnTo,
    add_turns,
)
from bot.discord.client import FactsBot
from bot.discord.errors import Refusal, calmly
from bot.discord.readers import reader_of
from bot.moderating.desk import Actor, Desk
from bot.moderating.drafting import Draft, drafted
from bot.moderating.grouping import Group, grouped, nearest_fact, voted_down
from bot.moderating.memory import Memory
from bot.moderating.rules import Rules
from bot.store import State, StoreError

_Interaction = discord.Interaction[FactsBot]
DOWN = "What I remember cannot be read at present. Answers go on as usual; please try again in a while."


class AskedInVain(commands.Cog):
    """The part of `/facts` that looks at what is remembered.

    Attributes:
        desk: where the facts are changed.
        memory: what is remembered.
        rules: who is a moderator.
    """

    def __init__(self, client: FactsBot, desk: Desk, memory: Memory, rules: Rules) -> None:
        self.desk = desk
        self.memory = memory
        self.rules = rules
        client.add_dynamic_items(PickQuestion, Act, TurnTo)

    @app_commands.command(description="What members asked in vain, the most frequent first")
    @app_commands.describe(which="Only questions about us, or also what seemed to be about something else")
    async def unanswered(
        self, interaction: _Interaction, which: Literal["about us", "everything"] = "about us"
    ) -> None:
        """List groups of questions, to resolve, ignore or draft a fact from."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._show_list(interaction, Spot("e" if which == "everything" else "a"))

    @app_commands.command(description="Answers that members voted down")
    async def feedback(self, interaction: _Interaction) -> None:
        """List answers by the facts they told, the worst first."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._show_votes(interaction, Spot("f"))

    async def turn(self, interaction: _Interaction, spot: Spot) -> None:
        """Show another page of either list."""
        admit(interaction, self.rules)
        await interaction.response.defer()
        if spot.which == "f":
            await self._show_votes(interaction, spot)
        else:
            await self._show_list(interaction, spot)

    async def show(self, interaction: _Interaction, group_id: str, spot: Spot) -> None:
        """Show one group of questions with what can be done about it."""
        admit(interaction, self.rules)
        await interaction.response.defer()
        group = await self._group(interaction, group_id)
        nearest = group.nearest or await asyncio.to_thread(_near, self.engine, group)
        view, reader = discord.ui.View(timeout=None), reader_of(interaction)
        for deed, label in LABELS.items():
            view.add_item(Act(deed, group.id, spot, reader.say(label)))
        await interaction.edit_original_response(content=group_text(group, nearest, reader), view=view)

    async def act(self, interaction: _Interaction, deed: str, group_id: str, spot: Spot) -> None:
        """Do what a button under a group says."""
        actor = admit(interaction, self.rules)
        if deed == "draft":
            group = await self._group(interaction, group_id)
            nearest = group.nearest or nearest_fact(self.engine, group.text) or ""
            await interaction.response.send_modal(
                DraftModal(group.text, nearest.partition(".")[0], self.draft, reader_of(interaction))
            )
            return
        await interaction.response.defer()
        if deed in {"resolve", "ignore"}:
            await self._settle(interaction, actor, deed, group_id)
        await self._show_list(interaction, spot)

    async def draft(self, interaction: _Interaction, draft: Draft) -> None:
        """Hand a draft out as a file, with what the loader says to it."""
        async with calmly(interaction):
            actor = admit(interaction, self.rules)
            await interaction.response.defer(ephemeral=True, thinking=True)
            made = await asyncio.to_thread(drafted, draft, self.desk.folder)
            self._note("facts draft", actor, f"{draft.subject}.{draft.name}")
            reader = reader_of(interaction)
            text = reader.say("**A draft.** With it the facts are sound.")
            if made.problems:
                listed = "\n".join(made.problems[:5])[:1200].replace("```", "'''")
                text = (
                    reader.say("**A draft**, to be mended before it can be used:") + f"\n```\n{listed}\n```"
                )
            file = discord.File(io.BytesIO(made.text.encode()), f"{draft.subject}.{draft.name}.yaml"[-100:])
            await interaction.edit_original_response(content=text, attachments=[file])

    @property
    def engine(self) -> Engine:
        """The engine of the live edition."""
        return self.desk.live.current.product

    async def _settle(self, interaction: _Interaction, actor: Actor, deed: str, group_id: str) -> None:
        group = await self._group(interaction, group_id)
        state: State = "resolved" if deed == "resolve" else "ignored"
        try:
            await self.memory.store.settle([each.id for each in group.asked], state)
        except StoreError as error:
            raise Refusal(DOWN) from error
        self._note(f"facts {deed}", actor, f"{len(group.asked)} × {group.text}")

    async def _show_list(self, interaction: _Interaction, spot: Spot) -> None:
        """Show a page of the questions asked in vain."""
        groups = await self._groups(interaction, everything=spot.which == "e")
        spot = spot.within(len(groups))
        shown, engine, reader = spot.of(groups), self.engine, reader_of(interaction)
        nearest = await asyncio.to_thread(lambda: [each.nearest or _near(engine, each) for each in shown])
        text = list_text(shown, nearest, len(groups), spot, reader)
        view = discord.ui.View(timeout=None)
        if shown:
            entries = [(each.id, each.text) for each in shown]
            view.add_item(PickQuestion(entries, spot, reader.say("Deal with a question")))
            text += add_turns(view, spot, len(groups), reader)
        await interaction.edit_original_response(content=text, view=view)

    async def _show_votes(self, interaction: _Interaction, spot: Spot) -> None:
        """Show a page of the answers voted down."""
        try:
            votes = await self.memory.store.votes(seen_from(interaction))
        except StoreError as error:
            raise Refusal(DOWN) from error
        rows, reader = voted_down(votes), reader_of(interaction)
        spot, view = spot.within(len(rows)), discord.ui.View(timeout=None)
        text = feedback_text(spot.of(rows), len(votes), reader) + add_turns(view, spot, len(rows), reader)
        await interaction.edit_original_response(content=text, view=view)

    async def _groups(self, interaction: _Interaction, *, everything: bool = False) -> list[Group]:
        try:
            asked = await self.memory.store.unanswered(seen_from(interaction))
        except StoreError as error:
            raise Refusal(DOWN) from error
        wanted = [each for each in asked if each.about_us or everything]
        return await asyncio.to_thread(grouped, wanted)

    async def _group(self, interaction: _Interaction, group_id: str) -> Group:
        for group in await self._groups(interaction, everything=True):
            if any(each.id == group_id for each in group.asked):
                return group
        raise Refusal("Somebody has dealt with that question already.")

    def _note(self, what: str, actor: Actor, summary: str) -> None:
        self.memory.record_action(what, actor=actor.user, guild=actor.guild, summary=summary)


def _near(engine: Engine, group: Group) -> str | None:
    """The fact that a question comes nearest to; of what seemed to be about something else, none is near."""
    about_us = any(each.about_us for each in group.asked)
    return nearest_fact(engine, group.text) if about_us else None
