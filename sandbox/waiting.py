"""Waiting for something to become so, woken by the event stream."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sandbox.events import Event, EventStream

T = TypeVar("T")


async def until(stream: EventStream, look: Callable[[], T | None], timeout: float, what: str) -> T:  # noqa: ASYNC109
    """What `look` finds, now or after one of the coming events; TimeoutError names `what`."""
    found = look()
    if found is not None:
        return found
    done: asyncio.Future[T] = asyncio.get_running_loop().create_future()

    def check(_: Event) -> None:
        if not done.done():
            result = look()
            if result is not None:
                done.set_result(result)

    unsubscribe = stream.subscribe(check)
    try:
        return await asyncio.wait_for(done, timeout)
    except TimeoutError:
        raise TimeoutError(f"no {what} within {timeout} s") from None
    finally:
        unsubscribe()
