"""From a folder of YAML to a book: everything read, checked and put together, or every problem at once."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from bot.facts.files import Folder, Limits, given_files, read_folder
from bot.facts.model import Book
from bot.facts.report import Report


def load(folder: Path, limits: Limits | None = None) -> Book:
    """Return the fact base that a folder holds.

    Args:
        folder: with `community.yaml`, `sources.yaml`, `vocabulary/` and files of subjects.
        limits: how much is read at most.

    Raises:
        FactBaseError: if anything in it is wrong; it carries every problem found.
    """
    limits = limits or Limits()
    report = Report()
    return _assembled(read_folder(folder, limits, report), limits, report)


def load_files(files: Mapping[str, bytes]) -> Book:
    """Return the fact base that some files are, by their names in its folder.

    Raises:
        FactBaseError: if anything in it is wrong.
    """
    report = Report()
    return _assembled(given_files(files, report), Limits(), report)


def _assembled(read: Folder, limits: Limits, report: Report) -> Book:
    assembling = import_module("bot.facts.assembling")  # pydantic is large, and often nothing has to be read
    book: Book = assembling.assemble(read, limits, report)
    return book
