"""What the fact base's own values know of themselves."""

from __future__ import annotations

import pytest

from bot.facts.model import Property


@pytest.mark.parametrize(
    ("ask", "question"),
    [
        (("when was {it}", "{it} date"), "when was {it}"),
        (("was {it} number {value}", "which were {them}", "{it} number"), "{it} number"),
        (("was {it} number {value}",), None),
        ((), None),
    ],
)
def test_a_question_asks_of_a_subject_alone(ask: tuple[str, ...], question: str | None) -> None:
    assert Property("number", "number", ask=ask).question == question
