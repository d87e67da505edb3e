"""The check before every moderators' command and button, whatever Discord was told to show."""

from __future__ import annotations

from typing import Any

import discord
import structlog

from bot.cogs.facts.moderating import Member, refusal
from bot.discord.client import FactsBot
from bot.discord.errors import Refusal
from bot.moderating.desk import Actor
from bot.moderating.rules import Rules

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


def admit(interaction: discord.Interaction[Any], rules: Rules) -> Actor:
    """Return who acts.

    Raises:
        Refusal: they are no moderator here.
    """
    client: FactsBot = interaction.client
    roles = interaction.user.roles if isinstance(interaction.user, discord.Member) else ()
    member = Member(
        guild=interaction.guild_id,
        manages_guild=interaction.permissions.manage_guild,
        roles={role.id for role in roles},
    )
    why = refusal(member, client.settings, rules.of(interaction.guild_id).moderator_roles)
    if why is not None:
        log.info("moderation refused", user=interaction.user.id, guild=interaction.guild_id)
        raise Refusal(why)
    return Actor(interaction.user.id, interaction.guild_id)


def seen_from(interaction: discord.Interaction[Any]) -> int | None:
    """Return whose questions and votes may be read here: this server's alone, or None for all.

    All, direct messages too, are for the servers that the operator named as the moderators', or for the only
    server there is.
    """
    client: FactsBot = interaction.client
    guild = interaction.guild_id
    if guild in client.settings.moderator_guilds or len(client.guilds) == 1:
        return None
    return guild
