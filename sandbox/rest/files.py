"""Serves what was attached to messages, as Discord's CDN does."""

from aiohttp import web

from sandbox.model import Attachment
from sandbox.world import World


class FileServer:
    """Answers `/attachments/{channel}/{attachment}/{filename}`, and the same of files handed to commands."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_to(self, app: web.Application) -> None:
        """Add the route."""
        app.router.add_get("/attachments/{channel_id}/{attachment_id}/{filename}", self._serve)
        passing = "/ephemeral-attachments/{channel_id}/{attachment_id}/{filename}"
        app.router.add_get(passing, self._serve_upload)

    async def _serve_upload(self, request: web.Request) -> web.Response:
        wanted = request.match_info["attachment_id"]
        file = self._world.uploads.get(int(wanted)) if wanted.isdecimal() else None
        if file is None:
            raise web.HTTPNotFound
        return _sent(file)

    async def _serve(self, request: web.Request) -> web.Response:
        channel, wanted = request.match_info["channel_id"], request.match_info["attachment_id"]
        messages = self._world.store.messages.get(int(channel), {}) if channel.isdigit() else {}
        for message in messages.values():
            for attachment in message.attachments:
                if str(attachment.id) == wanted and not message.deleted:
                    return _sent(attachment)
        raise web.HTTPNotFound


def _sent(file: Attachment) -> web.Response:
    """A file, never rendered as a page of this origin, whoever sent it."""
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    return web.Response(body=file.data, content_type=file.content_type, headers=headers)
