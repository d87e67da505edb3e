"""Limits of embeds."""

from typing import Any

from sandbox.errors import FormErrors, Path
from sandbox.model import Json

TEXTS = {"title": 256, "description": 4096}
TOTAL = 6000
FIELDS = 25
SCHEMES = ("http://", "https://", "attachment://")


def check_embeds(embeds: Any, form: FormErrors, path: Path = ("embeds",)) -> None:
    """Note every limit that a list of embeds breaks."""
    if not isinstance(embeds, list):
        form.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return
    if len(embeds) > 10:
        form.add(path, "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    total = 0
    for index, embed in enumerate(embeds):
        if not isinstance(embed, dict):
            form.add((*path, index), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            continue
        _check_embed(embed, form, (*path, index))
        total += _size(embed)
    if total > TOTAL:
        form.add(path, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {TOTAL}")


def _check_embed(embed: Json, form: FormErrors, path: Path) -> None:
    for name, most in TEXTS.items():
        if embed.get(name) is not None:
            form.length((*path, name), embed[name], 0, most)
    footer, author = embed.get("footer") or {}, embed.get("author") or {}
    if footer.get("text") is not None:
        form.length((*path, "footer", "text"), footer["text"], 0, 2048)
    if author.get("name") is not None:
        form.length((*path, "author", "name"), author["name"], 0, 256)
    if embed.get("url") is not None and not str(embed["url"]).startswith(SCHEMES[:2]):
        form.add((*path, "url"), "URL_TYPE_INVALID_URL", "Not a well formed URL.")
    for name in ("image", "thumbnail"):
        url = (embed.get(name) or {}).get("url")
        if url is not None and not str(url).startswith(SCHEMES):
            form.add((*path, name, "url"), "URL_TYPE_INVALID_URL", "Not a well formed URL.")
    if not _size(embed) and not any(embed.get(n) for n in ("image", "thumbnail", "video")):
        form.add((*path, "description"), "BASE_TYPE_REQUIRED", "This field is required")
    fields = embed.get("fields") or []
    if len(fields) > FIELDS:
        form.add((*path, "fields"), "BASE_TYPE_MAX_LENGTH", f"Must be {FIELDS} or fewer in length.")
    for index, item in enumerate(fields):
        form.length((*path, "fields", index, "name"), item.get("name"), 1, 256)
        form.length((*path, "fields", index, "value"), item.get("value"), 1, 1024)


def _size(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for item in embed.get("fields") or []:
        texts += [item.get("name"), item.get("value")]
    return sum(len(text) for text in texts if isinstance(text, str))
