"""Pictures and files in embeds and components, as the page shows them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from echo_bot import running
from playwright.async_api import Browser, Locator, expect

from .stage import Stage, Visitor
from .test_page import accessible

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def echoing(browser: Browser) -> AsyncIterator[Stage]:
    async with running() as (box, _):
        yield Stage(box, browser)


async def loaded(pictures: Locator) -> list[int]:
    """How wide the pictures are of themselves, once they are there."""
    for picture in await pictures.all():
        await expect(picture).to_have_js_property("complete", True)
    wide: list[int] = await pictures.evaluate_all("all => all.map(each => each.naturalWidth)")
    return wide


async def shows_them(visitor: Visitor) -> None:
    await visitor.say("@Bot embedded")
    pictures = visitor.last.locator(".embed img")
    await expect(pictures).to_have_count(2)
    assert await loaded(pictures) == [1, 1]
    await expect(visitor.last.locator(".attached-image")).to_have_count(0)
    await visitor.say("@Bot laid out")
    await visitor.reads("words")
    pictures = visitor.last.locator(".components img")
    await expect(pictures).to_have_count(2)
    assert await loaded(pictures) == [1, 1]
    await expect(visitor.last.locator(".attached-image")).to_have_count(0)


async def test_embeds_and_components_show_the_files_of_their_message(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        await shows_them(maya)
        document = maya.last.get_by_role("link", name="notes.txt")
        async with maya.page.expect_popup() as opened:
            await document.click()
        assert "/notes.txt" in (await opened.value).url
        await accessible(maya.page)


async def test_they_show_under_the_machines_other_name_too(echoing: Stage) -> None:
    async with echoing.visitor() as maya:
        await maya.arrive(echoing.box.page_url.replace("127.0.0.1", "localhost") + "?as=Maya")
        await shows_them(maya)
