"""REST: threads, their members, and the lists of them."""

from typing import Any

from sandbox.checks.shape import snowflake
from sandbox.errors import missing_permissions, unknown
from sandbox.model import PRIVATE_THREAD, PUBLIC_THREAD, Channel, Json
from sandbox.payloads import channel_payload, thread_member_payload
from sandbox.permissions import Permissions
from sandbox.rest.channels import channel_of, message_of, require
from sandbox.rest.context import Answer, ApiRequest, Route

HIDDEN_KINDS = {None, PRIVATE_THREAD}


def start_from_message(api: ApiRequest) -> Answer:
    """Begin a thread from a message."""
    channel = channel_of(api, Permissions.CREATE_PUBLIC_THREADS | Permissions.READ_MESSAGE_HISTORY)
    body = api.fields()
    thread = api.world.threads.start(
        channel,
        api.world.bot.id,
        body.get("name", ""),
        message=message_of(api),
        archive_minutes=body.get("auto_archive_duration"),
    )
    return Answer(_shown(api, thread), 201)


def start(api: ApiRequest) -> Answer:
    """Begin a thread without a message, a private one unless its type is given."""
    body = api.fields()
    private = body.get("type") in HIDDEN_KINDS
    needed = Permissions.CREATE_PRIVATE_THREADS if private else Permissions.CREATE_PUBLIC_THREADS
    channel = channel_of(api, needed)
    thread = api.world.threads.start(
        channel,
        api.world.bot.id,
        body.get("name", ""),
        private=private,
        archive_minutes=body.get("auto_archive_duration"),
    )
    return Answer(_shown(api, thread), 201)


def change(api: ApiRequest) -> Answer:
    """Rename, archive or lock a thread; the bot may change no other channel."""
    channel, body = channel_of(api), api.fields()
    state = channel.thread
    if state is None:
        raise missing_permissions()
    only_open = set(body) <= {"archived"} and body.get("archived") is False and not state.locked
    own = state.owner_id == api.world.bot.id and "locked" not in body
    if not own and not (only_open and api.world.bot.id in state.members):
        require(api, channel, Permissions.MANAGE_THREADS)
    api.world.threads.change(
        channel,
        name=body.get("name"),
        archived=body.get("archived"),
        locked=body.get("locked"),
        archive_minutes=body.get("auto_archive_duration"),
    )
    return Answer(_shown(api, channel))


def delete(api: ApiRequest) -> Answer:
    """Take a thread away."""
    channel = channel_of(api, Permissions.MANAGE_THREADS)
    if channel.thread is None:
        raise missing_permissions()
    shown = _shown(api, channel)
    api.world.threads.delete(channel)
    return Answer(shown)


def join(api: ApiRequest) -> Answer:
    """Make the bot a member."""
    api.world.threads.join(channel_of(api), api.world.bot.id)
    return Answer(status=204)


def leave(api: ApiRequest) -> Answer:
    """End the bot's membership."""
    api.world.threads.leave(channel_of(api), api.world.bot.id)
    return Answer(status=204)


def add_member(api: ApiRequest) -> Answer:
    """Make somebody a member, who must see the channel."""
    thread = channel_of(api, Permissions.SEND_MESSAGES_IN_THREADS)
    user_id = api.snowflake("user_id")
    parent = api.world.store.channels[thread.thread.parent_id] if thread.thread else thread
    if not api.world.permissions(parent, user_id):
        raise unknown("Member", 10007)
    api.world.threads.join(thread, user_id)
    return Answer(status=204)


def remove_member(api: ApiRequest) -> Answer:
    """End somebody's membership: in the bot's own private thread, or with Manage Threads."""
    thread = channel_of(api)
    own = thread.kind == PRIVATE_THREAD and thread.thread and thread.thread.owner_id == api.world.bot.id
    if not own:
        require(api, thread, Permissions.MANAGE_THREADS)
    api.world.threads.leave(thread, api.snowflake("user_id"))
    return Answer(status=204)


def member(api: ApiRequest) -> Answer:
    """One membership."""
    thread = channel_of(api)
    user_id = api.world.bot.id if api.params["user_id"] == "@me" else api.snowflake("user_id")
    if thread.thread is None or user_id not in thread.thread.members:
        raise unknown("Member", 10007)
    return Answer(thread_member_payload(thread, user_id))


def members(api: ApiRequest) -> Answer:
    """Who is in a thread."""
    thread = channel_of(api)
    limit, after = api.number("limit", 100, 100), snowflake(api.query.get("after") or 0, "after")
    known = sorted(thread.thread.members) if thread.thread else []
    found = [user for user in known if user > after][:limit]
    return Answer([thread_member_payload(thread, user) for user in found])


def active(api: ApiRequest) -> Answer:
    """A guild's open threads that the bot sees."""
    guild = api.world.store.guild(api.snowflake("guild_id"))
    found = [t for t in guild.threads.values() if t.thread and not t.thread.archived and _seen(api, t)]
    return Answer(_listed(api, found))


def archived(api: ApiRequest, kind: int) -> Answer:
    """A channel's archived threads of a kind, the latest first."""
    channel = channel_of(api, Permissions.READ_MESSAGE_HISTORY)
    guild = api.world.store.guild_of(channel)
    known = guild.threads.values() if guild is not None else ()
    found = [
        (thread.thread.archived_at, thread)
        for thread in known
        if thread.thread
        and thread.thread.archived
        and thread.thread.parent_id == channel.id
        and thread.kind == kind
        and _seen(api, thread)
    ]
    found.sort(key=lambda entry: entry[0], reverse=True)
    limit = api.number("limit", 50, 100)
    return Answer(_listed(api, [t for _, t in found[:limit]]) | {"has_more": len(found) > limit})


def public_archived(api: ApiRequest) -> Answer:
    """A channel's archived public threads."""
    return archived(api, PUBLIC_THREAD)


def private_archived(api: ApiRequest) -> Answer:
    """A channel's archived private threads."""
    return archived(api, PRIVATE_THREAD)


def _seen(api: ApiRequest, thread: Channel) -> bool:
    return bool(api.world.permissions(thread, api.world.bot.id) & Permissions.VIEW_CHANNEL)


def _shown(api: ApiRequest, thread: Channel) -> Json:
    return channel_payload(thread, api.world.store)


def _listed(api: ApiRequest, threads: list[Channel]) -> dict[str, Any]:
    bot = api.world.bot.id
    joined = [t for t in threads if t.thread and bot in t.thread.members]
    return {
        "threads": [_shown(api, thread) for thread in threads],
        "members": [thread_member_payload(thread, bot) for thread in joined],
        "has_more": False,
    }


_CHANNEL = "/channels/{channel_id}"
_MEMBERS = _CHANNEL + "/thread-members"
ROUTES = (
    Route("POST", _CHANNEL + "/messages/{message_id}/threads", start_from_message),
    Route("POST", _CHANNEL + "/threads", start),
    Route("PATCH", _CHANNEL, change),
    Route("DELETE", _CHANNEL, delete),
    Route("GET", _MEMBERS, members),
    Route("PUT", _MEMBERS + "/@me", join),
    Route("DELETE", _MEMBERS + "/@me", leave),
    Route("GET", _MEMBERS + "/{user_id}", member),
    Route("PUT", _MEMBERS + "/{user_id}", add_member),
    Route("DELETE", _MEMBERS + "/{user_id}", remove_member),
    Route("GET", "/guilds/{guild_id}/threads/active", active),
    Route("GET", _CHANNEL + "/threads/archived/public", public_archived),
    Route("GET", _CHANNEL + "/threads/archived/private", private_archived),
)
