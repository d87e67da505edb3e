"""A client with no library in between: plain REST calls and a plain gateway socket."""

import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from sandbox import Sandbox
from sandbox.interactions import Interaction, Kind

INTENTS_ALL = (1 << 16) - 1
COMMAND_DATA = {"id": "1", "name": "say", "type": 1, "options": []}


@dataclass
class Reply:
    """Status, JSON and headers of an answer."""

    status: int
    body: Any
    headers: Any

    @property
    def code(self) -> int | None:
        return self.body.get("code") if isinstance(self.body, dict) else None


class Rest:
    """Calls the REST API with the bot's token."""

    def __init__(self, session: aiohttp.ClientSession, box: Sandbox) -> None:
        self._session = session
        self.box = box
        self.general = f"/channels/{box.channel('general').id}/messages"

    async def __call__(self, method: str, path: str, body: Any = None, token: str | None = None) -> Reply:
        headers = {"Authorization": f"Bot {self.box.token if token is None else token}"}
        url = self.box.rest_url + path
        async with self._session.request(method, url, json=body, headers=headers) as response:
            text = await response.text()
            return Reply(response.status, json.loads(text) if text else None, response.headers)

    async def answer(self, interaction: Interaction, kind: int, data: Any = None, query: str = "") -> Reply:
        path = f"/interactions/{interaction.id}/{interaction.token}/callback{query}"
        return await self("POST", path, {"type": kind, "data": data} if data is not None else {"type": kind})

    def webhook(self, interaction: Interaction, tail: str = "") -> str:
        return f"/webhooks/{self.box.bot.id}/{interaction.token}{tail}"


@asynccontextmanager
async def rest(box: Sandbox) -> AsyncIterator[Rest]:
    async with aiohttp.ClientSession() as session:
        yield Rest(session, box)


def command_of(box: Sandbox, name: str = "Maya") -> Interaction:
    """A slash command on its way to the bot, unanswered."""
    general = box.channel("general")
    return box.context.desk.create(Kind.COMMAND, box.member(name).id, general, dict(COMMAND_DATA))


class Socket:
    """A gateway connection that reads one message at a time."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, *, compressed: bool) -> None:
        self.socket = socket
        self._inflate = zlib.decompressobj() if compressed else None

    async def read(self) -> Any:
        message = await self.socket.receive(timeout=5)
        if message.type is aiohttp.WSMsgType.BINARY:
            assert self._inflate is not None
            assert message.data.endswith(b"\x00\x00\xff\xff")
            return json.loads(self._inflate.decompress(message.data))
        if message.type is aiohttp.WSMsgType.TEXT:
            return json.loads(message.data)
        return {"closed": self.socket.close_code}

    async def until(self, event: str) -> Any:
        """The next dispatch of that name."""
        while True:
            message = await self.read()
            assert "closed" not in message, message
            if message.get("t") == event:
                return message

    async def closed(self) -> int | None:
        """The code that the server closes with."""
        while True:
            message = await self.read()
            if "closed" in message:
                code: int | None = message["closed"]
                return code

    async def send(self, op: int, data: Any = None) -> None:
        await self.socket.send_json({"op": op, "d": data})

    async def identify(self, box: Sandbox, intents: int = INTENTS_ALL, **more: Any) -> Any:
        """Identify and return READY."""
        await self.send(2, {"token": box.token, "intents": intents, "properties": {}, **more})
        return (await self.until("READY"))["d"]

    async def resume(self, box: Sandbox, session_id: str, seq: int) -> None:
        await self.send(6, {"token": box.token, "session_id": session_id, "seq": seq})


@asynccontextmanager
async def gateway(box: Sandbox, query: str = "?v=10&encoding=json") -> AsyncIterator[Socket]:
    async with aiohttp.ClientSession() as session, session.ws_connect(box.gateway_url + query) as socket:
        yield Socket(socket, compressed="zlib" in query)
