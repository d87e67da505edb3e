"""The made-up community of the tests over sockets, without the sockets."""

from __future__ import annotations

import runpy
from datetime import date
from pathlib import Path

import pytest

from bot.answers.engine import Engine
from bot.facts.live import LiveBook
from bot.moderating.regression import Regression


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    choir = runpy.run_path(str(Path(__file__).parents[1] / "e2e" / "choir.py"))
    folder: Path = choir["write_facts"](tmp_path / "facts")
    return folder


@pytest.fixture
def live(facts: Path) -> LiveBook[Engine]:
    regression = Regression()
    live = LiveBook(facts, lambda book: Engine(book, today=lambda: date(2026, 11, 22)), regression.failures)
    regression.compare_with(lambda: live.current.product)
    return live
