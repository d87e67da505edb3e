"""Unquoted texts that YAML takes for less, or for more, than their writer meant, and says nothing of."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any

import yaml

from bot.facts.problems import Problem
from bot.facts.reading import ReadError, events

_CUT = re.compile(r"[ \t]+(?=#[^\s#])")
_DASH = re.compile(r"^[ \t]*(?=-(?![\d-]))", re.MULTILINE)
_STRAY_DASH = re.compile(r"^[ \t]*-[^\s\d-]|^( *)- .*[^:\s]\s*\n\1 +-\s", re.MULTILINE)
_CUT_HINT = "put quotes around the whole text; a comment has a space after its #"
_DASH_HINT = "write '- ' as deep as the other items, or put quotes around the text"


def misread_texts(name: str, text: str) -> list[Problem]:
    """Return where an unquoted text was cut at a `#`, or swallowed a line that was to be an item of its own.

    A comment is told from a cut text by the space after its `#`.

    Args:
        name: the file's name.
        text: what it holds; where it is not YAML, it is looked at up to there.
    """
    cuts = {match.start(): match.end() for match in _CUT.finditer(text)}
    dashes = [match.end() for match in _DASH.finditer(text)] if _STRAY_DASH.search(text) else []
    problems: list[Problem] = []
    try:
        for event in events(name, text) if cuts or dashes else ():
            if type(event) is yaml.ScalarEvent and not event.style:
                start, end = _span(event)
                if (at := cuts.get(end, 0)) > 0:
                    problems.append(_problem(name, text, at, "'{}' and what follows is cut off", _CUT_HINT))
                dash = bisect_left(dashes, start)
                if dash < len(dashes) and (at := dashes[dash]) < end:
                    problems.append(_problem(name, text, at, "'{}' begins no item of the list", _DASH_HINT))
    except ReadError:
        pass
    return problems


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _problem(name: str, text: str, at: int, message: str, hint: str) -> Problem:
    word = text[at : at + 30].split(maxsplit=1)[0]
    column = at - text.rfind("\n", 0, at)
    return Problem(name, text.count("\n", 0, at) + 1, column, message.format(word), hint)
