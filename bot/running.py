"""Running the bot until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import discord
import structlog

from bot.discord.client import Equipment, FactsBot
from bot.discord.items import ITEMS
from bot.facts.problems import FactBaseError
from bot.moderating.aside import giving_way
from bot.ops.logs import configure_logging
from bot.ops.starting import StartError
from bot.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from bot.answers.engine import Engine
    from bot.facts.live import LiveBook
    from bot.ops.health_page import HealthPage
    from bot.starting import SandboxOptions

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

HEADSTART = 0.25
"""Seconds for which Discord alone is seen to; answers take longer to load than it takes where it is near."""


def start(config: Path | None, *, sandbox: SandboxOptions, sandboxed: bool = False) -> int:
    """Run the bot, or the local sandbox with the bot in it where there is no token; return the exit status.

    Args:
        config: the configuration file, where one was named.
        sandbox: how the sandbox is to behave.
        sandboxed: whether to start the sandbox even where there is a token.
    """
    try:
        settings = load_settings(config)
        if settings.discord_token() is not None and not sandboxed:
            with asyncio.Runner(loop_factory=_loop_factory()) as runner:
                runner.run(run(settings))
            return 0
        status: int = asyncio.run(import_module("bot.sandboxed").run_sandboxed(settings, config, sandbox))
        return status
    except (SettingsError, StartError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 130


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return what makes event loops: uvloop, which takes a quarter off a reply, where it is installed."""
    try:
        factory: Callable[[], asyncio.AbstractEventLoop] = import_module("uvloop").new_event_loop
    except ModuleNotFoundError:  # there is none for Windows
        return None
    return factory


async def run(settings: Settings) -> None:
    """Connect to Discord and answer until SIGINT or SIGTERM; replies under way are sent first.

    Raises:
        StartError: a token is missing or refused, the facts are not sound, Discord cannot be reached.
        SettingsError: the token file cannot be read.
    """
    token = settings.discord_token()
    if token is None:
        raise StartError("No token: set DISCORD_TOKEN, or token_file in the configuration.")
    configure_logging(settings.log_format, settings.log_level)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # it never speaks aloud
    reached = asyncio.Event()
    equipment = asyncio.create_task(_equipment(settings, reached))
    client = FactsBot(settings, equipment, items=ITEMS, reached=reached)
    async with AsyncExitStack() as stack:
        if settings.health_port is not None:
            await stack.enter_async_context(await _health_page(client, settings.health_port))
        await stack.enter_async_context(client)
        stack.push_async_callback(_cancelled, asyncio.create_task(_prepare(client, settings)))
        _stop_on_signals(client)
        try:
            await _connect(client, token.reveal())
        finally:
            reached.set()
            await equipment  # what is wrong with the facts is told before anything else
    log.info("stopped")


async def _equipment(settings: Settings, reached: asyncio.Event) -> Equipment:
    """Load all that answers take, once Discord is reached or as soon as that takes long.

    Raises:
        StartError: the facts are not sound.
    """
    with suppress(TimeoutError):
        await asyncio.wait_for(reached.wait(), HEADSTART)
    facts = await asyncio.to_thread(_facts, settings)
    equipment: Equipment = import_module("bot.app").equip(settings, facts)
    return equipment


def _facts(settings: Settings) -> LiveBook[Engine]:
    with giving_way():
        app = import_module("bot.app")
        try:
            facts: LiveBook[Engine] = app.open_facts(settings.facts_dir, settings.state_dir)
        except FactBaseError as error:
            raise StartError(f"The facts in {settings.facts_dir} are not sound:\n{error}") from error
        return facts


async def _prepare(client: FactsBot, settings: Settings) -> None:
    await client.equipped()
    facts, is_made = client.answering.facts, import_module("bot.app").readymade(settings.state_dir).has
    keep_prepared = import_module("bot.ops.preparing").keep_prepared
    await keep_prepared(lambda: facts.current.digest, is_made, settings.facts_dir, settings.state_dir)


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _health_page(client: FactsBot, port: int) -> HealthPage:
    page: HealthPage = import_module("bot.ops.health_page").HealthPage(port, client.health)
    try:
        await page.start()
    except OSError as error:
        raise StartError(f"health_port {port} cannot be used: {error.strerror}") from error
    return page


async def _connect(client: FactsBot, token: str) -> None:
    try:
        await client.start(token)
    except discord.LoginFailure as error:
        raise StartError("Discord refused the token. Copy it anew from the developer portal.") from error
    except discord.PrivilegedIntentsRequired as error:
        raise StartError(
            "Answer channels need the Message Content intent: switch it on in the developer portal under "
            "Bot, or leave answer_channels empty."
        ) from error
    except (aiohttp.ClientConnectionError, discord.GatewayNotFound, discord.DiscordServerError) as error:
        raise StartError(f"Discord cannot be reached: {error}") from error


def _stop_on_signals(client: FactsBot) -> None:
    """Close the client at the first signal; at the second, do not wait for it."""
    loop = asyncio.get_running_loop()
    main = asyncio.current_task()
    closing: set[asyncio.Task[None]] = set()

    def stop(name: str) -> None:
        if closing:
            log.warning("stopping at once", signal=name)
            if main is not None:
                main.cancel()
            return
        log.info("stopping", signal=name)
        closing.add(loop.create_task(client.close()))

    for each in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(each, stop, each.name)
