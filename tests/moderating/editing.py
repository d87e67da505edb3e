"""Editing a fact base as a moderator would."""

from __future__ import annotations

from pathlib import Path


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text in one of the files, which must hold it once."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
