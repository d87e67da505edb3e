"""Filling in a command's options as Discord's client does, and refusing what it would refuse."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import RefusedError
from sandbox.model import Channel, Json
from sandbox.resolving import CHANNELS, ROLES, USERS, Resolver
from sandbox.world import World

SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 3, 4, 5, 6, 7, 8, 9, 10, 11
TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
KINDS = {USER: (USERS,), CHANNEL: (CHANNELS,), ROLE: (ROLES,), MENTIONABLE: (USERS, ROLES)}


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
        self._resolver = Resolver(world, channel)

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
        return Filled(filled, self._resolver.resolved)

    def _value(self, option: Json, value: Any) -> Any:
        kind = option["type"]
        if option.get("choices"):
            return _choice(option, value)
        if kind == STRING:
            return _text(option, str(value))
        if kind in {INTEGER, NUMBER}:
            return _number(option, value)
        if kind == BOOLEAN:
            return _truth(option, value)
        if kind == ATTACHMENT:
            return self._resolver.file(value)
        return self._resolver.entity(value, *KINDS[kind])


def _truth(option: Json, value: Any) -> bool:
    word = str(value).lower()
    if word not in TRUTHS:
        raise RefusedError(f"{option['name']!r} must be true or false")
    return TRUTHS[word]


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
