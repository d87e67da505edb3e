"""Takes the pictures in docs/images anew: the bot on the sandbox's page, answering from `knowledge/`.

Run by `make pictures`; a name or several take only those.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from playwright.async_api import Browser, Page, async_playwright

from bot.app import build_client, open_facts
from bot.settings import Settings
from sandbox import Channel, Layout, Message, Sandbox
from sandbox import Settings as SandboxSettings
from sandbox.invocation import Invocation
from sandbox.model import Attachment

HOME = Path(__file__).parents[2]
IMAGES = HOME / "docs" / "images"
NARROW: dict[str, Any] = {"viewport": {"width": 520, "height": 2400}, "device_scale_factor": 1.25}
PHONE: dict[str, Any] = {"viewport": {"width": 375, "height": 760}, "device_scale_factor": 2}
WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 860}}
WHERE = "where was the de Blasio convening?"


@dataclass
class Studio:
    """The sandbox, the bot in it, and the pages that are photographed."""

    box: Sandbox
    browser: Browser
    facts: Path
    wanted: frozenset[str]
    pages: dict[tuple[str, str], Page] = field(default_factory=dict)

    @property
    def general(self) -> Channel:
        return self.box.channel("general")

    async def page(
        self, who: str, frame: dict[str, Any] = NARROW, scheme: Literal["light", "dark"] = "light"
    ) -> Page:
        """The page as somebody has it open."""
        key = (who, f"{frame}{scheme}")
        if key not in self.pages:
            context = await self.browser.new_context(
                **frame, color_scheme=scheme, locale="en-US", reduced_motion="reduce"
            )
            self.pages[key] = await context.new_page()
            await self.pages[key].goto(f"{self.box.page_url}?as={who}")
            await self.pages[key].locator("#bot-state.online").wait_for()
        return self.pages[key]

    async def take(self, name: str, who: str = "Maya", last: int = 1) -> None:
        """Photograph the last messages of #general as somebody sees them."""
        if self.wanted and name not in self.wanted:
            await asyncio.sleep(0.2)  # what was just pressed may still be changing
            return
        page = await self.page(who)
        await page.wait_for_timeout(700)
        await page.mouse.move(0, 0)
        messages = page.locator("#messages > li")
        await messages.last.scroll_into_view_if_needed()
        boxes = [await messages.nth(-place).bounding_box() for place in range(last, 0, -1)]
        first, final = boxes[0], boxes[-1]
        assert first is not None
        assert final is not None
        top = first["y"] - 4
        clip = {"x": 0.0, "y": top, "width": 520.0, "height": final["y"] + final["height"] + 8 - top}
        await page.screenshot(path=IMAGES / f"{name}.png", clip=clip)  # type: ignore[arg-type]
        sys.stdout.write(f"{name}\n")

    async def ask(self, text: str, who: str = "Maya") -> Message:
        """Mention the bot and return its reply."""
        member = self.box.member(who)
        asked = await member.send(self.general, f"{self.box.bot_mention} {text}")
        return await member.wait_reply(asked, timeout=15)

    async def give(self, command: str, who: str = "Maya", /, **options: Any) -> Message:
        """Give a command and return the whole answer."""
        said: Invocation = await self.box.member(who).invoke(command, self.general, **options)
        return await said.wait_message(timeout=60)

    def button(self, message: Message, start: str) -> str:
        """The id of a button, by how it begins."""
        return next(str(b["custom_id"]) for b in message.buttons if str(b["custom_id"]).startswith(start))


async def of_answers(studio: Studio) -> None:
    maya, ines = studio.box.member("Maya"), studio.box.member("Ines")
    reply = await studio.ask(WHERE)
    await studio.take("reply-answer", last=2)
    await ines.press(reply, studio.button(reply, "delete:"))
    await studio.take("reply-not-yours", "Ines")
    await maya.press(reply, studio.button(reply, "sources:"))
    await studio.take("reply-sources")
    await maya.press(reply, studio.button(reply, "vote:up"))
    await studio.take("reply-vote")
    await studio.ask("list all convenings")
    await studio.take("reply-many-sources", last=2)
    await studio.ask("when did the chapter start?")
    await studio.take("reply-choices", last=2)
    await studio.ask("how many people came?")
    await studio.take("reply-many-choices", last=2)
    reply = await studio.ask(WHERE)
    await maya.press(reply, studio.button(reply, "another:"))
    await studio.take("reply-readings")
    await studio.ask("who paid for the 2013 convening?")
    await studio.take("reply-unknown", last=2)
    await studio.ask("wasn't the 2014 convening in Chicago?")
    await studio.take("reply-correction", last=2)
    asked = await maya.send(studio.general, f"{studio.box.bot_mention} {WHERE}")
    await maya.wait_reply(asked)
    await maya.edit(asked, f"{studio.box.bot_mention} what is the weather in Tokyo?")
    await studio.take("reply-never-mind", last=2)
    said = await ines.send(studio.general, "does anybody know who sponsored the third convening?")
    await maya.use_on_message("Answer this message", said)
    await studio.take("reply-menu", last=2)


async def of_looking_around(studio: Studio) -> None:
    for name, command, options in (
        ("compare", "convening compare", {"one": "convening-2014", "other": "convening-2018"}),
        ("list", "convening list", {}),
        ("search", "convening search", {"what": "New York City"}),
        ("attendance", "convening attendance", {}),
        ("timeline", "convening timeline", {}),
        ("person", "person", {"name": "nick-licata"}),
        ("sponsors", "sponsors", {}),
        ("help", "help", {}),
        ("about", "about", {}),
        ("privacy", "privacy", {}),
    ):
        message = await studio.give(command, **options)
        if name != "timeline":
            await studio.take(f"reply-{name}")
        if name in {"attendance", "timeline"} and (not studio.wanted or f"chart-{name}" in studio.wanted):
            (IMAGES / f"chart-{name}.png").write_bytes(message.attachments[0].data)
    maya = studio.box.member("Maya")
    maya.user.locale = "es-ES"
    await studio.give("ask", question="Who sponsored the third convening?")
    await studio.take("reply-spanish")
    maya.user.locale = "en-US"


