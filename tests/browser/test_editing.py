"""Changing and deleting one's messages."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from .stage import Stage
from .test_page import accessible

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_edit_has_the_room_it_takes_and_offers_names(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        editor = maya.page.get_by_label("Edit message")
        await maya.say("hello")
        await maya.reads("hello")
        await maya.box.press("ArrowUp")
        heights = []
        for text in ("one line", "\n".join("abcdefg"), "\n".join("abcd")):
            await editor.fill(text)
            heights.append(await editor.evaluate("node => node.offsetHeight"))
        assert heights[0] < 50 < heights[2] < heights[1]
        assert not await editor.evaluate("node => node.scrollHeight > node.clientHeight")
        await expect(maya.last.get_by_role("group", name="Message tools")).to_have_count(0)
        await editor.fill("ask ")
        await editor.press_sequentially("@mod")
        await expect(maya.offered).to_have_text(["@Moderatora role"])
        below = "([list, text]) => text.getBoundingClientRect().top - list.getBoundingClientRect().bottom"
        places = [await maya.page.locator("#picker").element_handle(), await editor.element_handle()]
        assert 0 <= await maya.page.evaluate(below, places) < 20
        await accessible(maya.page)
        await editor.press("Enter")
        await expect(editor).to_have_value("ask @Moderator ")
        await editor.press("Enter")
        await expect(maya.last.locator(".mention")).to_have_text("@Moderator")


async def test_a_message_is_deleted_once_one_has_said_so(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        messages, dialog = maya.page.locator(".message"), maya.page.get_by_role("dialog")
        entry, editor = (
            maya.page.get_by_role("menuitem", name="Delete message"),
            maya.page.get_by_label("Edit message"),
        )
        for number in range(3):
            await maya.say(f"message {number}")
            await maya.reads(f"message {number}")
        await messages.last.click(button="right")
        await maya.page.keyboard.press("End")
        await expect(maya.page.get_by_role("menuitem").last).to_be_focused()
        await maya.page.keyboard.press("Home")
        await expect(maya.page.get_by_role("menuitem").first).to_be_focused()
        await entry.click()
        await expect(dialog).to_contain_text("“message 2” will be gone")
        await accessible(maya.page)
        await dialog.get_by_role("button", name="Cancel").click()
        await messages.last.click(button="right")
        await entry.click()
        await maya.page.keyboard.press("Enter")
        await expect(messages).to_have_count(2)
        await messages.last.click(button="right")
        await entry.click(modifiers=["Shift"])
        await expect(messages).to_have_count(1)
        await maya.box.press("ArrowUp")
        await editor.fill(" ")
        await editor.press("Enter")
        await dialog.get_by_role("button", name="Cancel").click()
        await expect(editor).to_be_focused()
        await editor.press("Enter")
        await dialog.get_by_role("button", name="Delete").click()
        await expect(messages).to_have_count(0)
