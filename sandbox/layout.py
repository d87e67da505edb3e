"""What the server looks like at first: its channels, its people, and what to suggest to them."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.model import Json
from sandbox.permissions import Permissions

MODERATOR = int(
    Permissions.MANAGE_GUILD
    | Permissions.MANAGE_MESSAGES
    | Permissions.MENTION_EVERYONE
    | Permissions.MANAGE_THREADS
)


@dataclass(frozen=True)
class ChannelPlan:
    """A text channel; a private one is seen by moderators only.

    Where `mention` is off, the page suggests questions without mentioning the bot.
    """

    name: str
    topic: str = ""
    private: bool = False
    mention: bool = True


@dataclass(frozen=True)
class UserPlan:
    """A person; a moderator gets the role of that name."""

    name: str
    moderator: bool = False


@dataclass(frozen=True)
class Layout:
    """A whole server."""

    guild: str = "Sandbox"
    bot: str = "Bot"
    channels: tuple[ChannelPlan, ...] = (
        ChannelPlan("general", "Anything goes. Mention the bot to ask it something."),
        ChannelPlan(
            "answers", "Questions only: no mention needed, if the bot is set up for it.", mention=False
        ),
        ChannelPlan("moderators", "For moderators only.", private=True),
    )
    users: tuple[UserPlan, ...] = (
        UserPlan("Maya"),
        UserPlan("Tomas", moderator=True),
        UserPlan("Ines"),
    )
    suggestions: tuple[str, ...] = field(default=())

    @classmethod
    def load(cls, path: Path) -> "Layout":
        """Read a JSON file with any of guild, bot, channels, users, suggestions."""
        return cls.from_json(json.loads(path.read_text(encoding="utf-8")))

    @classmethod
    def from_json(cls, data: Json) -> "Layout":
        """Build from JSON; what is absent is as in the default."""
        default = cls()
        channels = tuple(ChannelPlan(**c) for c in data["channels"]) if "channels" in data else None
        users = tuple(UserPlan(**u) for u in data["users"]) if "users" in data else None
        return cls(
            guild=data.get("guild", default.guild),
            bot=data.get("bot", default.bot),
            channels=channels or default.channels,
            users=users or default.users,
            suggestions=tuple(data.get("suggestions", ())),
        )
