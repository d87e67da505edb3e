"""Limits of modals."""

from typing import Any

from sandbox.checks.components import ROW, SELECTS, TEXT, TEXT_INPUT, check_select
from sandbox.checks.shape import refusing_nonsense
from sandbox.errors import FormErrors, Path
from sandbox.model import Json, walk

LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 18, 19, 21, 22, 23
FIELDS = frozenset({FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX})
OPTIONS = {RADIO_GROUP: 2, CHECKBOX_GROUP: 1}


@refusing_nonsense
def check_modal(data: Any, path: Path = ("data",)) -> None:
    """Refuse a modal that breaks a limit."""
    form = FormErrors()
    form.length((*path, "title"), data.get("title"), 1, 45)
    form.length((*path, "custom_id"), data.get("custom_id"), 1, 100)
    components = data.get("components") or []
    if not 1 <= len(components) <= 5:
        form.add((*path, "components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    for index, component in enumerate(components):
        _check_one(component, form, (*path, "components", index))
    custom_ids = [c["custom_id"] for c in walk(components) if c.get("custom_id")]
    if len(custom_ids) != len(set(custom_ids)):
        words = "Component custom id cannot be duplicated"
        form.add((*path, "components"), "COMPONENT_CUSTOM_ID_DUPLICATED", words)
    form.raise_if_any()


def _check_one(component: Json, form: FormErrors, path: Path) -> None:
    kind = component.get("type")
    if kind == ROW:
        for index, child in enumerate(component.get("components") or []):
            form.length((*path, "components", index, "label"), child.get("label"), 1, 45)
            _check_field(child, form, (*path, "components", index))
    elif kind == LABEL:
        form.length((*path, "label"), component.get("label"), 1, 45)
        _check_field(component.get("component") or {}, form, (*path, "component"))
    elif kind != TEXT:
        words = 'Value of field "type" must be one of (1, 10, 18).'
        form.add((*path, "type"), "UNION_TYPE_CHOICES", words)


def _check_field(field: Json, form: FormErrors, path: Path) -> None:
    kind = field.get("type")
    if kind == TEXT_INPUT:
        form.length((*path, "custom_id"), field.get("custom_id"), 1, 100)
        if field.get("placeholder") is not None:
            form.length((*path, "placeholder"), field["placeholder"], 0, 100)
        if field.get("value") is not None:
            form.length((*path, "value"), field["value"], 0, 4000)
    elif kind in SELECTS:
        check_select(field, form, path)
    elif kind in FIELDS:
        form.length((*path, "custom_id"), field.get("custom_id"), 1, 100)
        _check_numbers(field, form, path, least=0, most=10)
        if kind in OPTIONS and not OPTIONS[kind] <= len(field.get("options") or []) <= 10:
            words = f"Must be between {OPTIONS[kind]} and 10 in length."
            form.add((*path, "options"), "BASE_TYPE_BAD_LENGTH", words)
    else:
        words = 'Value of field "type" must be one of (3, 4, 5, 6, 7, 8, 19, 21, 22, 23).'
        form.add((*path, "type"), "UNION_TYPE_CHOICES", words)


def _check_numbers(field: Json, form: FormErrors, path: Path, *, least: int, most: int) -> None:
    """Note a number of files or marks to choose that Discord does not allow."""
    for name, lowest in (("min_values", least), ("max_values", 1)):
        value = field.get(name)
        if value is not None and not lowest <= value <= most:
            words = f"int value should be between {lowest} and {most}."
            form.add((*path, name), "NUMBER_TYPE_MAX", words)
