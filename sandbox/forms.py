"""Filling in a modal as Discord's client does."""

from typing import Any

from sandbox.errors import RefusedError
from sandbox.model import Json

ROW, TEXT_INPUT, TEXT, LABEL = 1, 4, 10, 18


def fill_modal(modal: Json, values: Json) -> list[Json]:
    """The components that a submission sends; fields are named by custom id or label."""
    left = dict(values)
    filled: list[Json] = []
    for component in modal["components"]:
        if component["type"] == ROW:
            children = [_fill(child, child.get("label"), left) for child in component["components"]]
            filled.append({"type": ROW, "components": children})
        elif component["type"] == LABEL:
            child = _fill(component["component"], component.get("label"), left)
            filled.append({"type": LABEL, "component": child})
        else:
            filled.append({"type": TEXT})
    if left:
        raise RefusedError(f"The modal has no field {', '.join(sorted(left))!r}")
    return filled


def _fill(field: Json, label: str | None, values: Json) -> Json:
    custom_id = field["custom_id"]
    key = custom_id if custom_id in values else label
    given: Any = values.pop(key, None) if key is not None else None
    entry = {"type": field["type"], "custom_id": custom_id}
    if field["type"] == TEXT_INPUT:
        text = str(field.get("value") or "" if given is None else given)
        _check_text(field, label or custom_id, text)
        return entry | {"value": text}
    chosen = [] if given is None else list(given) if isinstance(given, list | tuple) else [given]
    return entry | {"values": chosen}


def _check_text(field: Json, name: str, text: str) -> None:
    least, most = field.get("min_length") or 0, field.get("max_length") or 4000
    if not text and field.get("required", True):
        raise RefusedError(f"The field {name!r} is required")
    if text and not least <= len(text) <= most:
        raise RefusedError(f"The field {name!r} must be between {least} and {most} characters")
