"""The weather: faults of every kind, reloads good and broken, and restarts, all along."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.soaking.base import break_base, write_base
from benchmarks.soaking.crowd import Gate, ask_moderator
from benchmarks.soaking.ledger import Ledger
from sandbox import Sandbox

MESSAGES = "/messages"


@dataclass
class Weather:
    """Makes things go wrong until it is cancelled.

    Attributes:
        box: where.
        ledger: what notes it.
        gate: holds questions back where Discord itself would lose them: a new session, a restart.
        facts: the folder that the bot answers from.
        chance: what decides.
    """

    box: Sandbox
    ledger: Ledger
    gate: Gate
    facts: Path
    chance: random.Random
    _files: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def faults(self, every: float) -> None:
        """Strike at random."""
        strike = self.box.faults
        kinds: dict[str, Callable[[], object]] = {
            "gateway dropped": strike.drop_gateway,
            "op 7, reconnect": strike.reconnect,
            "op 9, resumable": lambda: strike.invalid_session(resumable=True),
            "heartbeat acks lost": lambda: strike.lose_heartbeat_acks(2),
            "502, not done": lambda: strike.rest(502, path_contains=MESSAGES, method="POST", times=2),
            "502, done all the same": lambda: strike.rest(
                502, path_contains=MESSAGES, method="POST", executed=True
            ),
            "500": lambda: strike.rest(500, path_contains=MESSAGES, method="POST"),
            "429, bucket": lambda: strike.rate_limit(0.2, path_contains=MESSAGES, times=2),
            "429, global": lambda: strike.rate_limit(0.2, path_contains=MESSAGES, is_global=True),
            "slow REST": lambda: strike.slow_rest(0.5, path_contains=MESSAGES, times=3),
            "slow callbacks": lambda: strike.slow_rest(0.5, path_contains="/callback", times=2),
            "events doubled": lambda: strike.duplicate_events("MESSAGE_CREATE", times=5),
            "events swapped": lambda: strike.reorder_events("MESSAGE_CREATE", times=5),
        }
        while True:
            await asyncio.sleep(every * self.chance.uniform(0.5, 1.5))
            if not self.gate.is_open:  # the last reply in the air would meet one after the other
                continue
            name = self.chance.choice([*kinds])
            kinds[name]()
            self.ledger.happened[f"fault: {name}"] += 1

    async def reloads(self, every: float) -> None:
        """Let the moderator reload: a good edition, then a broken one, and so on."""
        moderator, channel = self.box.member("Tomas"), self.box.channel("moderators")
        good = False
        while True:
            await asyncio.sleep(every)
            good = not good
            edition = self.ledger.newest + good
            async with self._files:
                if good:
                    self.ledger.newest = edition
                    await asyncio.to_thread(write_base, self.facts, edition)
                else:
                    await asyncio.to_thread(break_base, self.facts, edition + 1, self.chance)
                self._judge(await ask_moderator(moderator, channel), good=good)
                await asyncio.to_thread(write_base, self.facts, edition)
                self.ledger.oldest = edition

    async def restarts(self, every: float, restart: Callable[[], Awaitable[None]]) -> None:
        """Take the session away, then kill the bot and start it anew, in turns."""
        while True:
            await asyncio.sleep(every)
            async with self.gate.quiet():
                self.box.faults.clear()
                self.box.faults.invalid_session()
                await asyncio.sleep(0.1)
                await self.box.wait_online(60)
            self.ledger.happened["fault: op 9, session gone"] += 1
            await asyncio.sleep(every)
            async with self.gate.quiet(), self._files:  # a bot does not start on broken files
                self.box.faults.clear()
                await restart()
            self.ledger.happened["bot killed and started anew"] += 1

    def _judge(self, said: str, *, good: bool) -> None:
        expected = ("is live", "Nothing to do") if good else ("Nothing changed:",)
        self.ledger.happened["reloads of good files" if good else "reloads of broken files"] += 1
        if not any(words in said for words in expected):
            self.ledger.trouble.append(f"reload of {'good' if good else 'broken'} files: {said[:200]}")
