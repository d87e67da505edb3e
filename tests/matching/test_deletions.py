"""The deletion index against the plain way: comparing with every word."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.matching.deletions import Deletions

WORDS = st.text("abcdé", min_size=1, max_size=9)


@given(st.dictionaries(WORDS, st.integers(1, 9), min_size=1, max_size=30), WORDS, st.integers(1, 2))
def test_all_nearest_words_are_found_and_the_most_frequent_first(
    vocabulary: dict[str, int], word: str, reach: int
) -> None:
    edits = {each: OSA.distance(word, each) for each in vocabulary}
    least = min(edits.values())
    found, by = Deletions(vocabulary, 2).nearest(word, reach)
    if least > reach:
        assert not found
    else:
        assert by == least
        assert set(found) == {each for each in vocabulary if edits[each] == least}
        counts = [vocabulary[each] for each in found]
        assert counts == sorted(counts, reverse=True)


def test_an_empty_vocabulary_has_nothing_near() -> None:
    assert Deletions({}, 2).nearest("convening", 2)[0] == []


def test_words_equally_near_come_in_the_order_of_what_was_left_out() -> None:
    found, _ = Deletions({"cat": 1, "cart": 1}, 2).nearest("car", 1)
    assert found == ["cart", "cat"]
