"""REST: channels, their messages, typing, reactions and pins."""

from sandbox.checks.message import check_edit, check_new_message
from sandbox.checks.shape import snowflake
from sandbox.errors import DiscordError, invalid, missing_access, missing_permissions
from sandbox.model import DM, Channel, Json, Message
from sandbox.payloads import channel_payload, user_payload
from sandbox.permissions import Permissions, to_post
from sandbox.rest.context import Answer, ApiRequest, Route
from sandbox.world import Draft

REPLY = 19
NONCE_SECONDS = 300.0


def get_channel(api: ApiRequest) -> Answer:
    """A channel."""
    return Answer(channel_payload(channel_of(api), api.world.store))


def list_messages(api: ApiRequest) -> Answer:
    """A channel's messages, newest first."""
    channel = channel_of(api, Permissions.READ_MESSAGE_HISTORY)
    limit = api.number("limit", 50, 100)
    messages = [m for m in api.world.store.history(channel.id) if not m.ephemeral]
    if "before" in api.query:
        messages = [m for m in messages if m.id < snowflake(api.query["before"], "before")]
    if "after" in api.query:
        messages = [m for m in messages if m.id > snowflake(api.query["after"], "after")][:limit]
    if "around" in api.query:
        middle = sum(1 for m in messages if m.id < snowflake(api.query["around"], "around"))
        messages = messages[max(0, middle - limit // 2) :][:limit]
    return Answer([_shown(api, m) for m in reversed(messages[-limit:])])


def get_message(api: ApiRequest) -> Answer:
    """One message."""
    channel_of(api, Permissions.READ_MESSAGE_HISTORY)
    return Answer(_shown(api, message_of(api)))


def create_message(api: ApiRequest) -> Answer:
    """Post a message."""
    channel = channel_of(api)
    require(api, channel, to_post(channel))
    api.world.threads.check_open(channel, api.world.bot.id, posting=True)
    body = api.fields()
    if channel.kind == DM and not _accepts(api, channel):
        raise DiscordError(403, 50007, "Cannot send messages to this user")
    check_new_message(body, api.files)
    _may_hold(api, channel, body)
    same = _same_nonce(api, channel, body)
    if same is not None:
        return Answer(_shown(api, same))
    reference = _reference(api, channel, body)
    kind = REPLY if reference is not None else 0
    draft = Draft(channel, api.world.bot.id, body, api.files, kind, reference_id=reference)
    return Answer(_shown(api, api.world.post(draft)))


def edit_message(api: ApiRequest) -> Answer:
    """Change one of the bot's messages."""
    api.world.threads.check_open(channel_of(api), api.world.bot.id)
    message, body = message_of(api), api.fields()
    if message.author_id != api.world.bot.id and set(body) - {"flags"}:
        raise DiscordError(403, 50005, "Cannot edit a message authored by another user")
    check_edit(body, message, api.files)
    return Answer(_shown(api, api.world.edit(message, body, api.files)))


def delete_message(api: ApiRequest) -> Answer:
    """Take a message away: the bot's own, or anyone's with Manage Messages."""
    channel, message = channel_of(api), message_of(api)
    if message.author_id != api.world.bot.id:
        if channel.kind == DM:
            raise DiscordError(403, 50003, "Cannot execute action on a DM channel")
        require(api, channel, Permissions.MANAGE_MESSAGES)
    api.world.delete(message)
    return Answer(status=204)


def bulk_delete(api: ApiRequest) -> Answer:
    """Take 2 to 100 messages away."""
    channel = channel_of(api, Permissions.MANAGE_MESSAGES)
    ids = api.fields().get("messages") or []
    if not 2 <= len(ids) <= 100:
        raise invalid(("messages",), "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 100 in length.")
    for message_id in ids:
        message = api.world.store.find_message(channel.id, snowflake(message_id, "messages"))
        if message is not None:
            api.world.delete(message)
    return Answer(status=204)


def typing(api: ApiRequest) -> Answer:
    """Show the bot as typing."""
    channel = channel_of(api)
    require(api, channel, to_post(channel))
    api.world.start_typing(channel, api.world.bot.id)
    return Answer(status=204)


def add_reaction(api: ApiRequest) -> Answer:
    """React to a message."""
    channel = channel_of(api, Permissions.READ_MESSAGE_HISTORY | Permissions.ADD_REACTIONS)
    api.world.threads.check_open(channel, api.world.bot.id)
    api.world.react(message_of(api), api.world.bot.id, api.params["emoji"])
    return Answer(status=204)


def remove_reaction(api: ApiRequest) -> Answer:
    """Take back a reaction: the bot's, or anyone's with Manage Messages."""
    channel, user_id = channel_of(api), api.world.bot.id
    if api.params["user_id"] != "@me":
        user_id = api.snowflake("user_id")
        require(api, channel, Permissions.MANAGE_MESSAGES)
    api.world.unreact(message_of(api), user_id, api.params["emoji"])
    return Answer(status=204)


def list_reactions(api: ApiRequest) -> Answer:
    """Who reacted with an emoji."""
    channel_of(api)
    users = message_of(api).reactions.get(api.params["emoji"], [])
    return Answer([user_payload(api.world.store.users[user_id]) for user_id in users])


def clear_reactions(api: ApiRequest) -> Answer:
    """Take all reactions off a message."""
    channel_of(api, Permissions.MANAGE_MESSAGES)
    message = message_of(api)
    for emoji, users in list(message.reactions.items()):
        for user_id in list(users):
            api.world.unreact(message, user_id, emoji)
    return Answer(status=204)


def channel_of(api: ApiRequest, needed: int = 0) -> Channel:
    """The channel of the path, which the bot must see and have permissions in."""
    channel = api.world.store.channel(api.snowflake("channel_id"))
    if not api.world.permissions(channel, api.world.bot.id) & Permissions.VIEW_CHANNEL:
        raise missing_access()
    require(api, channel, needed)
    return channel


def require(api: ApiRequest, channel: Channel, needed: int) -> None:
    """Refuse where the bot lacks a permission."""
    if api.world.permissions(channel, api.world.bot.id) & needed != needed:
        raise missing_permissions()


def message_of(api: ApiRequest) -> Message:
    """The message of the path."""
    message = api.world.store.message(api.snowflake("channel_id"), api.snowflake("message_id"))
    if message.ephemeral:
        raise DiscordError(404, 10008, "Unknown Message")
    return message


def _shown(api: ApiRequest, message: Message) -> Json:
    payload = api.world.payloads.whole(message)
    if api.context.application.disallowed_intents & (1 << 15):
        return api.world.payloads.without_content(payload, message)
    return payload


def _accepts(api: ApiRequest, channel: Channel) -> bool:
    store = api.world.store
    others = [u for u in channel.recipient_ids if u != api.world.bot.id]
    shared = any(all(u in g.members for u in channel.recipient_ids) for g in store.guilds.values())
    return shared and all(store.users[u].accepts_dms for u in others)


def _may_hold(api: ApiRequest, channel: Channel, body: Json) -> None:
    if body.get("embeds"):
        require(api, channel, Permissions.EMBED_LINKS)
    if api.files:
        require(api, channel, Permissions.ATTACH_FILES)


def _reference(api: ApiRequest, channel: Channel, body: Json) -> int | None:
    reference = body.get("message_reference")
    if not reference:
        return None
    if not api.world.permissions(channel, api.world.bot.id) & Permissions.READ_MESSAGE_HISTORY:
        raise DiscordError(400, 160002, "Cannot reply without permission to read message history")
    if not isinstance(reference, dict):
        raise invalid(("message_reference",), "MODEL_TYPE_CONVERT", "Only dictionaries may be used")
    message_id = snowflake(reference.get("message_id"), "message_reference")
    if api.world.store.find_message(channel.id, message_id) is not None:
        return message_id
    if reference.get("fail_if_not_exists") is False:
        return None
    raise invalid(("message_reference",), "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")


def _same_nonce(api: ApiRequest, channel: Channel, body: Json) -> Message | None:
    if not body.get("enforce_nonce") or body.get("nonce") is None:
        return None
    message = api.world.store.of_nonce(channel.id, api.world.bot.id, str(body["nonce"]))
    since = api.world.clock.now() - NONCE_SECONDS
    return message if message is not None and message.created_at > since else None


_MESSAGES = "/channels/{channel_id}/messages"
_REACTIONS = _MESSAGES + "/{message_id}/reactions"
ROUTES = (
    Route("GET", "/channels/{channel_id}", get_channel),
    Route("GET", _MESSAGES, list_messages),
    Route("POST", _MESSAGES, create_message),
    Route("POST", _MESSAGES + "/bulk-delete", bulk_delete),
    Route("GET", _MESSAGES + "/{message_id}", get_message),
    Route("PATCH", _MESSAGES + "/{message_id}", edit_message),
    Route("DELETE", _MESSAGES + "/{message_id}", delete_message),
    Route("POST", "/channels/{channel_id}/typing", typing),
    Route("PUT", _REACTIONS + "/{emoji}/@me", add_reaction),
    Route("DELETE", _REACTIONS + "/{emoji}/{user_id}", remove_reaction),
    Route("GET", _REACTIONS + "/{emoji}", list_reactions),
    Route("DELETE", _REACTIONS, clear_reactions),
)
