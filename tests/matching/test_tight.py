"""Sets that do not change take no more memory than they have to."""

from __future__ import annotations

from sys import getsizeof

import pytest

from bot.matching.tight import tight


@pytest.mark.parametrize("number", [5, 25, 100])
def test_a_set_holds_the_same_in_less_memory(number: int) -> None:
    items = [f"word {each}" for each in range(number)]

    assert tight(items) == frozenset(items)
    assert getsizeof(tight(items)) < getsizeof(frozenset(items))
