"""A tiny page on the loopback interface that says how the bot is."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from bot.ops.health import LOOPBACK, Health


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
        return web.json_response(health.fields(), status=200 if health.ready else 503)
