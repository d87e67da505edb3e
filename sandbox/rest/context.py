"""What every REST handler works with: the server's parts and the request at hand."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox.checks.shape import snowflake
from sandbox.commands import CommandBook
from sandbox.errors import invalid
from sandbox.faults import Faults
from sandbox.gateway.intents import PRIVILEGED
from sandbox.interactions import InteractionDesk
from sandbox.model import Attachment, Json
from sandbox.payloads import user_payload
from sandbox.ratelimits import RateLimiter
from sandbox.responses import Responder
from sandbox.schema import Schema
from sandbox.traffic import Traffic
from sandbox.world import World

MESSAGE_CONTENT_FLAG = 1 << 19


@dataclass
class Application:
    """The bot's application: its token, what its portal allows, and where it is to connect."""

    world: World
    disallowed_intents: int = 0
    shards: int = 1
    gateway_url: str = ""
    token: str = field(init=False)

    def __post_init__(self) -> None:
        name = base64.b64encode(str(self.world.bot.id).encode()).decode().rstrip("=")
        self.token = f"{name}.sandbox.not-a-secret"

    def payload(self) -> Json:
        """The application as REST shows it."""
        bot = self.world.bot
        return {
            "id": str(bot.id),
            "name": bot.global_name,
            "description": "",
            "icon": None,
            "bot_public": False,
            "bot_require_code_grant": False,
            "owner": user_payload(self._owner()),
            "verify_key": "0" * 64,
            "flags": 0 if self.disallowed_intents & PRIVILEGED & (1 << 15) else MESSAGE_CONTENT_FLAG,
            "bot": user_payload(bot),
            "tags": [],
            "integration_types_config": {"0": {}},
            "approximate_guild_count": len(self.world.store.guilds),
        }

    def _owner(self) -> Any:
        guilds = list(self.world.store.guilds.values())
        return self.world.store.users[guilds[0].owner_id] if guilds else self.world.bot


@dataclass
class Context:
    """The server's parts."""

    world: World
    application: Application
    commands: CommandBook
    desk: InteractionDesk
    responder: Responder
    limiter: RateLimiter
    faults: Faults
    traffic: Traffic
    schema: Schema | None = None


@dataclass
class ApiRequest:
    """One request, with its body read."""

    context: Context
    method: str
    path: str
    params: dict[str, str]
    query: dict[str, str]
    body: Any = None
    files: list[Attachment] = field(default_factory=list)

    @property
    def world(self) -> World:
        """The world that the request acts on."""
        return self.context.world

    def snowflake(self, name: str) -> int:
        """An id from the path."""
        value = self.params[name]
        return snowflake(value, name)

    def fields(self) -> Json:
        """The body, which must be an object."""
        if not isinstance(self.body, dict):
            raise invalid((), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return self.body

    def items(self) -> list[Json]:
        """The body, which must be a list of objects."""
        if not isinstance(self.body, list) or not all(isinstance(item, dict) for item in self.body):
            raise invalid((), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return self.body

    def number(self, name: str, default: int, most: int) -> int:
        """A number from the query string, at least 1."""
        value = self.query.get(name, str(default))
        if not value.isdecimal() or len(value) > 9 or not 1 <= int(value) <= most:
            raise invalid((name,), "NUMBER_TYPE_MAX", f"int value should be between 1 and {most}.")
        return int(value)


@dataclass(frozen=True)
class Answer:
    """A handler's answer."""

    payload: Any = None
    status: int = 200


Handler = Callable[[ApiRequest], Answer]


@dataclass(frozen=True)
class Route:
    """A path template and who handles it; `open` routes carry their own token in the path."""

    method: str
    path: str
    handler: Handler
    open: bool = False
