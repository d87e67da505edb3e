"""Writing without waiting: a bounded queue before a store that may be slow or down."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

from bot.store.interface import Kept, Store, StoreDownError, StoreError, StoreRefusedError, not_kept
from bot.store.records import Record

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

BATCH = 100
GATHERING = 0.05
"""Seconds between two writes: what comes meanwhile is written together."""

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0


@dataclass(slots=True)
class Tally:
    """How the writing goes.

    Attributes:
        written: records written for good.
        dropped: records given up: the queue was full, the store refused them, or the bot stopped first.
        trouble: why the last try failed; None where it did not.
    """

    written: int = 0
    dropped: int = 0
    trouble: str | None = None


@dataclass(slots=True)
class _Item:
    record: Record
    kept: asyncio.Future[bool] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def settle(self, kept: bool) -> None:
        if not self.kept.done():
            self.kept.set_result(kept)


class WriteQueue:
    """Writes records in the background, in order, trying again while the store is down.

    Args:
        store: where to.
        limit: how many records wait at most; what comes when it is full is dropped and counted.
        pause: seconds before the second try; each further pause is twice as long, up to half a minute.

    Attributes:
        tally: how it goes.
    """

    def __init__(self, store: Store, *, limit: int = 5_000, pause: float = FIRST_PAUSE) -> None:
        self.tally = Tally()
        self._store = store
        self._limit = limit
        self._pause = pause
        self._waiting: deque[_Item] = deque()
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._closing = False

    @property
    def waiting(self) -> int:
        """How many records are still to be written."""
        return len(self._waiting)

    def start(self) -> None:
        """Begin writing what was put and what will be."""
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run())

    def put(self, record: Record) -> Kept:
        """Have a record written; await what is returned only to learn whether it was."""
        if self._closing or len(self._waiting) >= self._limit:
            self._drop(1, "the bot stops" if self._closing else "the queue is full")
            return not_kept()
        item = _Item(record)
        self._waiting.append(item)
        self._news.set()
        return item.kept

    async def close(self, patience: float = 3.0) -> None:
        """Write what waits, as far as that is possible in some seconds; the rest is dropped and counted."""
        self._closing = True
        self._news.set()
        if self._task is not None:
            _, late = await asyncio.wait({self._task}, timeout=patience)
            for task in late:
                task.cancel()
                await asyncio.wait({task})
        if self._waiting:
            self._drop(len(self._waiting), "the bot stops")
        while self._waiting:
            self._waiting.popleft().settle(False)

    async def _run(self) -> None:
        pause, last = self._pause, 0.0
        while self._waiting or not self._closing:
            if not self._waiting:
                self._news.clear()
                await self._news.wait()
                await self._gather(last)
                continue
            batch = [self._waiting[place] for place in range(min(BATCH, len(self._waiting)))]
            last = asyncio.get_running_loop().time()
            try:
                await self._write(batch)
            except StoreError as error:
                self._note(error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                pause = self._pause
                self.tally.trouble = None
                for _ in batch:
                    self._waiting.popleft()

    async def _gather(self, last: float) -> None:
        """Let some time pass since the last write, unless the bot stops."""
        left = last + GATHERING - asyncio.get_running_loop().time()
        if left > 0 and not self._closing:
            await asyncio.sleep(left)

    async def _write(self, batch: Sequence[_Item]) -> None:
        """Write a batch; where the store refuses something in it, everything else.

        Raises:
            StoreDownError: what was written until then is left as it is when written again.
        """
        try:
            await self._store.write([item.record for item in batch])
        except StoreRefusedError as error:
            if len(batch) > 1:
                for item in batch:
                    await self._write([item])
                return
            self._drop(1, str(error))
            batch[0].settle(False)
        else:
            for item in batch:
                self.tally.written += not item.kept.done()
                item.settle(True)

    def _note(self, error: StoreError) -> None:
        if self.tally.trouble is None:
            log.warning("store not written", reason=type(error).__name__, waiting=len(self._waiting))
        self.tally.trouble = "down" if isinstance(error, StoreDownError) else "refused"

    def _drop(self, count: int, why: str) -> None:
        self.tally.dropped += count
        log.warning("record dropped", count=count, why=why.splitlines()[0][:200], dropped=self.tally.dropped)
