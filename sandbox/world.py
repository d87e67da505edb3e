"""What can happen on the server, whoever does it: post, edit, delete, react, type."""

from dataclasses import dataclass, field

from sandbox.checks.message import kept_files
from sandbox.clock import Clock
from sandbox.errors import DiscordError, unknown
from sandbox.events import Event, EventStream
from sandbox.mentions import find_mentions
from sandbox.messages import MessagePayloads, emoji_payload
from sandbox.model import (
    EPHEMERAL,
    LOADING,
    SETTABLE,
    SUPPRESS_EMBEDS,
    Attachment,
    Channel,
    Json,
    Message,
    User,
)
from sandbox.payloads import channel_payload, member_payload
from sandbox.permissions import ALL, IN_DIRECT_MESSAGES, in_channel
from sandbox.store import Store
from sandbox.threads import Threads

MAX_REACTIONS = 20
UPLOADS = 100


@dataclass
class Draft:
    """A message about to be posted; `body` has Discord's field names and is already checked."""

    channel: Channel
    author_id: int
    body: Json
    attachments: list[Attachment] = field(default_factory=list)
    kind: int = 0
    flags: int = 0
    reference_id: int | None = None
    ephemeral_for: int | None = None
    interaction: Json | None = None
    application_id: int | None = None


