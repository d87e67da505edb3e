"""Filling in selects and modals as Discord's client does."""

from collections.abc import Sequence
from typing import Any

from sandbox.errors import RefusedError
from sandbox.model import Json
from sandbox.resolving import CHANNELS, ROLES, USERS, Resolver

ROW, TEXT_INPUT, TEXT, LABEL = 1, 4, 10, 18
FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 19, 21, 22, 23
ENTITIES = {5: (USERS,), 6: (ROLES,), 7: (USERS, ROLES), 8: (CHANNELS,)}


def fill_modal(modal: Json, values: Json, resolver: Resolver) -> list[Json]:
    """The components that a submission sends; fields are named by custom id or label."""
    left = dict(values)
    filled: list[Json] = []
    for component in modal["components"]:
        if component["type"] == ROW:
            children = [_fill(child, child.get("label"), left, resolver) for child in component["components"]]
            filled.append({"type": ROW, "components": children})
        elif component["type"] == LABEL:
            child = _fill(component["component"], component.get("label"), left, resolver)
            filled.append({"type": LABEL, "component": child})
        else:
            filled.append({"type": TEXT})
    if left:
        raise RefusedError(f"The modal has no field {', '.join(sorted(left))!r}")
    return filled


def chosen(menu: Json, wanted: Sequence[Any], resolver: Resolver, *, required: bool = True) -> list[str]:
    """The values of what was chosen in a select menu or a group, by label or value, or as an entity."""
    least = menu.get("min_values")
    least = (1 if required else 0) if least is None else least
    if (wanted or required) and not least <= len(wanted) <= (menu.get("max_values") or _most(menu)):
        raise RefusedError("That is not the number of options to choose")
    if menu["type"] in ENTITIES:
        return [resolver.entity(value, *ENTITIES[menu["type"]]) for value in wanted]
    if menu["type"] == FILE_UPLOAD:
        return [resolver.file(value) for value in wanted]
    values = {o["label"]: o["value"] for o in menu["options"]} | {
        o["value"]: o["value"] for o in menu["options"]
    }
    for value in wanted:
        if value not in values:
            raise RefusedError(f"There is no option {value!r}")
    return [values[value] for value in wanted]


def _most(menu: Json) -> int:
    """How many may be chosen where the menu does not say: of a group of checkboxes all."""
    return len(menu["options"]) if menu["type"] == CHECKBOX_GROUP else 1


def _fill(field: Json, label: str | None, values: Json, resolver: Resolver) -> Json:
    custom_id, kind = field["custom_id"], field["type"]
    key = custom_id if custom_id in values else label
    given: Any = values.pop(key, None) if key is not None else None
    entry = {"type": kind, "custom_id": custom_id}
    if kind == TEXT_INPUT:
        text = str(field.get("value") or "" if given is None else given)
        _check_text(field, label or custom_id, text)
        return entry | {"value": text}
    if kind == CHECKBOX:
        return entry | {"value": bool(field.get("default") if given is None else given)}
    wanted = _given(field, given)
    picked = chosen(field, wanted, resolver, required=field.get("required") is not False)
    if kind == RADIO_GROUP:
        return entry | {"value": picked[0] if picked else None}
    return entry | {"values": picked}


def _given(field: Json, given: Any) -> list[Any]:
    """What was picked, or what the field begins with."""
    if given is None:
        begins = [option["value"] for option in field.get("options") or [] if option.get("default")]
        return begins + [entity["id"] for entity in field.get("default_values") or []]
    return list(given) if isinstance(given, list | tuple) else [given]


def _check_text(field: Json, name: str, text: str) -> None:
    least, most = field.get("min_length") or 0, field.get("max_length") or 4000
    if not text and field.get("required", True):
        raise RefusedError(f"The field {name!r} is required")
    if text and not least <= len(text) <= most:
        raise RefusedError(f"The field {name!r} must be between {least} and {most} characters")
