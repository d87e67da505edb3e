"""Faults on demand: what goes wrong, how often, and where."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sandbox.errors import RefusedError


@dataclass
class RestFault:
    """One kind of trouble for the next `times` matching REST requests."""

    status: int
    times: int
    method: str | None = None
    path_contains: str = ""
    executed: bool = False
    retry_after: float = 0.0
    is_global: bool = False
    delay: float = 0.0

    def __str__(self) -> str:
        if self.delay:
            return f"slow by {self.delay:g} s"
        return f"{self.status}, though done" if self.executed else str(self.status)

    def matches(self, method: str, path: str) -> bool:
        """Whether this fault has times left and is about this request."""
        right_method = self.method is None or self.method == method
        return self.times > 0 and right_method and self.path_contains in path


@dataclass
class EventFault:
    """Dispatches that are sent twice or held back behind the next one."""

    kind: str
    times: int
    event: str | None = None

    def matches(self, event: str) -> bool:
        """Whether this fault has times left and is about this event."""
        return self.times > 0 and self.event in {None, event}


class Keeper(Protocol):
    """Whoever started the bot, and can end it and start it anew."""

    def kill(self) -> int:
        """End it without warning; says how many processes that were."""
        ...

    def restart(self) -> int:
        """Start it, after ending it where it runs; says how many were ended."""
        ...


class Faults:
    """What a test or the page has asked to go wrong; each fault wears off after its `times`."""

    def __init__(self) -> None:
        self._rest: list[RestFault] = []
        self._events: list[EventFault] = []
        self._acks: list[float] = []
        self._on_gateway: Callable[[str, int | None], int] | None = None
        self._on_clear: Callable[[], None] | None = None
        self._on_clock: Callable[[float], None] | None = None
        self._keeper: Keeper | None = None
        self._record: Callable[[str], None] = lambda _: None

    def bind_gateway(self, act: Callable[[str, int | None], int], release: Callable[[], None]) -> None:
        """Let `drop_gateway` and its like reach the open connections, and `clear` what they hold back."""
        self._on_gateway, self._on_clear = act, release

    def bind_clock(self, skew: Callable[[float], None]) -> None:
        """Let `skew_clock` reach the sandbox's clock."""
        self._on_clock = skew

    def bind_record(self, note: Callable[[str], None]) -> None:
        """Let somebody know, in words, whenever a fault strikes."""
        self._record = note

    def bind_bot(self, keeper: Keeper) -> None:
        """Let `kill_bot` and `restart_bot` reach whoever started the bot."""
        self._keeper = keeper

    def rest(
        self,
        status: int = 502,
        *,
        path_contains: str = "",
        method: str | None = None,
        times: int = 1,
        executed: bool = False,
    ) -> None:
        """Answer matching requests with `status`; `executed` does what they ask before the answer is lost."""
        self._rest.append(RestFault(status, times, method, path_contains, executed))

    def rate_limit(
        self,
        retry_after: float = 0.5,
        *,
        path_contains: str = "",
        method: str | None = None,
        times: int = 1,
        is_global: bool = False,
    ) -> None:
        """Answer matching requests with 429, for their bucket or globally."""
        fault = RestFault(429, times, method, path_contains, retry_after=retry_after, is_global=is_global)
        self._rest.append(fault)

    def slow_rest(
        self, seconds: float, *, path_contains: str = "", method: str | None = None, times: int = 1
    ) -> None:
        """Hold matching requests back for a while before they are handled."""
        self._rest.append(RestFault(0, times, method, path_contains, delay=seconds))

    def duplicate_events(self, event: str | None = None, *, times: int = 1) -> None:
        """Send matching dispatches twice, with a sequence number each."""
        self._events.append(EventFault("duplicate", times, event))

    def reorder_events(self, event: str | None = None, *, times: int = 1) -> None:
        """Hold matching dispatches back until after the next one, or for a second where none comes."""
        self._events.append(EventFault("reorder", times, event))

    def lose_heartbeat_acks(self, times: int = 1) -> None:
        """Leave the next heartbeats unanswered."""
        self._acks += [math.inf] * times

    def delay_heartbeat_acks(self, seconds: float, times: int = 1) -> None:
        """Answer the next heartbeats late."""
        self._acks += [seconds] * times

    def request_heartbeat(self, shard: int | None = None) -> int:
        """Send op 1, which asks the client for a heartbeat at once."""
        return self._act("heartbeat", shard)

    def skew_clock(self, seconds: float) -> None:
        """Let Discord's clock be that much ahead of the machine's (behind where negative) from now on."""
        if self._on_clock is None:
            raise RefusedError("This sandbox has no clock to skew")
        self._on_clock(seconds)
        where = f"{abs(seconds):g} s {'ahead' if seconds > 0 else 'behind'}" if seconds else "right again"
        self._record(f"clock {where}")

    def kill_bot(self) -> int:
        """End the bot without warning, where the sandbox was told how to start it."""
        struck = self._bot().kill()
        self._record("bot killed" if struck else "no bot to kill")
        return struck

    def restart_bot(self) -> int:
        """Start the bot, after ending it without warning where it runs."""
        struck = self._bot().restart()
        self._record("bot killed and started anew" if struck else "bot started")
        return struck

    def drop_gateway(self, shard: int | None = None) -> int:
        """Cut the connection with no close frame; says how many were cut."""
        return self._act("drop", shard)

    def reconnect(self, shard: int | None = None) -> int:
        """Send op 7, which asks the client to reconnect and resume."""
        return self._act("reconnect", shard)

    def invalid_session(self, shard: int | None = None, *, resumable: bool = False) -> int:
        """Send op 9; a session that is not resumable is forgotten."""
        return self._act("resumable" if resumable else "invalid", shard)

    def clear(self) -> None:
        """Forget every fault that has not struck yet, and let go of what is held back."""
        self._rest.clear()
        self._events.clear()
        self._acks.clear()
        if self._on_clear is not None:
            self._on_clear()
        self._record("all faults forgotten")

    def pending(self) -> list[str]:
        """What is still to go wrong, in words."""
        words = [f"REST {f} {f.path_contains or 'any path'} x{f.times}" for f in self._rest if f.times > 0]
        words += [f"{f.kind} {f.event or 'any event'} x{f.times}" for f in self._events if f.times > 0]
        lost = sum(map(math.isinf, self._acks))
        late = len(self._acks) - lost
        words += [f"heartbeat acks lost x{lost}"] if lost else []
        return words + ([f"heartbeat acks late x{late}"] if late else [])

    def take_rest(self, method: str, path: str) -> RestFault | None:
        """The fault that strikes this request, used up by one."""
        self._rest = [fault for fault in self._rest if fault.times > 0]
        for fault in self._rest:
            if fault.matches(method, path):
                fault.times -= 1
                self._record(f"{fault}: {method} {path}")
                return fault
        return None

    def take_event(self, event: str) -> str | None:
        """What happens to this dispatch: "duplicate", "reorder" or nothing."""
        for fault in self._events:
            if fault.matches(event):
                fault.times -= 1
                self._record(f"{event} {'held back' if fault.kind == 'reorder' else 'sent twice'}")
                return fault.kind
        return None

    def take_ack(self) -> float:
        """By how many seconds this heartbeat's ack is late; infinite when it is lost."""
        if not self._acks:
            return 0.0
        late = self._acks.pop(0)
        self._record("heartbeat ack lost" if math.isinf(late) else f"heartbeat ack late by {late:g} s")
        return late

    def _bot(self) -> Keeper:
        if self._keeper is None:
            raise RefusedError("The sandbox did not start the bot; see `python -m sandbox --help`")
        return self._keeper

    def _act(self, action: str, shard: int | None) -> int:
        if self._on_gateway is None:
            return 0
        return self._on_gateway(action, shard)
