"""What a person sees of an interaction they started."""

import asyncio

from sandbox.clock import Clock
from sandbox.errors import RefusedError
from sandbox.interactions import CALLBACK_SECONDS, Interaction
from sandbox.model import Json, Message
from sandbox.waiting import until
from sandbox.world import World


class Invocation:
    """An interaction under way; its parts fill in as the bot answers."""

    def __init__(self, world: World, interaction: Interaction) -> None:
        self._world = world
        self.interaction = interaction

    @property
    def message(self) -> Message | None:
        """The original response, even while it says "thinking"."""
        return self.interaction.original

    @property
    def followups(self) -> list[Message]:
        """The messages after the original response."""
        return self.interaction.followups

    @property
    def modal(self) -> Json | None:
        """The modal that the bot opened."""
        return self.interaction.modal

    @property
    def choices(self) -> list[Json]:
        """What autocomplete offers."""
        return self.interaction.choices or []

    @property
    def response_kind(self) -> int | None:
        """The type of the first callback; none while there is none."""
        return self.interaction.response_kind

    @property
    def deferred(self) -> bool:
        """Whether the bot asked for time first."""
        return self.response_kind in {5, 6}

    async def wait_message(self, timeout: float = 5.0) -> Message:  # noqa: ASYNC109
        """The original response once it says more than "thinking"."""

        def look() -> Message | None:
            message = self.interaction.original
            return None if message is None or message.loading or message.deleted else message

        return await until(self._world.events, look, timeout, "response to the interaction")

    async def wait_followup(self, number: int = 1, timeout: float = 5.0) -> Message:  # noqa: ASYNC109
        """The follow-up of that number, counted from 1."""

        def look() -> Message | None:
            return self.followups[number - 1] if len(self.followups) >= number else None

        return await until(self._world.events, look, timeout, f"follow-up {number}")

    async def acknowledged(self) -> "Invocation":
        """Wait for the bot's first response; RefusedError when three seconds pass without one."""
        clock: Clock = self._world.clock
        answered = asyncio.create_task(self.interaction.acknowledged.wait())
        late = asyncio.create_task(clock.sleep(CALLBACK_SECONDS))
        try:
            await asyncio.wait({answered, late}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (answered, late):
                task.cancel()
            await asyncio.gather(answered, late, return_exceptions=True)
        if not self.interaction.acknowledged.is_set():
            raise RefusedError("The application did not respond")
        return self
