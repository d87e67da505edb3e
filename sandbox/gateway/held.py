"""Dispatches that are held back until after the next one, or for a second where no other comes."""

import asyncio
from dataclasses import dataclass, field

from sandbox.gateway.session import Session
from sandbox.model import Json

SECONDS = 1.0


@dataclass
class _Waiting:
    session: Session
    timer: asyncio.TimerHandle
    dispatches: list[tuple[str, Json]] = field(default_factory=list)


class Held:
    """What is held back, by session."""

    def __init__(self) -> None:
        self._waiting: dict[str, _Waiting] = {}

    def hold(self, session: Session, name: str, data: Json) -> None:
        """Keep a dispatch back for now."""
        if session.id not in self._waiting:
            timer = asyncio.get_running_loop().call_later(SECONDS, self.release, session)
            self._waiting[session.id] = _Waiting(session, timer)
        self._waiting[session.id].dispatches.append((name, data))

    def release(self, session: Session) -> None:
        """Send what is held back of a session."""
        for name, data in self.forget(session):
            session.dispatch(name, data)

    def release_all(self) -> None:
        """Send all that is held back."""
        for waiting in tuple(self._waiting.values()):
            self.release(waiting.session)

    def forget(self, session: Session) -> list[tuple[str, Json]]:
        """Hold nothing of a session any more; returns what that was."""
        waiting = self._waiting.pop(session.id, None)
        if waiting is None:
            return []
        waiting.timer.cancel()
        return waiting.dispatches
