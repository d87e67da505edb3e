"""The traffic panel: what it says of requests, of faults, and how it is read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from echo_bot import running
from playwright.async_api import Browser, expect

from sandbox import Settings

from .stage import Stage, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def echoing(browser: Browser) -> AsyncIterator[Stage]:
    async with running() as (box, _):
        yield Stage(box, browser)


@asynccontextmanager
async def watching(stage: Stage) -> AsyncIterator[Visitor]:
    """Somebody with the panel open."""
    async with stage.visitor() as maya:
        await maya.page.get_by_role("button", name="Traffic", exact=True).click()
        yield maya


async def test_it_says_that_requests_are_not_checked(browser: Browser) -> None:
    async with running(Settings()) as (box, _), watching(Stage(box, browser)) as maya:
        await expect(maya.page.locator("#violations")).to_contain_text("Requests are not checked")
