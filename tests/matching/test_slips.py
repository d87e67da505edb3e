"""A likely slip of the fingers costs less than an unlikely one, and the cheapest word is taken."""

from __future__ import annotations

import pytest

from bot.matching.slips import Mender, slip_cost


@pytest.mark.parametrize(
    ("likelier", "less_likely"),
    [
        (("caed", "card"), ("capd", "card")),  # a neighbouring key, one far away
        (("cardd", "card"), ("cardz", "card")),  # a letter twice, another one too many
        (("crad", "card"), ("czzd", "card")),  # two swapped, two other keys
    ],
)
def test_likelier_slips_cost_less(likelier: tuple[str, str], less_likely: tuple[str, str]) -> None:
    assert slip_cost(*likelier) < slip_cost(*less_likely)


def test_no_slip_costs_nothing() -> None:
    assert slip_cost("card", "card") == 0.0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("convenign", "convening"),
        ("ym", "my"),
        ("spnsors", "sponsors"),
        ("table", "table"),  # English, if not the vocabulary's
        ("xq", "xq"),
        ("c3po", "c3po"),
    ],
)
def test_words_are_mended_to_what_was_meant(typed: str, meant: str) -> None:
    mender = Mender({"convening": 5, "my": 9, "sponsors": 3, "cable": 2})

    assert mender.mend([typed]) == [meant]
