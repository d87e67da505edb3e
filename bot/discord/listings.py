"""Listings: texts of several pages, made anew from the live facts whenever somebody turns a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from bot.locales import Reader

if TYPE_CHECKING:
    from bot.answers.engine import Engine

Make: TypeAlias = "Callable[[Engine, str, Reader], Sequence[str]]"
"""Returns the pages of a listing, never none, by what follows the name in its key."""

KEY = 70
"""How long a key may be, so that it fits into a button."""


class Listings:
    """Makes listings by their keys; a key is a name, then what it is about: `list/convening`."""

    def __init__(self) -> None:
        self._makers: dict[str, Make] = {}

    def add(self, name: str, make: Make) -> None:
        """Let keys that begin with the name be made so."""
        self._makers[name] = make

    def pages(self, key: str, engine: Engine, reader: Reader) -> Sequence[str]:
        """Return the pages that a key stands for, as their reader reads them."""
        name, _, about = key.partition("/")
        return self._makers[name](engine, about, reader)
