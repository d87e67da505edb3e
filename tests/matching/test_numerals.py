"""However a number is spoken out, its digits come of it, and two numbers stay two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.language import english
from bot.matching.text import words

_WORDS = {number: word for word, number in english().numbers.items()}


def spelt(number: int, hundreds: bool = False, joint: str = " ") -> str:
    """A number below ten thousand in words.

    Args:
        number: above zero.
        hundreds: whether to count hundreds beyond nine (`fifteen hundred`).
        joint: what stands before what is below a hundred.
    """
    if number <= 20 or (number < 100 and number % 10 == 0):
        return _WORDS[number]
    if number < 100:
        return f"{_WORDS[number // 10 * 10]}-{_WORDS[number % 10]}"
    size, name = (1000, "thousand") if number >= 1000 and not hundreds else (100, "hundred")
    above, rest = divmod(number, size)
    tail = f"{joint if rest < 100 else ' '}{spelt(rest, hundreds, joint)}" if rest else ""
    return f"{spelt(above)} {name}{tail}"


@given(st.integers(2, 9999), st.booleans(), st.sampled_from([" ", " and "]))
def test_a_number_that_is_spoken_out_is_one_number(number: int, hundreds: bool, joint: str) -> None:
    counts = hundreds and number % 1000 >= 100
    assert words(spelt(number, counts, joint)) == (str(number),)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("two thousand fourteen", "2014"),
        ("two thousand and fourteen", "2014"),
        ("one thousand three hundred", "1300"),
        ("thirteen hundred", "1300"),
        ("one hundred and fifty people", "150 people"),
        ("a hundred and fifty", "150"),
        ("a thousand three hundred", "1300"),
        ("three hundred fifty", "350"),
        ("twenty-five hundred", "2500"),
        ("one hundred two thousand", "102000"),
        ("two million five hundred thousand", "2500000"),
        ("1.5 million", "1500000"),
        ("two and a half million", "2500000"),
        ("10k", "10000"),
        ("1.5k", "1500"),
        ("10 thousand", "10000"),
        ("2 dozen", "24"),
        ("half a dozen", "6"),
        ("half a thousand", "500"),
        ("3.5 percent", "3.5 percent"),
    ],
)
def test_what_multiplies_and_what_is_added_are_of_one_number(typed: str, meant: str) -> None:
    assert " ".join(words(typed)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nine and ten", "9 and 10"),
        ("between twenty and thirty", "between 20 and 30"),
        ("between one hundred and two hundred", "between 100 and 200"),
        ("two hundred three hundred", "200 300"),
        ("two or three hundred", "2 or 300"),
        ("two thousand fourteen hundred", "2000 1400"),
        ("in 2018 two hundred", "in 2018 200"),
        ("fight for fifteen", "fight for 15"),
        ("twenty fourteen", "2014"),
        ("nineteen ninety nine", "1999"),
        ("a few hundred", "a few hundred"),
        ("a quarter of a thousand", "a quarter of a thousand"),
        ("thanks a million", "thanks a million"),
        ("one of a hundred", "one of 100"),
        ("one hundred and counting", "100 and counting"),
        ("1.2.3", "1 2 3"),
        ("in 2018.", "in 2018"),
        ("150 hundred", "150 hundred"),
    ],
)
def test_what_is_no_part_of_a_number_is_left(typed: str, meant: str) -> None:
    assert " ".join(words(typed)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("twenty-fifth", "25th"), ("thirty first", "31th"), ("sixteenth", "16th"), ("twentieth", "20th")],
)
def test_ordinals_beyond_the_fifteenth_are_one_ordinal(typed: str, meant: str) -> None:
    assert " ".join(words(typed)) == meant
