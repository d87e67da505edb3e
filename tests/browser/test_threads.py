"""Threads on the page: begun, found under their channel, talked in, left and archived; forms with files."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Route, expect

from .stage import Stage, Visitor
from .test_page import PHONE, accessible, overflow

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def menu(visitor: Visitor, entry: str) -> None:
    """Pick from the menu of threads in the channel's head."""
    await visitor.page.locator("#threads").click()
    await visitor.page.get_by_role("menuitem", name=entry).click()


async def test_a_thread_from_a_message_is_talked_in_and_found_again(stage: Stage) -> None:
    async with stage.visitor() as maya, stage.visitor("Ines") as ines:
        await maya.say("@Keeper where was the 2016 fair?")
        await maya.reads("Tannery Yard")
        await maya.last.click(button="right")
        await maya.page.get_by_role("menuitem", name="Create thread…").click()
        dialog = maya.page.get_by_role("dialog")
        await dialog.get_by_label("Name").fill("The fair of 2016")
        await accessible(maya.page)
        await dialog.get_by_role("button", name="Submit").click()
        await expect(maya.page.locator("#channel-name")).to_contain_text("The fair of 2016")
        await expect(maya.page.locator(".message").first).to_contain_text("Tannery Yard")
        await maya.say("@Keeper and in 2017?")
        await maya.reads("Mill Green")
        await accessible(maya.page)
        listed = maya.page.get_by_role("navigation").get_by_role("button")
        await expect(listed.nth(1)).to_contain_text("The fair of 2016")
        await maya.open("general")
        await expect(maya.last).to_contain_text("2 messages")
        card = ines.page.locator(".thread-card")
        await expect(card).to_contain_text("2 messages")
        await expect(ines.page.get_by_role("navigation")).not_to_contain_text("The fair of 2016")
        await card.click()
        await ines.reads("Mill Green")
        await menu(ines, "Join thread")
        await ines.open("general")
        await expect(ines.page.get_by_role("navigation")).to_contain_text("The fair of 2016")


async def test_threads_are_begun_listed_archived_and_opened_again(stage: Stage) -> None:
    async with stage.visitor() as maya, stage.visitor("Tomas") as tomas:
        await menu(maya, "New thread…")
        await maya.page.get_by_role("dialog").get_by_label("Name").fill("Plans")
        await maya.page.keyboard.press("Enter")
        await expect(maya.page.locator("#channel-name")).to_contain_text("Plans")
        await expect(tomas.last).to_contain_text("Maya started a thread: Plans")
        await menu(maya, "Archive")
        await maya.open("general")
        await maya.page.locator("#threads").click()
        await expect(maya.page.get_by_role("menuitem").first).to_have_text("🧵 Plans · joined · archived")
        await maya.page.keyboard.press("Escape")
        await tomas.last.get_by_role("button", name="Plans").click()
        await tomas.say("one more thing")
        await tomas.reads("one more thing")
        await maya.page.locator("#threads").click()
        await expect(maya.page.get_by_role("menuitem").first).to_have_text("🧵 Plans · joined")
        await maya.page.get_by_role("menuitem").first.click()
        await menu(tomas, "Delete thread")
        await expect(maya.page.locator("#channel-name")).to_contain_text("general")


async def test_a_private_thread_is_seen_by_its_members_only(stage: Stage) -> None:
    async with stage.visitor() as maya, stage.visitor("Ines") as ines:
        await menu(maya, "New private thread…")
        await maya.page.get_by_role("dialog").get_by_label("Name").fill("Surprise")
        await maya.page.keyboard.press("Enter")
        await expect(maya.page.locator("#channel-name")).to_contain_text("Surprise")
        await maya.say("@Keeper where was the 2016 fair?")
        await maya.reads("Tannery Yard")
        await ines.page.locator("#threads").click()
        await expect(ines.page.get_by_role("menuitem", name="Surprise")).to_have_count(0)
        await ines.page.keyboard.press("Escape")
        await maya.say("@Ines come and see")
        await expect(ines.page.get_by_role("navigation")).to_contain_text("Surprise")


async def test_a_thread_on_a_phone(stage: Stage) -> None:
    async with stage.visitor(**PHONE) as maya:
        await menu(maya, "New thread…")
        name = "A thread with a name that is a good deal longer than a phone is wide, and then some"
        await maya.page.get_by_role("dialog").get_by_label("Name").fill(name)
        await maya.page.keyboard.press("Enter")
        await expect(maya.page.locator("#channel-name")).to_contain_text(name)
        await maya.say("@Keeper where was the 2016 fair?")
        await maya.reads("Tannery Yard")
        assert await overflow(maya.page) <= 0
        await maya.page.get_by_role("button", name="Channel list", exact=True).click()
        await accessible(maya.page)


async def test_a_command_typed_before_the_commands_came_is_found(echoing: Stage) -> None:
    async def late(route: Route) -> None:
        await asyncio.sleep(1)
        await route.continue_()

    async with echoing.visitor() as maya:
        await maya.page.route("**/commands*", late)
        await maya.page.reload()
        await expect(maya.page.locator("#channel-name")).to_contain_text("general")
        await maya.box.fill("/form")
        await expect(maya.page.get_by_role("option", name="/form")).to_be_visible(timeout=20_000)


async def test_a_form_with_people_files_and_marks(echoing: Stage, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("chain oil")
    async with echoing.visitor() as maya:
        await maya.say("/form")
        await maya.page.keyboard.press("Enter")
        dialog = maya.page.get_by_role("dialog")
        await dialog.get_by_label("Who").select_option("@Ines")
        await dialog.get_by_label("Where (optional)").select_option("#answers")
        await dialog.get_by_label("What").set_input_files(note)
        await dialog.get_by_label("Blue").check()
        await dialog.get_by_label("Tuesday").check()
        await accessible(maya.page)
        await dialog.get_by_role("button", name="Submit").click()
        await maya.reads("Ines in answers: ['chain oil'], Blue, Tuesday")
        await maya.say("@Bot people")
        people = maya.last.get_by_role("listbox")
        await people.focus()
        await people.select_option(["@Ines", "@Tomas"])
        await people.blur()
        await maya.reads("Tomas, Ines")


async def test_a_moderator_sends_a_file_to_be_checked(stage: Stage, tmp_path: Path) -> None:
    assert stage.facts is not None
    fairs: Any = tmp_path / "fairs.yaml"
    text = (stage.facts / "fairs.yaml").read_text(encoding="utf-8")
    fairs.write_text(text.replace("value: tannery-yard,", "value: tanery-yard,", 1), encoding="utf-8")
    async with stage.visitor("Tomas") as tomas:
        await tomas.box.press_sequentially("/facts check")
        await tomas.page.keyboard.press("Enter")
        await tomas.page.get_by_role("button", name="+ file").click()
        field = tomas.page.get_by_label("file", exact=True)
        await field.set_input_files(fairs)
        await accessible(tomas.page)
        await field.press("Enter")
        await tomas.reads("did you mean 'tannery-yard'?")
