"""What `bot.facts` promises to others is what it exports."""

from __future__ import annotations

import bot.facts


def test_every_public_name_is_there_and_explained() -> None:
    assert len(set(bot.facts.__all__)) == len(bot.facts.__all__)
    for name in bot.facts.__all__:
        assert getattr(bot.facts, name).__doc__, name
