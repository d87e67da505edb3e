"""One gateway connection: the opcodes, the heartbeat and the close codes."""

import asyncio
import contextlib
import json
import math
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from aiohttp import WSMessage, WSMsgType, web

from sandbox.encoding import encoded
from sandbox.gateway.compression import Compressor, compressor
from sandbox.gateway.intents import KNOWN_BITS
from sandbox.gateway.session import Session
from sandbox.model import Json
from sandbox.traffic import Traffic

if TYPE_CHECKING:
    from sandbox.gateway.hub import Hub
    from sandbox.rest.context import Application

OP_NAMES = {1: "heartbeat", 2: "identify", 3: "presence update", 4: "voice state update", 6: "resume",
            7: "reconnect", 8: "request guild members", 9: "invalid session", 10: "hello",
            11: "heartbeat ack"}  # fmt: skip
COMMANDS_A_MINUTE = 120
TRIP = 0.05
"""Seconds that a heartbeat and its ack are under way, as over a network: discord.py notes when it sent one
only after the socket has taken it, and reads an ack that is quicker as one of the beat before."""


class CloseError(Exception):
    """The client broke the protocol: close with a code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Connection:
    """Speaks with one client socket until it closes."""

    def __init__(self, hub: "Hub", application: "Application", traffic: Traffic, heartbeat: float) -> None:
        self._hub = hub
        self._application = application
        self._traffic = traffic
        self._heartbeat = heartbeat
        self._out: asyncio.Queue[str | None] = asyncio.Queue()
        self._transport: asyncio.Transport | None = None
        self._last_beat = time.monotonic()
        self._commands: deque[float] = deque()
        self._cut = False
        self.session: Session | None = None

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Upgrade the request and talk until the end."""
        socket = web.WebSocketResponse(compress=False, max_msg_size=16_384, autoclose=True)
        await socket.prepare(request)
        self._transport = request.transport
        self._hub.connections.add(self)
        writer: asyncio.Task[None] | None = None
        try:
            squeeze = self._negotiate(request)
            writer = asyncio.create_task(self._write(socket, squeeze))
            self.send_op(10, {"heartbeat_interval": int(self._heartbeat * 1000)})
            await self._read(socket)
        except CloseError as close:
            self._traffic.gateway("out", f"close {close.code} {close}")
            await socket.close(code=close.code, message=str(close).encode())
        finally:
            self._hub.connections.discard(self)
            self._leave(socket)
            if writer is not None:
                writer.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await writer
        return socket

    def push(self, text: str, title: str) -> None:
        """Send a dispatch, after those pushed before."""
        self._traffic.gateway("out", title, text)
        self._out.put_nowait(text)

    def send_op(self, op: int, data: Any) -> None:
        """Send something other than a dispatch."""
        self._traffic.gateway("out", f"op {op} {OP_NAMES.get(op, '')}", data)
        self._out.put_nowait(encoded({"op": op, "d": data, "s": None, "t": None}).decode())

    def abort(self) -> None:
        """Cut the connection as a failing network would, with no close frame."""
        self._traffic.gateway("out", "connection dropped")
        self._cut = True
        self._detach()
        if self._transport is not None:
            self._transport.abort()

    def _negotiate(self, request: web.Request) -> Compressor | None:
        if request.query.get("v") not in {"9", "10"}:
            raise CloseError(4012, "Invalid API version.")
        if request.query.get("encoding", "json") != "json":
            raise CloseError(4002, "Only the json encoding is spoken here.")
        try:
            return compressor(request.query.get("compress"))
        except ValueError:
            raise CloseError(4002, "Unknown compression.") from None

    async def _write(self, socket: web.WebSocketResponse, squeeze: Compressor | None) -> None:
        while (text := await self._out.get()) is not None:
            try:
                if squeeze is None:
                    await socket.send_str(text)
                else:
                    await socket.send_bytes(squeeze.compress(text))
            except (ConnectionError, RuntimeError):
                return

    async def _read(self, socket: web.WebSocketResponse) -> None:
        patience = self._heartbeat * 1.5
        while True:
            left = self._last_beat + patience - time.monotonic()
            try:
                message = await socket.receive(timeout=max(0.01, left))
            except TimeoutError:
                raise CloseError(4009, "Session timed out.") from None
            if message.type not in {WSMsgType.TEXT, WSMsgType.BINARY}:
                self._note_end(message)
                return
            try:
                received = json.loads(message.data)
                op, data = received["op"], received.get("d")
            except (ValueError, KeyError, TypeError):
                raise CloseError(4002, "Error while decoding payload.") from None
            self._handle(op, data)

    def _note_end(self, message: WSMessage) -> None:
        if message.type is WSMsgType.CLOSE:
            self._traffic.gateway("in", f"close {message.data} {message.extra or ''}".rstrip())
        elif not self._cut:
            self._traffic.gateway("in", "connection lost")

    def _handle(self, op: int, data: Any) -> None:
        secret = op in {2, 6} and isinstance(data, dict)
        shown = {k: v for k, v in data.items() if k != "token"} if secret else data
        self._traffic.gateway("in", f"op {op} {OP_NAMES.get(op, 'unknown')}", shown)
        if op == 1:
            self._beat()
            return
        self._count_command()
        if op == 2:
            self._identify(data)
        elif op == 6:
            self._resume(data)
        elif op not in {3, 4, 8}:
            raise CloseError(4001, "Unknown opcode.")
        elif self.session is None:
            raise CloseError(4003, "Not authenticated.")
        elif op == 8:
            self._hub.members_chunk(self.session, data)

    def _beat(self) -> None:
        self._last_beat = time.monotonic()
        late = self._hub.faults.take_ack()
        if math.isfinite(late):
            asyncio.get_running_loop().call_later(max(late, TRIP), self._acknowledge)

    def _acknowledge(self) -> None:
        if self in self._hub.connections:
            self.send_op(11, None)

    def _count_command(self) -> None:
        now = time.monotonic()
        self._commands.append(now)
        while self._commands[0] < now - 60:
            self._commands.popleft()
        if len(self._commands) > COMMANDS_A_MINUTE:
            raise CloseError(4008, "You are sending too many payloads.")

    def _identify(self, data: Json) -> None:
        if self.session is not None:
            raise CloseError(4005, "Already authenticated.")
        if data.get("token") != self._application.token:
            raise CloseError(4004, "Authentication failed.")
        number, count = data.get("shard") or (0, 1)
        if not 0 <= number < count:
            raise CloseError(4010, "Invalid shard.")
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~KNOWN_BITS:
            raise CloseError(4013, "Invalid intent(s).")
        if intents & self._application.disallowed_intents:
            raise CloseError(4014, "Disallowed intent(s).")
        session = Session(intents, (number, count))
        session.wire = self
        self.session = session
        self._hub.start(session, self._application.payload(), self._application.gateway_url)

    def _resume(self, data: Json) -> None:
        if data.get("token") != self._application.token:
            raise CloseError(4004, "Authentication failed.")
        sequence = data["seq"] if isinstance(data.get("seq"), int) else -1
        session = self._hub.resumable(str(data.get("session_id")), sequence)
        if session is None:
            self.send_op(9, False)
            return
        if isinstance(session.wire, Connection):
            session.wire.session = None
        self.session = session
        session.resume(self, sequence)
        self._hub.tell_online()

    def _leave(self, socket: web.WebSocketResponse) -> None:
        session = self.session
        self._detach()
        if session is not None and socket.close_code in {1000, 1001}:
            self._hub.forget(session)

    def _detach(self) -> None:
        session = self.session
        self.session = None
        if session is not None and session.wire is self:
            session.wire = None
            session.lost_at = self._hub.world.clock.now()
            self._hub.tell_online()
