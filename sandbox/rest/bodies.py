"""Reading request bodies: JSON, and multipart with `payload_json` and files."""

import json
import mimetypes
from typing import Any

from aiohttp import BodyPartReader, web

from sandbox.errors import DiscordError
from sandbox.model import Attachment, Json
from sandbox.payloads import FILE_LIMIT
from sandbox.snowflake import Snowflakes


async def read_body(request: web.Request, ids: Snowflakes) -> tuple[Any, list[Attachment]]:
    """The body as JSON, and the files that came with it."""
    if request.content_type.startswith("multipart/"):
        return await _read_multipart(request, ids)
    raw = await request.read()
    if not raw:
        return None, []
    if request.content_type != "application/json":
        raise DiscordError(400, 50035, "Invalid Form Body")
    return _parse(raw), []


async def _read_multipart(request: web.Request, ids: Snowflakes) -> tuple[Any, list[Attachment]]:
    body: Any = {}
    files: dict[str, Attachment] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        name, data = part.name or "", bytes(await part.read())
        if name == "payload_json":
            body = _parse(data)
        elif name.startswith("files[") and name.endswith("]"):
            if len(data) > FILE_LIMIT:
                raise DiscordError(413, 40005, "Request entity too large")
            filename = (part.filename or "file").rsplit("/", 1)[-1]
            kind = mimetypes.guess_type(filename)[0] or "application/octet-stream"
            files[name[6:-1]] = Attachment(ids.next(), filename, kind, data)
    _describe(body, files)
    return body, list(files.values())


def _describe(body: Any, files: dict[str, Attachment]) -> None:
    if not isinstance(body, dict):
        return
    holder: Json = body.get("data") if isinstance(body.get("data"), dict) else body  # type: ignore[assignment]
    attachments = holder.get("attachments")
    for about in attachments if isinstance(attachments, list) else []:
        file = files.get(str(about.get("id"))) if isinstance(about, dict) else None
        if file is not None:
            file.description = about.get("description")
            file.filename = about.get("filename") or file.filename


def _parse(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise DiscordError(400, 50109, "The request body contains invalid JSON.") from None
