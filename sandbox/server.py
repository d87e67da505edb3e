"""The sandbox itself: builds the world, listens on loopback, and stops cleanly."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from sandbox.builder import Builder
from sandbox.clock import Clock, SystemClock
from sandbox.commands import CommandBook
from sandbox.errors import RefusedError
from sandbox.faults import Faults
from sandbox.gateway.connection import Connection
from sandbox.gateway.hub import Hub
from sandbox.human import Member
from sandbox.interactions import InteractionDesk
from sandbox.layout import Layout
from sandbox.model import Channel, Guild, Role, User
from sandbox.page.lines import Lines
from sandbox.page.parts import Parts
from sandbox.page.web import Page
from sandbox.ratelimits import RateLimiter, RateLimits
from sandbox.responses import Responder
from sandbox.rest.app import BASE, RestApi
from sandbox.rest.context import Application, Context
from sandbox.rest.files import FileServer
from sandbox.schema import Schema
from sandbox.traffic import Traffic, Violation
from sandbox.waiting import until
from sandbox.world import World

LOOPBACK = "127.0.0.1"
GATEWAY_PATH = "/gateway"


@dataclass(frozen=True)
class Settings:
    """How a sandbox is to behave."""

    port: int = 0
    layout: Layout = field(default_factory=Layout)
    openapi: Path | None = None
    rate_limits: RateLimits = field(default_factory=RateLimits)
    clock: Clock = field(default_factory=SystemClock)
    heartbeat: float = 41.25
    shards: int = 1
    disallowed_intents: int = 0


class Sandbox:
    """A running stand-in for Discord; start it with `async with Sandbox.start() as box`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.world = World(settings.clock, settings.layout.bot)
        self.faults = Faults()
        self.traffic = Traffic(settings.clock.now)
        self.faults.bind_record(self.traffic.fault)
        self.build = Builder(self.world)
        self.guild: Guild = self.build.lay_out(settings.layout)
        self._application = Application(self.world, settings.disallowed_intents, settings.shards)
        commands, desk = CommandBook(self.world), InteractionDesk(self.world)
        self.context = Context(
            world=self.world,
            application=self._application,
            commands=commands,
            desk=desk,
            responder=Responder(self.world, desk),
            limiter=RateLimiter(settings.rate_limits, settings.clock),
            faults=self.faults,
            traffic=self.traffic,
            schema=None if settings.openapi is None else Schema.load(settings.openapi),
        )
        self.hub = Hub(self.world, self.faults)
        if isinstance(settings.clock, SystemClock):
            self.faults.bind_clock(settings.clock.set)
        self._url = ""

    @classmethod
    @asynccontextmanager
    async def start(cls, settings: Settings | None = None) -> AsyncIterator["Sandbox"]:
        """Listen on 127.0.0.1 (any free port unless told) until the block ends."""
        box = cls(settings or Settings())
        runner = web.AppRunner(box.web_application(), access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            site = web.TCPSite(runner, LOOPBACK, box.settings.port)
            await site.start()
            box._listening_on(runner.addresses[0][1])
            yield box
        finally:
            for connection in tuple(box.hub.connections):
                connection.abort()
            box.world.threads.close()
            await runner.cleanup()

    @property
    def rest_url(self) -> str:
        """What `discord.http.Route.BASE` is to be."""
        return self._url + BASE

    @property
    def gateway_url(self) -> str:
        """What `discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY` is to be, as text."""
        return self._application.gateway_url

    @property
    def page_url(self) -> str:
        """Where the page is."""
        return self._url + "/"

    @property
    def token(self) -> str:
        """The token that the bot logs in with."""
        return self._application.token

    @property
    def bot(self) -> User:
        """The bot's account."""
        return self.world.bot

    @property
    def bot_mention(self) -> str:
        """How a message mentions the bot."""
        return self.world.bot.mention

    @property
    def violations(self) -> list[Violation]:
        """Request bodies that Discord's OpenAPI description does not allow."""
        return self.traffic.violations

    def member(self, name: str) -> Member:
        """The person of that name."""
        for user in self.world.store.users.values():
            if user.global_name == name and not user.bot:
                return Member(user, self.world, self.context.commands, self.context.desk)
        raise RefusedError(f"There is nobody called {name!r}")

    def people(self) -> list[Member]:
        """Everybody one can act as."""
        owners = {guild.owner_id for guild in self.world.store.guilds.values()}
        users = [u for u in self.world.store.users.values() if not u.bot and u.id not in owners]
        return [Member(u, self.world, self.context.commands, self.context.desk) for u in users]

    def channel(self, name: str) -> Channel:
        """The guild channel of that name."""
        for channel in self.world.store.channels.values():
            if channel.name == name.removeprefix("#") and channel.guild_id is not None:
                return channel
        raise RefusedError(f"There is no channel {name!r}")

    def add_member(self, name: str, *roles: Role) -> Member:
        """A new person in the guild."""
        self.build.user(name, self.guild, list(roles))
        return self.member(name)

    def add_role(self, name: str, permissions: int = 0) -> Role:
        """A new role in the guild."""
        return self.build.role(self.guild, name, permissions)

    def add_channel(self, name: str, *, topic: str = "", only: Role | None = None) -> Channel:
        """A new text channel in the guild; with `only`, private to that role and the bot."""
        return self.build.channel(self.guild, name, topic=topic, only=only)

    async def wait_online(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Return once the bot has identified (or resumed) on the gateway."""
        await until(self.world.events, lambda: self.hub.online or None, timeout, "bot on the gateway")

    async def wait_commands(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Return once the bot has registered commands, for everyone or for the guild."""
        book = self.context.commands

        def look() -> bool | None:
            return bool(book.registered(None) or book.registered(self.guild.id)) or None

        await until(self.world.events, look, timeout, "registered commands")

    def web_application(self) -> web.Application:
        """The aiohttp application with every route."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        RestApi(self.context).add_to(app)
        FileServer(self.world).add_to(app)
        Page(self._parts()).add_to(app)
        app.router.add_get(GATEWAY_PATH, self._gateway)
        app.router.add_get(GATEWAY_PATH + "/", self._gateway)
        return app

    def _parts(self) -> Parts:
        return Parts(
            world=self.world,
            traffic=self.traffic,
            lines=Lines(self.world.store, self.context.desk),
            faults=self.faults,
            people=self.people,
            online=lambda: self.hub.online,
            layout=self.settings.layout,
            checked=self.context.schema is not None,
        )

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        connection = Connection(self.hub, self._application, self.traffic, self.settings.heartbeat)
        return await connection.serve(request)

    def _listening_on(self, port: int) -> None:
        self._url = f"http://{LOOPBACK}:{port}"
        self.world.payloads.base_url = self._url
        self._application.gateway_url = f"ws://{LOOPBACK}:{port}{GATEWAY_PATH}"
