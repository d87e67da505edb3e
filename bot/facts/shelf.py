"""Which editions were live, and their files: what going back to one needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

Files: TypeAlias = Mapping[str, bytes]
"""A fact base's files by name."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition as it is remembered.

    Attributes:
        number: its number.
        digest: the hash of its files.
        made: when it was made, where that is known.
    """

    number: int
    digest: str
    made: datetime | None = None


@dataclass(frozen=True, slots=True)
class History:
    """How the facts came to be as they are.

    Attributes:
        live: the edition that is live.
        earlier: those that can be gone back to, the latest last.
        withdrawn: hash of files that were taken back though they still lie in the folder.
        last: the highest number that an edition had.
    """

    live: Kept | None = None
    earlier: tuple[Kept, ...] = ()
    withdrawn: str | None = None
    last: int = 0

    @property
    def digests(self) -> frozenset[str]:
        """The hashes of the files that are still needed."""
        return frozenset(kept.digest for kept in (*self.earlier, self.live) if kept is not None)


class Shelf(Protocol):
    """Keeps a history and the files of its editions."""

    def history(self) -> History:
        """Return what is remembered; an empty history where nothing is."""
        ...

    def remember(self, history: History, files: Mapping[str, Files]) -> None:
        """Keep a history, and what it needs of some files by their hash, beside those kept before."""
        ...

    def files(self, digest: str) -> Files | None:
        """Return the files with that hash, where they are kept."""
        ...


class MemoryShelf:
    """Remembers as long as the process lives."""

    def __init__(self) -> None:
        self._history = History()
        self._files: dict[str, Files] = {}

    def history(self) -> History:
        """Return what is remembered."""
        return self._history

    def remember(self, history: History, files: Mapping[str, Files]) -> None:
        """Keep a history and the files that it needs."""
        needed = history.digests
        self._files = {d: f for d, f in (self._files | dict(files)).items() if d in needed}
        self._history = history

    def files(self, digest: str) -> Files | None:
        """Return the files with that hash, where they are kept."""
        return self._files.get(digest)
