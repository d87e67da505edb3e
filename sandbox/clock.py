"""Time as the sandbox sees it: the machine's clock, or one that a test moves by hand."""

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Where every deadline, snowflake and rate-limit window takes its time from."""

    def now(self) -> float:
        """Seconds since 1970."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return when `seconds` have passed on this clock."""
        ...


class SystemClock:
    """The machine's clock, shifted by `skew` seconds, which may change under way.

    A wait is as long as it was, however the clock is set meanwhile.
    """

    def __init__(self, skew: float = 0.0) -> None:
        self.skew = skew

    def now(self) -> float:
        """Seconds since 1970, shifted."""
        return time.time() + self.skew

    def set(self, skew: float) -> None:
        """Be ahead of the machine's clock by so many seconds from now on."""
        self.skew = skew

    async def sleep(self, seconds: float) -> None:
        """Wait for real."""
        await asyncio.sleep(seconds)


class ManualClock:
    """A clock that stands still until a test advances it."""

    def __init__(self, start: float | None = None) -> None:
        self._now = time.time() if start is None else start
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def now(self) -> float:
        """Seconds since 1970 by this clock."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has been advanced by `seconds`."""
        if seconds <= 0:
            return
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self._now + seconds, woken))
        await woken

    def advance(self, seconds: float) -> None:
        """Move on by `seconds` and wake whoever slept until then."""
        self._now += seconds
        due = [woken for until, woken in self._sleepers if until <= self._now]
        self._sleepers = [entry for entry in self._sleepers if entry[0] > self._now]
        for woken in due:
            if not woken.done():
                woken.set_result(None)
