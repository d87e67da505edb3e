"""The buttons that outlive a restart: known by what stands in them, under messages of any age."""

from __future__ import annotations

from typing import Any

import discord

from bot.discord.answer_buttons import Delete, ShowSources, Vote
from bot.discord.buttons import Another, Pick, PickOne
from bot.discord.turning import Turn

ITEMS: tuple[type[discord.ui.DynamicItem[Any]], ...] = (
    Pick,
    PickOne,
    Another,
    ShowSources,
    Vote,
    Delete,
    Turn,
)
