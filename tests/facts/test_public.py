"""What `bot.facts` promises to others is what it exports."""

from __future__ import annotations

import bot.facts
from bot.facts.check import main

from .conftest import Base


def test_every_public_name_is_there_and_explained() -> None:
    assert len(set(bot.facts.__all__)) == len(bot.facts.__all__)
    for name in bot.facts.__all__:
        assert getattr(bot.facts, name).__doc__, name


def test_the_check_says_that_a_base_is_sound(base: Base, capsys: object) -> None:
    assert main([str(base.folder)]) == 0


def test_the_check_fails_on_a_base_that_is_not(base: Base) -> None:
    base.add("a: b")
    assert main([str(base.folder)]) == 1


def test_the_check_wants_a_folder() -> None:
    assert main([]) == 2
