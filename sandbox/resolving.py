"""What a person picks (people, roles, channels, files), looked up and described as interactions carry it."""

from typing import Any

from sandbox.errors import RefusedError
from sandbox.model import Attachment, Channel, Json
from sandbox.payloads import (
    FILE_LIMIT,
    attachment_payload,
    interaction_channel_payload,
    member_payload,
    role_payload,
    user_payload,
)
from sandbox.world import World

USERS, ROLES, CHANNELS = "users", "roles", "channels"


class Resolver:
    """Collects what an interaction's `resolved` says.

    Attributes:
        resolved: what was looked up so far.
    """

    def __init__(self, world: World, channel: Channel) -> None:
        self._world = world
        self._channel = channel
        self.resolved: Json = {}

    def entity(self, value: Any, *kinds: str) -> str:
        """Return the id of somebody or something of one of the kinds, given as it, its id or its mention."""
        identity = int(getattr(value, "id", None) or "".join(c for c in str(value) if c.isdigit()) or 0)
        store, guild = self._world.store, self._world.store.guild_of(self._channel)
        if USERS in kinds and identity in store.users:
            self._user(identity)
        elif ROLES in kinds and guild is not None and identity in guild.roles:
            self._note(ROLES, identity, role_payload(guild.roles[identity]))
        elif CHANNELS in kinds and identity in store.channels:
            payload = interaction_channel_payload(store.channels[identity], store, store.bot.id)
            self._note(CHANNELS, identity, payload)
        else:
            raise RefusedError(f"There is no {value!r} here")
        return str(identity)

    def file(self, value: Any) -> str:
        """Return the id of a file, given as it or as the id of one that was uploaded."""
        file = value if isinstance(value, Attachment) else self._uploaded(value)
        if len(file.data) > FILE_LIMIT:
            raise RefusedError("Your files are too powerful: 10 MB at the most")
        self._world.hold(file)
        payload = attachment_payload(file, self._channel.id, self._world.payloads.base_url, passing=True)
        self._note("attachments", file.id, payload)
        return str(file.id)

    def _uploaded(self, value: Any) -> Attachment:
        file = self._world.uploads.get(int(value)) if str(value).isdecimal() else None
        if file is None:
            raise RefusedError("Choose a file first")
        return file

    def _user(self, identity: int) -> None:
        store, guild = self._world.store, self._world.store.guild_of(self._channel)
        self._note(USERS, identity, user_payload(store.users[identity]))
        if guild is not None and identity in guild.members:
            permissions = str(self._world.permissions(self._channel, identity))
            payload = member_payload(guild.members[identity]) | {"permissions": permissions}
            self._note("members", identity, payload)

    def _note(self, what: str, identity: int, payload: Json) -> None:
        self.resolved.setdefault(what, {})[str(identity)] = payload
