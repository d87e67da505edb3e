"""The one stream of what happens, which the gateway, the page and waiting tests all read."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.model import Json, Message


@dataclass(frozen=True)
class Event:
    """Something that happened; `data` is the whole payload, before intents hide parts of it.

    `to_bot` is false for what Discord never sends to a bot, such as ephemeral messages.
    """

    name: str
    data: Json
    guild_id: int | None = None
    channel_id: int | None = None
    message: Message | None = None
    only_for: int | None = None
    to_bot: bool = True


Listener = Callable[[Event], None]


class EventStream:
    """Passes each event to every listener, at once and in order."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every event from now on; call what is returned to stop."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def emit(self, event: Event) -> None:
        """Tell every listener."""
        for listener in tuple(self._listeners):
            listener(event)
