"""Settings: a YAML file, the environment over it, and every mistake named with its place."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml

from bot.options import Secret, decimal, each, flag, maybe, names, one_of, path, read, secret, text, whole

PREFIX = "LPBOT_"
CONFIG_VARIABLE = "LPBOT_CONFIG"
DEFAULT_FILE = Path("config.yaml")
HIGHEST_SNOWFLAKE = 2**63 - 1


class SettingsError(Exception):
    """The settings cannot be used.

    Attributes:
        problems: one line each, with the place (`config.yaml:3:1`, or an environment variable) first.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


_snowflake = whole(1, HIGHEST_SNOWFLAKE)
_ids = each(_snowflake, frozenset)
_commands = each(text("[a-z0-9_-]{1,32}"), tuple)

DISCORD_VARIABLES: Mapping[str, str] = {"token": "DISCORD_TOKEN", "token_file": "DISCORD_TOKEN_FILE"}
"""The variables that hosts and containers set by habit."""


@dataclass(frozen=True)
class Settings:
    """Everything that can be set; `config.example.yaml` explains each option to whoever sets it."""

    token: Annotated[Secret | None, maybe(secret)] = None
    token_file: Annotated[Path | None, maybe(path)] = None
    facts_dir: Annotated[Path, path] = Path("knowledge")
    state_dir: Annotated[Path, path] = Path(".lpbot")
    answer_channels: Annotated[frozenset[int], _ids] = frozenset()
    answer_channels_only_when_sure: Annotated[bool, flag] = True
    sure_from: Annotated[float, decimal(0, 1)] = 0.8
    lookups: Annotated[tuple[str, ...], _commands] = ("person", "sponsors")
    moderator_roles: Annotated[frozenset[int], _ids] = frozenset()
    moderator_guilds: Annotated[frozenset[int], _ids] = frozenset()
    reload_on_change: Annotated[bool, flag] = False
    report_channel: Annotated[int | None, maybe(_snowflake)] = None
    context_minutes: Annotated[int, whole(1, 24 * 60)] = 15
    edit_minutes: Annotated[int, whole(0, 24 * 60)] = 15
    questions_per_minute: Annotated[int, whole(0)] = 12
    questions_per_minute_in_channel: Annotated[int, whole(0)] = 40
    message_content: Annotated[bool, flag] = False
    feedback: Annotated[bool, flag] = True
    keep_days: Annotated[int, whole(0, 3650)] = 90
    store_url: Annotated[Secret | None, maybe(secret)] = None
    shard_count: Annotated[int | None, maybe(whole(1))] = None
    development_guilds: Annotated[frozenset[int], _ids] = frozenset()
    log_format: Annotated[Literal["console", "json"], one_of("console", "json")] = "console"
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], one_of("debug", "info", "warning", "error")
    ] = "info"
    health_port: Annotated[int | None, maybe(whole(1, 65535))] = None

    def discord_token(self) -> Secret | None:
        """Return the bot's token: given directly, or read from `token_file`; None where there is none.

        Raises:
            SettingsError: the token file cannot be read or is empty.
        """
        if self.token is not None:
            return self.token
        if self.token_file is None:
            return None
        try:
            token = self.token_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "not text"
            raise SettingsError((f"token_file: cannot read {self.token_file}: {reason}",)) from error
        if not token:
            raise SettingsError((f"token_file: {self.token_file} is empty",))
        return Secret(token)


