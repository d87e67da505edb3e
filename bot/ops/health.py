"""Health: a tiny page on the loopback interface that says how the bot is, and a command that asks there."""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from aiohttp import web

from bot.settings import SettingsError, load_settings

LOOPBACK = "127.0.0.1"
PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is.

    Attributes:
        ready: whether it is connected to Discord and answers.
        latency_ms: of the slowest connection, where there is one.
        facts: the edition of the fact base that it answers from.
        digest: the hash of that edition's files.
    """

    ready: bool
    latency_ms: int | None
    facts: int
    digest: str


class HealthPage:
    """Serves the health of a running bot from `start` until the end of its `async with`."""

    def __init__(self, port: int, look: Callable[[], Health]) -> None:
        app = web.Application()
        app.router.add_get("/healthz", self._show)
        self._port = port
        self._look = look
        self._runner = web.AppRunner(app, access_log=None)

    async def start(self) -> None:
        """Listen.

        Raises:
            OSError: the port cannot be used.
        """
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, LOOPBACK, self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise

    async def __aenter__(self) -> HealthPage:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _show(self, _: web.Request) -> web.Response:
        health = self._look()
        return web.json_response(asdict(health), status=200 if health.ready else 503)


def ask(port: int) -> tuple[bool, str]:
    """Ask a running bot how it is: whether it is well, and what it said."""
    try:
        with urllib.request.urlopen(f"http://{LOOPBACK}:{port}/healthz", timeout=PATIENCE) as answer:
            return True, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return False, error.read().decode()
    except (OSError, ValueError) as error:
        return False, json.dumps({"ready": False, "error": str(error)})


def main(arguments: list[str] | None = None) -> int:
    """Print the health of the bot on this machine; return 0 where it is well, else 1."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        settings = load_settings(Path(given[0]) if given else None)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if settings.health_port is None:
        sys.stderr.write("health_port is not set, so there is nothing to ask\n")
        return 1
    well, said = ask(settings.health_port)
    sys.stdout.write(f"{said}\n")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
