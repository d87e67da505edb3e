"""Buttons that leaf through a listing."""

from __future__ import annotations

import re
from typing import Any

import discord

from bot.discord.client import FactsBot
from bot.discord.errors import calmly, tell
from bot.discord.listings import KEY
from bot.discord.readers import reader_of
from bot.discord.sending import Outgoing, turn_into
from bot.locales import Reader

NOT_YOURS_TO_TURN = (
    "These buttons are for the member who asked. Use the command yourself and you get your own."
)


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
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Turn:
        """Make the button anew from its id."""
        assert isinstance(item, discord.ui.Button)
        return cls(item.label or "", int(match["asker"]), int(match["page"]), match["listing"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page, of the listing as it is now."""
        async with calmly(interaction):
            reader = reader_of(interaction)
            if interaction.user.id != self.asker:
                await tell(interaction, reader.say(NOT_YOURS_TO_TURN))
            else:
                page = page_of(interaction.client, self.listing, self.asker, reader, self.page)
                await turn_into(interaction, page)


def page_of(client: FactsBot, listing: str, asker: int, reader: Reader, page: int = 0) -> Outgoing:
    """Return one page of a listing with buttons to the pages beside it."""
    listing = listing[:KEY]
    pages = client.listings.pages(listing, client.answering.engine, reader)
    page = min(page, len(pages) - 1)
    if len(pages) == 1:
        return Outgoing(pages)
    view = discord.ui.View(timeout=None)
    if page > 0:
        view.add_item(Turn(reader.say("◀ Back"), asker, page - 1, listing))
    if page < len(pages) - 1:
        view.add_item(Turn(reader.say("More ▶"), asker, page + 1, listing))
    place = reader.say("-# Page {page} of {pages}", page=page + 1, pages=len(pages))
    return Outgoing([f"{pages[page]}\n{place}"], view)
