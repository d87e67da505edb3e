"""Objects as Discord's JSON."""

from datetime import UTC, datetime
from urllib.parse import quote

from sandbox.model import (
    DM,
    PRIVATE_THREAD,
    THREAD_STARTER,
    Attachment,
    Channel,
    Guild,
    GuildMember,
    Json,
    Role,
    ThreadState,
    User,
)
from sandbox.permissions import in_channel
from sandbox.pictures import picture_size
from sandbox.store import Store

FILE_LIMIT = 10 * 1024 * 1024


def iso(moment: float) -> str:
    """A time as Discord writes it."""
    return datetime.fromtimestamp(moment, UTC).isoformat()


def user_payload(user: User) -> Json:
    """A user."""
    return {
        "id": str(user.id),
        "username": user.username,
        "global_name": None if user.bot else user.global_name,
        "discriminator": "0" if not user.bot else "0001",
        "avatar": None,
        "bot": user.bot,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }


def member_payload(member: GuildMember, user: User | None = None) -> Json:
    """A guild member, with the user inside when one is given."""
    payload: Json = {
        "roles": [str(role_id) for role_id in member.role_ids],
        "joined_at": iso(member.joined_at),
        "nick": member.nick,
        "avatar": None,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
    }
    if user is not None:
        payload["user"] = user_payload(user)
    return payload


def role_payload(role: Role) -> Json:
    """A role."""
    payload: Json = {
        "id": str(role.id),
        "name": role.name,
        "color": role.color,
        "colors": {"primary_color": role.color, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": role.position,
        "permissions": str(role.permissions),
        "managed": role.managed_by is not None,
        "mentionable": False,
        "flags": 0,
    }
    if role.managed_by is not None:
        payload["tags"] = {"bot_id": str(role.managed_by)}
    return payload


def channel_payload(channel: Channel, store: Store) -> Json:
    """A guild channel, or a direct message as the bot sees it."""
    last = None if channel.last_message_id is None else str(channel.last_message_id)
    if channel.kind == DM:
        others = [store.users[u] for u in channel.recipient_ids if u != store.bot.id]
        return {
            "id": str(channel.id),
            "type": DM,
            "flags": 0,
            "last_message_id": last,
            "recipients": [user_payload(user) for user in others],
        }
    if channel.thread is not None:
        return thread_payload(channel, channel.thread, store)
    return {
        "id": str(channel.id),
        "type": channel.kind,
        "guild_id": str(channel.guild_id),
        "name": channel.name,
        "topic": channel.topic,
        "position": channel.position,
        "parent_id": None,
        "nsfw": False,
        "flags": 0,
        "rate_limit_per_user": 0,
        "last_message_id": last,
        "permission_overwrites": [
            {"id": str(o.id), "type": o.kind, "allow": str(o.allow), "deny": str(o.deny)}
            for o in channel.overwrites
        ],
    }


def thread_payload(channel: Channel, thread: ThreadState, store: Store) -> Json:
    """A thread as the bot sees it: with its own membership where it has joined."""
    payload: Json = {
        "id": str(channel.id),
        "type": channel.kind,
        "guild_id": str(channel.guild_id),
        "parent_id": str(thread.parent_id),
        "owner_id": str(thread.owner_id),
        "name": channel.name,
        "flags": 0,
        "rate_limit_per_user": 0,
        "last_message_id": None if channel.last_message_id is None else str(channel.last_message_id),
        "message_count": sum(m.kind != THREAD_STARTER for m in store.history(channel.id)),
        "total_message_sent": thread.posted,
        "member_count": min(len(thread.members), 50),
        "thread_metadata": {
            "archived": thread.archived,
            "archive_timestamp": iso(thread.archived_at),
            "auto_archive_duration": thread.archive_minutes,
            "locked": thread.locked,
            "create_timestamp": iso(thread.created_at),
        },
    }
    if channel.kind == PRIVATE_THREAD:
        payload["thread_metadata"]["invitable"] = True
    if store.bot.id in thread.members:
        payload["member"] = thread_member_payload(channel, store.bot.id)
    return payload


def thread_member_payload(channel: Channel, user_id: int) -> Json:
    """Somebody's membership of a thread."""
    assert channel.thread is not None
    return {
        "id": str(channel.id),
        "user_id": str(user_id),
        "join_timestamp": iso(channel.thread.members[user_id]),
        "flags": 0,
    }


def interaction_channel_payload(channel: Channel, store: Store, user_id: int) -> Json:
    """A channel as an interaction carries it: with the user's permissions."""
    payload = channel_payload(channel, store)
    guild = store.guild_of(channel)
    if guild is not None:
        payload["permissions"] = str(in_channel(guild, channel, user_id))
    return payload


def guild_payload(guild: Guild, store: Store) -> Json:
    """A guild as REST shows it."""
    return {
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner_id),
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "description": None,
        "banner": None,
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": [role_payload(role) for role in guild.roles.values()],
        "afk_channel_id": None,
        "afk_timeout": 300,
        "application_id": None,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "preferred_locale": guild.preferred_locale,
        "premium_tier": 0,
        "premium_progress_bar_enabled": False,
        "public_updates_channel_id": None,
        "rules_channel_id": None,
        "system_channel_flags": 0,
        "system_channel_id": None,
        "vanity_url_code": None,
        "verification_level": 0,
    }


def guild_create_payload(guild: Guild, store: Store, *, all_members: bool) -> Json:
    """A guild as GUILD_CREATE sends it; without the members intent only the bot is in it."""
    shown = guild.members if all_members else {store.bot.id: guild.members[store.bot.id]}
    return guild_payload(guild, store) | {
        "joined_at": iso(guild.members[store.bot.id].joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [member_payload(m, store.users[m.user_id]) for m in shown.values()],
        "channels": [channel_payload(c, store) for c in guild.channels.values()],
        "threads": [
            channel_payload(thread, store)
            for thread in guild.threads.values()
            if thread.thread is not None
            and not thread.thread.archived
            and in_channel(guild, thread, store.bot.id)
        ],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def attachment_payload(attachment: Attachment, channel_id: int, base: str, *, passing: bool = False) -> Json:
    """A file on a message, or one handed to a command in passing; `base` is where files are served."""
    folder = "ephemeral-attachments" if passing else "attachments"
    url = f"{base}/{folder}/{channel_id}/{attachment.id}/{quote(attachment.filename)}"
    payload: Json = {
        "id": str(attachment.id),
        "filename": attachment.filename,
        "size": len(attachment.data),
        "content_type": attachment.content_type,
        "url": url,
        "proxy_url": url,
    }
    size = picture_size(attachment.data)
    if size is not None:
        payload["width"], payload["height"] = size
    if passing:
        payload["ephemeral"] = True
    if attachment.description:
        payload["description"] = attachment.description
    return payload