class World:
    """Changes the store and tells the event stream; the REST API and people both act through it."""

    def __init__(self, clock: Clock, bot_name: str) -> None:
        self.clock = clock
        self.store = Store(clock, bot_name)
        self.events = EventStream()
        self.payloads = MessagePayloads(self.store)
        self.threads = Threads(self)
        self.uploads: dict[int, Attachment] = {}

    @property
    def bot(self) -> User:
        """The bot's account."""
        return self.store.bot

    def permissions(self, channel: Channel, user_id: int) -> int:
        """What a user may do in a channel; nothing when they are not in it."""
        guild = self.store.guild_of(channel)
        if guild is None:
            return IN_DIRECT_MESSAGES if user_id in channel.recipient_ids else 0
        return in_channel(guild, channel, user_id) & ALL

    def hold(self, file: Attachment) -> None:
        """Keep a file that a person uploaded for a command or modal; the oldest go."""
        self.uploads[file.id] = file
        while len(self.uploads) > UPLOADS:
            del self.uploads[next(iter(self.uploads))]

    def post(self, draft: Draft) -> Message:
        """Add a message to its channel."""
        store, body = self.store, draft.body
        message = Message(
            id=store.ids.next(),
            channel_id=draft.channel.id,
            author_id=draft.author_id,
            created_at=self.clock.now(),
            content=(body.get("content") or "").strip(),
            kind=draft.kind,
            flags=(body.get("flags") or 0) & SETTABLE | draft.flags,
            embeds=[_stored_embed(e) for e in body.get("embeds") or []],
            components=number_components(body.get("components") or []),
            attachments=draft.attachments,
            reference_id=draft.reference_id,
            tts=bool(body.get("tts")),
            nonce=None if body.get("nonce") is None else str(body["nonce"]),
            ephemeral_for=draft.ephemeral_for,
            interaction=draft.interaction,
            application_id=draft.application_id,
        )
        if message.ephemeral:
            message.flags |= EPHEMERAL
        self._set_mentions(message, body)
        if draft.channel.thread is not None and not message.ephemeral:
            self.threads.before_post(draft.channel, draft.author_id, message.mention_ids)
        store.add_message(message)
        self._tell("MESSAGE_CREATE", message)
        return message

    def post_system(
        self, channel: Channel, author_id: int, kind: int, about: tuple[int, int | None], content: str = ""
    ) -> Message:
        """Add a message that Discord writes itself, about a channel and perhaps a message there."""
        message = Message(
            id=self.store.ids.next(),
            channel_id=channel.id,
            author_id=author_id,
            created_at=self.clock.now(),
            content=content,
            kind=kind,
            reference_channel_id=about[0],
            reference_id=about[1],
        )
        self.store.add_message(message)
        self._tell("MESSAGE_CREATE", message)
        return message

    def tell_updated(self, message: Message) -> None:
        """Tell that something about a message has changed, though nobody edited it."""
        self._tell("MESSAGE_UPDATE", message)

    def edit(self, message: Message, body: Json, new_files: list[Attachment] | None = None) -> Message:
        """Change the fields of a message that `body` names."""
        if "content" in body:
            message.content = (body["content"] or "").strip()
        if "embeds" in body:
            message.embeds = [_stored_embed(e) for e in body["embeds"] or []]
        if "components" in body:
            message.components = number_components(body["components"] or [])
        if body.get("flags") is not None:
            keep = message.flags & ~SUPPRESS_EMBEDS
            message.flags = keep | (body["flags"] & SETTABLE)
        message.attachments = [*kept_files(message, body), *(new_files or [])]
        if not message.loading:
            message.edited_at = self.clock.now()
        message.flags &= ~LOADING
        self._set_mentions(message, body)
        self._tell("MESSAGE_UPDATE", message)
        return message

    def delete(self, message: Message) -> None:
        """Take a message away."""
        message.deleted = True
        channel = self.store.channels[message.channel_id]
        payload: Json = {"id": str(message.id), "channel_id": str(message.channel_id)}
        self._tell_in(channel, "MESSAGE_DELETE", payload, message)

    def react(self, message: Message, user_id: int, emoji: str) -> None:
        """Add a user's reaction."""
        if emoji not in message.reactions and len(message.reactions) >= MAX_REACTIONS:
            raise DiscordError(400, 30010, "Maximum number of reactions reached (20)")
        users = message.reactions.setdefault(emoji, [])
        if user_id not in users:
            users.append(user_id)
            self._tell_reaction("MESSAGE_REACTION_ADD", message, user_id, emoji)

    def unreact(self, message: Message, user_id: int, emoji: str) -> None:
        """Take a user's reaction away."""
        users = message.reactions.get(emoji, [])
        if user_id not in users:
            raise unknown("Emoji", 10014)
        users.remove(user_id)
        if not users:
            del message.reactions[emoji]
        self._tell_reaction("MESSAGE_REACTION_REMOVE", message, user_id, emoji)

    def start_typing(self, channel: Channel, user_id: int) -> None:
        """Show that a user is typing."""
        payload: Json = {
            "channel_id": str(channel.id),
            "user_id": str(user_id),
            "timestamp": int(self.clock.now()),
        }
        guild = self.store.guild_of(channel)
        if guild is not None and user_id in guild.members:
            payload["member"] = member_payload(guild.members[user_id], self.store.users[user_id])
        self._tell_in(channel, "TYPING_START", payload)

    def open_dm(self, user_id: int) -> Channel:
        """The direct messages between the bot and a user."""
        known = len(self.store.channels)
        channel = self.store.dm_channel(self.bot.id, user_id)
        if len(self.store.channels) > known:
            # Discord tells bots nothing of a direct message until something is said in it.
            data = channel_payload(channel, self.store)
            self.events.emit(Event("CHANNEL_CREATE", data, None, channel.id, to_bot=False))
        return channel

    def _set_mentions(self, message: Message, body: Json) -> None:
        replied = None
        if message.reference_id is not None:
            original = self.store.find_message(message.channel_id, message.reference_id)
            replied = None if original is None else original.author_id
        found = find_mentions(message.text, body.get("allowed_mentions"), replied)
        guild = self.store.guild_of(self.store.channels[message.channel_id])
        message.mention_ids = [u for u in found.users if u in self.store.users]
        message.mention_role_ids = [r for r in found.roles if guild is not None and r in guild.roles]
        message.mention_everyone = found.everyone and guild is not None

    def _tell(self, name: str, message: Message) -> None:
        channel = self.store.channels[message.channel_id]
        self._tell_in(channel, name, self.payloads.dispatched(message), message)

    def _tell_reaction(self, name: str, message: Message, user_id: int, emoji: str) -> None:
        channel = self.store.channels[message.channel_id]
        guild = self.store.guild_of(channel)
        payload: Json = {
            "user_id": str(user_id),
            "channel_id": str(channel.id),
            "message_id": str(message.id),
            "message_author_id": str(message.author_id),
            "emoji": emoji_payload(emoji),
            "burst": False,
            "type": 0,
        }
        if guild is not None and name.endswith("ADD") and user_id in guild.members:
            payload["member"] = member_payload(guild.members[user_id], self.store.users[user_id])
        self._tell_in(channel, name, payload, message)

    def _tell_in(self, channel: Channel, name: str, payload: Json, message: Message | None = None) -> None:
        if channel.guild_id is not None:
            payload.setdefault("guild_id", str(channel.guild_id))
        only_for = None if message is None else message.ephemeral_for
        event = Event(
            name, payload, channel.guild_id, channel.id, message, only_for=only_for, to_bot=only_for is None
        )
        self.events.emit(event)


def number_components(components: list[Json]) -> list[Json]:
    """Components with an id each, as Discord gives them."""
    numbers = iter(range(1, 10_000))

    def numbered(component: Json) -> Json:
        result = {"id": next(numbers)} | {k: v for k, v in component.items() if v is not None}
        if "components" in result:
            result["components"] = [numbered(child) for child in result["components"]]
        for key in ("accessory", "component"):
            if isinstance(result.get(key), dict):
                result[key] = numbered(result[key])
        return result

    return [numbered(component) for component in components]


def _stored_embed(embed: Json) -> Json:
    return {"type": "rich"} | embed
