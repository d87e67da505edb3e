"""Serves what was attached to messages, as Discord's CDN does."""

from aiohttp import web

from sandbox.world import World


class FileServer:
    """Answers `/attachments/{channel}/{attachment}/{filename}`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_to(self, app: web.Application) -> None:
        """Add the route."""
        app.router.add_get("/attachments/{channel_id}/{attachment_id}/{filename}", self._serve)

    async def _serve(self, request: web.Request) -> web.Response:
        channel, wanted = request.match_info["channel_id"], request.match_info["attachment_id"]
        messages = self._world.store.messages.get(int(channel), {}) if channel.isdigit() else {}
        for message in messages.values():
            for attachment in message.attachments:
                if str(attachment.id) == wanted and not message.deleted:
                    # Never rendered as a page of this origin, whatever the bot sent.
                    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
                    kind = attachment.content_type
                    return web.Response(body=attachment.data, content_type=kind, headers=headers)
        raise web.HTTPNotFound
