"""What the YAML parser complains of, in the words of the person who wrote the file, and where the slip is."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import yaml

from bot.facts.problems import Problem

_HINTS = (
    (
        "did not find expected ',' or",
        "inside [ ] and { } a text that holds braces, brackets or quotes needs quotes around it, "
        'as in ["where was {it} held"]',
    ),
    ("did not find expected '-'", "put quotes around a text that begins with {, [ or a quote"),
    ("did not find expected key", "mend the indentation, or put quotes around the text"),
    ("mapping values are not allowed", "mend the indentation, or put quotes around a text with ': ' in it"),
    (
        "could not find expected ':'",
        "a key needs a colon and a space after it, an item of a list '- ' before it",
    ),
    ("unexpected end of stream", "a quote, bracket or brace is not closed"),
    ("cannot start any token", "put quotes around a text that begins with @, %, ` or the like"),
    ("expected alphabetic or numeric", "put quotes around a text that begins with * or &"),
    ("escape c", "inside double quotes a backslash is special: use single quotes"),
)
_INVISIBLE = re.compile("^ *([^\\S\r\n ]|[\u200b-\u200d\u2060\ufeff])")
_UNCLOSED = "close it where its text ends"


def explained(name: str, text: str, error: yaml.MarkedYAMLError, quoted: Any = None) -> Problem:
    """Return the parser's complaint as a problem, in plain words where the usual slips are recognised.

    Args:
        name: the file's name.
        text: what it holds.
        error: the complaint.
        quoted: the event of the last quoted text over several lines before it, if there was one.
    """
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if invisible := _invisible(name, text, line):
        return invisible
    said = ", ".join(part for part in (error.context, error.problem) if part)
    opening = error.context_mark
    if opening and "scanning a quoted scalar" in said and "end of stream" in said:
        return Problem(name, opening.line + 1, opening.column + 1, "this quote is not closed", _UNCLOSED)
    if quoted and quoted.end_mark.line + 1 == line:
        start = quoted.start_mark
        return Problem(
            name, start.line + 1, start.column + 1, f"this quote is closed only in line {line}", _UNCLOSED
        )
    if opening and "could not find expected ':'" in said:
        line, column = opening.line + 1, opening.column + 1
    hint = next((hint for sign, hint in _HINTS if sign in said), None)
    return Problem(name, line, column, f"this is not YAML: {said}", hint)


def _invisible(name: str, text: str, line: int) -> Problem | None:
    """Return that a tab or the like stands where only spaces may, on the line complained of or just above."""
    lines = text.splitlines()
    for number in range(line, max(0, line - 2), -1):
        written = lines[number - 1] if number <= len(lines) else ""
        if found := _INVISIBLE.match(written):
            sign = found[1]
            code = f"U+{ord(sign):04X}"
            shown = "a tab" if sign == "\t" else f"{unicodedata.name(sign, 'a sign').lower()} ({code})"
            return Problem(name, number, found.start(1) + 1, f"{shown} in the indentation", "use spaces")
    return None
