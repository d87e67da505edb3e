"""A diff in words; what its lines say is tested with the diff itself."""

from __future__ import annotations

import pytest

from bot.facts.diff import Change, Diff
from bot.locales import ENGLISH, Reader
from bot.rendering.changes import itemised, summarised

READER = Reader(ENGLISH)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ((), "nothing changed"),
        ((Change("added", "fact", "a.b"), Change("added", "fact", "a.c")), "2 facts added"),
        (
            (Change("removed", "subject", "a"), Change("changed", "vocabulary", "filler")),
            "1 subject removed, 1 vocabulary entry changed",
        ),
        (tuple(Change("recited", "fact", f"a.{n}") for n in range(1200)), "1,200 facts recited"),
    ],
)
def test_changes_are_counted_by_what_they_are_of(changes: tuple[Change, ...], told: str) -> None:
    assert summarised(Diff(changes), READER) == told


def test_each_change_is_one_line() -> None:
    assert itemised(Diff((Change("added", "fact", "a.b", None, "one\ntwo"),)), READER) == [
        "+ fact a.b: one two"
    ]
