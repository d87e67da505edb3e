"""Few-shot intents are told apart by wording and meaning, in spite of typos; what is foreign scores low."""

from __future__ import annotations

import pytest

from bot.matching.fewshot import HEAD_UP_TO, FewShot

LINES = {
    "open": ["when do you open", "what are your hours", "how late is the shop open"],
    "price": ["how much is a repair", "what does a tube cost", "price of a new chain"],
    "join": ["how do I become a member", "can I sign up for the workshop", "joining the club"],
}


@pytest.fixture(scope="module")
def matcher() -> FewShot[str]:
    return FewShot([(intent, line) for intent, lines in LINES.items() for line in lines])


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("what does a chain cost", "price"),
        ("waht does a chaain csot", "price"),
        ("is it expensive to mend my tube", "price"),
        ("I would like to enroll", "join"),
        ("until what hour is it open", "open"),
    ],
)
def test_a_question_in_other_words_finds_its_intent(matcher: FewShot[str], text: str, intent: str) -> None:
    assert matcher.find(text)[0][0] == intent


def test_what_no_phrasing_accounts_for_scores_lower(matcher: FewShot[str]) -> None:
    def score(text: str) -> float:
        return matcher.find(text, 1)[0][1]

    assert score("what does a repair cost") > score("what does a senator's helicopter cost in Bolivia")
    assert score("when do you open") > score("zebras gallop across the savannah")


@pytest.mark.parametrize("text", ["", "?!", "🚲", "a" * 4000])
def test_any_text_gets_scores_between_0_and_1(matcher: FewShot[str], text: str) -> None:
    assert all(0.0 <= score <= 1.0 for _, score in matcher.find(text))


def test_many_phrasings_are_told_apart_without_a_head() -> None:
    lines = [(f"item {n}", f"where is part number {n} of shelf {n % 7}") for n in range(HEAD_UP_TO + 1)]
    matcher = FewShot(lines)

    assert matcher.find("where is part number 1234 of shelf 2", 1)[0][0] == "item 1234"
