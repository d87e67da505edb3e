"""Hundreds of members who ask: by mention, directly, by slash command."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks.harness import Replies
from benchmarks.soaking.base import NAMES, question
from benchmarks.soaking.ledger import Entry, Ledger
from sandbox import Channel, Member, Message, RefusedError, Sandbox

PATIENCE = 90.0
WAYS = {"mention": 6, "direct": 2, "slash": 2}


class Gate:
    """Lets questions through, and can hold them back until none is in the air."""

    def __init__(self) -> None:
        self._open = asyncio.Event()
        self._open.set()
        self._nobody = asyncio.Event()
        self._nobody.set()
        self._inside = 0

    @property
    def is_open(self) -> bool:
        """Whether questions come through."""
        return self._open.is_set()

    @asynccontextmanager
    async def through(self) -> AsyncIterator[None]:
        """Be in the air during the block."""
        await self._open.wait()
        self._inside += 1
        self._nobody.clear()
        try:
            yield
        finally:
            self._inside -= 1
            if not self._inside:
                self._nobody.set()

    @asynccontextmanager
    async def quiet(self) -> AsyncIterator[None]:
        """Hold questions back during the block, which begins when the last one has been answered."""
        self._open.clear()
        try:
            await self._nobody.wait()
            yield
        finally:
            self._open.set()


class Crowd:
    """The members and where they ask."""

    def __init__(self, box: Sandbox, ledger: Ledger, members: int, channels: int, seed: int) -> None:
        self._box = box
        self._ledger = ledger
        self._chance = random.Random(seed)
        self._members = [box.add_member(f"Member {number}") for number in range(members)]
        self._channels = [box.channel("general")]
        self._channels += [box.add_channel(f"room-{number}") for number in range(1, channels)]
        self._entries: dict[int, Entry] = {}
        self.replies = Replies(box, self._replied)
        self.gate = Gate()

    async def ask_all(self, questions: int, at_once: int) -> None:
        """Ask that many questions, so many at a time."""
        left = iter(range(questions))

        async def asker() -> None:
            for _ in left:
                async with self.gate.through():
                    await self._ask()

        await asyncio.gather(*(asker() for _ in range(at_once)))

    async def _ask(self) -> None:
        way = self._chance.choices([*WAYS], [*WAYS.values()])[0]
        member = self._chance.choice(self._members)
        club = self._chance.randrange(len(NAMES))
        text = question(club, self._chance)
        entry = self._ledger.ask(way, club)
        if way == "slash":
            await self._command(entry, member, text)
            return
        channel = member.dm() if way == "direct" else self._chance.choice(self._channels)
        words = text if way == "direct" else f"{self._box.bot_mention} {text}"
        asked = await member.send(channel, words)
        self._entries[asked.id] = entry
        try:
            await self.replies.first(asked, PATIENCE)
        except TimeoutError:
            self._ledger.happened["questions given up"] += 1

    async def _command(self, entry: Entry, member: Member, text: str) -> None:
        """Use /ask; as a member would, again where Discord said that the application did not respond."""
        channel = self._chance.choice(self._channels)
        for _ in range(10):
            try:
                said = await member.invoke("ask", channel, question=text)
                await said.wait_message(PATIENCE)
            except RefusedError:
                self._ledger.happened["commands out of time, asked again"] += 1
                entry.oldest = self._ledger.oldest
                continue
            except TimeoutError:
                return
            for message in [said.message, *said.followups]:
                if message is not None:
                    self._ledger.answer(entry, message.content)
            return

    def _replied(self, question_id: int, message: Message) -> None:
        entry = self._entries.get(question_id)
        if entry is not None:
            self._ledger.answer(entry, message.content)


async def ask_moderator(member: Member, channel: Channel) -> str:
    """Give /facts reload until it was answered; return the answer."""
    while True:
        try:
            said = await member.invoke("facts reload", channel)
            return (await said.wait_message(PATIENCE)).content
        except RefusedError:
            await asyncio.sleep(0.1)
