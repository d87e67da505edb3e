"""A YAML file or a zip that a moderator sends to be checked, unpacked without trusting a word of it."""

from __future__ import annotations

import io
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from bot.facts.files import Limits

LIMITS = Limits(file_bytes=2_000_000, total_bytes=20_000_000)
LARGEST = 8_000_000
MOST_FILES = 1_000
TOO_LARGE = "That is more than {size} MB. Send a YAML file (`.yaml`), or a zip of a whole fact base."
NEITHER = "Send a YAML file (`.yaml`), or a zip of a whole fact base."


class UploadError(Exception):
    """What was sent cannot be checked.

    Attributes:
        text: why, in English words for who sent it.
        slots: what fills the text's `{slots}`.
    """

    def __init__(self, text: str, **slots: object) -> None:
        super().__init__(text.format(**slots) if slots else text)
        self.text = text
        self.slots = slots


def unpack(name: str, content: bytes, base: Path, into: Path) -> None:
    """Make a fact base to be checked out of what was sent.

    Args:
        name: the file's name as sent.
        content: what is in it.
        base: the live fact base, in which a single YAML file takes the place of the one with its name.
        into: an empty folder.

    Raises:
        UploadError: it is neither YAML nor a zip, or too large.
    """
    if len(content) > LARGEST:
        raise UploadError(TOO_LARGE, size=LARGEST // 1_000_000)
    match PurePosixPath(name).suffix.lower():
        case ".zip":
            _unpack_zip(content, into)
        case ".yaml":
            shutil.copytree(base, into, dirs_exist_ok=True, ignore=_but_yaml)
            _place(PurePosixPath(name).name, into).write_bytes(content)
        case _:
            raise UploadError(NEITHER)


def _but_yaml(folder: str, names: list[str]) -> list[str]:
    """Return what is not copied: hidden files, links, and all that is no YAML."""
    found = [Path(folder) / name for name in names]
    return [
        each.name
        for each in found
        if each.name.startswith(".") or each.is_symlink() or (each.is_file() and each.suffix != ".yaml")
    ]


def _place(name: str, into: Path) -> Path:
    """Return where a single file goes: over the only one of its name, else beside the others."""
    same = [each for each in into.rglob("*.yaml") if each.name == name]
    return same[0] if len(same) == 1 else into / name


def _unpack_zip(content: bytes, into: Path) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = list(_members(archive))
            top = _common_folder([path for _, path in members])
            total = 0
            for info, path in members:
                with archive.open(info) as file:
                    text = file.read(LIMITS.file_bytes + 1)
                total += len(text)
                if len(text) > LIMITS.file_bytes or total > LIMITS.total_bytes:
                    raise UploadError("`{file}` makes it more than I unpack.", file=path.name)
                target = into.joinpath(*path.parts[top:])
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(text)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UploadError("That zip cannot be read: it is damaged or encrypted.") from error


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """Yield the YAML files of a zip; names that lead out of it are refused."""
    if len(archive.infolist()) > MOST_FILES:
        raise UploadError("That zip holds more than {count} files.", count=f"{MOST_FILES:,}")
    for info in archive.infolist():
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if info.is_dir() or path.suffix.lower() not in {".yaml", ".yml"}:
            continue
        if any(part.startswith((".", "__MACOSX")) for part in path.parts if part != ".."):
            continue
        if path.is_absolute() or ".." in path.parts or stat.S_ISLNK(info.external_attr >> 16):
            raise UploadError("A name in that zip leads out of it.")
        yield info, path


def _common_folder(paths: list[PurePosixPath]) -> int:
    """Return how many leading folders to leave out, so that `community.yaml` is at the top."""
    depths = [len(path.parts) - 1 for path in paths if path.name == "community.yaml"]
    depth = min(depths, default=0)
    heads = {path.parts[:depth] for path in paths}
    return depth if len(heads) == 1 else 0


def pack(folder: Path) -> bytes:
    """Return the YAML files of a folder as a zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*.yaml")):
            name = file.relative_to(folder)
            if not any(part.startswith(".") for part in name.parts) and not file.is_symlink():
                archive.write(file, name.as_posix())
    return packed.getvalue()
