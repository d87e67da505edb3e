"""`python -m sandbox`: start the stand-in and say where to look."""

import argparse
import asyncio
import json
import signal
import sys
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

from sandbox.keeping import BotKeeper
from sandbox.layout import Layout
from sandbox.ratelimits import RateLimits
from sandbox.server import Sandbox, Settings


def parser() -> argparse.ArgumentParser:
    """The command line."""
    known = argparse.ArgumentParser(prog="python -m sandbox", description="A local stand-in for Discord.")
    known.add_argument("--port", type=int, default=8765, help="port on 127.0.0.1; 0 for any free one")
    known.add_argument("--suggest", action="append", default=[], metavar="TEXT", help="a question to suggest")
    known.add_argument(
        "--data", type=Path, metavar="FILE", help="JSON: guild, bot, channels, users, suggestions"
    )
    known.add_argument("--bot-name", metavar="NAME", help="what the bot is called")
    known.add_argument("--openapi", type=Path, metavar="FILE", help="check requests against this description")
    known.add_argument(
        "--discord-limits", action="store_true", help="rate limits about as tight as Discord's"
    )
    known.add_argument("--shards", type=int, default=1, help="how many shards to recommend to the bot")
    known.add_argument("--announce", action="store_true", help="print one line of JSON instead of words")
    known.add_argument(
        "--bot-env",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a variable for the bot; {name} in it becomes the id of the channel of that name",
    )
    known.add_argument(
        "--topic", action="append", default=[], metavar="NAME=TEXT", help="what a channel's topic says"
    )
    known.add_argument(
        "bot", nargs="*", metavar="MODULE", help="after --: a bot to start and restart, and its arguments"
    )
    return known


def settings(given: argparse.Namespace) -> Settings:
    """What the command line asks for."""
    layout = Layout.load(given.data) if given.data else Layout()
    if given.bot_name:
        layout = replace(layout, bot=given.bot_name)
    if given.suggest:
        layout = replace(layout, suggestions=tuple(given.suggest))
    topics = _pairs(given.topic)
    channels = tuple(replace(plan, topic=topics.get(plan.name, plan.topic)) for plan in layout.channels)
    layout = replace(layout, channels=channels)
    return Settings(
        port=given.port,
        layout=layout,
        openapi=given.openapi,
        rate_limits=RateLimits.discord() if given.discord_limits else RateLimits(),
        shards=given.shards,
    )


def _pairs(given: list[str]) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in given)


def announcement(box: Sandbox, *, machine: bool) -> str:
    """Where to look, for a person or as one line of JSON."""
    where = {
        "page_url": box.page_url,
        "rest_url": box.rest_url,
        "gateway_url": box.gateway_url,
        "token": box.token,
        "application_id": str(box.bot.id),
        "guild_id": str(box.guild.id),
        "channels": {channel.name: str(channel.id) for channel in box.guild.channels.values()},
        "roles": {role.name: str(role.id) for role in box.guild.roles.values()},
    }
    if machine:
        return json.dumps(where)
    launch = f"python -m sandbox.launch --rest {box.rest_url} --gateway {box.gateway_url} -- MODULE"
    return (
        f"The sandbox is at {box.page_url}\n"
        f"The bot logs in with DISCORD_TOKEN={box.token}\n"
        f"and is pointed here by: {launch}\n"
        "Ctrl-C stops it."
    )


async def serve(given: argparse.Namespace) -> None:
    """Run until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with AsyncExitStack() as stack:
        box = await stack.enter_async_context(Sandbox.start(settings(given)))
        sys.stdout.write(announcement(box, machine=given.announce) + "\n")
        sys.stdout.flush()
        if given.bot:
            keeper = BotKeeper(box, given.bot, _pairs(given.bot_env))
            await stack.enter_async_context(keeper.keeping())
        await stop.wait()


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line and serve."""
    known = parser()
    given = known.parse_args(arguments)
    for option in ("bot_env", "topic"):
        if any("=" not in pair for pair in getattr(given, option)):
            known.error(f"--{option.replace('_', '-')} takes NAME=VALUE")
    try:
        asyncio.run(serve(given))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"The sandbox cannot start: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
