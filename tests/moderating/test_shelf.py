"""Editions outlive the process, and what is damaged counts as not there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.facts.files import digest_of
from bot.facts.shelf import History, Kept
from bot.moderating.shelf import HISTORY, FolderShelf

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ONE, TWO = {"a.yaml": b"1", "deep/b.yaml": "ü".encode()}, {"a.yaml": b"2"}
FIRST, SECOND = Kept(1, digest_of(ONE), NOON), Kept(2, digest_of(TWO))
BOTH = History(SECOND, (FIRST,), None, 2)
FILES = {FIRST.digest: ONE, SECOND.digest: TWO}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "editions"


def test_what_is_remembered_is_found_by_the_next_process(folder: Path) -> None:
    FolderShelf(folder).remember(BOTH, FILES)
    again = FolderShelf(folder)
    assert again.history() == BOTH
    assert again.files(FIRST.digest) == ONE


def test_nothing_is_remembered_at_first(folder: Path) -> None:
    assert FolderShelf(folder).history() == History()
    assert FolderShelf(folder).files("0" * 64) is None


def test_what_nothing_needs_any_more_goes(folder: Path) -> None:
    shelf = FolderShelf(folder)
    shelf.remember(BOTH, FILES)
    shelf.remember(History(SECOND, (), None, 2), {})
    assert shelf.files(FIRST.digest) is None
    assert shelf.files(SECOND.digest) == TWO
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"live": 3}', '{"live": null, "earlier": [{}]}'])
def test_a_damaged_history_is_an_empty_one(folder: Path, damage: str) -> None:
    shelf = FolderShelf(folder)
    shelf.remember(BOTH, FILES)
    (folder / HISTORY).write_text(damage)
    assert shelf.history() == History()


def test_a_damaged_edition_counts_as_not_there_and_is_written_anew(folder: Path) -> None:
    shelf = FolderShelf(folder)
    shelf.remember(BOTH, FILES)
    file = folder / f"{FIRST.digest}.zip"
    file.write_bytes(file.read_bytes()[:-30])
    assert shelf.files(FIRST.digest) is None
    shelf.remember(BOTH, FILES)
    assert shelf.files(FIRST.digest) == ONE


def test_files_that_are_not_those_of_their_name_count_as_not_there(folder: Path) -> None:
    shelf = FolderShelf(folder)
    shelf.remember(BOTH, FILES)
    (folder / f"{SECOND.digest}.zip").replace(folder / f"{FIRST.digest}.zip")
    assert shelf.files(FIRST.digest) is None


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    shelf = FolderShelf(tmp_path / "file" / "editions")
    shelf.remember(BOTH, FILES)
    assert shelf.history() == History()
