"""Filling in a command's options as Discord's client does, and refusing what it would refuse."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import RefusedError
from sandbox.model import Channel, Json
from sandbox.payloads import interaction_channel_payload, member_payload, role_payload, user_payload
from sandbox.world import World

SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = 3, 4, 5, 6, 7, 8, 9, 10


@dataclass
class Filled:
    """A command with its options filled in, ready for an interaction's `data`."""

    options: list[Json]
    resolved: Json = field(default_factory=dict)


def descend(command: Json, words: list[str]) -> tuple[list[Json], list[Json]]:
    """The options that the (sub)command named by `words` takes, and the chain of subcommands to it."""
    options: list[Json] = command.get("options") or []
    chain: list[Json] = []
    for word in words:
        found = next((o for o in options if o["name"] == word and o["type"] in {SUBCOMMAND, GROUP}), None)
        if found is None:
            raise RefusedError(f"/{command['name']} has no subcommand {word!r}")
        chain.append(found)
        options = found.get("options") or []
    if any(option["type"] in {SUBCOMMAND, GROUP} for option in options):
        raise RefusedError(f"/{' '.join([command['name'], *words])} needs a subcommand")
    return options, chain


class OptionFiller:
    """Turns what a person typed into option values, in one channel."""

    def __init__(self, world: World, channel: Channel) -> None:
        self._world = world
        self._channel = channel
        self._resolved: Json = {}

    def fill(self, command: Json, words: list[str], values: Json, focused: str | None = None) -> Filled:
        """The options of an invocation; with `focused`, of an autocomplete request."""
        known, chain = descend(command, words)
        stranger = set(values) - {option["name"] for option in known}
        if stranger:
            raise RefusedError(f"/{command['name']} has no option {', '.join(sorted(stranger))!r}")
        filled: list[Json] = []
        for option in known:
            value = values.get(option["name"])
            if value is None or (value == "" and option["name"] != focused):
                if option.get("required") and focused is None:
                    raise RefusedError(f"The option {option['name']!r} is required")
                continue
            entry = {"name": option["name"], "type": option["type"]}
            if focused is not None:
                entry["value"] = str(value) if option["name"] == focused else value
                if option["name"] == focused:
                    entry["focused"] = True
            else:
                entry["value"] = self._value(option, value)
            filled.append(entry)
        for part in reversed(chain):
            filled = [{"name": part["name"], "type": part["type"], "options": filled}]
        return Filled(filled, self._resolved)

    def _value(self, option: Json, value: Any) -> Any:
        kind = option["type"]
        if option.get("choices"):
            return _choice(option, value)
        if kind == STRING:
            return _text(option, str(value))
        if kind in {INTEGER, NUMBER}:
            return _number(option, value)
        if kind == BOOLEAN:
            return value if isinstance(value, bool) else str(value).lower() in {"true", "yes", "1"}
        return self._entity(kind, value)

    def _entity(self, kind: int, value: Any) -> str:
        identity = int(getattr(value, "id", None) or "".join(c for c in str(value) if c.isdigit()) or 0)
        guild = self._world.store.guild_of(self._channel)
        store = self._world.store
        if kind in {USER, MENTIONABLE} and identity in store.users:
            self._note("users", identity, user_payload(store.users[identity]))
            if guild is not None and identity in guild.members:
                permissions = str(self._world.permissions(self._channel, identity))
                payload = member_payload(guild.members[identity]) | {"permissions": permissions}
                self._note("members", identity, payload)
        elif kind in {ROLE, MENTIONABLE} and guild is not None and identity in guild.roles:
            self._note("roles", identity, role_payload(guild.roles[identity]))
        elif kind == CHANNEL and identity in store.channels:
            channel = store.channels[identity]
            payload = interaction_channel_payload(channel, store, store.bot.id)
            self._note("channels", identity, payload)
        else:
            raise RefusedError(f"There is no {value!r} here")
        return str(identity)

    def _note(self, what: str, identity: int, payload: Json) -> None:
        self._resolved.setdefault(what, {})[str(identity)] = payload


def _choice(option: Json, value: Any) -> Any:
    for choice in option["choices"]:
        if value in {choice["name"], choice["value"]} or str(value) == str(choice["value"]):
            return choice["value"]
    raise RefusedError(f"{value!r} is not among the choices of {option['name']!r}")


def _text(option: Json, value: str) -> str:
    least, most = option.get("min_length") or 0, option.get("max_length") or 6000
    if not least <= len(value) <= most:
        raise RefusedError(f"{option['name']!r} must be between {least} and {most} characters")
    return value


def _number(option: Json, value: Any) -> int | float:
    try:
        number = int(value) if option["type"] == INTEGER else float(value)
    except (TypeError, ValueError):
        raise RefusedError(f"{option['name']!r} must be a number") from None
    least, most = option.get("min_value"), option.get("max_value")
    if (least is not None and number < least) or (most is not None and number > most):
        raise RefusedError(f"{option['name']!r} must be between {least} and {most}")
    return number
