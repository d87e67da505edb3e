"""A member asks, goes on asking, presses a button, uses a command; a moderator reloads the facts."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, expect

from .stage import Stage, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_question_is_answered_with_its_source_and_a_reply_to_that_goes_on(stage: Stage) -> None:
    async with stage.visitor() as maya:
        await maya.say("@Keeper where was the 2016 fair?")
        await maya.reads("Tannery Yard")
        source = maya.last.get_by_role("link").first
        await expect(source).to_have_attribute("href", "https://example.org/gazette/tannery")
        await maya.last.hover()
        await maya.last.get_by_role("button", name="Reply").click()
        await expect(maya.page.locator("#replying")).to_contain_text("Replying to Keeper")
        await maya.say("and the 2017 fair?")
        await maya.reads("Mill Green")
        await expect(maya.page.locator(".message")).to_have_count(4)


async def test_a_suggested_question_in_a_direct_message(stage: Stage) -> None:
    async with stage.visitor() as maya:
        await maya.open("Keeper")
        await maya.page.get_by_role("button", name="Where was the 2023 fair?").click()
        await expect(maya.box).to_have_value("Where was the 2023 fair?")
        await maya.box.press("Enter")
        await maya.reads("2023 fair")
        await expect(maya.last.get_by_role("link").first).to_be_visible()


async def test_a_button_turns_its_message_into_the_answer(stage: Stage) -> None:
    async with stage.visitor() as maya:
        await maya.open("Keeper")
        await maya.say("hello")
        await maya.last.get_by_role("button", name="When are you open?").click()
        await maya.reads("[1]")
        await expect(maya.page.locator(".message")).to_have_count(2)


async def with_one_marked(maya: Visitor) -> Locator:
    """Type a question into /ask and mark one that is offered, by keyboard alone; returns the field."""
    await maya.box.press_sequentially("/ask")
    await expect(maya.offered.first).to_contain_text("/ask")
    await maya.page.keyboard.press("Enter")
    field = maya.page.get_by_role("combobox", name="question")
    await expect(field).to_be_focused()
    await field.press_sequentially("where was the 2016")
    await expect(maya.offered.first).to_contain_text("2016")
    await maya.page.keyboard.press("ArrowDown")
    return field


async def test_what_is_marked_stays_so_when_the_same_is_offered_again(stage: Stage) -> None:
    async with stage.visitor() as maya:
        field = await with_one_marked(maya)
        marked = maya.page.locator("#picker [aria-selected=true]")
        await expect(marked).to_have_count(1)
        async with maya.page.expect_response(lambda answer: "autocomplete" in answer.url):
            await field.dispatch_event("focus")
        await expect(marked).to_have_count(1)
        await maya.page.keyboard.press("Enter")
        await expect(field).not_to_have_value("where was the 2016")


async def test_a_slash_command_with_autocomplete_by_keyboard_alone(stage: Stage) -> None:
    async with stage.visitor() as maya:
        field = await with_one_marked(maya)
        await maya.page.keyboard.press("Enter")
        await expect(field).not_to_have_value("where was the 2016")
        await maya.page.keyboard.press("Enter")
        await maya.reads("2016 fair")
        await expect(maya.last).to_contain_text("Maya used /ask")


async def test_a_moderator_reloads_what_members_then_hear(stage: Stage) -> None:
    assert stage.facts is not None
    fairs = stage.facts / "fairs.yaml"
    text = fairs.read_text(encoding="utf-8")
    fairs.write_text(
        text.replace("place: {value: tannery-yard,", "place: {value: mill-green,", 1), encoding="utf-8"
    )
    async with stage.visitor("Tomas") as tomas, stage.visitor() as maya:
        await tomas.box.press_sequentially("/facts rel")
        await expect(tomas.offered.first).to_contain_text("/facts reload")
        await tomas.page.keyboard.press("Enter")
        await expect(tomas.page.locator("#command")).to_be_visible()
        await tomas.page.keyboard.press("Enter")
        await tomas.reads("Edition 2 is live")
        await expect(tomas.last).to_contain_text("Only you can see this")
        await expect(maya.page.locator(".message")).to_have_count(0)
        await maya.say("@Keeper where was the 2016 fair?")
        await maya.reads("Mill Green")
        await maya.box.fill("/facts")
        await expect(maya.offered).to_have_text("No commands match")
