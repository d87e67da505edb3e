"""Question files: questions with what a right answer must hold, one JSON object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.facts.problems import Problem, shorten

REFUSED = ("unknown", "off_topic", "premise")
EXPECTATIONS = ("answer", "clarify", "social", *REFUSED)
FLAGS = re.IGNORECASE | re.DOTALL

_KEYS = ("id", "q", "expect")
_LISTS = ("history", "must", "must_not", "cite", "tags")
_PATTERNS = ("must", "must_not")
_HINT = 'one JSON object a line is wanted: {"id": "1", "q": "when do you meet", "expect": "answer"}'


class QuestionFileError(ValueError):
    """A question file that cannot be used; its text has a line for each problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what a right answer must hold, and where it stands."""

    id: str
    q: str
    expect: str
    history: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    cite: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    note: str = ""
    file: str = ""
    line: int = 1


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a question file.

    Args:
        path: JSON lines, one question each.

    Raises:
        OSError: it cannot be opened.
        QuestionFileError: there is no question in it, or a line cannot be read; names each line.
    """
    file, content = str(path), path.read_bytes()
    try:
        lines = content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise QuestionFileError(
            [Problem(file, number, 1, "this is not UTF-8", "save the file as UTF-8")]
        ) from error
    cases: list[Case] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            read = _case(file, number, line)
            if isinstance(read, Case):
                cases.append(read)
            else:
                problems.append(read)
    if not cases and not problems:
        problems.append(Problem(file, 1, 1, "there is no question in this file", _HINT))
    if problems:
        raise QuestionFileError(problems)
    return cases


def unknown_sources(cases: Iterable[Case], sources: Collection[str]) -> list[Problem]:
    """Return a problem for each source that a case wants cited and that does not exist.

    Args:
        cases: as read.
        sources: ids of those that exist.
    """
    hint = "no answer can cite it: write the id of a source"
    return [
        Problem(case.file, case.line, 1, f"there is no source '{shorten(source)}'", hint)
        for case in cases
        for source in sorted(case.cite)
        if source not in sources
    ]


def _case(file: str, number: int, line: str) -> Case | Problem:
    """Return the case that a line holds, or what is wrong with it."""
    try:
        raw = json.loads(line)
        slip = next(_slips(raw), None)
    except json.JSONDecodeError as error:
        return Problem(file, number, error.colno, f"this is not JSON: {error.msg}", _HINT)
    except (ValueError, RecursionError) as error:
        return Problem(file, number, 1, f"this cannot be read as JSON: {error}", _HINT)
    if slip:
        return Problem(file, number, 1, *slip)
    lists = {key: tuple(_listed(raw.get(key))) for key in _LISTS if key != "cite"}
    cite, note = frozenset(_listed(raw.get("cite"))), raw.get("note") or ""
    return Case(
        str(raw["id"]), raw["q"], raw["expect"], cite=cite, note=note, file=file, line=number, **lists
    )


def _listed(given: Any) -> Any:
    return [given] if isinstance(given, str) else given or ()


def _slips(raw: Any) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an object that stands for a question, and what to do about it."""
    if not isinstance(raw, dict):
        yield "a question is an object", _HINT
        return
    for key in _KEYS:
        if key not in raw:
            yield f'"{key}" is missing', _HINT
    for key in ("q", "note"):
        if not isinstance(raw.get(key) or "", str):
            yield f'"{key}" is no text', "put quotes around it"
    if raw.get("expect") not in EXPECTATIONS:
        yield f"unknown expectation {shorten(raw.get('expect'))!r}", f"write one of {', '.join(EXPECTATIONS)}"
    for key in _LISTS:
        given = _listed(raw.get(key))
        if not isinstance(given, (list, tuple)) or not all(isinstance(each, str) for each in given):
            yield f'"{key}" is no list of texts', f'write "{key}": ["…", "…"]'
        elif key in _PATTERNS:
            yield from _unsound(key, given)


def _unsound(key: str, patterns: Iterable[str]) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        try:
            re.compile(pattern, FLAGS)
        except re.error as error:
            message = f'the pattern {shorten(pattern)!r} in "{key}" is not sound: {error.msg}'
            yield message, "put \\\\ before a sign that is to be found as it is"
