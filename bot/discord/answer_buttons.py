"""The buttons under an answer that need nothing but the answer: *Sources*, thumbs up and down, *Delete*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeAlias

import discord
import structlog

from bot.answers.reply import Footnote
from bot.answers.wording import footnote
from bot.discord import codes
from bot.discord.client import FactsBot
from bot.discord.errors import calmly, tell
from bot.discord.readers import reader_of
from bot.discord.sending import Outgoing, replies_to, respond, take_back
from bot.locales import Reader
from bot.rendering.sources import source_notes

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

NOT_YOURS_TO_DELETE = "Only the member who asked, or a moderator, can delete this answer."
THANKS = "Thank you, that is noted. Nobody sees who pressed."
WILL_BE_SEEN = (
    "Thank you for saying so: the moderators see which facts were voted down, and not by whom. "
    "If I misunderstood you, press *Not what I asked* or ask in other words."
)
MOST_SOURCE_BUTTONS = 5
NOT_KEPT = "Thank you. Votes are not kept here, so nobody will see it."

_Item: TypeAlias = discord.ui.Item[Any]
_Interaction: TypeAlias = discord.Interaction[FactsBot]


class ShowSources(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"s(?:ources|(?P<after>\d+)):(?P<codes>[A-Z2-7]*)",
):
    """Shows the presser the answer's sources in full; anybody may press it.

    Args:
        kept: the codes of the footnotes.
        label: what it says.
        after: how many footnotes come before these, where one button has no room for all.
    """

    def __init__(self, kept: str, label: str, after: int = 0) -> None:
        super().__init__(
            discord.ui.Button(
                label=label,
                custom_id=f"s{after or 'ources'}:{kept}",
                style=discord.ButtonStyle.secondary,
                emoji="📄",
            )
        )
        self.kept = kept
        self.after = after

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: _Item, match: re.Match[str], /
    ) -> ShowSources:
        """Make the button anew from its id."""
        assert isinstance(item, discord.ui.Button)
        return cls(match["codes"], item.label or "", int(match["after"] or 0))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Tell the sources from the live facts."""
        async with calmly(interaction):
            book = interaction.client.answering.engine.book
            cited = enumerate(codes.citations(book, self.kept), start=self.after + 1)
            notes = [footnote(book, citation, number) if citation else None for number, citation in cited]
            texts = source_notes(notes, reader_of(interaction), after=self.after)
            await respond(interaction, Outgoing(texts), ephemeral=True)


def source_buttons(footnotes: Sequence[Footnote], reader: Reader) -> list[ShowSources]:
    """Return the button that names an answer's sources; several where there are too many for one.

    Args:
        footnotes: in the order of their numbers.
        reader: whose language the label is in.
    """
    buttons = []
    for after in range(0, len(footnotes), codes.MOST):
        some = footnotes[after : after + codes.MOST]
        label = reader.say("Sources")
        if after:
            label += f" {after + 1}–{after + len(some)}"
        buttons.append(ShowSources(codes.of_footnotes(some), label, after))
    return buttons[:MOST_SOURCE_BUTTONS]


class Vote(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"vote:(?P<way>up|down):(?P<codes>[A-Z2-7]*)",
):
    """A thumb: hands a vote to whoever keeps votes; anybody may press it.

    Args:
        up: whether it says that the answer is good.
        kept: the codes of the facts that the answer told.
    """

    def __init__(self, up: bool, kept: str) -> None:
        way, emoji = ("up", "👍") if up else ("down", "👎")
        super().__init__(discord.ui.Button(emoji=emoji, custom_id=f"vote:{way}:{kept}"))
        self.up = up
        self.kept = kept

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: _Item, match: re.Match[str], /) -> Vote:
        """Make the button anew from its id."""
        return cls(match["way"] == "up", match["codes"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the vote on and say what becomes of it."""
        async with calmly(interaction):
            client: FactsBot = interaction.client
            kept = await client.votes.record_vote(
                codes.facts(client.answering.engine.book, self.kept),
                self.up,
                guild_id=interaction.guild_id,
                message_id=interaction.message.id if interaction.message else 0,
                user_id=interaction.user.id,
            )
            said = (THANKS if self.up else WILL_BE_SEEN) if kept else NOT_KEPT
            await tell(interaction, reader_of(interaction).say(said))


class Delete(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"delete:(?P<asker>\d+)"):
    """Takes an answer away, for its asker and for moderators.

    Args:
        asker: id of the member who asked.
    """

    def __init__(self, asker: int) -> None:
        super().__init__(discord.ui.Button(emoji="🗑️", custom_id=f"delete:{asker}"))
        self.asker = asker

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: _Item, match: re.Match[str], /
    ) -> Delete:
        """Make the button anew from its id."""
        return cls(int(match["asker"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Delete the message, and the others of the same answer."""
        async with calmly(interaction):
            if interaction.user.id == self.asker:
                await self._delete(interaction)
            elif moderates(interaction):
                await self._delete(interaction)
                interaction.client.dispatch("answer_deleted", interaction.user.id, interaction.guild_id)
            else:
                await tell(interaction, reader_of(interaction).say(NOT_YOURS_TO_DELETE))

    async def _delete(self, interaction: _Interaction) -> None:
        await interaction.response.defer()
        try:
            await interaction.delete_original_response()
        except discord.NotFound:
            log.info("answer already gone")
        message = interaction.message
        if message is not None and interaction.channel_id is not None:
            channel = interaction.client.get_partial_messageable(interaction.channel_id)
            await take_back(channel, await _others(interaction.client, channel, message))


async def _others(
    client: FactsBot, channel: discord.PartialMessageable, message: discord.Message
) -> list[int]:
    """The other messages of an answer: as remembered, else those that reply to the same as it does."""
    if asked := client.answering.asked(message.id):
        return [part for part in asked.parts if part != message.id]
    answered = message.reference.message_id if message.reference else None
    if answered is None or client.user is None:
        return []
    others = await replies_to(channel, {answered}, client.user.id)
    # Of a command's answer the first message is what the further ones reply to.
    first = message.reference.resolved if message.reference else None
    own = isinstance(first, discord.Message) and first.author.id == client.user.id
    return [part for part in ([answered] if own else []) + others if part != message.id]


def moderates(interaction: _Interaction) -> bool:
    """Whether who pressed may remove other people's messages there, or is a moderator of the bot."""
    if interaction.guild_id is None:
        return False
    allowed = interaction.permissions
    roles = interaction.user.roles if isinstance(interaction.user, discord.Member) else ()
    named = interaction.client.rules.of(interaction.guild_id).moderator_roles
    return allowed.manage_messages or allowed.manage_guild or not named.isdisjoint(role.id for role in roles)
