"""Where one is and what one has not read: both outlive a reload, and the browser's Back goes back."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from .stage import Stage
from .test_page import accessible

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_address_says_who_and_where_and_back_goes_back(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        where, people = maya.page.locator("#channel-name"), maya.page.get_by_label("You are")
        ines = str(echoing.box.member("Ines").id)
        await maya.open("answers")
        await maya.page.reload()
        await expect(where).to_have_text("# answers")
        await people.select_option("Ines")
        await expect(maya.page).to_have_url(f"{echoing.box.page_url}?as=Ines&in=answers")
        await maya.open("Bot")
        await maya.page.reload()
        await expect(where).to_have_text("@ Bot")
        await expect(people).to_have_value(ines)
        for name, channel in (("Ines", "# answers"), ("Maya", "# answers"), ("Maya", "# general")):
            await maya.page.go_back()
            await expect(where).to_have_text(channel)
            await expect(people).to_have_value(str(echoing.box.member(name).id))
        await maya.page.go_forward()
        await expect(where).to_have_text("# answers")
        await maya.page.goto(f"{echoing.box.page_url}?as=Ines&in=moderators")
        await expect(maya.page).to_have_url(f"{echoing.box.page_url}?as=Ines&in=general")


async def test_what_is_not_read_is_marked_and_begins_at_a_line(echoing: Stage) -> None:
    box = echoing.box
    ines, answers = box.member("Ines"), box.channel("answers")
    async with echoing.visitor() as maya:
        entry = maya.page.get_by_role("navigation").get_by_role("button", name="answers")
        line = maya.page.locator(".new-line + .message")
        await ines.send(answers, "an old message")
        await maya.open("answers")
        await maya.reads("an old message")
        await expect(line).to_have_count(0)
        await maya.open("general")
        await ines.send(answers, "a new message")
        await expect(entry.get_by_label("unread messages")).to_be_visible()
        await expect(maya.page).to_have_title("# general – Sandbox – sandbox")
        await ines.send(answers, f"for {box.member('Maya').mention}")
        await ines.send(answers, "and one more")
        await maya.page.reload()
        await expect(entry.get_by_label("1 mention")).to_have_text("1")
        await expect(maya.page).to_have_title("(1) # general – Sandbox – sandbox")
        await accessible(maya.page)
        await maya.open("answers")
        await expect(line).to_contain_text("a new message")
        await expect(entry.get_by_role("img")).to_have_count(0)
        await expect(maya.page).to_have_title("# answers – Sandbox – sandbox")
        await accessible(maya.page)
        await maya.say("thank you")
        await maya.reads("thank you")
        await expect(line).to_have_count(0)
