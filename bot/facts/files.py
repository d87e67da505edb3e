"""The files of a fact base's folder: which are read, as what, and how much of them."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from bot.facts.problems import Problem
from bot.facts.reading import ReadError, decode
from bot.facts.report import Report

Role = Literal["community", "sources", "vocabulary", "subjects"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most.

    Attributes:
        file_bytes: of one file.
        total_bytes: of all files together.
        depth: how deep mappings and lists may nest in a file.
    """

    file_bytes: int = 5_000_000
    total_bytes: int = 100_000_000
    depth: int = 20


@dataclass(frozen=True, slots=True)
class Folder:
    """What was read of a folder.

    Attributes:
        texts: the readable files' texts by name (their path below the folder, with `/`), in order of name.
        failed: names of the files that could not be read.
        digest: a hash over names and contents, hexadecimal.
        exists: whether there is such a folder at all.
    """

    texts: dict[str, str]
    failed: frozenset[str]
    digest: str
    exists: bool = True


def role(name: str) -> Role:
    """Return what a file of that name holds."""
    if name == "community.yaml":
        return "community"
    if name == "sources.yaml":
        return "sources"
    return "vocabulary" if name.startswith("vocabulary/") else "subjects"


def read_folder(folder: Path, limits: Limits, report: Report) -> Folder:
    """Return the YAML files below a folder; what cannot be read goes to the report."""
    digest = hashlib.sha256()
    texts: dict[str, str] = {}
    failed: set[str] = set()
    total = 0
    for name, path in _walk(folder, report):
        try:
            content = _content(name, path, limits)
            total += len(content)
            _update(digest, name, content)
            if total > limits.total_bytes:
                raise ReadError(
                    Problem(name, 1, 1, f"the files are larger than {limits.total_bytes:,} bytes in all")
                )
            texts[name] = decode(name, content)
        except ReadError as error:
            failed.add(name)
            report.add([error.problem])
            if total > limits.total_bytes:
                break
    return Folder(texts, frozenset(failed), digest.hexdigest(), exists=folder.is_dir())


def raw_files(folder: Path) -> dict[str, bytes] | None:
    """Return the YAML files of a folder as they are; None where one of them cannot be read."""
    report, limits = Report(), Limits()
    try:
        return {name: _content(name, path, limits) for name, path in _walk(folder, report)}
    except ReadError:
        return None


def given_files(files: Mapping[str, bytes], report: Report) -> Folder:
    """Return files that are at hand as if they had been read from a folder."""
    texts: dict[str, str] = {}
    failed: set[str] = set()
    for name, content in sorted(files.items()):
        try:
            texts[name] = decode(name, content)
        except ReadError as error:
            failed.add(name)
            report.add([error.problem])
    return Folder(texts, frozenset(failed), digest_of(files))


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the hash by which files are told apart."""
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        _update(digest, name, content)
    return digest.hexdigest()


def _update(digest: hashlib._Hash, name: str, content: bytes) -> None:
    digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
    digest.update(content)


def _walk(folder: Path, report: Report) -> Iterator[tuple[str, Path]]:
    """Yield the YAML files' names and paths, in order of name; hidden ones and `schema/` are passed over."""
    root = Path(os.path.realpath(folder))
    if not root.is_dir():
        report.add([Problem(str(folder), 1, 1, "there is no such folder", "name the folder of a fact base")])
        return
    found: list[tuple[str, Path]] = []
    for where, folders, files in os.walk(root):
        here = PurePosixPath(Path(where).relative_to(root).as_posix())
        folders[:] = [each for each in folders if not each.startswith(".")]
        if where == str(root) and "schema" in folders:
            folders.remove("schema")
        for each in folders:
            if (Path(where) / each).is_symlink():
                report.add(
                    [Problem(str(here / each), 1, 1, "a link to a folder", "put the folder itself here")]
                )
        for each in files:
            name, path = str(here / each), Path(where) / each
            if each.startswith(".") or path.suffix not in {".yaml", ".yml"}:
                continue
            if path.suffix == ".yml":
                report.add([Problem(name, 1, 1, "this file is not read", "let its name end in .yaml")])
            elif path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root):
                report.add(
                    [Problem(name, 1, 1, "a link that leads out of the folder", "put the file itself here")]
                )
            else:
                found.append((name, path))
    yield from sorted(found)


def _content(name: str, path: Path, limits: Limits) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ReadError(Problem(name, 1, 1, "this is not a file", "remove it"))
        with path.open("rb") as file:
            content = file.read(limits.file_bytes + 1)
    except OSError as error:
        raise ReadError(Problem(name, 1, 1, f"this cannot be opened: {error.strerror or error}")) from error
    if len(content) > limits.file_bytes:
        raise ReadError(
            Problem(
                name, 1, 1, f"this file is larger than {limits.file_bytes:,} bytes", "split it into several"
            )
        )
    return content
