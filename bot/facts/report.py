"""What is found wrong while a fact base is read, gathered first and placed in the files at the end.

A problem is noted with the path of keys that leads to it. Only when there are problems are the files read
once more, for lines and columns: a sound base pays nothing for them.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml
from rapidfuzz import fuzz, process

from bot.facts.problems import FactBaseError, Problem, shorten
from bot.facts.reading import C_LOADER, ENDS, STARTS, Data, Loader, ReadError, events, parse

Path: TypeAlias = tuple[str | int, ...]
Mark: TypeAlias = tuple[int, int]

_HINT_BUDGET = 200
_NEAR = 70.0


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    on_key: bool
    message: str
    hint: str | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file, and the report that takes what is wrong there."""

    report: Report
    file: str
    path: Path = ()

    def below(self, *steps: str | int) -> Spot:
        """Return the place that further keys and indices lead to."""
        return Spot(self.report, self.file, self.path + steps)

    def wrong(self, message: str, hint: str | None = None, *, on_key: bool = False) -> None:
        """Report a problem at the value, or at the key, that stands here."""
        self.report.at(self, message, hint, on_key=on_key)

    def unknown(self, what: str, wanted: str, known: Collection[str]) -> None:
        """Report a reference that leads nowhere, with the nearest name that would lead somewhere."""
        self.wrong(f"there is no {what} '{shorten(wanted)}'", self.report.near(wanted, known))


class Report:
    """Gathers problems over all files of one fact base."""

    def __init__(self) -> None:
        self._placed: list[Problem] = []
        self._found: defaultdict[str, list[_Found]] = defaultdict(list)
        self._hints_left = _HINT_BUDGET

    def add(self, problems: Iterable[Problem]) -> None:
        """Note problems whose place is known."""
        self._placed.extend(problems)

    def at(self, spot: Spot, message: str, hint: str | None, *, on_key: bool) -> None:
        """Note a problem at the value (or the key) that stands at a place."""
        message = " ".join(message.split())
        self._found[spot.file].append(_Found(spot.path, on_key, message, hint))

    def near(self, word: str, known: Collection[str]) -> str | None:
        """Return a hint with the known word nearest to a mistaken one, or None where none is near.

        After many hints it gives none: the search is not free, and a thousand slips have one cause.
        """
        if self._hints_left <= 0 or not known:
            return None
        self._hints_left -= 1
        found = process.extractOne(word[:100], list(known), scorer=fuzz.ratio, score_cutoff=_NEAR)
        return f"did you mean '{found[0]}'?" if found else None

    def spot(self, file: str, *path: str | int) -> Spot:
        """Return a place in a file, to report what is wrong there."""
        return Spot(self, file, path)

    def raise_if_any(self, texts: Mapping[str, str]) -> None:
        """Raise what was noted.

        Args:
            texts: the files' texts by name, to find the places in.

        Raises:
            FactBaseError: if anything was noted.
        """
        problems = list(self._placed)
        for file, found in self._found.items():
            text = texts.get(file, "")
            data, _ = parse(file, text, depth=sys.maxsize) if text else (None, [])
            fitted = [_fit(data, each) for each in found]
            places = locate(text, {path for path, _ in fitted})
            for each, (path, on_key) in zip(found, fitted, strict=True):
                key_mark, value_mark = places.get(path, ((1, 1), (1, 1)))
                line, column = key_mark if on_key else value_mark
                problems.append(Problem(file, line, column, each.message, each.hint))
        if problems:
            raise FactBaseError(problems)


def _fit(data: Data, found: _Found) -> tuple[Path, bool]:
    """Return the path as the file has it, and whether its key is meant.

    Steps that only a shorthand's long form would have are left out; for what is missing or empty the key of
    what lacks it is meant.
    """
    path: list[str | int] = []
    missed = False
    for step in found.path:
        if (isinstance(data, dict) and step in data) or (
            isinstance(data, list) and isinstance(step, int) and step < len(data)
        ):
            data = data[step]  # type: ignore[index]
            path.append(step)
            missed = False
        else:
            missed = True
    return tuple(path), found.on_key or data is None or (missed and isinstance(data, dict))


def locate(
    text: str, wanted: Collection[Path], *, loader: Loader = C_LOADER
) -> dict[Path, tuple[Mark, Mark]]:
    """Return where things stand in a YAML text.

    Args:
        text: as `reading.decode` gives it.
        wanted: the paths to find; one that leads nowhere is left out of the answer.
        loader: the PyYAML loader whose events are read.

    Returns:
        For each path the marks (line, column) of its key and its value; a list's item has one, given twice.
    """
    found: dict[Path, tuple[Mark, Mark]] = {}
    path: list[str | int] = []
    frames: list[_Frame] = []
    try:
        for event in events("", text, loader):
            kind = type(event)
            if kind in ENDS:
                frames.pop()
                del path[len(frames) :]
            elif kind is yaml.ScalarEvent or kind in STARTS:
                mark = (event.start_mark.line + 1, event.start_mark.column + 1)
                key_mark = mark
                if frames:
                    del path[len(frames) - 1 :]
                    entry = frames[-1].entry(event, mark)
                    if entry is None:
                        continue
                    name, key_mark = entry
                    path.append(name)
                here = tuple(path)
                if here in wanted:
                    found.setdefault(here, (key_mark, mark))
                if kind in STARTS:
                    frames.append(_Frame(listed=kind is yaml.SequenceStartEvent))
    except ReadError:
        pass
    return found


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being walked through."""

    listed: bool
    count: int = 0
    key: str | None = None
    key_mark: Mark | None = None

    def entry(self, event: Any, mark: Mark) -> tuple[str | int, Mark] | None:
        """Return the key or place of what the event begins, with the key's mark; None for a key itself."""
        if not self.listed and self.key is None:
            self.key, self.key_mark = str(getattr(event, "value", "")).strip(), mark
            return None
        name, key_mark = self.count if self.listed else str(self.key), self.key_mark or mark
        self.count += 1
        self.key = self.key_mark = None
        return name, key_mark
