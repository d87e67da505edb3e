"""Our bot beside a bare discord.py echo bot, on the same stand-in for Discord, in the same run.

    python -m benchmarks.throughput [--messages N] [--rounds N] [--facts DIR]

Each program is a process of its own; they take turns. A flood keeps a fixed number of questions in the air;
the steady load sends them at a fixed rate, whether or not the last was answered. Both ask what the facts
promise to answer, again and again, as members do; a second flood asks no question twice, each by a member who
asked nothing before. A program is ready when it is connected; when it has answered its first question, which
is asked at that moment, is told as well.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.harness import (
    UNHURRIED,
    Replies,
    cpu_seconds,
    launched,
    online,
    percentile,
    resident_mb,
    uncollected,
)
from bot.answers.reply import OffTopic
from bot.app import build_engine, prepare
from bot.facts import Book, load
from bot.moderating.regression import chosen
from sandbox import Member, Sandbox

MEMBERS = 40
PATIENCE = 20.0
WARM_UP = 200
LOST = 400
"""More questions are looked at than are asked once each: some are only shrugged at."""
TARGETS = {"flood": 0.8, "p99": 2.0, "rss": 60.0, "ready": 1.5}


@dataclass(frozen=True)
class Program:
    """A bot to measure: the module that runs, its arguments and its settings."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str]


@dataclass
class Figures:
    """What was measured of a program, a value a round.

    Attributes:
        first: time to ready of the first start ever, with nothing in its state folder.
        first_answered: the same until the first answer.
        ready: time to ready of the later starts.
        answered: the same until the first answer.
        work: processor time of the program for a reply.
        rate: replies a second of the flood.
        different: the same where no question is asked twice.
        flood: reply times of the flood.
        steady: reply times of the steady load.
        resident: resident memory at the end.
    """

    first: float = 0.0
    first_answered: float = 0.0
    ready: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    different: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)
    flood: list[float] = field(default_factory=list)
    steady: list[float] = field(default_factory=list)
    resident: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Load:
    """How much is asked: messages of a flood, how many at once; rate and length of the steady load."""

    messages: int
    at_once: int
    rate: float
    seconds: float


class Questions:
    """What is asked.

    Args:
        book: the facts.
        different: how many different ones there are to be; there may be fewer.

    Attributes:
        promised: the questions that the facts promise to answer, round and round.
        different: questions made of the facts' own phrasings, each once, that get more than a shrug.
    """

    def __init__(self, book: Book, different: int) -> None:
        self.promised = itertools.cycle([*book.community.tests] or [*book.community.samples])
        self._engine = build_engine(book)
        asked = dict.fromkeys(question for question, _ in chosen(book, book, different))
        self.different = [question for question in asked if self._is_replied_to(question)]

    def _is_replied_to(self, question: str) -> bool:
        return not isinstance(self._engine.ask(question).reply, OffTopic)


class Crowd:
    """Members who ask, in turns."""

    def __init__(self, box: Sandbox, replies: Replies, questions: Questions) -> None:
        self._box = box
        self._replies = replies
        self._numbers = itertools.count(1)
        self._members = self._new_members(MEMBERS)
        self._questions = questions
        self._channel = box.channel("general")

    def _new_members(self, number: int) -> Iterator[Member]:
        names = [f"Member {place}" for place in itertools.islice(self._numbers, number)]
        return itertools.cycle([self._box.add_member(name) for name in names])

    async def ask(self, times: list[float], questions: Iterator[str] | None = None) -> None:
        """Ask one question and note how long its reply took, in milliseconds."""
        started = time.perf_counter()
        text = f"{self._box.bot_mention} {next(questions or self._questions.promised)}"
        asked = await next(self._members).send(self._channel, text)
        try:
            await self._replies.first(asked, PATIENCE)
        except TimeoutError:
            raise RuntimeError(f"no reply within {PATIENCE:g} s to {text!r}") from None
        times.append((time.perf_counter() - started) * 1000)

    async def flood(
        self, messages: int, at_once: int, questions: Iterator[str] | None = None
    ) -> tuple[float, list[float]]:
        """Keep `at_once` questions in the air; return replies a second and the reply times."""
        times: list[float] = []
        left = iter(range(messages))

        async def asker() -> None:
            for _ in left:
                await self.ask(times, questions)

        started = time.perf_counter()
        await asyncio.gather(*(asker() for _ in range(at_once)))
        return messages / (time.perf_counter() - started), times

    async def different(self, most: int, at_once: int) -> float:
        """Ask every question once, each member asking one; return replies a second."""
        questions = self._questions.different[:most]
        self._members = self._new_members(len(questions))
        rate, _ = await self.flood(len(questions), at_once, iter(questions))
        self._members = self._new_members(MEMBERS)
        return rate

    async def steady(self, rate: float, seconds: float) -> list[float]:
        """Ask at a rate; return the reply times."""
        times: list[float] = []
        began = time.perf_counter()
        async with asyncio.TaskGroup() as asking:
            for number in range(int(rate * seconds)):
                await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
                asking.create_task(self.ask(times))
        return times


async def measure(program: Program, questions: Questions, load_: Load, log: Path, into: Figures) -> None:
    """Start a sandbox and a program, load it, and add what was seen to its figures."""
    async with Sandbox.start() as box:
        crowd = Crowd(box, Replies(box), questions)
        started = time.perf_counter()
        async with launched(box, *program.command, log=log, environment=program.environment) as process:
            await online(box, process, log)
            into.ready.append(time.perf_counter() - started)
            await crowd.ask([])
            into.answered.append(time.perf_counter() - started)
            await crowd.flood(WARM_UP, load_.at_once)
            before = cpu_seconds(process.pid)
            with uncollected():
                rate, times = await crowd.flood(load_.messages, load_.at_once)
            into.work.append((cpu_seconds(process.pid) - before) / load_.messages)
            into.rate.append(rate)
            into.flood += times
            with uncollected():
                into.different.append(await crowd.different(load_.messages, load_.at_once))
            with uncollected():
                into.steady += await crowd.steady(load_.rate, load_.seconds)
            into.resident.append(resident_mb(process.pid))


