"""What exists on a Discord server, as plain objects that live and change."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

HAS_THREAD = 1 << 5
EPHEMERAL = 1 << 6
LOADING = 1 << 7
SUPPRESS_EMBEDS = 1 << 2
SUPPRESS_NOTIFICATIONS = 1 << 12
COMPONENTS_V2 = 1 << 15
SETTABLE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2

GUILD_TEXT = 0
DM = 1
PUBLIC_THREAD = 11
PRIVATE_THREAD = 12

THREAD_CREATED = 18
THREAD_STARTER = 21


@dataclass
class User:
    """An account: a person or the bot."""

    id: int
    username: str
    global_name: str
    bot: bool = False
    accepts_dms: bool = True
    locale: str = "en-US"

    @property
    def mention(self) -> str:
        """How a message mentions this user."""
        return f"<@{self.id}>"


@dataclass
class Role:
    """A role of a guild; the one with the guild's own id is everyone's."""

    id: int
    name: str
    permissions: int
    position: int = 0
    color: int = 0
    managed_by: int | None = None


@dataclass
class Overwrite:
    """A channel's exception for a role (kind 0) or a member (kind 1)."""

    id: int
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass
class ThreadState:
    """What a thread has beyond a channel: who began it, who is in it (and since when), whether it is open.

    Attributes:
        parent_id: the channel that it is in.
        archive_minutes: after how long without a message it is archived.
        posted: how many messages were ever written in it.
    """

    parent_id: int
    owner_id: int
    created_at: float
    archived_at: float
    members: dict[int, float] = field(default_factory=dict)
    archived: bool = False
    locked: bool = False
    archive_minutes: int = 4320
    posted: int = 0


@dataclass
class Channel:
    """A text channel of a guild, a thread in one, or a direct message between users."""

    id: int
    name: str
    kind: int = GUILD_TEXT
    guild_id: int | None = None
    topic: str | None = None
    position: int = 0
    overwrites: list[Overwrite] = field(default_factory=list)
    recipient_ids: list[int] = field(default_factory=list)
    last_message_id: int | None = None
    thread: ThreadState | None = None

    @property
    def mention(self) -> str:
        """How a message links to this channel."""
        return f"<#{self.id}>"


@dataclass
class GuildMember:
    """A user's membership of a guild."""

    user_id: int
    joined_at: float
    role_ids: list[int] = field(default_factory=list)
    nick: str | None = None


@dataclass
class Guild:
    """A Discord server."""

    id: int
    name: str
    owner_id: int
    preferred_locale: str = "en-US"
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, GuildMember] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    threads: dict[int, Channel] = field(default_factory=dict)


@dataclass
class Attachment:
    """A file on a message."""

    id: int
    filename: str
    content_type: str
    data: bytes
    description: str | None = None


@dataclass
class Message:
    """A message as it stands now; edits change it in place."""

    id: int
    channel_id: int
    author_id: int
    created_at: float
    content: str = ""
    kind: int = 0
    flags: int = 0
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    mention_ids: list[int] = field(default_factory=list)
    mention_role_ids: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    reference_id: int | None = None
    reference_channel_id: int | None = None
    edited_at: float | None = None
    deleted: bool = False
    pinned: bool = False
    tts: bool = False
    nonce: str | None = None
    reactions: dict[str, list[int]] = field(default_factory=dict)
    ephemeral_for: int | None = None
    interaction: Json | None = None
    application_id: int | None = None

    @property
    def ephemeral(self) -> bool:
        """Whether only one user sees this message."""
        return self.ephemeral_for is not None

    @property
    def loading(self) -> bool:
        """Whether this is a deferred response that still says "thinking"."""
        return bool(self.flags & LOADING)

    @property
    def text(self) -> str:
        """All that a reader reads: content, text displays and embeds, in order, one a line."""
        parts = [self.content]
        parts += [c["content"] for c in self.walk_components() if c.get("type") == 10]
        for embed in self.embeds:
            parts += [embed.get("title", ""), embed.get("description", "")]
            parts += [f"{f.get('name', '')}\n{f.get('value', '')}" for f in embed.get("fields", [])]
            parts.append(embed.get("footer", {}).get("text", ""))
        return "\n".join(part for part in parts if part)

    def walk_components(self) -> Iterator[Json]:
        """Every component, parents before their children."""
        yield from walk(self.components)

    @property
    def buttons(self) -> list[Json]:
        """The buttons, in order."""
        return [c for c in self.walk_components() if c.get("type") == 2]

    @property
    def selects(self) -> list[Json]:
        """The select menus, in order."""
        return [c for c in self.walk_components() if c.get("type") in {3, 5, 6, 7, 8}]


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component of a tree, parents before their children."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for key in ("accessory", "component"):
            child = component.get(key)
            if isinstance(child, dict):
                yield from walk([child])
