"""Limits of application commands: names, descriptions, options and how they nest."""

import unicodedata
from typing import Any

from sandbox.checks.shape import refusing_nonsense
from sandbox.errors import FormErrors, Path
from sandbox.model import Json

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
MAX_OF_KIND = {CHAT_INPUT: 100, USER: 15, MESSAGE: 15}
SUBCOMMAND, GROUP = 1, 2
CHOOSABLE = frozenset({3, 4, 10})
TOTAL = 8000


def valid_name(name: object) -> bool:
    """Whether Discord takes this as the name of a chat command or option."""
    if not isinstance(name, str) or not 1 <= len(name) <= 32 or name != name.lower():
        return False
    return all(c in "-_'" or unicodedata.category(c)[0] in "LNM" for c in name)


@refusing_nonsense
def check_command_list(commands: Any) -> None:
    """Refuse a whole list of commands that breaks a limit."""
    form = FormErrors()
    seen: set[tuple[str, int]] = set()
    for index, command in enumerate(commands):
        _check(command, form, (index,))
        key = (str(command.get("name")), command.get("type") or CHAT_INPUT)
        if key in seen:
            words = "Application command names must be unique"
            form.add((index,), "APPLICATION_COMMANDS_DUPLICATE_NAME", words)
        seen.add(key)
    for kind, most in MAX_OF_KIND.items():
        if sum(1 for _, of in seen if of == kind) > most:
            form.add((), "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
    form.raise_if_any()


@refusing_nonsense
def check_command(command: Json) -> None:
    """Refuse one command that breaks a limit."""
    form = FormErrors()
    _check(command, form, ())
    form.raise_if_any()


def _check(command: Json, form: FormErrors, path: Path) -> None:
    kind = command.get("type") or CHAT_INPUT
    if kind not in MAX_OF_KIND:
        form.add((*path, "type"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3}.")
        return
    if kind == CHAT_INPUT:
        _check_name(command, form, path)
        form.length((*path, "description"), command.get("description"), 1, 100)
    else:
        form.length((*path, "name"), command.get("name"), 1, 32)
        if command.get("description"):
            words = "Context menu commands cannot have description"
            form.add((*path, "description"), "APPLICATION_COMMAND_INVALID_DESCRIPTION", words)
        if command.get("options"):
            words = "Context menu commands cannot have options"
            form.add((*path, "options"), "APPLICATION_COMMAND_INVALID_OPTIONS", words)
    _check_options(command.get("options") or [], form, (*path, "options"), depth=0)
    if _characters(command) > TOTAL:
        words = f"Command exceeds maximum size ({TOTAL})"
        form.add(path, "APPLICATION_COMMAND_TOO_LARGE", words)


def _check_name(item: Json, form: FormErrors, path: Path) -> None:
    name = item.get("name")
    if not isinstance(name, str) or not 1 <= len(name) <= 32:
        form.length((*path, "name"), name, 1, 32)
    elif not valid_name(name):
        words = "Command name is invalid"
        form.add((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", words)


def _check_options(options: list[Json], form: FormErrors, path: Path, *, depth: int) -> None:
    if len(options) > 25:
        form.add(path, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    kinds = {option.get("type") for option in options}
    nesting = kinds & {SUBCOMMAND, GROUP}
    mixed = bool(nesting) and bool(kinds - {SUBCOMMAND, GROUP})
    if mixed or (depth == 1 and GROUP in kinds) or (depth == 2 and nesting):
        words = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        form.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", words)
    names = [option.get("name") for option in options]
    optional_seen = False
    for index, option in enumerate(options):
        _check_option(option, form, (*path, index), depth=depth)
        if names.index(option.get("name")) < index:
            words = "Option names must be unique within the same command"
            form.add((*path, index, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", words)
        if option.get("required") and optional_seen:
            words = "Required options must be placed before non-required options"
            form.add((*path, index), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", words)
        optional_seen = optional_seen or not option.get("required")


def _check_option(option: Json, form: FormErrors, path: Path, *, depth: int) -> None:
    kind = option.get("type")
    if kind not in range(1, 12):
        form.add((*path, "type"), "BASE_TYPE_CHOICES", "Value must be one of (1, ..., 11).")
    _check_name(option, form, path)
    form.length((*path, "description"), option.get("description"), 1, 100)
    choices = option.get("choices") or []
    if kind in {SUBCOMMAND, GROUP}:
        deeper = 1 if kind == GROUP else 2
        _check_options(option.get("options") or [], form, (*path, "options"), depth=max(deeper, depth + 1))
    elif option.get("options"):
        form.add((*path, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Options cannot nest here")
    if choices and option.get("autocomplete"):
        words = "Choices cannot be used together with autocomplete"
        form.add(path, "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", words)
    if (choices or option.get("autocomplete")) and kind not in CHOOSABLE:
        words = "Only strings, integers and numbers have choices"
        form.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", words)
    check_choices(choices, form, (*path, "choices"))


@refusing_nonsense
def check_choices(choices: Any, form: FormErrors, path: Path) -> None:
    """Note what is wrong with the choices of an option or of an autocomplete answer."""
    if not isinstance(choices, list):
        form.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return
    if len(choices) > 25:
        form.add(path, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    for index, choice in enumerate(choices):
        form.length((*path, index, "name"), choice.get("name"), 1, 100)
        value = choice.get("value")
        if value is None or isinstance(value, str):
            form.length((*path, index, "value"), value, 1, 100)


def _characters(item: Json) -> int:
    total = len(str(item.get("name") or "")) + len(str(item.get("description") or ""))
    for choice in item.get("choices") or []:
        total += len(str(choice.get("name"))) + len(str(choice.get("value")))
    return total + sum(_characters(option) for option in item.get("options") or [])
