"""The page itself: one's own messages, menus, forms, files, faults, a phone, and how accessible it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from .stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}


async def accessible(page: Page) -> None:
    """Fail on anything that axe finds wrong with the page as it is now."""
    found = (await Axe().run(page)).response["violations"]
    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in found] == []


async def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    wide: int = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wide


async def test_a_reply_follows_the_edit_of_its_question_and_goes_with_it(stage: Stage) -> None:
    async with stage.visitor() as maya:
        messages = maya.page.locator(".message")
        await maya.say("@Keeper where was the 2016 fair?")
        await maya.reads("Tannery Yard")
        await maya.box.press("ArrowUp")
        editor = maya.page.get_by_label("Edit message")
        await editor.fill((await editor.input_value()).replace("2016", "2017"))
        await editor.press("Enter")
        await maya.reads("Mill Green")
        await expect(messages.first).to_contain_text("(edited)")
        await messages.first.click(button="right")
        await maya.page.get_by_role("menuitem", name="Delete message").click()
        await maya.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
        await expect(messages).to_have_count(0)


async def test_selects_modals_and_the_menu_on_a_message(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        await maya.say("@Bot select")
        await maya.last.get_by_role("combobox").select_option("Blue")
        await maya.reads("you chose Blue")
        await maya.say("/note")
        await maya.page.keyboard.press("Enter")
        dialog = maya.page.get_by_role("dialog")
        await dialog.get_by_label("Words").fill("buy chain oil")
        await accessible(maya.page)
        await dialog.get_by_role("button", name="Submit").click()
        await maya.reads("noted: buy chain oil")
        await maya.last.click(button="right")
        await maya.page.get_by_role("menuitem", name="Shout").click()
        await maya.reads("NOTED: BUY CHAIN OIL")


async def test_files_go_both_ways_and_typing_shows(echoing: Stage, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("oil")
    async with echoing.visitor() as maya, echoing.visitor("Ines") as ines:
        await maya.box.press_sequentially("@Bot fi")
        await expect(ines.page.locator("#typing")).to_have_text("Maya is typing…")
        await maya.page.set_input_files("#file-input", note)
        await maya.say("@Bot file")
        await expect(ines.page.get_by_role("link", name="note.txt")).to_be_visible()
        await expect(ines.page.get_by_role("link", name="echo.txt")).to_be_visible()
        await maya.page.set_input_files("#file-input", note)
        await maya.box.press("Enter")
        await expect(ines.page.get_by_role("link", name="note.txt")).to_have_count(2)


async def test_switching_people_shows_what_they_may_see(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        channels = maya.page.get_by_role("navigation")
        await expect(channels.get_by_role("button", name="moderators")).to_have_count(0)
        await maya.page.get_by_label("You are").select_option(label="Tomas (Moderator)")
        await expect(channels.get_by_role("button", name="moderators")).to_have_count(1)


async def test_faults_from_the_panel_and_the_traffic_they_make(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        await maya.page.get_by_role("button", name="Traffic", exact=True).click()
        await maya.page.get_by_text("Faults on demand").click()
        await maya.page.get_by_role("button", name="502 on the next message").click()
        await expect(maya.page.locator("#fault-state")).to_contain_text("502")
        await maya.say("@Bot hello")
        await maya.reads("echo: hello")
        await expect(maya.page.locator("#traffic .fail")).to_have_text("502")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_barriers_in_a_conversation_its_pickers_and_its_panel(stage: Stage, scheme: str) -> None:
    async with stage.visitor("Tomas", color_scheme=scheme) as tomas:
        await accessible(tomas.page)
        await tomas.say("@Keeper where was the 2016 fair?")
        await tomas.reads("Tannery Yard")
        await tomas.say("@Keeper hello")
        await expect(tomas.last.get_by_role("button", name="When are you open?")).to_be_visible()
        await tomas.page.get_by_role("button", name="Traffic", exact=True).click()
        await accessible(tomas.page)
        await tomas.box.press_sequentially("/ask")
        await accessible(tomas.page)
        await tomas.page.keyboard.press("Enter")
        await accessible(tomas.page)


async def test_a_phone_shows_one_thing_at_a_time(stage: Stage) -> None:
    async with stage.visitor(**PHONE) as maya:
        assert await overflow(maya.page) <= 0
        channels = maya.page.get_by_role("navigation")
        await expect(channels).not_to_be_visible()
        await maya.page.get_by_role("button", name="Channel list", exact=True).click()
        await accessible(maya.page)
        await channels.get_by_role("button", name="Keeper").click()
        await expect(channels).not_to_be_visible()
        await maya.say("where was the 2016 fair?")
        await maya.reads("Tannery Yard")
        assert await overflow(maya.page) <= 0
        await accessible(maya.page)
