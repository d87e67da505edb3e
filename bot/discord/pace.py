"""How many questions one member, and one channel, may ask in a minute."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from enum import Enum

MINUTE = 60.0
REMEMBERED = 10_000


class Admission(Enum):
    """Whether a question may be asked now.

    `ENOUGH` and `CROWDED` are said once, the first time that a member or a channel asked too much; after that
    it is `STILL_ENOUGH`, and silence is kinder to everybody else.
    """

    GO = "go"
    ENOUGH = "enough"
    CROWDED = "crowded"
    STILL_ENOUGH = "still enough"

    @property
    def words(self) -> str:
        """What a member is told."""
        return CROWDED if self is Admission.CROWDED else SLOW_DOWN


SLOW_DOWN = "That was a lot of questions at once. Give me a minute, then ask on."
CROWDED = "Many of you are asking here at once. Give me a minute, or write me a direct message meanwhile."


class Pace:
    """Counts the questions of the last minute.

    Args:
        per_minute: how many of one member are fine; 0 for any number.
        clock: seconds that only grow.
        in_channel: how many in one channel are fine; 0 for any number.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float], *, in_channel: int = 0) -> None:
        self._members = _Minutes(per_minute)
        self._channels = _Minutes(in_channel)
        self._clock = clock

    def ask(self, user_id: int, channel_id: int | None = None) -> Admission:
        """Count a question, unless it is one too many.

        Args:
            user_id: who asks.
            channel_id: the channel shared with others that it is asked in.
        """
        now = self._clock()
        if not self._members.room(user_id, now):
            return Admission.ENOUGH if self._members.first_time(user_id) else Admission.STILL_ENOUGH
        if channel_id is not None and not self._channels.room(channel_id, now):
            return Admission.CROWDED if self._channels.first_time(channel_id) else Admission.STILL_ENOUGH
        self._members.count(user_id, now)
        if channel_id is not None:
            self._channels.count(channel_id, now)
        return Admission.GO


class _Minutes:
    """Who did something how often in the last minute, and who was told that it is enough."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._times: OrderedDict[int, deque[float]] = OrderedDict()
        self._told: set[int] = set()

    def room(self, who: int, now: float) -> bool:
        times = self._times.get(who)
        while times and times[0] <= now - MINUTE:
            times.popleft()
        return not self._limit or not times or len(times) < self._limit

    def count(self, who: int, now: float) -> None:
        if not self._limit:
            return
        self._times.setdefault(who, deque()).append(now)
        self._times.move_to_end(who)
        self._told.discard(who)
        while len(self._times) > REMEMBERED:
            forgotten, _ = self._times.popitem(last=False)
            self._told.discard(forgotten)

    def first_time(self, who: int) -> bool:
        first = who not in self._told
        self._told.add(who)
        return first
