"""The next start is prepared once for every edition, and by the command that operators have too."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.ops import preparing


async def test_each_edition_is_prepared_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started: list[tuple[Path, Path]] = []

    async def start(facts: Path, state: Path) -> asyncio.subprocess.Process:
        started.append((facts, state))
        return await asyncio.create_subprocess_exec("true")

    monkeypatch.setattr(preparing, "_started", start)
    live, made = ["one"], {"made already"}
    task = asyncio.create_task(
        preparing.keep_prepared(lambda: live[0], made.__contains__, tmp_path, tmp_path / "state", 0.01)
    )
    await asyncio.sleep(0.3)
    assert len(started) == 1
    live[0] = "made already"
    await asyncio.sleep(0.1)
    live[0] = "two"
    await asyncio.sleep(0.3)
    assert started == [(tmp_path, tmp_path / "state")] * 2
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_bot_that_stops_leaves_no_process_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    processes: asyncio.Queue[asyncio.subprocess.Process] = asyncio.Queue()

    async def start(facts: Path, state: Path) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec("sleep", "60")
        processes.put_nowait(process)
        return process

    monkeypatch.setattr(preparing, "_started", start)
    task = asyncio.create_task(preparing.keep_prepared(lambda: "one", lambda _: False, tmp_path, tmp_path, 0))
    process = await processes.get()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert process.returncode is not None
