"""Doing slow work beside the event loop so that nobody who asks waits for it."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

T = TypeVar("T")

SHORT = 0.0005


class Aside:
    """Runs one piece of slow work at a time in a thread that gives way to answers.

    Building an index is Python at work: beside it an answer would wait up to five milliseconds for every turn
    it needs. With turns of half a millisecond the loop is heard at once. What the work leaves in memory is
    set apart from garbage collection, which would stop everything to walk through it again and again; old
    editions go by reference counting, as they hold no circles.
    """

    def __init__(self) -> None:
        self._lock = Lock()

    async def run(self, do: Callable[[], T]) -> T:
        """Return what some work returns."""
        return await asyncio.to_thread(self._alone, do)

    def _alone(self, do: Callable[[], T]) -> T:
        with self._lock, giving_way():
            return do()


@contextmanager
def set_apart() -> Iterator[None]:
    """Keep the garbage collector from walking, now and later, through what the block leaves in memory."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


@contextmanager
def giving_way() -> Iterator[None]:
    """Run the block in short turns beside other threads, what it leaves set apart from garbage collection."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(SHORT)
    try:
        with set_apart():
            yield
    finally:
        sys.setswitchinterval(interval)
