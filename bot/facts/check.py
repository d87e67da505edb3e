"""Checks a fact base from the terminal: `python -m bot.facts.check DIR`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from bot.facts.loader import load
from bot.facts.problems import FactBaseError


def main(arguments: Sequence[str]) -> int:
    """Print every problem of the fact base in the folder named; return the exit status."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m bot.facts.check DIR\n")
        return 2
    try:
        book = load(Path(arguments[0]))
    except FactBaseError as error:
        sys.stdout.write("".join(f"{problem}\n" for problem in error.problems))
        sys.stdout.write(f"{len(error.problems)} problem(s)\n")
        return 1
    facts = sum(len(subject.facts) for subject in book.subjects.values())
    sys.stdout.write(f"sound: {len(book.subjects)} subjects, {facts} facts, {len(book.sources)} sources\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
