"""The page's addresses: its files, its API below /sandbox/api, and who may call them."""

import mimetypes
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import BodyPartReader, web

from sandbox.errors import DiscordError, RefusedError
from sandbox.human import Member
from sandbox.model import Attachment, Json
from sandbox.page.acts import Acts
from sandbox.page.live import LiveFeed
from sandbox.page.parts import Parts
from sandbox.page.troubles import strike
from sandbox.page.views import channel_view, message_view, start_view

STATIC = Path(__file__).parent.parent / "static"
API = "/sandbox/api"
LOCAL_HOSTS = {"127.0.0.1", "localhost"}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: https:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
Endpoint = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Page:
    """Serves the page and its API."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._acts = Acts(parts)

    def add_to(self, app: web.Application) -> None:
        """Add the routes."""
        add = app.router.add_route
        add("GET", "/", self._local(self._index))
        add("GET", "/static/{name}", self._local(self._file))
        add("GET", API + "/start", self._local(self._start))
        add("GET", API + "/channels", self._local(self._channels))
        add("GET", API + "/messages", self._local(self._messages))
        add("GET", API + "/commands", self._local(self._commands))
        add("GET", API + "/live", self._local(self._live))
        add("GET", API + "/traffic", self._local(self._traffic))
        add("GET", API + "/faults", self._local(self._faults))
        add("POST", API + "/faults", self._local(self._strike))
        add("POST", API + "/upload", self._local(self._upload))
        add("POST", API + "/hold", self._local(self._hold))
        add("POST", API + "/act/{name}", self._local(self._act))

    def _local(self, endpoint: Endpoint) -> Endpoint:
        async def guarded(request: web.Request) -> web.StreamResponse:
            # Another site's page must not reach this one through the visitor's browser.
            origin = request.headers.get("Origin")
            foreign = origin is not None and urlsplit(origin).netloc != request.host
            if foreign or urlsplit(f"//{request.host}").hostname not in LOCAL_HOSTS:
                raise web.HTTPForbidden(text="The page is for this machine only.")
            try:
                return await endpoint(request)
            except RefusedError as refused:
                return web.json_response({"error": str(refused)}, status=409)
            except DiscordError as refused:
                return web.json_response({"error": refused.message}, status=409)

        return guarded

    async def _index(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(STATIC / "index.html", headers=HEADERS)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = STATIC / request.match_info["name"]
        if path.parent != STATIC or path.suffix not in {".css", ".js", ".svg"} or not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=HEADERS)

    async def _start(self, _: web.Request) -> web.Response:
        return web.json_response(start_view(self._parts))

    async def _channels(self, request: web.Request) -> web.Response:
        member = self._member(request.query)
        channels = [*member.channels(), *member.threads()]
        views = [channel_view(c, self._parts.world, member.id) for c in channels]
        unread = [{"unread": self._acts.reading.since(member, channel)} for channel in channels]
        return web.json_response([view | more for view, more in zip(views, unread, strict=True)])

    async def _messages(self, request: web.Request) -> web.Response:
        member = self._member(request.query)
        channel = self._acts.channel(member, dict(request.query))
        seen = member.sees(channel)[-200:]
        return web.json_response([message_view(m, self._parts.world) for m in seen])

    async def _commands(self, request: web.Request) -> web.Response:
        member = self._member(request.query)
        channel = self._acts.channel(member, dict(request.query))
        return web.json_response(member.commands(channel, None))

    async def _live(self, request: web.Request) -> web.StreamResponse:
        return await LiveFeed(self._parts, self._member(request.query)).serve(request)

    async def _traffic(self, _: web.Request) -> web.Response:
        latest = list(self._parts.traffic.entries)[-200:]
        return web.json_response([self._parts.lines.view(entry) for entry in latest])

    async def _faults(self, _: web.Request) -> web.Response:
        return web.json_response(self._parts.faults.pending())

    async def _strike(self, request: web.Request) -> web.Response:
        struck = strike(self._parts.faults, await _object(request))
        return web.json_response({"struck": struck, "pending": self._parts.faults.pending()})

    async def _act(self, request: web.Request) -> web.Response:
        given = await _object(request)
        given.pop("files", None)
        result = await self._acts.perform(request.match_info["name"], self._member(given), given)
        return web.json_response(result)

    async def _upload(self, request: web.Request) -> web.Response:
        given, files = await self._form(request)
        sent = await self._acts.perform("send", self._member(given), given | {"files": files})
        return web.json_response(sent)

    async def _hold(self, request: web.Request) -> web.Response:
        """Take files that a command or modal is about to name."""
        _, files = await self._form(request)
        for file in files:
            self._parts.world.hold(file)
        return web.json_response([{"id": str(file.id), "name": file.filename} for file in files])

    async def _form(self, request: web.Request) -> tuple[Json, list[Attachment]]:
        """The fields and files of a form."""
        given: Json = {}
        files: list[Attachment] = []
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                continue
            data = bytes(await part.read())
            if part.filename:
                kind = mimetypes.guess_type(part.filename)[0] or "application/octet-stream"
                files.append(Attachment(self._parts.world.store.ids.next(), part.filename, kind, data))
            else:
                given[part.name or ""] = data.decode()
        return given, files

    def _member(self, given: Any) -> Member:
        wanted = str(given.get("as"))
        found = next((m for m in self._parts.people() if str(m.id) == wanted), None)
        if found is None:
            raise RefusedError("There is nobody of that id to act as")
        return found


async def _object(request: web.Request) -> Json:
    if request.content_type != "application/json":
        raise RefusedError("The body must be JSON")
    try:
        body = await request.json()
    except ValueError:
        raise RefusedError("The body must be JSON") from None
    if not isinstance(body, dict):
        raise RefusedError("The body must be an object")
    return body
