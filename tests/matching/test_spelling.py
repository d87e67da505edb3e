"""The list of English words, which another process may have read."""

import pickle
import subprocess
import sys

import pytest

from bot.matching.spelling import EnglishWords, Speller, english_words, rarity


def test_a_word_has_its_frequency_and_a_slip_has_none() -> None:
    words = english_words()
    assert words["conference"] > 1_000_000
    assert "conferrence" not in words
    assert len(words) == len({*words}) > 80_000


def test_common_words_tell_less_than_rare_ones() -> None:
    assert rarity("the") < rarity("city") < rarity("ordinance") < rarity("qwxz")


def test_another_process_reads_the_words_as_they_were_pickled() -> None:
    pickled = pickle.dumps(EnglishWords.read(), pickle.HIGHEST_PROTOCOL)
    code = (
        "import pickle, sys; words = pickle.loads(sys.stdin.buffer.read());"
        "from bot.matching import spelling; assert spelling.english_words() is words;"
        "assert 'conference' in words and 'conferrence' not in words; print(words['conference'])"
    )
    said = subprocess.run([sys.executable, "-c", code], input=pickled, capture_output=True, check=True)
    assert int(said.stdout) == english_words()["conference"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("joni", "join"), ("foudn", "found"), ("dose", "dose"), ("jons", "jons"), ("join", "join")],
)
def test_a_rare_word_may_be_a_common_one_with_letters_swapped(typed: str, meant: str) -> None:
    assert Speller({"join": 9, "found": 9, "does": 9, "sojn": 1}).mend([typed]) == (meant,)