async def compare(
    programs: list[Program], questions: Questions, load_: Load, rounds: int, between: Callable[[], object]
) -> dict[str, Figures]:
    """Measure the programs in turns; of a round that comes first only the time to ready is kept.

    Args:
        programs: what to measure.
        questions: what to ask.
        load_: how much of it.
        rounds: how often.
        between: called after the first round, which brought the files into memory.
    """
    figures = {program.name: Figures() for program in programs}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        log = Path(folder) / "log"
        for number in range(rounds + 1):
            for program in programs:
                small = Load(WARM_UP, load_.at_once, load_.rate, 0)
                into = figures[program.name] if number else Figures()
                await measure(program, questions, load_ if number else small, log, into)
                if not number:
                    figures[program.name].first = into.ready[0]
                    figures[program.name].first_answered = into.answered[0]
            if not number:
                await asyncio.to_thread(between)
    return figures


def table(echo: Figures, ours: Figures, load_: Load) -> tuple[Table, bool]:
    """Return the comparison, and whether every target is met."""
    shown = Table(title="Our bot beside a bare echo bot on the same stand-in")
    for heading in ("", "echo bot", "our bot", "compared", "target"):
        shown.add_column(heading, justify="right" if heading else "left")
    met: list[bool] = []

    def row(name: str, unit: str, values: tuple[float, float], rule: str, target: float | None) -> None:
        floor, own = values
        compared = own - floor if rule == "plus" else own / floor
        words, verdict = "", ""
        if target is not None:
            fine = compared >= target if rule == "least" else compared <= target
            met.append(fine)
            sign, verdict = "≥" if rule == "least" else "≤", "met" if fine else "[red]missed[/red]"
            words = f"{sign} {'+' if rule == 'plus' else ''}{target:g}{' MB' if rule == 'plus' else '×'} "
        told = f"{compared:+.1f} MB" if rule == "plus" else f"{compared:.2f}×"
        shown.add_row(name, f"{floor:,.1f} {unit}", f"{own:,.1f} {unit}", told, words + verdict)

    row("replies a second, flood", "/s", (median(echo.rate), median(ours.rate)), "least", TARGETS["flood"])
    different = median(echo.different), median(ours.different)
    row("the same, no question twice", "/s", different, "least", None)
    work = median(echo.work) * 1000, median(ours.work) * 1000
    row("processor time of a reply, flood", "ms", work, "most", None)
    for name, floor, own in (
        (f"{load_.at_once} at once", echo.flood, ours.flood),
        (f"{load_.rate:g}/s", echo.steady, ours.steady),
    ):
        row(f"reply time p50, {name}", "ms", (percentile(floor, 0.5), percentile(own, 0.5)), "most", None)
        both = percentile(floor, 0.99), percentile(own, 0.99)
        row(f"reply time p99, {name}", "ms", both, "most", TARGETS["p99"])
    row("resident memory", "MB", (median(echo.resident), median(ours.resident)), "plus", TARGETS["rss"])
    ready = median(echo.ready) * 1000, median(ours.ready) * 1000
    row("time to ready", "ms", ready, "most", TARGETS["ready"])
    answered = median(echo.answered) * 1000, median(ours.answered) * 1000
    row("time to the first answer", "ms", answered, "most", None)
    row("time to ready, first start ever", "ms", (echo.first * 1000, ours.first * 1000), "most", None)
    first = echo.first_answered * 1000, ours.first_answered * 1000
    row("time to the first answer, first start ever", "ms", first, "most", None)
    return shown, all(met)


def main() -> int:
    """Run the comparison and print its table; the exit status is 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=__doc__)
    parser.add_argument("--messages", type=int, default=2000, help="questions of a flood")
    parser.add_argument("--at-once", type=int, default=20, help="questions in the air during a flood")
    parser.add_argument("--rate", type=float, default=50.0, help="questions a second of the steady load")
    parser.add_argument("--seconds", type=float, default=8.0, help="length of the steady load")
    parser.add_argument("--rounds", type=int, default=3, help="how often each program is measured")
    parser.add_argument("--facts", type=Path, default=Path("knowledge"), help="what our bot answers from")
    given = parser.parse_args()
    questions = Questions(load(given.facts), given.messages + LOST)
    load_ = Load(given.messages, given.at_once, given.rate, given.seconds)
    with tempfile.TemporaryDirectory(prefix="bench-state-") as state:
        settings = {
            "LPBOT_FACTS_DIR": str(given.facts.resolve()),
            "LPBOT_STATE_DIR": state,
            **UNHURRIED,
        }
        programs = [
            Program("echo", ("benchmarks.echo",), {}),
            Program("ours", ("bot", "run"), settings),
        ]
        made = partial(prepare, given.facts.resolve(), Path(state))
        figures = asyncio.run(compare(programs, questions, load_, given.rounds, made))
    shown, met = table(figures["echo"], figures["ours"], load_)
    console = Console(width=110)
    console.print(shown)
    total = sum(len(figures[name].flood) + len(figures[name].steady) for name in figures)
    console.print(
        f"{total:,} replies in {given.rounds} rounds; {len(questions.different):,} questions once each."
    )
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
