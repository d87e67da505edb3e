"""Buttons that hold all they need in themselves, so that a restart does not break them."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import Any

import discord

from bot.answers.reply import Option, Reply, Social
from bot.discord.answering import Asker
from bot.discord.client import FactsBot
from bot.discord.errors import calmly, tell
from bot.discord.listings import KEY
from bot.discord.sending import Outgoing, turn_into
from bot.rendering.markdown import messages
from bot.rendering.parts import take_apart

LABEL = 80
MOST = 5
FEW = 3

NOT_YOURS = "These buttons are for the member who asked. Ask me yourself and you get your own."
TOO_OLD = "That was a while ago. Please ask me again."


class Pick(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"pick:(?P<asker>\d+):(?P<until>\d+):(?P<place>\d+)",
):
    """A question to choose: pressed, its message becomes the answer to what the button says.

    Args:
        question: what it asks; cut to what a button can hold.
        asker: id of the only user who may press it.
        until: when it expires, in seconds since 1970.
        place: which of its message's buttons it is.
    """

    def __init__(self, question: str, asker: int, until: int, place: int) -> None:
        label = question if len(question) <= LABEL else question[: LABEL - 1] + "…"
        custom_id = f"pick:{asker}:{until}:{place}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id))
        self.asker = asker
        self.until = until

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Pick:
        """Make the button anew from the message it stands under."""
        assert isinstance(item, discord.ui.Button)
        return cls(item.label or "", int(match["asker"]), int(match["until"]), int(match["place"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the question, for its asker and in time."""
        async with calmly(interaction):
            if interaction.user.id != self.asker:
                await tell(interaction, NOT_YOURS)
            elif time.time() > self.until:
                await tell(interaction, TOO_OLD)
            else:
                await self._answer(interaction)

    async def _answer(self, interaction: discord.Interaction[FactsBot]) -> None:
        question = self.item.label or ""
        asker = Asker(interaction.channel_id or 0, interaction.user.id)
        answering = interaction.client.answering
        exchange = answering.ask(question, asker, answering.before(asker))
        await turn_into(
            interaction, outgoing(exchange.reply, asker.user_id, interaction.client, asked=question)
        )


def outgoing(reply: Reply, asker: int, client: FactsBot, *, asked: str | None = None) -> Outgoing:
    """Return a reply ready to send, the questions that it offers as buttons for its asker."""
    until = int(time.time()) + client.settings.context_minutes * 60
    options = take_apart(reply).options
    shown = options[:FEW] if isinstance(reply, Social) else options
    return Outgoing(messages(reply, asked=asked), offer(shown, asker, until))


def offer(options: Sequence[Option], asker: int, until: int) -> discord.ui.View | None:
    """Return buttons for questions, one a row so that they can be read on a phone; None for no questions."""
    if not options:
        return None
    view = discord.ui.View(timeout=None)
    for place, option in enumerate(options[:MOST]):
        item = Pick(option.question, asker, until, place)
        item.row = place
        view.add_item(item)
    return view


class Turn(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"turn:(?P<asker>\d+):(?P<page>\d+):(?P<listing>.+)",
):
    """A button that turns to another page of a listing.

    Args:
        label: what it says.
        asker: id of the only user who may press it.
        page: where it leads, counted from 0.
        listing: the key of the listing.
    """

    def __init__(self, label: str, asker: int, page: int, listing: str) -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=f"turn:{asker}:{page}:{listing}"))
        self.asker = asker
        self.page = page
        self.listing = listing

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Turn:
        """Make the button anew from its id."""
        assert isinstance(item, discord.ui.Button)
        return cls(item.label or "", int(match["asker"]), int(match["page"]), match["listing"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page, of the listing as it is now."""
        async with calmly(interaction):
            if interaction.user.id != self.asker:
                await tell(interaction, NOT_YOURS)
            else:
                await turn_into(interaction, page_of(interaction.client, self.listing, self.asker, self.page))


def page_of(client: FactsBot, listing: str, asker: int, page: int = 0) -> Outgoing:
    """Return one page of a listing with buttons to the pages beside it."""
    listing = listing[:KEY]
    pages = client.listings.pages(listing, client.answering.engine)
    page = min(page, len(pages) - 1)
    if len(pages) == 1:
        return Outgoing(pages)
    view = discord.ui.View(timeout=None)
    if page > 0:
        view.add_item(Turn("◀ Back", asker, page - 1, listing))
    if page < len(pages) - 1:
        view.add_item(Turn("More ▶", asker, page + 1, listing))
    return Outgoing([f"{pages[page]}\n-# Page {page + 1} of {len(pages)}"], view)
