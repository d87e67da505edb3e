"""How many questions one member may ask in a minute."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from enum import Enum

MINUTE = 60.0
MEMBERS = 10_000


class Verdict(Enum):
    """Whether a member may ask now; `ENOUGH` the first time not, `STILL_ENOUGH` after that."""

    GO = "go"
    ENOUGH = "enough"
    STILL_ENOUGH = "still enough"


SLOW_DOWN = "That was a lot of questions at once. Give me a minute, then ask on."


class Pace:
    """Counts each member's questions of the last minute.

    Args:
        per_minute: how many are fine; 0 for any number.
        clock: seconds that only grow.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._times: OrderedDict[int, deque[float]] = OrderedDict()
        self._told: set[int] = set()

    def ask(self, user_id: int) -> Verdict:
        """Count a question of the member, unless it is one too many."""
        if not self._per_minute:
            return Verdict.GO
        now = self._clock()
        times = self._times.setdefault(user_id, deque())
        self._times.move_to_end(user_id)
        while times and times[0] <= now - MINUTE:
            times.popleft()
        if len(times) < self._per_minute:
            times.append(now)
            self._told.discard(user_id)
            self._forget()
            return Verdict.GO
        first = user_id not in self._told
        self._told.add(user_id)
        return Verdict.ENOUGH if first else Verdict.STILL_ENOUGH

    def _forget(self) -> None:
        while len(self._times) > MEMBERS:
            user_id, _ = self._times.popitem(last=False)
            self._told.discard(user_id)
