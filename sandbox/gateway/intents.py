"""Which events a bot's intents let through."""

from enum import IntFlag


class Intents(IntFlag):
    """Discord's gateway intents that the sandbox has events for."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15


PRIVILEGED = Intents.GUILD_MEMBERS | Intents.GUILD_PRESENCES | Intents.MESSAGE_CONTENT
KNOWN_BITS = (1 << 26) - 1

_IN_GUILD = {
    "GUILD_": Intents.GUILDS,
    "CHANNEL_": Intents.GUILDS,
    "THREAD_": Intents.GUILDS,
    "MESSAGE_REACTION_": Intents.GUILD_MESSAGE_REACTIONS,
    "MESSAGE_": Intents.GUILD_MESSAGES,
    "TYPING_": Intents.GUILD_MESSAGE_TYPING,
}
_IN_DM = {
    "MESSAGE_REACTION_": Intents.DIRECT_MESSAGE_REACTIONS,
    "MESSAGE_": Intents.DIRECT_MESSAGES,
    "TYPING_": Intents.DIRECT_MESSAGE_TYPING,
}


def needed(event: str, *, in_guild: bool) -> int:
    """The intent that an event needs, or 0."""
    if event in {"GUILD_MEMBER_ADD", "GUILD_MEMBER_REMOVE", "GUILD_MEMBER_UPDATE"}:
        return Intents.GUILD_MEMBERS
    if event == "GUILD_MEMBERS_CHUNK":
        return 0
    rules = _IN_GUILD if in_guild else _IN_DM
    return next((intent for prefix, intent in rules.items() if event.startswith(prefix)), 0)
