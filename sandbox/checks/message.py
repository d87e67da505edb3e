"""Limits of a message as a whole: what it may hold, and that it holds something."""

from collections.abc import Iterable, Sequence
from typing import Any

from sandbox.checks.components import check_components
from sandbox.checks.embeds import check_embeds
from sandbox.checks.shape import refusing_nonsense, snowflake
from sandbox.errors import FormErrors, Path, empty_message
from sandbox.model import COMPONENTS_V2, Attachment, Json, Message

MAX_CONTENT = 2000
LEGACY = ("content", "embeds", "poll", "sticker_ids")


@refusing_nonsense
def check_new_message(body: Json, files: Sequence[Attachment] = (), path: Path = ()) -> None:
    """Refuse a new message that breaks a limit or has nothing in it."""
    form = FormErrors()
    v2 = bool(_flags(body, form, path) & COMPONENTS_V2)
    _check_parts(body, form, path, v2=v2)
    _check_layout(body, form, path, v2=v2, files=files)
    form.raise_if_any()
    parts = ["components"] if v2 else ["content", "embeds", "components", "sticker_ids", "poll"]
    if not any(_filled(body.get(part)) for part in parts) and not (files and not v2):
        raise empty_message()


@refusing_nonsense
def check_edit(body: Json, message: Message, files: Sequence[Attachment] = (), path: Path = ()) -> None:
    """Refuse an edit that breaks a limit or leaves nothing of the message."""
    form = FormErrors()
    flags = message.flags | (_flags(body, form, path) & COMPONENTS_V2)
    v2 = bool(flags & COMPONENTS_V2)
    _check_parts(body, form, path, v2=v2)
    _check_layout(body, form, path, v2=v2, files=[*kept_files(message, body), *files])
    form.raise_if_any()
    after = {
        "content": body.get("content", message.content),
        "embeds": body.get("embeds", message.embeds),
        "components": body.get("components", message.components),
        "attachments": body.get("attachments", message.attachments),
    }
    if not files and not any(_filled(part) for part in after.values()):
        raise empty_message()


def kept_files(message: Message, body: Json) -> list[Attachment]:
    """The files that an edit leaves on a message: all, or those that its list of attachments names."""
    if body.get("attachments") is None:
        return message.attachments
    kept = {int(a["id"]) for a in body["attachments"] if str(a.get("id", "")).isdigit()}
    return [a for a in message.attachments if a.id in kept]


def _flags(body: Json, form: FormErrors, path: Path) -> int:
    flags = body.get("flags")
    if flags is None:
        return 0
    if not isinstance(flags, int):
        form.add((*path, "flags"), "NUMBER_TYPE_COERCE", f'Value "{flags}" is not int.')
        return 0
    return flags


def _check_parts(body: Json, form: FormErrors, path: Path, *, v2: bool) -> None:
    content = body.get("content")
    if content is not None:
        form.length((*path, "content"), content, 0, MAX_CONTENT)
    if body.get("embeds") is not None:
        check_embeds(body["embeds"], form, (*path, "embeds"))
    if v2:
        for name in LEGACY:
            if _filled(body.get(name)):
                words = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
                form.add((*path, name), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)
    _check_attachments(body.get("attachments"), form, (*path, "attachments"))
    _check_allowed_mentions(body.get("allowed_mentions"), form, (*path, "allowed_mentions"))


def _check_layout(body: Json, form: FormErrors, path: Path, *, v2: bool, files: Iterable[Attachment]) -> None:
    if body.get("components") is not None:
        names = {file.filename for file in files}
        check_components(body["components"], form, v2=v2, path=(*path, "components"), files=names)


def _check_attachments(attachments: Any, form: FormErrors, path: Path) -> None:
    if attachments is None:
        return
    if not isinstance(attachments, list):
        form.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return
    for number, attachment in enumerate(attachments):
        if not isinstance(attachment, dict):
            form.add((*path, number), "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            continue
        snowflake(attachment.get("id"), "attachments")


def _check_allowed_mentions(allowed: Any, form: FormErrors, path: Path) -> None:
    if allowed is None:
        return
    parse = allowed.get("parse") or []
    for index, name in enumerate(parse):
        if name not in {"users", "roles", "everyone"}:
            words = "Value must be one of ('users', 'everyone', 'roles')."
            form.add((*path, "parse", index), "BASE_TYPE_CHOICES", words)
    for name in ("users", "roles"):
        if name in parse and allowed.get(name):
            words = f'parse:["{name}"] and {name}: [ids...] are mutually exclusive.'
            form.add(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", words)
        for identity in allowed.get(name) or []:
            snowflake(identity, name)
        if len(allowed.get(name) or []) > 100:
            form.add((*path, name), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")


def _filled(part: Any) -> bool:
    return bool(part.strip() if isinstance(part, str) else part)
