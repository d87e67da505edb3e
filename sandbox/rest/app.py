"""The REST API on aiohttp: reads, checks, limits, records and answers each request."""

import asyncio
import time
from typing import Any

from aiohttp import web

from sandbox.encoding import encoded
from sandbox.errors import DiscordError
from sandbox.faults import RestFault
from sandbox.model import Json
from sandbox.ratelimits import Standing
from sandbox.rest import channels, commands, interactions, lookups, threads
from sandbox.rest.bodies import read_body
from sandbox.rest.context import Answer, ApiRequest, Context, Route

BASE = "/api/v10"
MAJOR = ("channel_id", "guild_id", "webhook_id", "token")


class RestApi:
    """Serves every route of the API below `/api/v10`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def add_to(self, app: web.Application) -> None:
        """Add the routes, and Discord's 404 for all others."""
        for module in (lookups, channels, threads, commands, interactions):
            for route in module.ROUTES:
                app.router.add_route(route.method, BASE + route.path, self._endpoint(route))
        app.router.add_route("*", BASE + "/{tail:.*}", self._not_found)

    def _endpoint(self, route: Route) -> Any:
        async def endpoint(request: web.Request) -> web.Response:
            return await self._serve(request, route)

        return endpoint

    async def _not_found(self, request: web.Request) -> web.Response:
        error = DiscordError(404, 0, "404: Not Found")
        self._context.traffic.rest(f"{request.method} {request.path.removeprefix(BASE)}", 404, 0.0)
        return _json(error.body(), 404, {})

    async def _serve(self, request: web.Request, route: Route) -> web.Response:
        started = time.perf_counter()
        context = self._context
        path = request.path.removeprefix(BASE)
        standing = self._admit(request, route)
        body: Any = None
        try:
            body, files = await read_body(request, context.world.store.ids)
            fault = context.faults.take_rest(request.method, path)
            if fault is not None and fault.delay:
                await asyncio.sleep(fault.delay)
            api = ApiRequest(
                context, request.method, path, dict(request.match_info), dict(request.query), body, files
            )
            answer = self._answer(request, route, api, standing, fault)
        except DiscordError as error:
            answer = Answer(error.body(), error.status)
        milliseconds = (time.perf_counter() - started) * 1000
        detail = {"request": body, "answer": answer.payload}
        context.traffic.rest(f"{request.method} {path}", answer.status, milliseconds, detail)
        return _json(answer.payload, answer.status, standing.headers())

    def _answer(
        self, request: web.Request, route: Route, api: ApiRequest, standing: Standing, fault: RestFault | None
    ) -> Answer:
        if fault is not None and fault.status == 429:
            standing.retry_after, standing.is_global = fault.retry_after, fault.is_global
        if standing.retry_after is not None:
            return Answer(_limited(standing), 429)
        if fault is not None and fault.status and not fault.executed:
            return Answer({"message": f"{fault.status}: injected fault", "code": 0}, fault.status)
        if not route.open:
            self._authorize(request)
        self._check_schema(api)
        answer = route.handler(api)
        if fault is not None and fault.status:
            return Answer({"message": f"{fault.status}: injected fault", "code": 0}, fault.status)
        return answer

    def _admit(self, request: web.Request, route: Route) -> Standing:
        major = "+".join(request.match_info.get(name, "") for name in MAJOR)
        callback = route.path.startswith("/interactions")
        return self._context.limiter.admit(f"{route.method} {route.path}", major, interaction=callback)

    def _authorize(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bot {self._context.application.token}":
            raise DiscordError(401, 0, "401: Unauthorized")

    def _check_schema(self, api: ApiRequest) -> None:
        if self._context.schema is None:
            return
        for violation in self._context.schema.check(api.method, api.path, api.body):
            self._context.traffic.violate(violation)


def _limited(standing: Standing) -> Json:
    return {
        "message": "You are being rate limited.",
        "retry_after": standing.retry_after,
        "global": standing.is_global,
    }


def _json(payload: Any, status: int, headers: dict[str, str]) -> web.Response:
    # The client takes only this exact content type, and a 429 without `Via` for a ban.
    common = headers | {"Via": "1.1 sandbox"}
    if status == 204:
        return web.Response(status=204, headers=common)
    body = encoded(payload)
    return web.Response(body=body, status=status, headers=common | {"Content-Type": "application/json"})
