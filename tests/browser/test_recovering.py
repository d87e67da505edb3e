"""The page when the sandbox goes away and comes back."""

from __future__ import annotations

import pytest
import yarl
from playwright.async_api import Browser, expect

from sandbox import Sandbox, Settings

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
    await expect(page.locator("#notice")).to_contain_text("cannot be reached", timeout=10_000)
    async with Sandbox.start(Settings(port=port or 0)) as box:
        await box.member("Maya").send(box.channel("general"), "here again")
        await expect(page.locator(".message")).to_contain_text("here again", timeout=15_000)
        await expect(page.locator("#notice")).to_be_hidden()
        await expect(page.get_by_label("You are")).to_have_value(str(box.member("Ines").id))
        await expect(page.locator("#compose-text")).to_have_value("hello?")
    await context.close()
