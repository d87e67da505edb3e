"""REST: users, applications, guilds, members and the gateway's address."""

from sandbox.checks.shape import snowflake
from sandbox.errors import missing_access, unknown
from sandbox.model import Guild
from sandbox.payloads import (
    channel_payload,
    guild_payload,
    member_payload,
    role_payload,
    user_payload,
)
from sandbox.rest.context import Answer, ApiRequest, Route


def gateway(api: ApiRequest) -> Answer:
    """Where the gateway is."""
    return Answer({"url": api.context.application.gateway_url})


def gateway_bot(api: ApiRequest) -> Answer:
    """Where the gateway is, and how many shards to open."""
    limit = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 16}
    application = api.context.application
    return Answer(
        {"url": application.gateway_url, "shards": application.shards, "session_start_limit": limit}
    )


def application(api: ApiRequest) -> Answer:
    """The bot's own application."""
    return Answer(api.context.application.payload())


def application_emojis(_: ApiRequest) -> Answer:
    """The application's emojis: none."""
    return Answer({"items": []})


def me(api: ApiRequest) -> Answer:
    """The bot's user."""
    return Answer(user_payload(api.world.bot) | {"verified": True, "mfa_enabled": False, "email": None})


def user(api: ApiRequest) -> Answer:
    """Any user."""
    return Answer(user_payload(api.world.store.user(api.snowflake("user_id"))))


def my_guilds(api: ApiRequest) -> Answer:
    """The guilds that the bot is in."""
    guilds = [g for g in api.world.store.guilds.values() if api.world.bot.id in g.members]
    return Answer([guild_payload(g, api.world.store) | {"owner": False, "permissions": "0"} for g in guilds])


def open_dm(api: ApiRequest) -> Answer:
    """Open the direct messages with a user."""
    store = api.world.store
    recipient = store.user(snowflake(api.fields().get("recipient_id"), "recipient_id"))
    return Answer(channel_payload(api.world.open_dm(recipient.id), store))


def guild(api: ApiRequest) -> Answer:
    """A guild."""
    return Answer(guild_payload(_guild(api), api.world.store))


def guild_channels(api: ApiRequest) -> Answer:
    """A guild's channels."""
    return Answer([channel_payload(c, api.world.store) for c in _guild(api).channels.values()])


def guild_roles(api: ApiRequest) -> Answer:
    """A guild's roles."""
    return Answer([role_payload(role) for role in _guild(api).roles.values()])


def guild_members(api: ApiRequest) -> Answer:
    """A guild's members, which need the members intent to be listed."""
    if api.context.application.disallowed_intents & (1 << 1):
        raise missing_access()
    limit = api.number("limit", 1, 1000)
    after = snowflake(api.query.get("after") or 0, "after")
    members = sorted(_guild(api).members.values(), key=lambda member: member.user_id)
    shown = [m for m in members if m.user_id > after][:limit]
    return Answer([member_payload(m, api.world.store.users[m.user_id]) for m in shown])


def guild_member(api: ApiRequest) -> Answer:
    """One member of a guild."""
    user_id = api.world.bot.id if api.params["user_id"] == "@me" else api.snowflake("user_id")
    member = _guild(api).members.get(user_id)
    if member is None:
        raise unknown("Member", 10007)
    return Answer(member_payload(member, api.world.store.users[user_id]))


def search_members(api: ApiRequest) -> Answer:
    """Members whose name begins with a text."""
    query, limit = api.query.get("query", "").lower(), api.number("limit", 1, 1000)
    users = api.world.store.users
    members = _guild(api).members.values()
    found = [m for m in members if (m.nick or users[m.user_id].username).lower().startswith(query)]
    return Answer([member_payload(m, users[m.user_id]) for m in found[:limit]])


def _guild(api: ApiRequest) -> Guild:
    found = api.world.store.guild(api.snowflake("guild_id"))
    if api.world.bot.id not in found.members:
        raise missing_access()
    return found


ROUTES = (
    Route("GET", "/gateway", gateway, open=True),
    Route("GET", "/gateway/bot", gateway_bot),
    Route("GET", "/oauth2/applications/@me", application),
    Route("GET", "/applications/@me", application),
    Route("GET", "/applications/{application_id}/emojis", application_emojis),
    Route("GET", "/users/@me", me),
    Route("GET", "/users/@me/guilds", my_guilds),
    Route("POST", "/users/@me/channels", open_dm),
    Route("GET", "/users/{user_id}", user),
    Route("GET", "/guilds/{guild_id}", guild),
    Route("GET", "/guilds/{guild_id}/channels", guild_channels),
    Route("GET", "/guilds/{guild_id}/roles", guild_roles),
    Route("GET", "/guilds/{guild_id}/members", guild_members),
    Route("GET", "/guilds/{guild_id}/members/search", search_members),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", guild_member),
)
