"""Problems of a fact base: what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a file of a fact base.

    Attributes:
        file: path below the folder of the fact base.
        line: counted from 1.
        column: counted from 1, in characters.
        message: what is wrong.
        hint: what to do about it, where that can be said.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.message}{hint}"


class FactBaseError(Exception):
    """A fact base that cannot be used.

    Attributes:
        problems: everything found wrong, in order of file, line and column; never empty.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=lambda each: (each.file, each.line, each.column)))
        super().__init__("\n".join(map(str, self.problems)))


def shorten(text: object) -> str:
    """Return a text from a file as messages show it: not longer than fits a line."""
    shown = " ".join(str(text).split())
    return shown if len(shown) <= 60 else shown[:59] + "…"
