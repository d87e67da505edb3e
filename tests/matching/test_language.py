"""The cues that stand among words."""

from __future__ import annotations

import pytest

from bot.matching.language import english
from bot.matching.text import has_phrase, words


@pytest.mark.parametrize(
    "text",
    [
        "which one was the latest",
        "who came after her and before them",
        "is Denver bigger than Austin now",
        "tell me about the rally",
        "what was the source of that",
        "blue kites",
        "",
    ],
)
def test_cues_are_those_of_which_a_phrase_stands_among_words(text: str) -> None:
    language, said = english(), words(text)
    standing = {cue for cue, phrases in language.cues.items() if has_phrase(said, phrases)}
    assert language.cues_in(said) == standing


def test_words_that_yaml_takes_for_truth_values_stay_words() -> None:
    assert has_phrase(words("no, in 2018"), english().cues["continuing"])
