"""Limits of message components, classic rows and Components V2 alike."""

from collections.abc import Container
from typing import Any

from sandbox.errors import FormErrors, Path
from sandbox.model import Json, walk

ROW, BUTTON, TEXT_INPUT, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = (
    1, 2, 4, 9, 10, 11, 12, 13, 14, 17,
)  # fmt: skip
SELECTS = frozenset({3, 5, 6, 7, 8})
TOP_LEVEL_V2 = frozenset({ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER})
IN_CONTAINER = TOP_LEVEL_V2 - {CONTAINER}
MAX_V2, MAX_V2_TEXT, MAX_ROWS, MAX_IN_ROW, MAX_URL = 40, 4000, 5, 5, 2048
ATTACHED = "attachment://"


def check_components(
    components: Any, form: FormErrors, *, v2: bool, path: Path = ("components",), files: Container[str] = ()
) -> None:
    """Note every limit that a message's components break; `files` are the names of the message's files."""
    if not isinstance(components, list):
        form.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return
    everything = list(walk(components))
    if not v2 and len(components) > MAX_ROWS:
        form.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_ROWS} in length.")
    if v2 and len(everything) > MAX_V2:
        form.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_V2} in length.")
    text = sum(len(c.get("content") or "") for c in everything if c.get("type") == TEXT)
    if text > MAX_V2_TEXT:
        words = f"Total text displayed exceeds maximum of {MAX_V2_TEXT}"
        form.add(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", words)
    allowed = TOP_LEVEL_V2 if v2 else frozenset({ROW})
    for index, component in enumerate(components):
        _check_one(component, form, (*path, index), allowed)
    _check_media(components, form, path, files)
    _check_duplicates(everything, form, path)


def _check_duplicates(everything: list[Json], form: FormErrors, path: Path) -> None:
    custom_ids = [c["custom_id"] for c in everything if c.get("custom_id")]
    if len(custom_ids) != len(set(custom_ids)):
        form.add(path, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")


def _check_media(components: Any, form: FormErrors, path: Path, files: Container[str]) -> None:
    """Note pictures and files without an address, and those that refer to a file which is not there."""
    for index, component in enumerate(components):
        here: Path = (*path, index)
        kind = component.get("type")
        if kind in {SECTION, CONTAINER}:
            _check_media(component.get("components") or [], form, (*here, "components"), files)
            accessory = component.get("accessory") or {}
            if accessory.get("type") == THUMBNAIL:
                _check_medium(accessory.get("media"), form, (*here, "accessory", "media"), files)
        elif kind == GALLERY:
            for number, item in enumerate(component.get("items") or []):
                _check_medium(item.get("media"), form, (*here, "items", number, "media"), files)
        elif kind == FILE:
            _check_medium(component.get("file"), form, (*here, "file"), files)


def _check_medium(medium: Any, form: FormErrors, path: Path, files: Container[str]) -> None:
    url = medium.get("url") if medium else None
    form.length((*path, "url"), url, 1, MAX_URL)
    if not isinstance(url, str):
        return
    name = url.removeprefix(ATTACHED)
    if not url.startswith((ATTACHED, "http://", "https://")):
        form.add((*path, "url"), "URL_TYPE_INVALID_URL", "Not a well formed URL.")
    elif url.startswith(ATTACHED) and name not in files:
        words = f"The referenced attachment with filename {name!r} was not found"
        form.add((*path, "url"), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", words)


def _check_one(component: Any, form: FormErrors, path: Path, allowed: frozenset[int]) -> None:
    kind = component.get("type") if isinstance(component, dict) else None
    if kind not in allowed:
        choices = ", ".join(str(choice) for choice in sorted(allowed))
        form.add((*path, "type"), "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({choices},).')
        return
    if kind == ROW:
        check_row(component, form, path)
    elif kind == BUTTON:
        _check_button(component, form, path)
    elif kind in SELECTS:
        check_select(component, form, path)
    elif kind == TEXT:
        form.length((*path, "content"), component.get("content"), 1, MAX_V2_TEXT)
    elif kind == SECTION:
        _check_section(component, form, path)
    elif kind == GALLERY:
        _check_count(component.get("items"), form, (*path, "items"), 1, 10)
    elif kind == CONTAINER:
        for index, child in enumerate(component.get("components") or []):
            _check_one(child, form, (*path, "components", index), frozenset(IN_CONTAINER))


def check_row(row: Json, form: FormErrors, path: Path) -> None:
    """Note what is wrong in one action row: at most five buttons, or one select alone."""
    children = row.get("components") or []
    _check_count(children, form, (*path, "components"), 1, MAX_IN_ROW)
    kinds = {child.get("type") for child in children}
    if kinds & SELECTS and len(children) > 1:
        form.add((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds "
                 "the maximum width")  # fmt: skip
    for index, child in enumerate(children):
        _check_one(child, form, (*path, "components", index), frozenset({BUTTON}) | SELECTS)


def _check_section(section: Json, form: FormErrors, path: Path) -> None:
    texts = section.get("components")
    _check_count(texts, form, (*path, "components"), 1, 3)
    for index, child in enumerate(texts or []):
        _check_one(child, form, (*path, "components", index), frozenset({TEXT}))
    accessory = section.get("accessory")
    if accessory is None:
        form.add((*path, "accessory"), "BASE_TYPE_REQUIRED", "This field is required")
    else:
        _check_one(accessory, form, (*path, "accessory"), frozenset({BUTTON, THUMBNAIL}))


def _check_button(button: Json, form: FormErrors, path: Path) -> None:
    style = button.get("style")
    if style not in range(1, 7):
        form.add((*path, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.")
    if button.get("label") is not None:
        form.length((*path, "label"), button["label"], 0, 80)
    if not button.get("label") and not button.get("emoji") and style != 6:
        form.add(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or an emoji is required")
    if style == 5:
        if button.get("custom_id"):
            words = "A custom id and url cannot both be specified"
            form.add(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", words)
        form.length((*path, "url"), button.get("url"), 1, 512)
    elif style != 6:
        form.length((*path, "custom_id"), button.get("custom_id"), 1, 100)


def check_select(select: Json, form: FormErrors, path: Path) -> None:
    """Note what is wrong with one select menu."""
    form.length((*path, "custom_id"), select.get("custom_id"), 1, 100)
    if select.get("placeholder") is not None:
        form.length((*path, "placeholder"), select["placeholder"], 0, 150)
    if select.get("type") != 3:
        return
    options = select.get("options") or []
    _check_count(options, form, (*path, "options"), 1, 25)
    for index, option in enumerate(options):
        form.length((*path, "options", index, "label"), option.get("label"), 1, 100)
        form.length((*path, "options", index, "value"), option.get("value"), 1, 100)
        if option.get("description") is not None:
            form.length((*path, "options", index, "description"), option["description"], 0, 100)
    values = [option.get("value") for option in options]
    if len(values) != len(set(values)):
        words = "The specified option value is already used"
        form.add((*path, "options"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", words)
    if (select.get("max_values") or 1) > len(options):
        form.add((*path, "max_values"), "NUMBER_TYPE_MAX", f"Value must be at most {len(options)}.")


def _check_count(items: Any, form: FormErrors, path: Path, least: int, most: int) -> None:
    if not isinstance(items, list) or not least <= len(items) <= most:
        form.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