async def of_threads(studio: Studio) -> None:
    maya = studio.box.member("Maya")
    answer = await studio.ask(WHERE)
    thread = await maya.start_thread(studio.general, "The de Blasio convening", message=answer)
    asked = await maya.send(thread, f"{studio.box.bot_mention} who spoke there?")
    await maya.wait_reply(asked)
    if studio.wanted and "thread" not in studio.wanted:
        return
    page = await studio.page("Maya", {"viewport": {"width": 900, "height": 640}})
    await page.get_by_role("navigation").get_by_role("button", name="The de Blasio convening").click()
    await page.wait_for_timeout(700)
    await page.mouse.move(0, 0)
    await page.screenshot(path=IMAGES / "thread.png")
    sys.stdout.write("thread\n")


async def of_changing_facts(studio: Studio) -> None:
    tomas = studio.box.member("Tomas")
    minutes = "who took the minutes in Denver?"
    for text in (minutes, minutes.lower(), "who catered the 2014 convening?"):
        await studio.ask(text, "Ines")
    reply = await studio.ask(WHERE)
    await tomas.press(reply, studio.button(reply, "vote:down"))
    convenings = studio.facts / "convenings.yaml"
    good = convenings.read_text(encoding="utf-8")
    bad = good.replace("value: new-york-city", "value: new-york-cty", 1)
    file = Attachment(1, "convenings.yaml", "application/yaml", bad.encode())
    await studio.give("facts check", "Tomas", file=file)
    await studio.take("moderating-check", "Tomas")
    lines = good.splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if "city: {value: new-york-city" in line)
    convenings.write_text("".join(lines[:place] + lines[place + 1 :]), encoding="utf-8")
    await studio.give("facts reload", "Tomas")
    await studio.take("moderating-worse", "Tomas")
    people = studio.facts / "people.yaml"
    convenings.write_text(good, encoding="utf-8")
    text = people.read_text(encoding="utf-8")
    people.write_text(text.replace("  aliases: [", "  aliases: [the Councilman, ", 1), encoding="utf-8")
    await studio.give("facts reload", "Tomas")
    await studio.take("moderating-reload", "Tomas")


async def of_what_moderators_see(studio: Studio) -> None:
    tomas = studio.box.member("Tomas")
    for name in ("history", "status", "feedback", "export"):
        await studio.give(f"facts {name}", "Tomas")
        await studio.take(f"moderating-{name}", "Tomas")
    listed = await studio.give("facts unanswered", "Tomas", which="everything")
    await studio.take("moderating-unanswered", "Tomas")
    await tomas.choose(listed, listed.selects[0]["options"][0]["value"])
    await studio.take("moderating-question", "Tomas")
    pressed = await tomas.press(listed, "Draft a fact")
    await tomas.submit(
        pressed,
        subject="convening-2022",
        name="minutes",
        tell="Nobody took minutes in Denver.",
        source="lp-denver-recap-2022",
        place="¶2",
    )
    await studio.take("moderating-draft", "Tomas")
    await studio.give("settings show", "Tomas")
    await studio.take("moderating-settings", "Tomas")


async def of_the_page(studio: Studio) -> None:
    if studio.wanted and not studio.wanted & {"sandbox", "phone"}:
        return
    maya = studio.box.member("Maya")
    for message in list(studio.box.world.store.history(studio.general.id)):
        studio.box.world.delete(message)
    await studio.ask(WHERE)
    await studio.ask("and who spoke there?")
    await maya.typing(studio.general)
    for name, page in (
        ("sandbox", await studio.page("Maya", WIDE, "dark")),
        ("phone", await studio.page("Maya", PHONE)),
    ):
        await page.wait_for_timeout(700)
        await page.screenshot(path=IMAGES / f"{name}.png")
        sys.stdout.write(f"{name}\n")


@asynccontextmanager
async def in_studio(wanted: frozenset[str]) -> AsyncIterator[Studio]:
    """Start sandbox, bot and browser."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        facts = Path(folder) / "facts"
        shutil.copytree(HOME / "knowledge", facts)
        opened = await asyncio.to_thread(open_facts, facts)
        community = opened.current.book.community
        layout = Layout(bot=community.name, suggestions=community.samples)
        async with Sandbox.start(SandboxSettings(layout=layout)) as box, async_playwright() as playwright:
            patch.setattr(Route, "BASE", box.rest_url)
            patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(box.gateway_url))
            settings = Settings(
                facts_dir=facts,
                state_dir=Path(folder) / "state",
                lookups=("person", "sponsors"),
                questions_per_minute=0,
            )
            client = build_client(settings, opened)
            life = asyncio.create_task(client.start(box.token))
            chromium = await playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
                args=["--no-sandbox", "--disable-gpu"],
            )
            try:
                await box.wait_commands(60)
                yield Studio(box, chromium, facts, wanted)
            finally:
                await chromium.close()
                await client.close()
                await asyncio.gather(life, return_exceptions=True)


async def main(names: list[str]) -> None:
    """Take all pictures, or those named."""
    scenes: list[Callable[[Studio], Awaitable[None]]] = [
        of_answers, of_looking_around, of_threads, of_changing_facts, of_what_moderators_see, of_the_page,
    ]  # fmt: skip
    async with in_studio(frozenset(names)) as studio:
        for scene in scenes:
            await scene(studio)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
