"""Permissions: Discord's bits, and how roles and overwrites add up to them."""

from enum import IntFlag

from sandbox.model import PRIVATE_THREAD, Channel, Guild


class Permissions(IntFlag):
    """The permission bits that the sandbox looks at."""

    ADD_REACTIONS = 1 << 6
    ADMINISTRATOR = 1 << 3
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38


ALL = (1 << 53) - 1
EVERYONE_DEFAULT = int(
    Permissions.VIEW_CHANNEL
    | Permissions.SEND_MESSAGES
    | Permissions.EMBED_LINKS
    | Permissions.ATTACH_FILES
    | Permissions.READ_MESSAGE_HISTORY
    | Permissions.ADD_REACTIONS
    | Permissions.USE_APPLICATION_COMMANDS
    | Permissions.CREATE_PUBLIC_THREADS
    | Permissions.CREATE_PRIVATE_THREADS
    | Permissions.SEND_MESSAGES_IN_THREADS
)
IN_DIRECT_MESSAGES = EVERYONE_DEFAULT & ~int(
    Permissions.CREATE_PUBLIC_THREADS
    | Permissions.CREATE_PRIVATE_THREADS
    | Permissions.SEND_MESSAGES_IN_THREADS
)


def to_post(channel: Channel) -> int:
    """The permission that posting takes: one of its own in threads."""
    return int(Permissions.SEND_MESSAGES if channel.thread is None else Permissions.SEND_MESSAGES_IN_THREADS)


def in_guild(guild: Guild, user_id: int) -> int:
    """What a member may do in a guild, before any channel's overwrites."""
    if user_id == guild.owner_id:
        return ALL
    member = guild.members.get(user_id)
    if member is None:
        return 0
    bits = guild.roles[guild.id].permissions
    for role_id in member.role_ids:
        bits |= guild.roles[role_id].permissions
    return ALL if bits & Permissions.ADMINISTRATOR else bits


def in_channel(guild: Guild, channel: Channel, user_id: int) -> int:
    """What a member may do in a channel; threads go by their channel, private ones are for their members."""
    if channel.thread is None:
        return _by_overwrites(guild, channel, user_id)
    bits = _by_overwrites(guild, guild.channels[channel.thread.parent_id], user_id)
    hidden = channel.kind == PRIVATE_THREAD and user_id not in channel.thread.members
    return 0 if hidden and not bits & Permissions.MANAGE_THREADS else bits


def _by_overwrites(guild: Guild, channel: Channel, user_id: int) -> int:
    """Everyone's, then the roles', then the member's overwrites."""
    bits = in_guild(guild, user_id)
    if bits == ALL or user_id not in guild.members:
        return bits
    role_ids = guild.members[user_id].role_ids
    everyone = [o for o in channel.overwrites if o.id == guild.id]
    roles = [o for o in channel.overwrites if o.kind == 0 and o.id in role_ids]
    own = [o for o in channel.overwrites if o.kind == 1 and o.id == user_id]
    for layer in (everyone, roles, own):
        for overwrite in layer:
            bits &= ~overwrite.deny
        for overwrite in layer:
            bits |= overwrite.allow
    return bits if bits & Permissions.VIEW_CHANNEL else 0
