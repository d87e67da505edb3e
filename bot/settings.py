"""Settings: a YAML file, the environment over it, and every mistake named with its place."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

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


def _split(value: object) -> object:
    """Let the environment give a list as `1, 2, 3`."""
    if isinstance(value, str):
        return [part.strip() for part in value.strip("[] ").split(",") if part.strip()]
    return [] if value is None else value


Snowflake = Annotated[int, Field(gt=0, le=HIGHEST_SNOWFLAKE)]
Ids = Annotated[frozenset[Snowflake], NoDecode, BeforeValidator(_split)]
CommandName = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,32}$")]
CommandNames = Annotated[tuple[CommandName, ...], NoDecode, BeforeValidator(_split)]


class DiscordVariables(PydanticBaseSettingsSource):
    """The two variables that hosts and containers set by habit: DISCORD_TOKEN and DISCORD_TOKEN_FILE."""

    names: Mapping[str, str] = {"token": "DISCORD_TOKEN", "token_file": "DISCORD_TOKEN_FILE"}

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Return the variable's value for one option, or None."""
        return os.environ.get(self.names.get(field_name, "")) or None, field_name, False

    def __call__(self) -> dict[str, Any]:
        """Return what is set of the two."""
        return {option: value for option, name in self.names.items() if (value := os.environ.get(name))}


class Settings(BaseSettings):
    """Everything that can be set; `config.example.yaml` explains each option to whoever sets it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    token: SecretStr | None = None
    token_file: Path | None = None
    facts_dir: Path = Path("knowledge")
    state_dir: Path = Path(".lpbot")
    answer_channels: Ids = frozenset()
    answer_channels_only_when_sure: bool = True
    sure_from: float = Field(default=0.8, ge=0, le=1)
    lookups: CommandNames = ("person", "sponsors")
    moderator_roles: Ids = frozenset()
    moderator_guilds: Ids = frozenset()
    reload_on_change: bool = False
    report_channel: Snowflake | None = None
    context_minutes: int = Field(default=15, ge=1, le=24 * 60)
    edit_minutes: int = Field(default=15, ge=0, le=24 * 60)
    questions_per_minute: int = Field(default=12, ge=0)
    questions_per_minute_in_channel: int = Field(default=40, ge=0)
    message_content: bool = False
    feedback: bool = True
    keep_days: int = Field(default=90, ge=0, le=3650)
    store_url: SecretStr | None = None
    shard_count: int | None = Field(default=None, ge=1)
    development_guilds: Ids = frozenset()
    log_format: Literal["console", "json"] = "console"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    health_port: int | None = Field(default=None, ge=1, le=65535)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Put the environment before what the file says, which arrives as arguments."""
        return DiscordVariables(settings_cls), env_settings, init_settings

    def discord_token(self) -> SecretStr | None:
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
        return SecretStr(token)


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
    try:
        settings = Settings(**{name: value for name, value in values.items() if _known(name)})
    except ValidationError as error:
        problems += [_explain(detail["loc"], detail["msg"], places) for detail in error.errors()]
        raise SettingsError(tuple(problems)) from None
    if problems:
        raise SettingsError(tuple(problems))
    return settings


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
    return name in Settings.model_fields


def _closest(name: str) -> str:
    near = difflib.get_close_matches(name, Settings.model_fields, n=1)
    return f" (did you mean {near[0]}?)" if near else " (config.example.yaml lists the options)"


def _unknown(name: str | int, place: str) -> str:
    return f"{place}: {name}: no such option{_closest(str(name))}"


def _unknown_variables() -> list[str]:
    """Variables with our prefix that name no option, so that a slip of the pen is not silently ignored."""
    names = sorted(name for name in os.environ if name.upper().startswith(PREFIX) and name != CONFIG_VARIABLE)
    return [
        f"environment variable {name}: no such option{_closest(option)}"
        for name in names
        if not _known(option := name.lower().removeprefix(PREFIX.lower()))
    ]


def _explain(where: tuple[str | int, ...], message: str, places: Places) -> str:
    """One validation error as a line: where the value was given, the option, what is wrong."""
    name = str(where[0])
    if not os.environ.get(variable := PREFIX + name.upper()):
        variable = DiscordVariables.names.get(name, "")
    if os.environ.get(variable):
        return f"environment variable {variable}: {message}"
    return f"{places.get(where[:2]) or places.get((name,)) or 'settings'}: {name}: {message}"
