"""How long an answer waits while new facts are built and tried: `python -m benchmarks.reload [DIR]`.

Prints how late the event loop hears a question and how long answering it takes, alone and during a reload,
in a thread that gives way (as the bot does it) and in a plain one.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.answers.engine import Engine
from bot.app import open_facts
from bot.facts.live import LiveBook
from bot.moderating.aside import Aside

EVERY = 0.05


def _percentiles(times: list[float]) -> str:
    ranked = sorted(times)
    p50, p99 = (ranked[len(ranked) * share // 100] * 1000 for share in (50, 99))
    return f"{p50:7.1f} {p99:7.1f} {ranked[-1] * 1000:7.1f}"


async def _measure(name: str, live: LiveBook[Engine], work: Awaitable[object]) -> None:
    """Ask every so often until the work is done, and print how that went."""
    questions = list(live.current.book.community.tests) or ["hello"]
    task, started = asyncio.ensure_future(work), time.perf_counter()
    heard: list[float] = []
    answered: list[float] = []
    while not task.done():
        before = time.perf_counter()
        await asyncio.sleep(EVERY)
        heard.append(max(0.0, time.perf_counter() - before - EVERY))
        before = time.perf_counter()
        live.current.product.ask(questions[len(heard) % len(questions)])
        answered.append(time.perf_counter() - before)
    seconds = time.perf_counter() - started
    print(f"{name:20} {seconds:6.1f} s {_percentiles(heard)} {_percentiles(answered)}")


async def _compare(folder: Path) -> None:
    live = open_facts(folder)
    edited = folder / "community.yaml"
    ways: dict[str, Callable[[], Awaitable[object]]] = {
        "nothing else": lambda: asyncio.sleep(5),
        "reload, giving way": lambda: Aside().run(live.reload),
        "reload, plain thread": lambda: asyncio.to_thread(live.reload),
    }
    print(f"{'meanwhile':20} {'lasts':>8} {'heard late, ms: p50 p99 max':>23} {'answered in, ms':>21}")
    for name, way in ways.items():
        edited.write_text(edited.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
        await _measure(name, live, way())


def main(folder: str = "knowledge") -> None:
    """Measure on a copy of a fact base."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "facts"
        shutil.copytree(folder, copy)
        asyncio.run(_compare(copy))


if __name__ == "__main__":
    main(*sys.argv[1:2])
