"""One Chromium for all tests here, and a fresh sandbox with a bot in it for each."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from .stage import Stage, on_stage

sys.path.append(str(Path(__file__).parents[1] / "sandbox"))  # for its echo bot

from echo_bot import running

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names; each start has a profile of its own."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("Chromium is not installed: `make test-browser` installs what these tests need")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def stage(browser: Browser, tmp_path: Path) -> AsyncIterator[Stage]:
    """The bicycle cooperative's bot in its sandbox, with the browser at hand."""
    async with on_stage(browser, tmp_path) as ready:
        yield ready


@pytest_asyncio.fixture(loop_scope="session")
async def echoing(browser: Browser) -> AsyncIterator[Stage]:
    """A sandbox with a bot that uses everything the page can show."""
    async with running() as (box, _):
        yield Stage(box, browser)