def load_settings(config: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        config: the file to read; else the one that LPBOT_CONFIG names, else `config.yaml` where there is one.

    Raises:
        SettingsError: with every problem found, each with its place.
    """
    named = config or (Path(value) if (value := os.environ.get(CONFIG_VARIABLE)) else None)
    file = named or (DEFAULT_FILE if DEFAULT_FILE.exists() else None)
    values, places = _read(file) if file else ({}, {})
    problems = [
        _unknown(name, place) for (name, *rest), place in places.items() if not rest and not _known(name)
    ]
    problems += _unknown_variables()
    if (place := places.get(("token",))) is not None:
        problems.append(f"{place}: token: keep the token out of this file (set DISCORD_TOKEN or token_file)")
    settings = read(Settings, values | _from_environment())
    problems += [_explain(where, why, places) for where, why in settings.mistakes]
    if problems or settings.value is None:
        raise SettingsError(tuple(problems))
    return settings.value


def _from_environment() -> dict[str, str]:
    """Return the options that the environment sets; the variables of hosts come before our own."""
    variables = {name.upper(): value for name, value in os.environ.items()}
    own = {name: variables.get(PREFIX + name.upper()) for name in names(Settings)}
    usual = {name: os.environ.get(variable) for name, variable in DISCORD_VARIABLES.items()}
    return {name: value for found in (own, usual) for name, value in found.items() if value}


def facts_folder() -> Path:
    """Return the configured folder of the fact base, for commands that need nothing else of the settings."""
    return load_settings().facts_dir


Places = dict[tuple[str | int, ...], str]


def _read(file: Path) -> tuple[dict[str, Any], Places]:
    """Read the file's options, and where each of them stands."""
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not text"
        raise SettingsError((f"{file}: cannot be read: {reason}",)) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else str(file)
        raise SettingsError((f"{place}: not valid YAML: {error.problem}",)) from error
    except yaml.YAMLError as error:
        raise SettingsError((f"{file}: not valid YAML: {error}",)) from error
    if root is None:
        return {}, {}
    if not isinstance(root, yaml.MappingNode):
        raise SettingsError((f"{file}:1:1: options are written as `name: value`",))
    return _options(file, root)


def _options(file: Path, root: yaml.MappingNode) -> tuple[dict[str, Any], Places]:
    constructor = yaml.constructor.SafeConstructor()
    values: dict[str, Any] = {}
    places: Places = {}
    for key, node in root.value:
        name = str(key.value)
        place = _place(file, key)
        if (name,) in places:
            raise SettingsError((f"{place}: {name}: given twice (first at {places[(name,)]})",))
        places[(name,)] = place
        try:
            values[name] = constructor.construct_object(node, deep=True)
        except (yaml.YAMLError, ValueError) as error:
            raise SettingsError((f"{_place(file, node)}: {name}: cannot be read: {error}",)) from error
        if isinstance(node, yaml.SequenceNode):
            places |= {(name, index): _place(file, item) for index, item in enumerate(node.value)}
    return values, places


def _place(file: Path, node: yaml.Node) -> str:
    return f"{file}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"


def _known(name: str | int) -> bool:
    return name in names(Settings)


def _closest(name: str) -> str:
    near = difflib.get_close_matches(name, names(Settings), n=1)
    return f" (did you mean {near[0]}?)" if near else " (config.example.yaml lists the options)"


def _unknown(name: str | int, place: str) -> str:
    return f"{place}: {name}: no such option{_closest(str(name))}"


def _unknown_variables() -> list[str]:
    """Variables with our prefix that name no so that a slip of the pen is not silently ignored."""
    names = sorted(name for name in os.environ if name.upper().startswith(PREFIX) and name != CONFIG_VARIABLE)
    return [
        f"environment variable {name}: no such option{_closest(option)}"
        for name in names
        if not _known(option := name.lower().removeprefix(PREFIX.lower()))
    ]


def _explain(where: tuple[str | int, ...], message: str, places: Places) -> str:
    """One mistake as a line: where the value was given, the what is wrong."""
    name = str(where[0])
    if not os.environ.get(variable := PREFIX + name.upper()):
        variable = DISCORD_VARIABLES.get(name, "")
    if os.environ.get(variable):
        return f"environment variable {variable}: {message}"
    return f"{places.get(where[:2]) or places.get((name,)) or 'settings'}: {name}: {message}"
