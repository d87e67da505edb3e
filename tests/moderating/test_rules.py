"""What a server chooses, while what it chose before is still being read."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, cast

from bot.moderating.rules import Rules
from bot.settings import Settings
from bot.store.interface import Store

GUILD = 1


class SlowlyRead:
    """A store of which reading takes longer the earlier it began."""

    def __init__(self) -> None:
        self.kept: dict[int, Mapping[str, Any]] = {}
        self._pauses = iter((0.05, 0.0))

    async def guild_rules(self) -> Mapping[int, Mapping[str, Any]]:
        found = dict(self.kept)
        await asyncio.sleep(next(self._pauses, 0.0))
        return found

    async def set_guild_rules(self, guild: int, rules: Mapping[str, Any]) -> None:
        self.kept[guild] = rules


async def test_what_is_chosen_while_the_choices_are_read_is_not_forgotten() -> None:
    rules = Rules(Settings(), cast(Store, SlowlyRead()))
    reading = asyncio.create_task(rules.load_or_wait())
    await asyncio.sleep(0)
    await rules.choose(GUILD, keep_days=7)
    await reading
    await rules.choose(GUILD, feedback=False)
    assert (rules.of(GUILD).keep_days, rules.of(GUILD).feedback) == (7, False)
