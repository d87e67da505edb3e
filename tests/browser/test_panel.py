"""The traffic panel: what it says of requests, of faults, and how it is read."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from echo_bot import running
from playwright.async_api import Browser, expect

from sandbox import Settings

from .stage import Stage, Visitor
from .test_page import accessible

AT_END = """() => {
  const list = document.getElementById("traffic");
  return list.scrollHeight - list.scrollTop - list.clientHeight < 2;
}"""

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


async def test_a_line_says_when_and_which_command_or_words(echoing: Stage) -> None:
    async with watching(echoing) as maya:
        await maya.say("@Bot where is the oil?")
        await maya.reads("echo: where is the oil?")
        asked = maya.page.locator("#traffic li", has_text="MESSAGE_CREATE").first
        await expect(asked.locator(".about")).to_have_text("#general · Maya: @Bot where is the oil?")
        await expect(asked.locator("time")).to_have_text(re.compile(r"^\d\d:\d\d:\d\d"))
        answered = maya.page.locator("#traffic li", has_text="POST /channels/")
        await expect(answered.locator(".about")).to_have_text("#general · echo: where is the oil?")
        await accessible(maya.page)


async def test_lines_are_found_by_their_words_and_cleared_away(echoing: Stage) -> None:
    async with watching(echoing) as maya:
        shown = maya.page.locator("#traffic li:not([hidden])")
        await maya.say("@Bot oil")
        await maya.say("@Bot tyres")
        await maya.reads("tyres")
        await maya.page.get_by_label("Filter by text").fill("ECHO: TYRES")
        await expect(shown).to_have_count(2)
        await maya.page.get_by_role("button", name="Clear").click()
        await maya.page.get_by_label("Filter by text").fill("")
        await expect(shown).to_have_count(0)


async def test_the_list_follows_what_comes_until_one_looks_back(echoing: Stage) -> None:
    async with watching(echoing) as maya:
        newest = maya.page.get_by_role("button", name="To the newest")
        for number in range(6):
            await maya.say(f"@Bot {number}")
            await maya.reads(f"echo: {number}")
        await maya.page.wait_for_function(AT_END)
        await maya.page.get_by_text("Faults on demand").click()
        await maya.page.wait_for_function(AT_END)
        await maya.say("@Bot more")
        await maya.reads("echo: more")
        await maya.page.wait_for_function(AT_END)
        await expect(newest).to_be_hidden()
        await maya.page.locator("#traffic").evaluate("list => { list.scrollTop = 0; }")
        await expect(newest).to_be_visible()
        await maya.say("@Bot again")
        await maya.reads("echo: again")
        assert await maya.page.locator("#traffic").evaluate("list => list.scrollTop") == 0
        await newest.click()
        await maya.page.wait_for_function(AT_END)
        await expect(newest).to_be_hidden()


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


async def test_the_traffic_has_room_in_a_low_window_beside_open_faults(echoing: Stage) -> None:
    async with echoing.visitor(viewport={"width": 640, "height": 360}) as maya:
        await maya.say("@Bot hello")
        await maya.reads("echo: hello")
        await maya.page.get_by_role("button", name="Traffic", exact=True).click()
        await maya.page.get_by_text("Faults on demand").click()
        traffic = maya.page.locator("#traffic")
        assert await traffic.evaluate("node => node.clientHeight") > 150
        await traffic.locator("li:not([hidden])").last.scroll_into_view_if_needed()
        await expect(traffic.locator("li:not([hidden])").last).to_be_in_viewport(ratio=1)
        await maya.page.get_by_role("button", name="Drop the gateway").scroll_into_view_if_needed()
        await accessible(maya.page)
