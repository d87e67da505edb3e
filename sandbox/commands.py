"""The bot's registered commands, and who sees which of them where."""

from dataclasses import dataclass

from sandbox.checks.commands import CHAT_INPUT, check_command, check_command_list
from sandbox.errors import unknown
from sandbox.events import Event
from sandbox.model import DM, Channel, Json
from sandbox.permissions import Permissions
from sandbox.world import World

GUILD_CONTEXT, BOT_DM_CONTEXT = 0, 1


@dataclass
class CommandBook:
    """Commands by scope: globally (None) or for one guild."""

    world: World

    def __post_init__(self) -> None:
        self._scopes: dict[int | None, dict[int, Json]] = {}

    def registered(self, guild_id: int | None) -> list[Json]:
        """The commands of a scope."""
        return list(self._scopes.get(guild_id, {}).values())

    def get(self, guild_id: int | None, command_id: int) -> Json:
        """One command, or 10063."""
        command = self._scopes.get(guild_id, {}).get(command_id)
        if command is None:
            raise unknown("application command", 10063)
        return command

    def replace(self, guild_id: int | None, commands: list[Json]) -> list[Json]:
        """Make `commands` all there is in a scope; those whose name stays keep their id."""
        check_command_list(commands)
        known = {(c["name"], c["type"]): c for c in self.registered(guild_id)}
        self._scopes[guild_id] = {}
        for command in commands:
            key = (command["name"], command.get("type") or CHAT_INPUT)
            self._put(guild_id, command, known.get(key))
        self._tell()
        return self.registered(guild_id)

    def upsert(self, guild_id: int | None, command: Json) -> tuple[Json, bool]:
        """Add a command or overwrite its namesake; says whether it is new."""
        check_command(command)
        key = (command["name"], command.get("type") or CHAT_INPUT)
        known = next((c for c in self.registered(guild_id) if (c["name"], c["type"]) == key), None)
        stored = self._put(guild_id, command, known)
        self._tell()
        return stored, known is None

    def edit(self, guild_id: int | None, command_id: int, changes: Json) -> Json:
        """Change some fields of a command."""
        command = self.get(guild_id, command_id)
        check_command(command | changes)
        stored = self._put(guild_id, command | changes, command)
        self._tell()
        return stored

    def delete(self, guild_id: int | None, command_id: int) -> None:
        """Take a command away."""
        self.get(guild_id, command_id)
        del self._scopes[guild_id][command_id]
        self._tell()

    def visible(self, channel: Channel, user_id: int) -> list[Json]:
        """The commands that a user is offered in a channel; a guild's own hide global namesakes."""
        found: dict[tuple[str, int], Json] = {}
        for scope in (None, channel.guild_id):
            if scope is None or scope == channel.guild_id:
                found |= {(c["name"], c["type"]): c for c in self.registered(scope)}
        return [c for c in found.values() if self.may_use(c, channel, user_id)]

    def may_use(self, command: Json, channel: Channel, user_id: int) -> bool:
        """Whether Discord's client would let a user invoke a command in a channel."""
        contexts = command.get("contexts")
        if channel.kind == DM:
            in_bot_dm = self.world.bot.id in channel.recipient_ids
            allowed = command["dm_permission"] if contexts is None else BOT_DM_CONTEXT in contexts
            return bool(in_bot_dm and allowed and command.get("guild_id") is None)
        if contexts is not None and GUILD_CONTEXT not in contexts:
            return False
        if channel.thread is not None and channel.thread.archived:
            return False
        bits = self.world.permissions(channel, user_id)
        if not bits & Permissions.USE_APPLICATION_COMMANDS:
            return False
        needed = command.get("default_member_permissions")
        if needed is None or bits & Permissions.ADMINISTRATOR:
            return True
        return int(needed) != 0 and bits & int(needed) == int(needed)

    def _tell(self) -> None:
        self.world.events.emit(Event("COMMANDS_CHANGED", {}, to_bot=False))

    def _put(self, guild_id: int | None, command: Json, known: Json | None) -> Json:
        ids = self.world.store.ids
        default = command.get("default_member_permissions")
        stored: Json = {
            "id": known["id"] if known else str(ids.next()),
            "application_id": str(self.world.bot.id),
            "version": str(ids.next()),
            "type": command.get("type") or CHAT_INPUT,
            "name": command["name"],
            "name_localizations": command.get("name_localizations"),
            "description": command.get("description") or "",
            "description_localizations": command.get("description_localizations"),
            "options": command.get("options") or [],
            "default_member_permissions": None if default is None else str(default),
            "dm_permission": command.get("dm_permission") is not False,
            "contexts": command.get("contexts"),
            "integration_types": command.get("integration_types") or [0],
            "nsfw": bool(command.get("nsfw")),
        }
        if guild_id is not None:
            stored["guild_id"] = str(guild_id)
        self._scopes.setdefault(guild_id, {})[int(stored["id"])] = stored
        return stored
