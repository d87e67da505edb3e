"""A dropped engine leaves nothing behind, also where it was set apart from garbage collection."""

from __future__ import annotations

import gc
import weakref

from bot.answers.engine import Engine
from bot.facts import Book

from .conftest import TODAY


def test_an_engine_that_is_dropped_goes_without_the_garbage_collector(book: Book) -> None:
    engine = Engine(book, today=lambda: TODAY)
    engine.ask("where was the 2016 rally held")
    left: list[weakref.ref[object]] = [
        weakref.ref(engine),
        weakref.ref(engine._matcher),
        weakref.ref(engine._matcher.catalog),
    ]
    gc.disable()
    try:
        del engine
        assert [reference() for reference in left] == [None] * 3
    finally:
        gc.enable()
