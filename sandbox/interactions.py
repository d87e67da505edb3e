"""Interactions: what a person did with a command or component, on its way to the bot and back."""

import asyncio
import secrets
from dataclasses import dataclass, field
from enum import IntEnum

from sandbox.errors import DiscordError, unknown
from sandbox.events import Event
from sandbox.model import DM, Channel, Json, Message
from sandbox.payloads import FILE_LIMIT, interaction_channel_payload, member_payload, user_payload
from sandbox.world import World

CALLBACK_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0


class Kind(IntEnum):
    """Interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


@dataclass
class Interaction:
    """One interaction and how the bot has answered it so far."""

    id: int
    token: str
    kind: Kind
    user_id: int
    channel: Channel
    data: Json
    created_at: float
    source: Message | None = None
    response_kind: int | None = None
    original: Message | None = None
    ephemeral: bool = False
    followups: list[Message] = field(default_factory=list)
    choices: list[Json] | None = None
    modal: Json | None = None
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def command_type(self) -> int:
        """1 for a slash command, 2 and 3 for context menus."""
        return int(self.data.get("type") or 1)

    def acknowledge(self, response_kind: int) -> None:
        """Note the first response."""
        self.response_kind = response_kind
        self.acknowledged.set()


class InteractionDesk:
    """Sends interactions to the bot and finds them again by their tokens."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_id: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}

    def create(
        self, kind: Kind, user_id: int, channel: Channel, data: Json, source: Message | None = None
    ) -> Interaction:
        """Send a new interaction to the bot."""
        world = self._world
        interaction = Interaction(
            id=world.store.ids.next(),
            token=secrets.token_urlsafe(36),
            kind=kind,
            user_id=user_id,
            channel=channel,
            data=data,
            created_at=world.clock.now(),
            source=source,
        )
        self._forget_expired()
        self._by_id[interaction.id] = interaction
        self._by_token[interaction.token] = interaction
        payload = self._payload(interaction)
        world.events.emit(Event("INTERACTION_CREATE", payload, channel.guild_id, channel.id))
        return interaction

    def to_acknowledge(self, interaction_id: int, token: str) -> Interaction:
        """The interaction that a callback is for: known, in time and not yet acknowledged."""
        interaction = self._by_id.get(interaction_id)
        if interaction is None or interaction.token != token:
            raise unknown("interaction", 10062)
        if interaction.response_kind is not None:
            raise DiscordError(400, 40060, "Interaction has already been acknowledged.")
        if self._world.clock.now() - interaction.created_at > CALLBACK_SECONDS:
            raise unknown("interaction", 10062)
        return interaction

    def of_token(self, token: str) -> Interaction:
        """The acknowledged interaction whose webhook this is, while its token is valid."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.response_kind is None:
            raise unknown("Webhook", 10015)
        if self._world.clock.now() - interaction.created_at > TOKEN_SECONDS:
            raise DiscordError(401, 50027, "Invalid Webhook Token")
        return interaction

    def find(self, which: str) -> Interaction | None:
        """The interaction of an id or a token, whatever became of it."""
        return self._by_id.get(int(which)) if which.isdecimal() else self._by_token.get(which)

    def _forget_expired(self) -> None:
        # Kept twice as long as the token lives, so that a late bot is told of an expired token.
        long_ago = self._world.clock.now() - 2 * TOKEN_SECONDS
        while self._by_id:
            oldest = next(iter(self._by_id.values()))
            if oldest.created_at > long_ago:
                return
            del self._by_id[oldest.id]
            self._by_token.pop(oldest.token, None)

    def metadata(self, interaction: Interaction) -> Json:
        """What a message says of the interaction that it answers."""
        world = self._world
        metadata: Json = {
            "id": str(interaction.id),
            "type": int(interaction.kind),
            "user": user_payload(world.store.users[interaction.user_id]),
            "authorizing_integration_owners": self._owners(interaction.channel),
        }
        if interaction.kind is Kind.COMMAND:
            metadata["name"] = command_name(interaction.data)
            metadata["command_type"] = interaction.command_type
        elif interaction.kind is Kind.COMPONENT and interaction.source is not None:
            metadata["interacted_message_id"] = str(interaction.source.id)
        return metadata

    def _payload(self, interaction: Interaction) -> Json:
        world, channel, user_id = self._world, interaction.channel, interaction.user_id
        user = world.store.users[user_id]
        payload: Json = {
            "id": str(interaction.id),
            "application_id": str(world.bot.id),
            "type": int(interaction.kind),
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel_id": str(channel.id),
            "channel": interaction_channel_payload(channel, world.store, user_id),
            "app_permissions": str(world.permissions(channel, world.bot.id)),
            "locale": user.locale,
            "entitlements": [],
            "authorizing_integration_owners": self._owners(channel),
            "context": 1 if channel.kind == DM else 0,
            "attachment_size_limit": FILE_LIMIT,
        }
        if interaction.source is not None:
            payload["message"] = world.payloads.whole(interaction.source)
        guild = world.store.guild_of(channel)
        if guild is None:
            return payload | {"user": user_payload(user)}
        member = member_payload(guild.members[user_id], user)
        member["permissions"] = str(world.permissions(channel, user_id))
        return payload | {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": guild.preferred_locale, "features": []},
            "guild_locale": guild.preferred_locale,
            "member": member,
        }

    @staticmethod
    def _owners(channel: Channel) -> Json:
        return {"0": "0" if channel.guild_id is None else str(channel.guild_id)}


def command_name(data: Json) -> str:
    """The whole name of a command that was invoked, subcommands included."""
    name, options = str(data["name"]), data.get("options") or []
    while options and options[0].get("type") in {1, 2}:
        name += f" {options[0]['name']}"
        options = options[0].get("options") or []
    return name
