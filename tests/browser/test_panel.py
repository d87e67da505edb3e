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
from .test_page import accessible

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


async def test_a_fault_that_has_struck_is_no_longer_to_come(echoing: Stage) -> None:
    async with watching(echoing) as maya:
        state = maya.page.locator("#fault-state")
        await maya.page.get_by_text("Faults on demand").click()
        await maya.page.get_by_role("button", name="429 on the next message").click()
        await expect(state).to_have_text("Still to come: REST 429 /messages x1")
        await maya.say("@Bot hello")
        await expect(state).to_contain_text("Struck: 429: POST /channels/")
        await expect(state).not_to_contain_text("Still to come")
        await expect(maya.page.locator("#traffic .fault")).to_contain_text("429: POST")
        await maya.reads("echo: hello")
        await accessible(maya.page)


async def test_a_fault_strikes_as_often_and_for_as_long_as_one_says(echoing: Stage) -> None:
    async with watching(echoing) as maya:
        await maya.page.get_by_text("Faults on demand").click()
        await maya.page.get_by_label("Times").fill("2")
        await maya.page.get_by_label("Seconds").fill("0.2")
        await maya.page.get_by_role("button", name="Slow next request").click()
        await expect(maya.page.locator("#fault-state")).to_contain_text("slow by 0.2 s any path x2")
        await maya.page.get_by_role("button", name="Clock right again").click()
        await expect(maya.page.locator("#traffic .fault").last).to_contain_text("clock right again")


async def test_a_message_may_be_sent_and_its_answer_lost(echoing: Stage) -> None:
    async with watching(echoing) as maya:
        await maya.page.get_by_text("Faults on demand").click()
        await maya.page.get_by_role("button", name="lose the answer").click()
        await maya.say("@Bot hello")
        await expect(maya.page.locator("#fault-state")).to_contain_text("Struck: 502, though done")
        await maya.reads("echo: hello")
