"""YAML of a fact base: plain data from text, with nothing in it that could surprise.

Only the safe and plain part of YAML is taken: mappings, lists and scalars. Scalars stay texts as written
(`2013-10`, `no`, `1e5`); what they mean is for the schema to say. The parser's events are read in a loop, not
composed into nodes: libyaml's own composer recurses and takes the process down on deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import yaml

from bot.facts.problems import Problem, shorten
from bot.facts.yaml_errors import explained

Data: TypeAlias = str | list[Any] | dict[str, Any] | None
Loader: TypeAlias = type[Any]

C_LOADER: Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
STARTS = frozenset({yaml.MappingStartEvent, yaml.SequenceStartEvent})
ENDS = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_QUOTES = frozenset("'\"")
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})


class ReadError(Exception):
    """A file that cannot be read at all.

    Attributes:
        problem: why, and where.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _Open:
    """A mapping or list whose end is still to come; `key` is the mapping's key that waits for its value."""

    __slots__ = ("items", "key", "listed", "waiting")

    def __init__(self, items: Any) -> None:
        self.items = items
        self.listed = type(items) is list
        self.waiting = False
        self.key: str | None = None

    def put(self, item: Any) -> None:
        """Add an item, or the value of the key that waits; it is dropped where the key is not wanted."""
        if self.listed:
            self.items.append(item)
        else:
            self.waiting = False
            if self.key is not None:
                self.items[self.key] = item


def decode(name: str, content: bytes) -> str:
    """Return the text of a file, a byte order mark taken off.

    Raises:
        ReadError: if it is not UTF-8, or holds a control character.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        raise ReadError(_at_end(name, before, "this is not UTF-8", "save the file as UTF-8")) from error
    if found := _CONTROL.search(text):
        shown = "a null byte" if found[0] == "\0" else f"a control character (U+{ord(found[0]):04X})"
        raise ReadError(_at_end(name, text[: found.start()], f"{shown} in the text", "delete it"))
    return text


def parse(
    name: str, text: str, *, depth: int, strings: dict[str, str] | None = None, loader: Loader = C_LOADER
) -> tuple[Data, list[Problem]]:
    """Return what is written in a YAML text, and the problems that leave the rest readable (double keys).

    Args:
        name: the file's name, for the problems.
        text: as `decode` gives it.
        depth: how deep mappings and lists may nest.
        strings: texts met before, to share equal ones between files.
        loader: the PyYAML loader whose events are read.

    Raises:
        ReadError: if it is not YAML, or more than plain YAML: tags, anchors, aliases, several documents.
    """
    problems: list[Problem] = []
    strings = {} if strings is None else strings
    top = root = _Open([])
    stack = [root]
    for event in events(name, text, loader):
        kind = type(event)
        if kind in ENDS:
            stack.pop()
            top = stack[-1]
        elif kind is yaml.ScalarEvent:
            value = _scalar(name, event)
            if value is not None:
                value = strings.setdefault(value, value)
            if top.listed or top.waiting:
                top.put(value)
            else:
                top.waiting = True
                top.key = _key(name, event, value, top.items, problems)
        elif kind in STARTS:
            _check_opening(name, event, stack, depth)
            inner = _Open({} if kind is yaml.MappingStartEvent else [])
            top.put(inner.items)
            stack.append(inner)
            top = inner
    return (root.items[0] if root.items else None), problems


def _check_opening(name: str, event: Any, stack: Sequence[_Open], depth: int) -> None:
    """Refuse a mapping or list that stands for a key, or that lies too deep."""
    if not (stack[-1].listed or stack[-1].waiting):
        raise _refusal(name, event, "a key must be a text", "put quotes around it")
    if len(stack) > depth:
        raise _refusal(name, event, f"nested more than {depth} levels deep", "write it flatter")


def events(name: str, text: str, loader: Loader = C_LOADER) -> Iterator[Any]:
    """Yield the parser's events for one document of plain YAML.

    Raises:
        ReadError: as `parse` does.
    """
    documents = 0
    quoted: Any = None
    try:
        event: Any
        for event in yaml.parse(text, Loader=loader):
            kind = type(event)
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise _refusal(name, event, "a second document begins here", "take out the line '---'")
            elif kind is yaml.AliasEvent:
                raise _special(name, event, f"an alias (*{shorten(event.anchor)})", "*")
            elif kind is yaml.ScalarEvent or kind in STARTS:
                if event.anchor is not None:
                    raise _special(name, event, f"an anchor (&{shorten(event.anchor)})", "&")
                if event.tag is not None:
                    raise _special(name, event, f"a tag ({shorten(event.tag)})", "!")
                if kind is yaml.ScalarEvent and event.style and event.end_mark.line > event.start_mark.line:
                    quoted = event if event.style in _QUOTES else None
            yield event
    except yaml.MarkedYAMLError as error:
        raise ReadError(explained(name, text, error, quoted)) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise ReadError(Problem(name, 1, 1, f"this cannot be read as YAML: {error}")) from error


def _scalar(name: str, event: Any) -> str | None:
    value: str = event.value
    if event.implicit[0] and value in _EMPTY:
        return None
    if not value.isprintable() and (found := _CONTROL.search(value)):
        raise _refusal(name, event, f"a control character (U+{ord(found[0]):04X})", "delete it")
    return value.strip()


def _key(name: str, event: Any, key: str | None, items: Any, problems: list[Problem]) -> str | None:
    """Return the key, or None where its value is not wanted, having noted why."""
    if key and key not in items:
        return key
    if key:
        message = f"the key '{shorten(key)}' is there already"
        problems.append(_at_event(name, event, message, "keep one of them"))
    else:
        problems.append(_at_event(name, event, "a key is empty", "write a key before the colon"))
    return None


def _refusal(name: str, event: Any, message: str, hint: str) -> ReadError:
    return ReadError(_at_event(name, event, message, hint))


def _special(name: str, event: Any, what: str, sign: str) -> ReadError:
    """Return the refusal of what YAML makes of a text that begins with a sign of its own."""
    message = f"{what}: YAML takes an unquoted {sign} for the beginning of one"
    return _refusal(name, event, message, "put quotes around the whole text")


def _at_event(name: str, event: Any, message: str, hint: str) -> Problem:
    mark = event.start_mark
    return Problem(name, mark.line + 1, mark.column + 1, message, hint)


def _at_end(name: str, before: str, message: str, hint: str) -> Problem:
    """Return a problem placed right after the given part of the text."""
    line = before.count("\n") + 1
    return Problem(name, line, len(before) - (before.rfind("\n") + 1) + 1, message, hint)
