"""What autocomplete offers, best first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.completing import CHOICES, LONGEST, ranked

NAMES = ["New York", "York", "Yorkshire", "Bergen", "São Paulo", "Cork"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("york", ["York", "Yorkshire", "New York", "Cork"]),
        ("sao", ["São Paulo"]),
        ("ork", ["New York", "York", "Yorkshire", "Cork"]),
        ("bregen", ["Bergen"]),
        ("zzzzzz", []),
        ("", NAMES),
    ],
)
def test_exact_then_beginnings_then_words_then_parts_then_spelled_alike(typed: str, found: list[str]) -> None:
    assert ranked(typed, NAMES) == found


def test_a_name_is_found_by_what_else_it_is_called() -> None:
    aliases = {"New York": ("NYC", "the Big Apple"), "Cork": ("Corcaigh",)}
    assert ranked("nyc", NAMES, aliases=aliases) == ["New York"]
    assert ranked("big ap", NAMES, aliases=aliases) == ["New York"]
    assert ranked("corc", NAMES, aliases=aliases)[0] == "Cork"


@given(st.text(max_size=40), st.lists(st.text(max_size=150), max_size=60))
def test_never_more_or_longer_than_discord_takes(typed: str, names: list[str]) -> None:
    offered = ranked(typed, names)
    assert len(offered) <= CHOICES
    assert all(len(name) <= LONGEST for name in offered)
    assert len(set(offered)) == len(offered)
