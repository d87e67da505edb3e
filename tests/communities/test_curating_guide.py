"""The curator's guide is tried as it is written: its blocks make the base, its questions get its answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

import bot
from bot.answers.engine import Engine
from bot.answers.promises import broken_promises
from bot.evaluating import evaluate
from bot.facts import load
from bot.question_files import read_cases
from bot.rendering.plain import plain_text

GUIDE = Path(bot.__file__).parents[1] / "docs" / "curating.md"
TODAY = date(2025, 10, 1)

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NEW = re.compile(r"# (chess/\S+)\n")
_MORE = re.compile(r"# add to (chess/\S+)\n")
_ASK = re.compile(r'lpbot ask "(.+)" --facts chess')


@dataclass(frozen=True, slots=True)
class Block:
    language: str
    text: str


def _blocks() -> Iterator[Block]:
    for match in _BLOCK.finditer(GUIDE.read_text("utf-8")):
        yield Block(match[1], match[2])


def _write(text: str, folder: Path) -> None:
    """Do with a YAML block what the guide says: make a file, or add to the end of one."""
    new, more = _NEW.match(text), _MORE.match(text)
    if new:
        file = folder / new[1]
        assert not file.exists(), f"{new[1]} is made twice"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text[new.end() :], "utf-8")
    else:
        assert more, f"the block does not say where it goes: {text[:60]!r}"
        file = folder / more[1]
        file.write_text(file.read_text("utf-8") + text[more.end() :], "utf-8")


def _commands(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with the line that it prints."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed.strip()


def _engine(folder: Path) -> Engine:
    return Engine(load(folder / "chess"), today=lambda: TODAY)


def _build(folder: Path) -> Engine:
    for block in _blocks():
        if block.language == "yaml":
            _write(block.text, folder)
    return _engine(folder)


def test_each_step_of_the_guide_works(tmp_path: Path) -> None:
    asked = checked = 0
    for block in _blocks():
        if block.language == "yaml":
            _write(block.text, tmp_path)
        if block.language != "console":
            continue
        engine = _engine(tmp_path)
        for command, printed in _commands(block.text):
            if match := _ASK.fullmatch(command):
                reply = plain_text(engine.ask(match[1]).reply)
                assert reply.splitlines()[0] == printed, command
                asked += 1
            else:
                assert command == "lpbot check chess"
                assert printed == _counts(engine), command
                checked += 1

    assert asked >= 8
    assert checked == 2


def _counts(engine: Engine) -> str:
    book = engine.book
    facts = sum(len(s.facts) for s in book.subjects.values())
    return (
        f"{facts} facts about {len(book.subjects)} subjects from {len(book.sources)} sources; "
        f"{len(book.community.tests)} promised questions, {len(broken_promises(engine))} broken."
    )


def test_the_smallest_base_is_four_files(tmp_path: Path) -> None:
    for block in list(_blocks()):
        if block.language == "console":
            break
        if block.language == "yaml":
            _write(block.text, tmp_path)

    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 4
    assert _engine(tmp_path).book.subjects


def test_the_question_set_of_the_guide_is_answered(tmp_path: Path) -> None:
    engine = _build(tmp_path)
    lines = next(block.text for block in _blocks() if block.language == "json")
    file = tmp_path / "questions.jsonl"
    file.write_text(lines, "utf-8")

    results = evaluate(engine, read_cases(file))

    assert [r.verdict for r in results] == ["right"] * 4


@pytest.mark.parametrize(
    ("question", "telling"),
    [
        ("wat time does it start on tuesday", "19:00"),
        ("can u lend me a board", "two weeks"),
        ("what did Tom Quarry win", "2023"),
        ("who was the champion the year after 2023", "Ilse Varn"),
        ("biggest tournament?", "2024"),
        ("did tom win in 2024", "Ilse Varn"),
    ],
)
def test_what_it_was_not_told_word_for_word(tmp_path: Path, question: str, telling: str) -> None:
    assert telling in plain_text(_build(tmp_path).ask(question).reply)


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", GUIDE.read_text("utf-8")):
        assert (GUIDE.parent / target).exists(), target
