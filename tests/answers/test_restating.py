"""What a sentence tells that another told already."""

from __future__ import annotations

import pytest

from bot.answers.restating import restates

TOLD = "Over 150 kite flyers came to the 2016 rally in Port Merrow, then called the largest yet.[1][2]"


@pytest.mark.parametrize(
    "more",
    [
        "Over 150 kite flyers were at the 2016 rally.[3]",
        "The Merrow Guild called its 2016 rally, with over 150 flyers, the largest.[1]",
    ],
)
def test_the_same_in_other_words_is_told_again(more: str) -> None:
    assert restates(more, TOLD, "the Merrow Guild")


@pytest.mark.parametrize(
    "more",
    [
        "About 120 kite flyers came to the 2016 rally.",
        "Over 150 kite flyers came to the 2016 rally, said Edda Lund.",
        "The 2016 rally was about the price of rope and the closing of the quay.",
    ],
)
def test_another_figure_another_name_or_other_words_are_no_repetition(more: str) -> None:
    assert not restates(more, TOLD)
