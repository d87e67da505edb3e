"""What every test over sockets begins with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .choir import write_facts
from .staging import DESCRIPTION, Stage, on_stage


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return write_facts(tmp_path / "facts")


@pytest.fixture
async def stage(facts: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    async with on_stage(facts, tmp_path / "state") as ready:
        yield ready


@pytest.fixture(scope="session")
def checked_against_discord() -> None:
    if DESCRIPTION is None:
        pytest.skip("Discord's OpenAPI description is not at hand: requests are not checked against it")
