"""The book that is being served: built aside, checked, then swapped in one step, and taken back if need be.

Readers take `current` once per question and keep it: an edition never changes, so a conversation ends on the
book it began with. Reloading holds a lock of its own that no reader ever waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Generic, Literal, TypeAlias, TypeVar

from bot.facts.diff import Diff, compare
from bot.facts.files import Limits, digest_of, raw_files
from bot.facts.loader import load, load_files
from bot.facts.model import Book
from bot.facts.problems import FactBaseError, Problem
from bot.facts.shelf import Files, History, Kept, MemoryShelf, Shelf

T = TypeVar("T")
Verdict: TypeAlias = Literal["swapped", "unchanged", "sound", "broken", "worse"]


@dataclass(frozen=True, slots=True)
class Edition(Generic[T]):
    """A book that was good enough to serve, and what was built from it.

    Attributes:
        number: counted from 1, each reload that swaps being the next.
        book: the facts.
        product: what was built from them.
        failures: promises of the book that the product does not keep, as the check words them.
        made: when it was made, where the live book was given a clock.
    """

    number: int
    book: Book
    product: T
    failures: tuple[str, ...]
    made: datetime | None = None

    @property
    def digest(self) -> str:
        """The hash of the files that the book was read from."""
        return self.book.digest


@dataclass(frozen=True, slots=True)
class ReloadOutcome(Generic[T]):
    """What became of a reload, a check or a rollback.

    Attributes:
        verdict: `swapped`: a new edition is live. `unchanged`: the files are those of the live edition.
            `sound`: a check found nothing wrong. `broken`: the files have problems. `worse`: a promise that
            the live edition keeps would be broken. In all but the first the live edition stayed.
        edition: the one that is live now.
        diff: what is different from the edition that was live before.
        problems: what is wrong with the files.
        worse: failures that the edition live before does not have.
    """

    verdict: Verdict
    edition: Edition[T]
    diff: Diff = field(default_factory=Diff)
    problems: tuple[Problem, ...] = ()
    worse: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """A book with what was built from it before and the promises that it does not keep."""

    book: Book
    product: T
    failures: tuple[str, ...]


class LiveBook(Generic[T]):
    """Serves the facts of a folder, and what is built from them.

    What was live is remembered on a shelf by its files: going back builds it anew. Files that were taken back
    stay so as long as they lie in the folder unchanged.

    Args:
        folder: the fact base.
        build: makes from a book what answers with it; its errors pass through and leave everything as it was.
        check: asks of the product what the book promises; gives the failures, each in words that stay the
            same as long as the failure does.
        now: the time, for `Edition.made`.
        keep: how many earlier editions to keep for `rollback`.
        shelf: where they are kept; in memory by default.
        find: what was made before from the files with some hash, where it is still at hand.

    Raises:
        FactBaseError: if the folder holds no sound fact base: there is nothing to serve then.
    """

    def __init__(  # noqa: PLR0913
        self,
        folder: Path,
        build: Callable[[Book], T],
        check: Callable[[T], Sequence[str]] = lambda product: (),
        *,
        now: Callable[[], datetime] | None = None,
        keep: int = 3,
        shelf: Shelf | None = None,
        find: Callable[[str], Made[T] | None] = lambda digest: None,
    ) -> None:
        self._folder = folder
        self._build = build
        self._check = check
        self._now = now
        self._keep = keep
        self._shelf = shelf or MemoryShelf()
        self._lock = Lock()
        self._history = self._shelf.history()
        self._current = self._first(find)

    @property
    def current(self) -> Edition[T]:
        """The live edition; take it once and keep it while a question is answered."""
        return self._current

    @property
    def earlier(self) -> tuple[Kept, ...]:
        """The editions that `rollback` can go back to, the latest first."""
        return tuple(reversed(self._history.earlier))

    @property
    def files(self) -> Files | None:
        """The files of the live edition, where they are kept."""
        return self._shelf.files(self._current.digest)

    def reload(self, *, force: bool = False) -> ReloadOutcome[T]:
        """Read the folder anew and serve it unless it is broken or worse; safe to call from any thread.

        Args:
            force: serve it even though promises that were kept are broken. A broken folder is never served.
        """
        with self._lock:
            outcome, candidate = self._examine(self._folder)
            if candidate is None or (outcome.verdict == "worse" and not force):
                return outcome
            self._current = candidate
            self._advance(candidate)
            return ReloadOutcome("swapped", candidate, outcome.diff, worse=outcome.worse)

    def check(self, folder: Path | None = None, limits: Limits | None = None) -> ReloadOutcome[T]:
        """Return what a reload would find; the live edition stays.

        Args:
            folder: another fact base than the one served, such as one that a moderator sent.
            limits: how much of it is read at most.
        """
        with self._lock:
            return self._examine(folder or self._folder, limits)[0]

    def rollback(self) -> ReloadOutcome[T] | None:
        """Serve the edition before the live one again; return None where none is kept."""
        with self._lock:
            earlier = self._history.earlier
            while earlier and (files := self._shelf.files(earlier[-1].digest)) is None:
                earlier = earlier[:-1]
            if not earlier or files is None:
                return None
            left = self._current
            try:
                book = load_files(files)
            except FactBaseError as error:  # the rules for facts have changed since
                return ReloadOutcome("broken", left, problems=error.problems)
            self._current = replace(self._edition(earlier[-1].number, book), made=earlier[-1].made)
            lying = self._lying()
            withdrawn = next((digest for digest in lying if digest != book.digest), None)
            self._remember(History(earlier[-1], earlier[:-1], withdrawn, self._history.last), {})
            worse = self._worse(left, self._current)
            return ReloadOutcome("swapped", self._current, compare(left.book, book), worse=worse)

    def _first(self, find: Callable[[str], Made[T] | None]) -> Edition[T]:
        """Return the edition to begin with: what lies in the folder, unless just that was taken back."""
        live, lying = self._history.live, self._lying()
        if live is not None and self._history.withdrawn in lying:
            with suppress(FactBaseError):  # where the rules for facts have changed since, those lying count
                return self._begun(live, find(live.digest), self._shelf.files(live.digest))
        made = next(filter(None, map(find, lying)), None)
        book = made.book if made else load(self._folder)
        if live is not None and live.digest == book.digest:
            self._remember(self._history, lying)
            return self._served(live.number, made, book)
        edition = self._served(self._history.last + 1, made, book)
        self._advance(edition)
        return edition

    def _begun(self, kept: Kept, made: Made[T] | None, files: Files | None) -> Edition[T]:
        return self._served(kept.number, made, made.book if made else load_files(files or {}))

    def _served(self, number: int, made: Made[T] | None, book: Book) -> Edition[T]:
        if made is None:
            return self._edition(number, book)
        return Edition(number, made.book, made.product, made.failures, self._now() if self._now else None)

    def _advance(self, edition: Edition[T]) -> None:
        """Remember that an edition made from the folder is live, and what was live before it."""
        live = Kept(edition.number, edition.digest, edition.made)
        before = self._history
        earlier = (*before.earlier, before.live) if before.live else before.earlier
        self._remember(History(live, earlier[-self._keep :], None, edition.number), self._lying())

    def _lying(self) -> dict[str, Files]:
        """Return the files that lie in the folder, by their hash; nothing where they cannot be read."""
        files = raw_files(self._folder)
        return {digest_of(files): files} if files else {}

    def _remember(self, history: History, files: Mapping[str, Files]) -> None:
        self._history = history
        self._shelf.remember(history, files)

    def _examine(
        self, folder: Path, limits: Limits | None = None
    ) -> tuple[ReloadOutcome[T], Edition[T] | None]:
        """Return what is to be said of a folder, and the edition made from it where one could be made."""
        live = self._current
        try:
            book = load(folder, limits)
        except FactBaseError as error:
            return ReloadOutcome("broken", live, problems=error.problems), None
        if book.digest == live.digest:
            return ReloadOutcome("unchanged", live), None
        candidate = self._edition(self._history.last + 1, book)
        worse = self._worse(live, candidate)
        verdict: Verdict = "worse" if worse else "sound"
        return ReloadOutcome(verdict, live, compare(live.book, book), worse=worse), candidate

    def _edition(self, number: int, book: Book) -> Edition[T]:
        product = self._build(book)
        return Edition(number, book, product, tuple(self._check(product)), self._now() if self._now else None)

    def _worse(self, before: Edition[T], after: Edition[T]) -> tuple[str, ...]:
        """Return the failures that came; what time did to the edition before is not the new one's fault."""
        worse = [failure for failure in after.failures if failure not in before.failures]
        known = set(self._check(before.product)) if worse else ()
        return tuple(failure for failure in worse if failure not in known)
