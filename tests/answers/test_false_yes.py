"""No reply begins with yes or no unless that is the truth, however close the question comes to it."""

from __future__ import annotations

import pytest

from .conftest import Asks, said


@pytest.mark.parametrize(
    "question",
    [
        "did the guild march in 2016",
        "did they march at the 2016 rally",
        "did the guild march in tarnby",
        "will the guild march in june 2026",
        "may the guild meet in june 2019",
        "was the 2016 rally an august one",
    ],
)
def test_a_month_that_is_another_word_settles_nothing(ask: Asks, question: str) -> None:
    assert not said(ask(question)).startswith(("Yes.", "No."))
