"""Thousands of questions from hundreds of members, with faults, reloads and restarts all along.

    python -m benchmarks.soak [--questions 20000] [--members 300] [--seed 1]

Each answer carries the edition of the facts that it comes from. A ledger checks that each question got
exactly one right reply: none lost, none doubled, none from two editions, none from an edition that was gone.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.harness import START_PATIENCE, UNHURRIED, launched, online, percentile, resident_mb
from benchmarks.soaking.base import write_base
from benchmarks.soaking.crowd import Crowd
from benchmarks.soaking.ledger import Ledger
from benchmarks.soaking.weather import Weather
from sandbox import Sandbox, Settings

SETTLING = 3.0
FAULT_EVERY = 0.4
HEARTBEAT = 3.0
RELOAD_EVERY = 1.5
RESTART_EVERY = 25.0
SHOWN = 20


@dataclass
class Run:
    """What is being soaked and what came of it."""

    ledger: Ledger
    seconds: float = 0.0
    resident: tuple[float, float] = (0.0, 0.0)


class Bot:
    """The bot's process, which can be killed and started anew."""

    def __init__(self, box: Sandbox, log: Path, settings: Mapping[str, str]) -> None:
        self._box = box
        self._log = log
        self._settings = settings
        self._stack = AsyncExitStack()
        self._process: Process | None = None

    @property
    def resident(self) -> float:
        """Its resident memory, in megabytes."""
        assert self._process is not None
        return resident_mb(self._process.pid)

    async def start(self) -> None:
        """Start it and return when it answers and its commands are there to be used."""
        starting = launched(self._box, "bot", "run", log=self._log, environment=self._settings)
        self._process = await self._stack.enter_async_context(starting)
        await online(self._box, self._process, self._log)
        await self._box.wait_commands(START_PATIENCE)
        greeting = await (member := self._box.member("Maya")).send(member.dm(), "hello")
        await member.wait_reply(greeting, START_PATIENCE)  # by then it has read the facts

    async def restart(self) -> None:
        """Kill it as a machine would that loses power, and start it."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()
        await self._stack.aclose()
        await asyncio.sleep(0.2)
        await self.start()

    async def stop(self) -> None:
        """Let it end in its own time."""
        await self._stack.aclose()


async def soak(given: argparse.Namespace, folder: Path) -> Run:
    """Let the crowd ask in bad weather."""
    facts = folder / "facts"
    write_base(facts, 1)
    run = Run(Ledger())
    settings = {
        "LPBOT_FACTS_DIR": str(facts),
        "LPBOT_STATE_DIR": str(folder / "state"),
        **UNHURRIED,
    }
    async with Sandbox.start(Settings(heartbeat=HEARTBEAT)) as box:
        crowd = Crowd(box, run.ledger, given.members, given.channels, given.seed)
        weather = Weather(box, run.ledger, crowd.gate, facts, random.Random(given.seed))
        bot = Bot(box, folder / "bot.log", settings)
        await bot.start()
        try:
            before, began = bot.resident, time.perf_counter()
            async with asyncio.TaskGroup() as going:
                storms = [
                    going.create_task(weather.faults(FAULT_EVERY)),
                    going.create_task(weather.reloads(RELOAD_EVERY)),
                    going.create_task(weather.restarts(RESTART_EVERY, bot.restart)),
                ]
                await crowd.ask_all(given.questions, given.at_once)
                async with crowd.gate.through():  # not in the middle of a restart
                    for storm in storms:
                        storm.cancel()
                    await asyncio.gather(*storms, return_exceptions=True)
            run.seconds = time.perf_counter() - began
            await asyncio.sleep(SETTLING)
            run.resident = before, bot.resident
            run.ledger.trouble += [f"said to nobody: {said.content[:100]}" for said in crowd.replies.astray]
        finally:
            await bot.stop()
    return run


def tables(run: Run, verdicts: Counter[str]) -> list[Table]:
    """Return what happened and how the questions ended."""
    ended = Table("questions", "number", title="How the questions ended")
    for verdict in ("right", "lost", "doubled", "mixed", "stale", "wrong"):
        ended.add_row(verdict, f"{verdicts[verdict]:,}")
    times = run.ledger.times()
    ended.add_section()
    ended.add_row("all", f"{verdicts.total():,}")
    for way, count in sorted(Counter(entry.way for entry in run.ledger.entries).items()):
        ended.add_row(f"  by {way}", f"{count:,}")
    ended.add_row("a second", f"{verdicts.total() / run.seconds:,.0f}")
    ended.add_row("seconds", f"{run.seconds:,.0f}")
    for share in (0.5, 0.99, 1.0):
        ended.add_row(f"reply time p{share * 100:g}, ms", f"{percentile(times, share):,.0f}")
    ended.add_row("resident memory, MB", "{:.0f} → {:.0f}".format(*run.resident))
    happened = Table("meanwhile", "times", title="What happened meanwhile")
    for name, count in sorted(run.ledger.happened.items()):
        happened.add_row(name, f"{count:,}")
    return [happened, ended]


def main() -> int:
    """Soak and print the tables; the exit status is 1 where any question did not end right."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--questions", type=int, default=20_000, help="how many are asked")
    parser.add_argument("--members", type=int, default=300, help="how many members ask")
    parser.add_argument("--channels", type=int, default=12, help="in how many channels")
    parser.add_argument("--at-once", type=int, default=40, help="how many questions are in the air")
    parser.add_argument("--seed", type=int, default=1, help="of all chance")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        run = asyncio.run(soak(given, Path(folder)))
    verdicts = run.ledger.verdicts()
    console = Console(width=110)
    for table in tables(run, verdicts):
        console.print(table)
    for line in run.ledger.trouble[:SHOWN]:
        console.print(f"  {line}", markup=False)
    return 0 if not run.ledger.trouble else 1


if __name__ == "__main__":
    sys.exit(main())
