"""The real client, logged in over sockets to a sandbox that plays Discord."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.app import build_client, open_facts
from bot.cogs.questions import Questions
from bot.discord.client import FactsBot
from bot.options import read
from bot.settings import Settings
from sandbox import Channel, Member, Message, Sandbox, SystemClock
from sandbox import Settings as SandboxSettings
from sandbox.waiting import until

BESIDE = Path(__file__).resolve().parents[2].parent / "shared" / "discord" / "openapi.json"
OPENAPI = Path(os.environ.get("OPENAPI_DISCORD", BESIDE))
DESCRIPTION = OPENAPI if OPENAPI.is_file() else None


@dataclass
class Stage:
    """A sandbox with the bot in it, and who asks.

    Attributes:
        box: the sandbox.
        client: the bot.
        facts: the folder that it answers from.
        maya: a member.
        tomas: a moderator.
        general: a channel.
    """

    box: Sandbox
    client: FactsBot
    facts: Path
    maya: Member
    tomas: Member
    general: Channel

    async def ask(self, text: str) -> Message:
        """Mention the bot in the channel, as Maya, and return its reply."""
        asked = await self.maya.send(self.general, f"{self.box.bot_mention} {text}")
        return await self.maya.wait_reply(asked)

    def from_bot(self, channel: Channel) -> list[Message]:
        """What the bot has said in a channel, as Maya sees it."""
        return [message for message in self.maya.sees(channel) if message.author_id == self.box.bot.id]

    async def until(self, look: Callable[[], bool], what: str) -> None:
        """Return once something has become so."""
        await until(self.box.world.events, lambda: look() or None, 5, what)

    async def forget(self) -> None:
        """Let the bot forget which of its messages answers which of its members', as a restart does."""
        await self.client.remove_cog("Questions")
        await self.client.add_cog(Questions(self.client))
        self.client.answering._asked.clear()

    async def settled(self) -> None:
        """Return when the bot has dealt with everything sent so far."""
        marker = await self.maya.send(self.maya.dm(), "hello")
        await self.maya.wait_reply(marker)


@asynccontextmanager
async def on_stage(facts: Path, state: Path, **options: Any) -> AsyncIterator[Stage]:
    """Start sandbox and bot; every request is checked against Discord's description where that is at hand."""
    answer_in, skew = options.pop("answer_in", ()), options.pop("skew", 0.0)
    async with Sandbox.start(SandboxSettings(openapi=DESCRIPTION, clock=SystemClock(skew))) as box:
        channels = [box.channel(name).id for name in answer_in]
        given = {"facts_dir": facts, "state_dir": state, "answer_channels": channels} | options
        settings = read(Settings, given).value
        assert settings is not None
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Route, "BASE", box.rest_url)
            patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(box.gateway_url))
            client = build_client(settings, await asyncio.to_thread(open_facts, facts))
            life = asyncio.create_task(client.start(box.token))
            try:
                await box.wait_online()
                await box.wait_commands()
                yield Stage(
                    box, client, facts, box.member("Maya"), box.member("Tomas"), box.channel("general")
                )
            finally:
                await client.close()
                await asyncio.gather(life, return_exceptions=True)
        assert [str(violation) for violation in box.violations] == []
