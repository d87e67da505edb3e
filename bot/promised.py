"""Promises that do not hold, each with its place in `community.yaml`, as `lpbot check` tells them."""

from __future__ import annotations

from pathlib import Path

from bot.answers.engine import Engine
from bot.answers.promises import told_facts
from bot.facts.problems import Problem
from bot.facts.reading import decode
from bot.facts.report import locate

_FILE = "community.yaml"
_HINT = "mend the phrasing or the fact that leads elsewhere, or the promise"


def broken_in_place(engine: Engine, folder: Path) -> list[Problem]:
    """Return a problem for each promised question whose reply does not tell the promised fact.

    Args:
        engine: built from the fact base.
        folder: where that lies.
    """
    broken = []
    for question, fact in engine.book.community.tests.items():
        told = told_facts(engine.ask(question).reply)
        if fact not in told:
            instead = ", ".join(told) or "nothing"
            broken.append((question, f"promised question {question!r}: wants {fact}, tells {instead}"))
    if not broken:
        return []
    text = decode(_FILE, (folder / _FILE).read_bytes())
    places = locate(text, {("tests", question) for question, _ in broken})
    return [
        Problem(_FILE, *places.get(("tests", question), ((1, 1), (1, 1)))[0], message, _HINT)
        for question, message in broken
    ]
