"""A record of what went over the sockets, for the page's panel and for tests to look at."""

from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from sandbox.model import Json

Kind = Literal["rest", "gateway", "violation", "fault"]
KEPT = 2_000


@dataclass(frozen=True)
class Entry:
    """One line of traffic; `direction` is as the sandbox sees it."""

    number: int
    at: float
    kind: Kind
    direction: Literal["in", "out"]
    title: str
    status: int | None = None
    milliseconds: float | None = None
    detail: Any = None

    def payload(self) -> Json:
        """As JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Violation:
    """A request body that Discord's OpenAPI description does not allow."""

    method: str
    path: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.method} {self.path} at {self.where or 'the body'}: {self.message}"


@dataclass
class Traffic:
    """The latest entries, every violation, and who wants to hear of new ones."""

    now: Callable[[], float]
    entries: deque[Entry] = field(default_factory=lambda: deque(maxlen=KEPT))
    violations: list[Violation] = field(default_factory=list)
    listeners: list[Callable[[Entry], None]] = field(default_factory=list)
    _count: int = 0

    def rest(self, title: str, status: int, milliseconds: float, detail: Any = None) -> None:
        """Note a REST call and its answer."""
        self._add("rest", "in", title, status=status, milliseconds=round(milliseconds, 2), detail=detail)

    def gateway(self, direction: Literal["in", "out"], title: str, detail: Any = None) -> None:
        """Note a gateway message."""
        self._add("gateway", direction, title, detail=detail)

    def violate(self, violation: Violation) -> None:
        """Note a schema violation."""
        self.violations.append(violation)
        self._add("violation", "in", str(violation))

    def fault(self, title: str) -> None:
        """Note that something went wrong as it was asked to."""
        self._add("fault", "out", title)

    def rest_calls(self, contains: str = "") -> list[Entry]:
        """REST calls, oldest first, whose method and path contain a text."""
        return [e for e in self.entries if e.kind == "rest" and contains in e.title]

    def _add(self, kind: Kind, direction: Literal["in", "out"], title: str, **more: Any) -> None:
        self._count += 1
        entry = Entry(self._count, self.now(), kind, direction, title, **more)
        self.entries.append(entry)
        for listener in tuple(self.listeners):
            listener(entry)
