"""Noticing that the files of the facts changed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from importlib import import_module
from pathlib import Path

SETTLED_MS = 1_500


def _is_yaml(_: object, path: str) -> bool:
    file = Path(path)
    return file.suffix in {".yaml", ".yml"} and not file.name.startswith(".")


async def edits(folder: Path) -> AsyncIterator[None]:
    """Yield once after every burst of edits below a folder, when it has been quiet for a moment."""
    awatch = import_module("watchfiles").awatch  # large, and off by default
    async for _ in awatch(folder, watch_filter=_is_yaml, debounce=SETTLED_MS * 4, step=SETTLED_MS):
        yield
