"""Engines made beforehand: building one takes seconds, reading it from the state folder a fraction of one.

A process of its own makes it, so that nobody who asks waits for that. What was made is used only as long as
facts, code and libraries are those that it was made from, and only from files that nobody but the bot could
have written: unpickling runs what it reads.
"""

from __future__ import annotations

import hashlib
import io
import mmap
import os
import pickle
import stat
import struct
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, cast

import Stemmer
import structlog

from bot.answers.engine import Engine
from bot.facts.live import Made
from bot.matching.tight import tight
from bot.moderating.shelf import replace_file

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_CODE = ("answers", "facts", "matching")
_LIBRARIES = ("numpy", "PyStemmer", "rapidfuzz", "symspellpy")
_HASH = hashlib.sha256().digest_size
_COUNT, _PLACE = struct.Struct("<Q"), struct.Struct("<QQ")
_ALIGNED = 64
_LARGE = 4096
_MADE_OF = {".py", ".yaml", ".json", ".npy", ".txt"}


class Readymade:
    """Keeps the engine of one edition in a folder.

    Args:
        folder: it is made when it is first needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, digest: str) -> Made[Engine] | None:
        """Return what this very code made from the files with that hash; None where there is nothing."""
        file = self._file(digest)
        try:
            if not (_is_ours(self._folder) and _is_ours(file)):
                return None
            with file.open("rb") as content:
                check = content.read(_HASH)
                if hashlib.file_digest(content, "sha256").digest() != check:
                    return None
                made = cast("Made[Engine]", _unpickled(content))
        except FileNotFoundError:
            return None
        except Exception as error:  # whatever a damaged file makes of itself, the engine can be built
            log.warning("engine made beforehand cannot be used", reason=type(error).__name__)
            return None
        return made

    def keep(self, digest: str, made: Made[Engine]) -> None:
        """Keep what was made, in place of what was kept before.

        Raises:
            OSError: it cannot be written.
            pickle.PicklingError: it holds something that cannot be.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = _pickled(made)
        file = self._file(digest)
        replace_file(file, hashlib.sha256(content).digest() + content)
        for other in self._folder.glob("*.engine"):
            if other != file:
                other.unlink(missing_ok=True)

    def has(self, digest: str) -> bool:
        """Whether something is kept for the files with that hash and this very code."""
        return self._file(digest).is_file()

    def _file(self, digest: str) -> Path:
        return self._folder / f"{digest[:24]}-{_code()[:24]}.engine"


def _is_ours(path: Path) -> bool:
    """Whether nobody but this process's own user can write there."""
    found = path.stat()
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


@lru_cache(maxsize=1)
def _code() -> str:
    """Return a hash over everything that makes an engine, except the facts."""
    digest = hashlib.sha256(sys.version.encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    for file in _sources():
        digest.update(f"{file.name}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for part in _CODE:
        folder = Path(__file__).parent / part
        yield from sorted(file for file in folder.iterdir() if file.suffix in _MADE_OF)


class _Pickler(pickle.Pickler):
    """Pickles an engine: stemmers as well, and what is equal and never changes by its number in a list.

    What is worked out line by line says the same words, and the same sets of them, again and again.

    Attributes:
        shared: that list, to be pickled by itself.
    """

    def __init__(self, file: BinaryIO, buffer_callback: Callable[[pickle.PickleBuffer], bool]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL, buffer_callback=buffer_callback)
        self.shared: list[object] = []
        self._places: dict[object, int] = {}

    def persistent_id(self, obj: Any) -> int | None:
        """Return the number of a word, a number, or a set of words; None for all else."""
        if type(obj) is frozenset:
            if not all(type(item) is str for item in obj):
                return None
            obj = frozenset(self.shared[self._place(word)] for word in obj)
        elif type(obj) not in {str, int}:
            return None
        return self._place(obj)

    def _place(self, obj: object) -> int:
        place = self._places.setdefault(obj, len(self.shared))
        if place == len(self.shared):
            self.shared.append(obj)
        return place

    def reducer_override(self, obj: Any) -> Any:
        """Return how to make an object again that pickle has no way for."""
        if isinstance(obj, Stemmer.Stemmer):
            return Stemmer.Stemmer, ("english",)
        return NotImplemented


def _pickled(made: Made[Engine]) -> bytes:
    """Return where each part lies and how long it is, then the parts: large arrays, and what is pickled."""
    parts: list[Any] = []

    def stays_inside(buffer: pickle.PickleBuffer) -> bool:
        if is_large := buffer.raw().nbytes >= _LARGE:
            parts.append(buffer.raw())
        return not is_large

    into = io.BytesIO()
    pickler = _Pickler(into, stays_inside)
    pickler.dump(made)
    parts.append(memoryview(pickle.dumps(pickler.shared, pickle.HIGHEST_PROTOCOL) + into.getvalue()))
    content = bytearray(_COUNT.size + len(parts) * _PLACE.size)
    _COUNT.pack_into(content, 0, len(parts))
    for number, part in enumerate(parts):
        content += bytes(-(len(content) + _HASH) % _ALIGNED)
        _PLACE.pack_into(content, _COUNT.size + number * _PLACE.size, _HASH + len(content), part.nbytes)
        content += part
    return bytes(content)


def _unpickled(content: BinaryIO) -> object:
    """Return what was pickled; its large arrays stay in the file, and in memory only what is used of them."""
    content.seek(_HASH)
    (count,) = _COUNT.unpack(content.read(_COUNT.size))
    *arrays, (pickled, _) = _PLACE.iter_unpack(content.read(count * _PLACE.size))
    # What is pickled comes last and is read once; what is mapped, the system keeps in memory by the megabyte.
    mapped = mmap.mmap(content.fileno(), pickled, access=mmap.ACCESS_READ)
    mapped.madvise(mmap.MADV_RANDOM)  # or what lies around what is used is read as well
    view = memoryview(mapped)
    content.seek(pickled)
    shared = [tight(item) if type(item) is frozenset else item for item in pickle.load(content)]
    reader = pickle.Unpickler(content, buffers=[view[start : start + length] for start, length in arrays])
    reader.persistent_load = shared.__getitem__  # type: ignore[method-assign]
    return reader.load()
