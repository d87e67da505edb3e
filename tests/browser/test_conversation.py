"""The conversation: what somebody is at stays as it is while messages come and change."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from .stage import Stage, Visitor
from .test_page import PHONE, accessible

pytestmark = pytest.mark.asyncio(loop_scope="session")
WIDE: dict[str, Any] = {"viewport": {"width": 900, "height": 640}}


def select(**fields: Any) -> dict[str, Any]:
    """A select menu in its row."""
    options = [{"label": f"Number {n}", "value": str(n)} for n in range(3)]
    return {"type": 1, "components": [{"type": 3, "custom_id": "number", "options": options} | fields]}


async def test_messages_that_come_leave_what_one_is_at_alone(echoing: Stage) -> None:
    ines, general = echoing.box.member("Ines"), echoing.box.channel("general")
    async with echoing.visitor() as maya:
        await ines.send(general, "the butler, ||of course||")
        spoiler = maya.page.get_by_title("Spoiler")
        await spoiler.click()
        await maya.say("@Bot people")
        people = maya.page.locator(".message").get_by_role("listbox")
        await people.focus()
        await people.select_option(["@Ines", "@Tomas"])
        await ines.send(general, "hello")
        await maya.reads("hello")
        await expect(spoiler).to_have_attribute("aria-expanded", "true")
        await expect(people).to_have_values([str(echoing.box.member(name).id) for name in ("Tomas", "Ines")])
        await expect(people).to_be_focused()
        await maya.box.press("ArrowUp")
        editor = maya.page.get_by_label("Edit message")
        await editor.press_sequentially(" and more")
        asked = next(m for m in echoing.box.world.store.history(general.id) if "people" in m.content)
        await ines.react(asked, "👍")
        await ines.send(general, "good-bye")
        await maya.reads("good-bye")
        await expect(editor).to_have_value("@Bot people and more")
        await expect(editor).to_be_focused()


async def test_a_pressed_button_keeps_the_focus(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        await maya.say("@Bot buttons")
        await maya.last.get_by_role("button", name="bumped 0").focus()
        for count in (1, 2):
            await maya.page.keyboard.press("Enter")
            await maya.reads(f"count {count}")
            await expect(maya.last.get_by_role("button", name=f"bumped {count}")).to_be_focused()


async def test_many_messages_at_once_are_shown_soon_and_the_oldest_give_way(echoing: Stage) -> None:
    ines, general = echoing.box.member("Ines"), echoing.box.channel("general")
    async with echoing.visitor() as maya:
        before = time.monotonic()
        for number in range(230):
            await ines.send(general, f"message {number}")
        await maya.reads("message 229")
        assert time.monotonic() - before < 10
        await expect(maya.page.locator(".message")).to_have_count(200)
        await expect(maya.page.locator(".message").first).to_contain_text("message 30")


@pytest.mark.parametrize("frame", [WIDE, PHONE])
async def test_a_long_select_stays_within_the_conversation(echoing: Stage, frame: dict[str, Any]) -> None:
    long = {"label": "word " * 20, "value": "long", "description": "more " * 20}
    box = {"type": 17, "components": [select(options=[long], custom_id="other")]}
    async with echoing.visitor(**frame) as maya:
        echoing.from_bot(content="choose", components=[select(options=[long]), box])
        await expect(maya.last.get_by_role("combobox")).to_have_count(2)
        scroll = maya.page.locator("#scroll")
        assert await scroll.evaluate("node => node.scrollWidth - node.clientWidth") == 0


async def at_end(visitor: Visitor) -> None:
    """Wait until the latest message is in sight."""
    await visitor.page.wait_for_function(
        "() => { const s = document.getElementById('scroll');"
        " return s.scrollHeight - s.scrollTop - s.clientHeight < 2 }"
    )


@asynccontextmanager
async def at_end_of_much(stage: Stage) -> AsyncIterator[Visitor]:
    """Open a channel whose messages fill more than the page, at the latest of them."""
    ines, general = stage.box.member("Ines"), stage.box.channel("general")
    for number in range(30):
        await ines.send(general, f"message {number} " + "and so on " * 12)
    async with stage.visitor(**WIDE) as visitor:
        await visitor.reads("message 29")
        await at_end(visitor)
        yield visitor


async def test_the_latest_message_stays_in_sight_when_there_is_less_room(echoing: Stage) -> None:
    async with at_end_of_much(echoing) as maya:
        await maya.page.get_by_role("button", name="Traffic", exact=True).click()
        await at_end(maya)
        await maya.page.set_viewport_size({"width": 700, "height": 400})
        await at_end(maya)
        await maya.box.fill("one\ntwo\nthree\nfour")
        await at_end(maya)


async def test_who_reads_further_up_is_told_of_new_messages(echoing: Stage) -> None:
    ines, general = echoing.box.member("Ines"), echoing.box.channel("general")
    async with at_end_of_much(echoing) as maya:
        await maya.page.locator("#scroll").evaluate("node => { node.scrollTop = 0 }")
        await expect(maya.page.locator(".message").first).to_be_in_viewport()
        await ines.send(general, "one more")
        await ines.send(general, "and another")
        await expect(maya.last).not_to_be_in_viewport()
        jump = maya.page.get_by_role("button", name="2 new messages")
        await accessible(maya.page)
        await jump.click()
        await expect(maya.last).to_be_in_viewport()
        await expect(jump).to_be_hidden()


async def test_the_end_stays_in_sight_when_the_oldest_messages_give_way(echoing: Stage) -> None:
    ines, general = echoing.box.member("Ines"), echoing.box.channel("general")
    for number in range(200):
        await ines.send(general, f"message {number}")
    async with echoing.visitor(**WIDE) as maya:
        await maya.reads("message 199")
        await at_end(maya)
        await maya.say("@Bot who is there?")
        await maya.reads("echo: who is there?")
        await at_end(maya)
        for number in range(5):
            await ines.send(general, f"more {number}")
        await maya.reads("more 4")
        await at_end(maya)
        await maya.page.locator("#scroll").evaluate("node => { node.scrollTop = 0 }")
        await maya.page.wait_for_function("document.getElementById('scroll').scrollTop === 0")
        await ines.send(general, "one more")
        await expect(maya.page.get_by_role("button", name="1 new message")).to_be_visible()
        await maya.say("and I")
        await maya.reads("and I")
        await at_end(maya)


async def test_marks_stand_within_marks_and_spaces_stay(echoing: Stage) -> None:
    ines, general = echoing.box.member("Ines"), echoing.box.channel("general")
    cases = {
        "*a **b** c*": "<em>a <strong>b</strong> c</em>",
        "_a __b__ c_": "<em>a <u>b</u> c</em>",
        "*a **b***": "<em>a <strong>b</strong></em>",
        "**a *b* c**": "<strong>a <em>b</em> c</strong>",
        "2 * 3 * 4 **5**": "2 * 3 * 4 <strong>5</strong>",
        "*a* b *c*": "<em>a</em> b <em>c</em>",
        "*" + r"\a" * 60: "*" + r"\a" * 60,
    }
    for text in cases:
        await ines.send(general, text)
    await ines.send(general, "one     two")
    async with echoing.visitor() as maya:
        await maya.reads("one     two")
        shown = await maya.page.locator(".message .text p").evaluate_all("all => all.map(p => p.innerHTML)")
        assert shown[:-1] == list(cases.values())
        assert await maya.last.locator(".text p").inner_text() == "one     two"


async def test_a_quote_follows_the_message_that_it_is_of(echoing: Stage) -> None:
    maya, general = echoing.box.member("Maya"), echoing.box.channel("general")
    asked = await maya.send(general, "the old words")
    await echoing.box.member("Ines").send(general, "really?", reply_to=asked)
    async with echoing.visitor() as tomas:
        line = tomas.last.locator(".context-line")
        await expect(line).to_contain_text("the old words")
        await maya.edit(asked, "the *new* words")
        await expect(line).to_have_text("Mayathe new words")
        await maya.delete(asked)
        await expect(line).to_have_text("Original message was deleted")


async def test_a_press_that_fails_is_told_at_its_message(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        maya.to_be_refused = 1
        await maya.say("@Bot buttons")
        button = maya.last.get_by_role("button", name="bumped 0")
        echoing.box.faults.slow_rest(4, path_contains="/callback")
        await button.click()
        await expect(maya.last.get_by_role("alert")).to_have_text("This interaction failed")
        await button.click()
        await maya.reads("count 1")
        await expect(maya.last.get_by_role("alert")).to_have_count(0)


async def test_a_select_says_what_it_is_for_and_how_many_to_choose(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        maya.to_be_refused = 1  # its bot knows nothing of the menu
        echoing.from_bot(components=[select(placeholder="Which numbers?", min_values=2, max_values=2)])
        await expect(maya.last).to_contain_text("Which numbers? (choose 2)")
        numbers = maya.last.get_by_role("listbox", name="Which numbers?")
        for chosen, told in ((["1"], "at least 2: 1"), (["0", "1", "2"], "at most 2: 3")):
            await numbers.focus()
            await numbers.select_option(chosen)
            await numbers.blur()
            await expect(maya.last.get_by_role("status")).to_contain_text(told)
        await expect(maya.last.get_by_role("alert")).to_have_count(0)
        await numbers.focus()
        await numbers.select_option(["1", "2"])
        await numbers.blur()
        await expect(maya.last.get_by_role("status")).to_be_empty()
        await expect(maya.last.get_by_role("alert")).to_be_visible()


async def test_a_select_of_roles_or_channels_offers_those_it_is_for(echoing: Stage) -> None:
    ines, general = echoing.box.member("Ines"), echoing.box.channel("general")
    await ines.start_thread(general, "Plans")
    async with echoing.visitor() as maya:
        roles = {"type": 6, "custom_id": "role", "placeholder": "A role"}
        channels = {"type": 8, "custom_id": "channel", "placeholder": "A channel"}
        threads = channels | {"custom_id": "thread", "placeholder": "A thread", "channel_types": [11, 12]}
        rows = [{"type": 1, "components": [menu]} for menu in (roles, channels, threads)]
        echoing.from_bot(content="choose", components=rows)
        for name, labels in (
            ("A role", ["A role", "@everyone", "@Bot", "@Moderator"]),
            ("A channel", ["A channel", "#general", "#answers", "#Plans"]),
            ("A thread", ["A thread", "#Plans"]),
        ):
            menu = maya.last.get_by_role("combobox", name=name)
            await expect(menu.locator("option")).to_have_text(labels)
        await accessible(maya.page)


async def test_pictures_can_be_enlarged(echoing: Stage, tmp_path: Path) -> None:
    async with echoing.visitor(**WIDE) as maya:
        image = tmp_path / "map.png"
        image.write_bytes(await maya.page.screenshot())
        await maya.page.set_input_files("#file-input", image)
        await maya.say("the map")
        await maya.last.get_by_role("button", name="Enlarge the picture: map.png").click()
        large = maya.page.get_by_role("dialog", name="Picture")
        await expect(large.get_by_role("link", name="Open the original")).to_be_visible()
        width = await large.get_by_role("img").evaluate("image => image.clientWidth")
        assert width > 700
        await accessible(maya.page)
        await maya.page.keyboard.press("Escape")
        await expect(large).to_be_hidden()


async def test_an_embed_has_its_icons_and_marks_in_its_titles(echoing: Stage) -> None:
    icon = {"icon_url": f"{echoing.box.page_url}static/icon.svg"}
    embed = {
        "title": "A *fair* `2016`",
        "url": "https://example.org/fair",
        "author": {"name": "The Keeper"} | icon,
        "footer": {"text": "as of today"} | icon,
        "fields": [{"name": "**Who** came", "value": "everyone"}],
    }
    async with echoing.visitor() as maya:
        echoing.from_bot(content="> one\n> two\nthree", embeds=[embed])
        article = maya.last.get_by_role("article")
        await expect(article.get_by_role("link", name="A fair 2016").locator("em")).to_have_text("fair")
        await expect(article.locator(".field strong")).to_have_text("Who")
        await expect(article.locator("img.mini")).to_have_count(2)
        await maya.last.hover()
        await maya.last.get_by_role("button", name="Reply").click()
        await maya.say("really?")
        await expect(maya.page.locator(".quote").first).to_have_text("one two three")
