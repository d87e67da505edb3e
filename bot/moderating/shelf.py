"""Editions of the facts on disk, so that they can be gone back to after a restart."""

from __future__ import annotations

import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from bot.facts.files import digest_of
from bot.facts.shelf import Files, History, Kept

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

HISTORY = "history.json"


class FolderShelf:
    """Keeps the files of editions in a folder: a zip each, named by their hash, and who followed whom.

    What cannot be written is logged and forgotten at the next start; what is damaged counts as not there.

    Args:
        folder: it is made when it is first needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def history(self) -> History:
        """Return what is remembered; an empty history where nothing is, or nothing that can be read."""
        try:
            return _history(json.loads((self._folder / HISTORY).read_text(encoding="utf-8")))
        except FileNotFoundError:
            return History()
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("history of the facts unreadable", reason=type(error).__name__)
            return History()

    def remember(self, history: History, files: Mapping[str, Files]) -> None:
        """Keep a history and the files that it needs; those that nothing needs any more go."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for digest in history.digests & files.keys():
                if self.files(digest) is None:
                    replace_file(self._zip(digest), packed(files[digest]))
            replace_file(self._folder / HISTORY, json.dumps(_plain(history), indent=1).encode())
            for file in self._unneeded(history):
                file.unlink(missing_ok=True)
        except OSError as error:
            log.warning("history of the facts not kept", reason=error.strerror)

    def files(self, digest: str) -> Files | None:
        """Return the files with that hash; None where they are not kept, or not as they were."""
        try:
            with zipfile.ZipFile(self._zip(digest)) as archive:
                files = {name: archive.read(name) for name in archive.namelist()}
        except (OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile):
            return None
        return files if digest_of(files) == digest else None

    def _zip(self, digest: str) -> Path:
        return self._folder / f"{digest}.zip"

    def _unneeded(self, history: History) -> Iterator[Path]:
        return (file for file in self._folder.glob("*.zip") if file.stem not in history.digests)


def packed(files: Files) -> bytes:
    """Return files as a zip."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(name, content)
    return into.getvalue()


def replace_file(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, whatever stops the bot meanwhile.

    Raises:
        OSError: it cannot be written.
    """
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=file.name, suffix=".part", delete=False) as part:
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
            os.replace(part.name, file)  # noqa: PTH105
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise


def _plain(history: History) -> dict[str, Any]:
    def kept(each: Kept) -> dict[str, Any]:
        made = each.made.isoformat() if each.made else None
        return {"number": each.number, "digest": each.digest, "made": made}

    return {
        "live": kept(history.live) if history.live else None,
        "earlier": [kept(each) for each in history.earlier],
        "withdrawn": history.withdrawn,
        "last": history.last,
    }


def _history(plain: Any) -> History:
    def kept(each: Any) -> Kept:
        made = datetime.fromisoformat(each["made"]) if each["made"] else None
        return Kept(int(each["number"]), str(each["digest"]), made)

    live = kept(plain["live"]) if plain["live"] else None
    return History(live, tuple(map(kept, plain["earlier"])), plain["withdrawn"], int(plain["last"]))
