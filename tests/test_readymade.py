"""An engine made beforehand answers as one that is built, and is used only where that is sure."""

from __future__ import annotations

import os
import pickle
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from bot import readymade
from bot.answers.engine import Engine
from bot.app import READYMADE_FOLDER, open_facts, prepare
from bot.facts.live import Made
from bot.readymade import Readymade

QUESTIONS = (
    "where was the 2014 festival?",
    "who founded the choir",
    "wher was teh festival",
    "and 2016?",
    "hm",
)


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    choir = runpy.run_path(str(Path(__file__).parent / "e2e" / "choir.py"))
    folder: Path = choir["write_facts"](tmp_path / "facts")
    return folder


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def found(facts: Path, state: Path) -> Made[Engine] | None:
    digest = open_facts(facts).current.digest
    return Readymade(state / READYMADE_FOLDER).find(digest)


def file_in(state: Path) -> Path:
    (file,) = (state / READYMADE_FOLDER).iterdir()
    return file


def test_it_answers_as_the_one_that_is_built(facts: Path, state: Path) -> None:
    built = open_facts(facts).current
    assert prepare(facts, state)
    made = found(facts, state)
    assert made is not None
    assert made.failures == built.failures
    for question in QUESTIONS:
        assert made.product.ask(question) == built.product.ask(question)
    assert made.product.suggestions("where") == built.product.suggestions("where")


def test_words_that_are_equal_are_held_once(facts: Path, state: Path) -> None:
    prepare(facts, state)
    made = found(facts, state)
    assert made is not None
    subjects = made.product.book.subjects
    named = [v.entity for s in subjects.values() for f in s.facts.values() for v in f.values if v.entity]
    assert named
    assert all(entity is subjects[entity].id for entity in named)


def test_a_start_uses_it_and_makes_no_other(
    facts: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(facts, state)
    assert not prepare(facts, state)
    monkeypatch.setattr("bot.app.Engine", None)
    live = open_facts(facts, state)
    assert "Porto" in str(live.current.product.ask("where was the 2014 festival?").reply)


def test_edited_facts_are_not_answered_from_the_old_engine(facts: Path, state: Path) -> None:
    prepare(facts, state)
    text = (facts / "choir.yaml").read_text()
    (facts / "choir.yaml").write_text(text.replace("{value: porto,", "{value: bergen,"))
    live = open_facts(facts, state)
    assert "Bergen" in str(live.current.product.ask("where was the 2014 festival?").reply)


def test_other_code_makes_its_own(facts: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(facts, state)
    monkeypatch.setattr(readymade, "_code", lambda: "f" * 64)
    assert found(facts, state) is None
    assert prepare(facts, state)
    assert file_in(state).stem.endswith("f" * 24)


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_damaged_one_is_not_used(facts: Path, state: Path, place: int) -> None:
    prepare(facts, state)
    content = bytearray(file_in(state).read_bytes())
    content[place] ^= 1
    file_in(state).write_bytes(content)
    assert found(facts, state) is None
    assert prepare(facts, state)
    assert found(facts, state) is not None


@pytest.mark.parametrize("whose", ["folder", "file"])
def test_what_others_could_have_written_is_not_read(
    facts: Path, state: Path, whose: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(facts, state)
    path = file_in(state)
    monkeypatch.setattr(pickle, "load", None)
    os.chmod(path if whose == "file" else path.parent, 0o777)  # noqa: PTH101
    assert found(facts, state) is None


def test_starting_loads_neither_the_database_nor_its_migrations() -> None:
    code = "import sys, bot.running; print([m for m in ('sqlalchemy', 'alembic') if m in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.strip() == "[]"
