"""Pictures and files that embeds and components show, as Discord fills in what a bot has only named.

A file of the message itself is named `attachment://` and its filename. One that an embed or a component shows
is not among the message's attachments any more; of a message in Components V2 none are.
"""

from collections.abc import Iterator

from sandbox.model import COMPONENTS_V2, Attachment, Json, Message
from sandbox.payloads import attachment_payload

SCHEME = "attachment://"
THUMBNAIL, GALLERY, FILE = 11, 12, 13
_MEASURES = ("width", "height", "content_type")


def referenced(url: object) -> str | None:
    """The filename that a reference to one of the message's own files names; nothing of other addresses."""
    return url.removeprefix(SCHEME) if isinstance(url, str) and url.startswith(SCHEME) else None


class Unfurled:
    """A message's embeds, components and attachments as they are written out.

    Attributes:
        embeds: with addresses and sizes of the message's own pictures.
        components: the same.
        attachments: those that stand by themselves.
    """

    def __init__(self, message: Message, base_url: str) -> None:
        self._message = message
        self._files = {a.filename: a for a in message.attachments}
        self._shown: set[int] = set()
        self._base_url = base_url
        self.embeds = [self._embed(embed) for embed in message.embeds]
        self.components = [self._component(component) for component in message.components]
        self.attachments = list(self._rest())

    def _rest(self) -> Iterator[Json]:
        if self._message.flags & COMPONENTS_V2:
            return
        for file in self._message.attachments:
            if file.id not in self._shown:
                yield self._payload(file)

    def _payload(self, file: Attachment) -> Json:
        return attachment_payload(file, self._message.channel_id, self._base_url)

    def _file(self, url: object) -> Attachment | None:
        name = referenced(url)
        return None if name is None else self._files.get(name)

    def _embed(self, embed: Json) -> Json:
        filled = dict(embed)
        for part in ("image", "thumbnail"):
            if isinstance(embed.get(part), dict):
                filled[part] = self._picture(embed[part])
        for part in ("author", "footer"):
            if isinstance(embed.get(part), dict):
                filled[part] = self._icon(embed[part])
        return filled

    def _picture(self, picture: Json) -> Json:
        url = picture.get("url")
        file = self._file(url)
        if file is None:
            return picture | ({} if referenced(url) else {"proxy_url": url})
        self._shown.add(file.id)
        payload = self._payload(file)
        measures = {name: payload[name] for name in _MEASURES if name in payload}
        return picture | {"url": payload["url"], "proxy_url": payload["proxy_url"]} | measures

    def _icon(self, holder: Json) -> Json:
        file = self._file(holder.get("icon_url"))
        if file is None:
            return holder
        self._shown.add(file.id)
        payload = self._payload(file)
        return holder | {"icon_url": payload["url"], "proxy_icon_url": payload["proxy_url"]}

    def _component(self, component: Json) -> Json:
        filled = dict(component)
        kind = component.get("type")
        if isinstance(component.get("components"), list):
            filled["components"] = [self._component(child) for child in component["components"]]
        if isinstance(component.get("accessory"), dict):
            filled["accessory"] = self._component(component["accessory"])
        if kind == THUMBNAIL:
            filled |= self._described(component)
        elif kind == GALLERY:
            filled["items"] = [item | self._described(item) for item in component["items"]]
        elif kind == FILE:
            filled |= self._named(component)
        return filled

    def _described(self, holder: Json) -> Json:
        media = self._medium(holder["media"])
        own = self._file(holder["media"]["url"])
        description = holder.get("description") or (own.description if own else None)
        return {"media": media, "description": description, "spoiler": bool(holder.get("spoiler"))}

    def _named(self, component: Json) -> Json:
        url = component["file"]["url"]
        file = self._file(url)
        name, size = (str(url).rpartition("/")[2], None) if file is None else (file.filename, len(file.data))
        medium = self._medium(component["file"])
        return {"file": medium, "name": name, "size": size, "spoiler": bool(component.get("spoiler"))}

    def _medium(self, medium: Json) -> Json:
        url = medium["url"]
        file = self._file(url)
        if file is None:
            unknown: Json = dict.fromkeys(_MEASURES)
            return {"id": str(self._message.id), "url": url, "proxy_url": url} | unknown
        payload = self._payload(file)
        measures = {name: payload.get(name) for name in _MEASURES}
        own = {"id": payload["id"], "attachment_id": payload["id"]}
        return own | {"url": payload["url"], "proxy_url": payload["proxy_url"]} | measures
