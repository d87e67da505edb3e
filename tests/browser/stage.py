"""A sandbox, a bot in it, and pages of it opened by people."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from playwright.async_api import Browser, Locator, Page, expect

from bot.app import build_client, open_facts
from bot.settings import Settings
from sandbox import Layout, Sandbox
from sandbox import Settings as SandboxSettings
from sandbox.model import Message
from sandbox.world import Draft

TESTS = Path(__file__).parents[1]
COMMUNITY = TESTS / "communities" / "bicycle"
BESIDE = TESTS.parents[1] / "shared" / "discord" / "openapi.json"
OPENAPI = Path(os.environ.get("OPENAPI_DISCORD", BESIDE))
DESCRIPTION = OPENAPI if OPENAPI.is_file() else None
SUGGESTED = ("When are you open?", "Where was the 2023 fair?")


class Visitor:
    """Somebody at the page, who sees it and uses mouse and keys."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.to_be_refused = 0
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)

    @property
    def box(self) -> Locator:
        """Where one types."""
        return self.page.locator("#compose-text")

    @property
    def last(self) -> Locator:
        """The latest message."""
        return self.page.locator(".message").last

    @property
    def offered(self) -> Locator:
        """The entries of the list above the message box."""
        return self.page.locator("#picker").get_by_role("option")

    async def arrive(self, url: str) -> None:
        """Open the page and wait until it is ready to be used."""
        await self.page.goto(url)
        await expect(self.page.locator("#channel-name")).not_to_be_empty()
        await expect(self.page.locator("#bot-state")).to_contain_text("online")

    async def say(self, text: str) -> None:
        """Type a message and send it, or choose the command that it begins with."""
        await self.box.fill(text)
        if text.startswith("/"):
            await expect(self.page.get_by_role("option", name=text).first).to_be_visible(timeout=20_000)
        await self.box.press("Enter")

    async def open(self, channel: str) -> None:
        """Go to a channel, or to the direct messages with the bot by its name."""
        await self.page.get_by_role("navigation").get_by_role("button", name=channel).click()
        await expect(self.page.locator("#channel-name")).to_contain_text(channel)

    async def reads(self, text: str) -> None:
        """Wait until the latest message says something."""
        await expect(self.last).to_contain_text(text, timeout=20_000)


@dataclass
class Stage:
    """A running sandbox and the browser; people come to its page."""

    box: Sandbox
    browser: Browser
    facts: Path | None = None

    def from_bot(self, **body: Any) -> Message:
        """A message of the bot in #general, whatever it has, with Discord's field names."""
        return self.box.world.post(Draft(self.box.channel("general"), self.box.bot.id, body))

    @asynccontextmanager
    async def visitor(self, name: str = "Maya", **context: Any) -> AsyncIterator[Visitor]:
        """Open the page as somebody; an error in its script fails the test."""
        own = await self.browser.new_context(reduced_motion="reduce", **context)
        own.set_default_timeout(10_000)
        visitor = Visitor(await own.new_page())
        await visitor.arrive(f"{self.box.page_url}?as={name}")
        yield visitor
        await own.close()
        refused = [error for error in visitor.errors if "409" in error]
        assert [error for error in visitor.errors if error not in refused] == []
        assert len(refused) == visitor.to_be_refused


@asynccontextmanager
async def on_stage(browser: Browser, folder: Path) -> AsyncIterator[Stage]:
    """Start the sandbox and the real bot, which answers from a copy of the bicycle cooperative's facts."""
    facts = folder / "facts"
    await asyncio.to_thread(shutil.copytree, COMMUNITY, facts)
    layout = Layout(bot="Keeper", suggestions=SUGGESTED)
    async with Sandbox.start(SandboxSettings(openapi=DESCRIPTION, layout=layout)) as box:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Route, "BASE", box.rest_url)
            patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(box.gateway_url))
            settings = Settings(facts_dir=facts, state_dir=folder / "state")
            client = build_client(settings, await asyncio.to_thread(open_facts, facts))
            life = asyncio.create_task(client.start(box.token))
            try:
                await box.wait_online()
                await box.wait_commands()
                yield Stage(box, browser, facts)
            finally:
                await client.close()
                await asyncio.gather(life, return_exceptions=True)
        assert [str(violation) for violation in box.violations] == []
