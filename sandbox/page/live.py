"""Live updates: a socket that tells one person's page what they would see happen."""

import asyncio
import contextlib

from aiohttp import WSMsgType, web

from sandbox.events import Event
from sandbox.human import Member
from sandbox.model import Json
from sandbox.page.parts import Parts
from sandbox.page.reading import pings
from sandbox.page.views import channel_view, message_view
from sandbox.permissions import Permissions
from sandbox.traffic import Entry

CHANNELS = {"CHANNEL_CREATE", "THREAD_CREATE", "THREAD_UPDATE", "THREAD_MEMBERS_UPDATE"}


class LiveFeed:
    """Feeds one open page until it goes away."""

    def __init__(self, parts: Parts, member: Member) -> None:
        self._parts = parts
        self._member = member
        self._out: asyncio.Queue[Json] = asyncio.Queue()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Upgrade the request and pass on what happens."""
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        unsubscribe = self._parts.world.events.subscribe(self._on_event)
        self._parts.traffic.listeners.append(self._on_traffic)
        # What the page was told before may be old by now.
        self._out.put_nowait({"type": "bot_online", "online": self._parts.online()})
        writer = asyncio.create_task(self._write(socket))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            unsubscribe()
            self._parts.traffic.listeners.remove(self._on_traffic)
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writer
        return socket

    async def _write(self, socket: web.WebSocketResponse) -> None:
        while True:
            data = await self._out.get()
            try:
                await socket.send_json(data)
            except (ConnectionError, RuntimeError):
                return

    def _on_traffic(self, entry: Entry) -> None:
        self._out.put_nowait({"type": "traffic", "entry": self._parts.lines.view(entry)})

    def _on_event(self, event: Event) -> None:
        if event.only_for not in {None, self._member.id}:
            return
        if not self._sees(event):
            if str(self._member.id) in event.data.get("removed_member_ids", []):
                self._out.put_nowait({"type": "channel_gone", "id": event.data["id"]})
            return
        update = self._update(event)
        if update is not None:
            self._out.put_nowait(update)

    def _sees(self, event: Event) -> bool:
        if event.channel_id is None:
            return True
        channel = self._parts.world.store.channels[event.channel_id]
        return bool(self._parts.world.permissions(channel, self._member.id) & Permissions.VIEW_CHANNEL)

    def _update(self, event: Event) -> Json | None:
        world, name = self._parts.world, event.name
        if name == "MESSAGE_DELETE":
            return {"type": "deleted", "channel": event.data["channel_id"], "id": event.data["id"]}
        if event.message is not None:
            message, new = event.message, name == "MESSAGE_CREATE"
            told = {"new": new, "pings": pings(message, self._member.id, world)}
            return {"type": "message", "message": message_view(message, world)} | told
        if name == "TYPING_START":
            user = world.store.users[int(event.data["user_id"])]
            typing = {"id": str(user.id), "name": user.global_name}
            return {"type": "typing", "channel": event.data["channel_id"], "user": typing}
        if name in {"BOT_ONLINE", "COMMANDS_CHANGED"}:
            return {"type": name.lower(), "online": event.data.get("online")}
        return self._channel_update(event)

    def _channel_update(self, event: Event) -> Json | None:
        if event.name == "THREAD_DELETE":
            return {"type": "channel_gone", "id": event.data["id"]}
        if event.name not in CHANNELS or event.channel_id is None:
            return None
        channel = self._parts.world.store.channels[event.channel_id]
        return {"type": "channel", "channel": channel_view(channel, self._parts.world, self._member.id)}
