"""Writing: mentions in messages new and edited, commands as they are typed, and what is not sent yet."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from .stage import Stage
from .test_page import accessible

pytestmark = pytest.mark.asyncio(loop_scope="session")
CLIPBOARD: dict[str, Any] = {"permissions": ["clipboard-read", "clipboard-write"]}


async def test_an_edit_shows_names_and_makes_mentions_of_them(echoing: Stage) -> None:
    box = echoing.box
    async with echoing.visitor(**CLIPBOARD) as maya:
        await maya.say("@Bot is in #answers")
        await maya.reads("echo: is in")
        await maya.box.press("ArrowUp")
        editor = maya.page.get_by_label("Edit message")
        await expect(editor).to_have_value("@Bot is in #answers")
        await editor.fill("@Bot is here with @Ines, not @Inestimable")
        await editor.press("Enter")
        edited = maya.page.locator(".message").first
        await expect(edited.locator(".mention")).to_have_text(["@Bot", "@Ines"])
        asked = box.member("Maya").sees(box.channel("general"))[0]
        ines = box.member("Ines").mention
        assert asked.content == f"{box.bot_mention} is here with {ines}, not @Inestimable"
        await edited.click(button="right")
        await maya.page.get_by_role("menuitem", name="Copy text").click()
        copied = await maya.page.evaluate("navigator.clipboard.readText()")
        assert copied == "@Bot is here with @Ines, not @Inestimable"


async def test_people_roles_and_channels_are_offered_as_they_are_typed(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        for typed, offered in (("@mo", "@Moderator"), ("@every", "@everyone"), ("and #ans", "#answers")):
            await maya.box.fill("")
            await maya.box.press_sequentially(typed)
            await expect(maya.offered.locator("b")).to_have_text(offered)
            await maya.box.press("Enter")
            await expect(maya.box).to_have_value(typed[: -len(typed.split()[-1])] + f"{offered} ")
        await maya.box.fill("")
        await maya.box.press_sequentially("@er")
        await expect(maya.offered.locator("b")).to_have_text(["@Moderator", "@everyone", "@here"])
        await maya.box.press_sequentially("e")
        await expect(maya.offered.locator("b")).to_have_text(["@here"])
        await maya.say("@Moderator @everyone see #answers, not `@Maya` ```\n@Maya```")
        await expect(maya.last.locator(".mention")).to_have_text(["@Moderator", "@everyone", "#answers"])
        await expect(maya.last.locator("code")).to_have_text(["@Maya", "@Maya"])


async def test_a_command_whose_options_may_be_left_out_is_sent_plainly(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        await maya.say("/paint")
        await expect(maya.offered).to_have_text(["Red", "Blue"])
        await maya.page.keyboard.press("Enter")
        await maya.reads("painted in no colour")
        await maya.say("/paint")
        await expect(maya.offered).to_have_text(["Red", "Blue"])
        await maya.page.keyboard.press("ArrowDown")
        await maya.page.keyboard.press("Enter")
        await maya.page.keyboard.press("Enter")
        await maya.reads("painted in Red")


async def test_what_is_not_sent_yet_is_kept_for_each_person_and_channel(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        await maya.say("@Bot hello")
        await maya.reads("echo: hello")
        await maya.last.hover()
        await maya.last.get_by_role("button", name="Reply").click()
        await maya.box.fill("to be continued")
        await maya.open("answers")
        await expect(maya.box).to_have_value("")
        await expect(maya.page.locator("#replying")).to_be_hidden()
        await maya.say("/say")
        await maya.page.get_by_role("combobox", name="words").fill("half a command")
        people = maya.page.get_by_label("You are")
        await people.select_option("Ines")
        await expect(maya.page.locator("#command")).to_be_hidden()
        await expect(maya.box).to_have_value("")
        await people.select_option("Maya")
        await expect(maya.page.get_by_role("combobox", name="words")).to_have_value("half a command")
        await maya.open("general")
        await expect(maya.box).to_have_value("to be continued")
        await expect(maya.page.locator("#replying")).to_contain_text("Replying to Bot")
        await maya.page.reload()
        await expect(maya.box).to_have_value("to be continued")


async def test_what_is_refused_can_be_mended_and_sent_again(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        maya.to_be_refused = 2
        await maya.say("/sum add")
        first, second = (maya.page.get_by_role("combobox", name=name, exact=True) for name in "ab")
        await first.fill("two")
        await second.fill("3")
        who = maya.page.get_by_role("combobox", name="who")
        await who.press_sequentially("Ines")
        await who.press("Enter")
        await who.press("Enter")
        await expect(maya.page.locator("#notice")).to_contain_text("must be a number")
        await expect(second).to_have_value("3")
        await expect(who).to_have_value("@Ines")
        await first.fill("2")
        await first.press("Enter")
        await maya.reads("Ines: 5")
        await maya.say("/note")
        await maya.page.keyboard.press("Enter")
        dialog = maya.page.get_by_role("dialog")
        await dialog.get_by_label("Words").fill("buy chain oil")
        echoing.box.faults.slow_rest(4, path_contains="/callback")
        await dialog.get_by_role("button", name="Submit").click()
        await expect(dialog).to_contain_text("did not respond")
        await dialog.get_by_role("button", name="Submit").click()
        await maya.reads("noted: buy chain oil")


async def test_a_command_written_straight_on_takes_what_follows_as_its_first_option(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        await maya.box.press_sequentially("/say hello")
        words = maya.page.get_by_role("combobox", name="words")
        await expect(words).to_have_value("hello")
        await words.press("Enter")
        await maya.reads("said: hello")
        await maya.box.fill("/say good")
        await expect(words).to_be_focused()
        await maya.page.keyboard.type("-bye")
        await maya.page.keyboard.press("Enter")
        await maya.reads("said: good-bye")


async def test_what_is_typed_elsewhere_goes_into_the_message_box(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        await maya.page.locator("#scroll").focus()
        await maya.page.keyboard.press("Control+b")
        await maya.page.keyboard.press("PageUp")
        await expect(maya.box).not_to_be_focused()
        await maya.page.keyboard.type("Hello there")
        await expect(maya.box).to_have_value("Hello there")
        await maya.page.get_by_role("button", name="Traffic", exact=True).click()
        await maya.page.get_by_label("Filter by text").focus()
        await maya.page.keyboard.type("words")
        await expect(maya.box).to_have_value("Hello there")
        await maya.page.locator("#threads").click()
        await maya.page.keyboard.type("n")
        await expect(maya.page.get_by_role("menuitem", name="New thread…")).to_be_focused()


async def test_one_sees_how_many_characters_are_left(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        maya.to_be_refused = 1
        count = maya.page.locator("#count")
        await maya.box.fill("x" * 1799)
        await expect(count).to_be_hidden()
        await maya.box.fill("x" * 1990)
        await expect(count).to_have_text("10")
        await accessible(maya.page)
        await maya.box.fill("x" * 2003)
        await expect(count).to_have_text("-3")
        await accessible(maya.page)
        await maya.box.press("Enter")
        await expect(maya.page.locator("#notice")).to_contain_text("at most 2000")
        await expect(count).to_have_text("-3")
        await maya.box.fill("")
        await expect(count).to_be_hidden()


async def test_a_reply_to_what_is_deleted_becomes_a_message(echoing: Stage) -> None:
    ines, general = echoing.box.member("Ines"), echoing.box.channel("general")
    asked = [await ines.send(general, f"question {n}") for n in range(2)]
    async with echoing.visitor() as maya:
        replying = maya.page.locator("#replying")
        for message in asked:
            await maya.page.locator(".message").filter(has_text=message.content).hover()
            await maya.page.locator(".message:hover").get_by_role("button", name="Reply").click()
            await expect(replying).to_be_visible()
            if message is asked[0]:
                await ines.delete(message)
                await expect(replying).to_be_hidden()
        await maya.open("answers")
        await ines.delete(asked[1])
        await maya.open("general")
        await expect(replying).to_be_hidden()
        await maya.say("never mind")
        await maya.reads("never mind")
