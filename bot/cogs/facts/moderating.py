"""Who may look after the facts."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Member:
    """What matters of somebody who gives a command.

    Attributes:
        guild: the id of the server it is given in; None outside of servers.
        manages_guild: whether they have the Manage Server permission there.
        roles: ids of their roles there.
    """

    guild: int | None
    manages_guild: bool
    roles: Set[int]


def refusal(member: Member, settings: Settings, roles: Set[int] = frozenset()) -> str | None:
    """Return why the member may not look after the facts here, in words for them; None where they may.

    Args:
        member: who asks.
        settings: what the operator set.
        roles: further roles that the server itself chose for its moderators.
    """
    if member.guild is None:
        return "Facts are looked after in a server, not in direct messages."
    if settings.moderator_guilds and member.guild not in settings.moderator_guilds:
        return "Facts are not looked after in this server."
    if not member.manages_guild and (settings.moderator_roles | roles).isdisjoint(member.roles):
        return "Only moderators may do that: it takes the Manage Server permission or a moderator role."
    return None
