"""The book that is being served: built aside, checked, then swapped in one step, and taken back if need be.

Readers take `current` once per question and keep it: an edition never changes, so a conversation ends on the
book it began with. Reloading holds a lock of its own that no reader ever waits for.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Generic, Literal, TypeAlias, TypeVar

from bot.facts.diff import Diff, compare
from bot.facts.files import Limits
from bot.facts.loader import load
from bot.facts.model import Book
from bot.facts.problems import FactBaseError, Problem

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


class LiveBook(Generic[T]):
    """Serves the facts of a folder, and what is built from them.

    Args:
        folder: the fact base.
        build: makes from a book what answers with it; its errors pass through and leave everything as it was.
        check: asks of the product what the book promises; gives the failures, each in words that stay the
            same as long as the failure does.
        now: the time, for `Edition.made`.
        keep: how many earlier editions to keep for `rollback`.

    Raises:
        FactBaseError: if the folder holds no sound fact base: there is nothing to serve then.
    """

    def __init__(
        self,
        folder: Path,
        build: Callable[[Book], T],
        check: Callable[[T], Sequence[str]] = lambda product: (),
        *,
        now: Callable[[], datetime] | None = None,
        keep: int = 3,
    ) -> None:
        self._folder = folder
        self._build = build
        self._check = check
        self._now = now
        self._lock = Lock()
        self._earlier: deque[Edition[T]] = deque(maxlen=keep)
        self._made = 1
        self._current = self._edition(1, load(folder))

    @property
    def current(self) -> Edition[T]:
        """The live edition; take it once and keep it while a question is answered."""
        return self._current

    @property
    def earlier(self) -> tuple[Edition[T], ...]:
        """The editions that `rollback` can go back to, the latest first."""
        return tuple(reversed(self._earlier))

    def reload(self, *, force: bool = False) -> ReloadOutcome[T]:
        """Read the folder anew and serve it unless it is broken or worse; safe to call from any thread.

        Args:
            force: serve it even though promises that were kept are broken. A broken folder is never served.
        """
        with self._lock:
            outcome, candidate = self._examine(self._folder)
            if candidate is None or (outcome.verdict == "worse" and not force):
                return outcome
            self._earlier.append(self._current)
            self._made = candidate.number
            self._current = candidate
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
            if not self._earlier:
                return None
            left, self._current = self._current, self._earlier.pop()
            worse = _worse(left, self._current)
            return ReloadOutcome(
                "swapped", self._current, compare(left.book, self._current.book), worse=worse
            )

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
        candidate = self._edition(self._made + 1, book)
        worse = _worse(live, candidate)
        verdict: Verdict = "worse" if worse else "sound"
        return ReloadOutcome(verdict, live, compare(live.book, book), worse=worse), candidate

    def _edition(self, number: int, book: Book) -> Edition[T]:
        product = self._build(book)
        return Edition(number, book, product, tuple(self._check(product)), self._now() if self._now else None)


def _worse(before: Edition[T], after: Edition[T]) -> tuple[str, ...]:
    """Return the failures that came."""
    known = set(before.failures)
    return tuple(failure for failure in after.failures if failure not in known)
