"""The page while it starts and opens channels, and when the sandbox goes away and comes back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import yarl
from playwright.async_api import Browser, Page, Route, expect

from sandbox import Sandbox, Settings

from .stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_open_page_goes_on_with_the_sandbox_that_comes_in_the_place_of_the_last(
    browser: Browser,
) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    async with Sandbox.start() as box:
        port = yarl.URL(box.page_url).port
        await page.goto(box.page_url)
        await expect(page.get_by_text("Welcome to")).to_be_visible()
        await page.get_by_label("You are").select_option(label="Ines")
        await page.locator("#compose-text").fill("hello?")
    unreachable = "The sandbox cannot be reached; trying again…"
    await expect(page.locator("#notice")).to_have_text(unreachable)
    await expect(page.locator("#bot-state")).to_contain_text("offline")
    await page.get_by_role("navigation").get_by_role("button", name="answers").click()
    await page.get_by_role("navigation").get_by_role("button", name="general").click()
    await page.locator("#compose-text").press("Enter")
    await expect(page.locator("#compose-text")).to_have_value("hello?")
    await expect(page.locator("#notice")).to_have_text(unreachable)
    async with Sandbox.start(Settings(port=port or 0)) as box:
        await box.member("Maya").send(box.channel("general"), "here again")
        await expect(page.locator(".message")).to_contain_text("here again", timeout=15_000)
        await expect(page.locator("#notice")).to_be_hidden()
        await expect(page.get_by_label("You are")).to_have_value(str(box.member("Ines").id))
        await expect(page.locator("#compose-text")).to_have_value("hello?")
        await expect(page.locator("#bot-state")).to_contain_text("offline")
    await context.close()


async def test_a_bot_that_comes_while_the_page_opens_is_shown_online(echoing: Stage) -> None:
    """What the page was told at first is old by the time that it hears what happens."""
    async with echoing.visitor() as maya:

        async def too_early(route: Route) -> None:
            asked = await route.fetch()
            start = await asked.json()
            start["bot"]["online"] = False
            await route.fulfill(response=asked, json=start)

        await maya.page.route("**/api/start*", too_early)
        await maya.page.reload()
        await expect(maya.page.locator("#bot-state")).to_contain_text("online")


@asynccontextmanager
async def held_back(page: Page, url: str) -> AsyncIterator[None]:
    """Let what the page asks for at some addresses wait until the block ends."""
    ready = asyncio.Event()

    async def late(route: Route) -> None:
        await ready.wait()
        await route.continue_()

    await page.route(url, late)
    try:
        yield
    finally:
        ready.set()


async def test_what_is_typed_while_the_page_starts_is_neither_lost_nor_sent_nowhere(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        async with held_back(maya.page, "**/api/start*"):
            await maya.page.reload()
            await maya.say("@Bot too early?")
        await expect(maya.page.locator("#channel-name")).to_have_text("# general")
        await expect(maya.box).to_have_value("@Bot too early?")
        await maya.box.press("Enter")
        await maya.reads("echo: too early?")


async def test_messages_that_come_while_a_channel_opens_are_shown(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        answers = maya.page.get_by_role("navigation").get_by_role("button", name="answers")

        async def while_opening(route: Route) -> None:
            asked = await route.fetch()
            echoing.from_bot(content="in between")
            await echoing.box.member("Ines").send(echoing.box.channel("answers"), "elsewhere")
            await expect(answers.get_by_label("unread messages")).to_be_visible()
            await route.fulfill(response=asked)

        await maya.open("answers")
        await maya.page.route("**/api/messages*", while_opening, times=1)
        await maya.open("general")
        await maya.reads("in between")


async def test_what_is_typed_while_one_becomes_another_is_that_ones(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        await maya.box.fill("of Maya")
        async with held_back(maya.page, "**/api/channels*"):
            await maya.page.get_by_label("You are").select_option(label="Ines")
            await maya.say("of Ines")
        await expect(maya.box).to_have_value("of Ines")
        await maya.page.get_by_label("You are").select_option(label="Maya")
        await expect(maya.box).to_have_value("of Maya")


async def test_what_is_typed_for_one_is_not_anothers_when_one_turns_back_at_once(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        await maya.box.fill("of Maya")
        async with held_back(maya.page, "**/api/channels*"):
            await maya.page.get_by_label("You are").select_option(label="Ines")
            await maya.box.fill("of Ines")
            await maya.page.get_by_label("You are").select_option(label="Maya")
        await expect(maya.box).to_have_value("of Maya")
        await maya.page.get_by_label("You are").select_option(label="Ines")
        await expect(maya.box).to_have_value("of Ines")
