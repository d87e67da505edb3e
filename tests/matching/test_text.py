"""However something is typed, the same words come of it; and nothing typed is too odd to be read."""

from __future__ import annotations

from string import ascii_uppercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.text import (
    LONGEST,
    Question,
    has_phrase,
    joined,
    ordinal,
    phrase_at,
    question,
    with_spans,
    with_years,
    words,
)

TYPED = (
    "where", "the", "2016", "rally", "held", "who", "it", "third", "first", "twenty", "fourteen", "eight",
    "hundred", "don't", "what's", "1,300", "2nd", "No.", "U.S.", "Zürich", "rally2016", "'18", "'99", "n",
    "thx",
)  # fmt: skip
PLAIN = st.lists(
    st.sampled_from(TYPED),
    max_size=12,
).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("What's that?", "what is that"),
        ("whats that", "what is that"),
        ("who'd they pick", "who did they pick"),
        ("who’d they pick", "who did they pick"),
        ("they don't", "they do not"),
        ("thx ppl", "thanks people"),
        ("rallies' kites", "rallies kites"),
        ("the guild's kites", "the guild kites"),
    ],
)
def test_contractions_and_the_spellings_of_chat_are_written_out(typed: str, meant: str) -> None:
    assert " ".join(words(typed)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("third", "3th"),
        ("3rd", "3th"),
        ("22nd", "22th"),
        ("No. 3", "number 3th"),
        ("number three", "number 3th"),
        ("inaugural", "1th"),
        ("No. 03", "number 3th"),
    ],
)
def test_ordinals_are_alike_however_they_are_written(typed: str, meant: str) -> None:
    assert " ".join(words(typed)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("twelve", "12"),
        ("thirty five", "35"),
        ("thirty-five", "35"),
        ("two hundred", "200"),
        ("two thousand", "2000"),
        ("two dozen", "24"),
        ("1,300", "1300"),
        ("one of them", "one of them"),
        ("１２", "12"),
    ],
)
def test_numbers_are_in_digits_and_one_stays_a_pronoun(typed: str, meant: str) -> None:
    assert " ".join(words(typed)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("twenty fourteen", "2014"),
        ("twenty twenty-six", "2026"),
        ("'18", "2018"),
        ("the ’16 rally", "the 2016 rally"),
        ("rally2016", "rally 2016"),
        ("2016rally", "2016 rally"),
        ("2014-2016", "2014 2016"),
        ("2016's", "2016"),
        ("nineteen ninety nine", "1999"),
    ],
)
def test_years_are_found_spoken_shortened_or_glued_to_a_word(typed: str, meant: str) -> None:
    assert " ".join(words(typed)) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "where was it",
        "WHERE WAS IT",
        "Ｗｈｅｒｅ　ｗａｓ　ｉｔ",
        "whére wäs ît",
        "w̵̛̖h̷̢͝e̸̞͠r̵̰̈́e̵͉͝ w̴a̶s̷ i̵t̸",
        "\u202ewhere was\u202c\u200f it",
        "wh\0ere was\0 it",
        "where\u200b was it\ufeff",
        "where\twas\nit",
        "where\u00a0was\u2003it",
        "**where** _was_ ~~it~~ `?`",
        "||where was it||",
        "> where was it",
        "```where was it```",
        "<@123456789012345678> where was <@&99> it",
        "<#42> where was it <:kite:1234> <a:wave:77> </ask:5>",
        "where was it 🪁🪁🎏?!",
        "where was it https://kites.example/x?y=z",
        "w҉h҉e҉r҉e w҉a҉s҉ it",
        "where\rwas it",
        "where was it <t:1618953630:R>",
    ],
)
def test_what_only_decorates_a_question_is_not_read(typed: str) -> None:
    assert words(typed) == ("where", "was", "it")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("w/ whom", "with whom"),
        ("w/o kites", "without kites"),
    ],
)
def test_with_and_without_are_known_by_their_slash(typed: str, meant: str) -> None:
    assert " ".join(words(typed)) == meant


@pytest.mark.parametrize("typed", ["", " \n\t ", "🪁", "?!…", "\0\0", "\u202e\u200f", "||", "<@1>"])
def test_a_text_without_words_has_none(typed: str) -> None:
    assert words(typed) == ()


def test_letters_of_any_script_are_words() -> None:
    assert words("Что это? 凧 χαρταετός") == ("что", "это", "凧", "χαρταετοσ")


def test_acronyms_are_one_word() -> None:
    assert words("the U.S. and N.Y.C") == ("the", "us", "and", "nyc")


def test_no_more_is_read_than_a_message_can_hold() -> None:
    typed = "kite " * 5000
    assert len(words(typed)) == LONGEST // 5
    assert question(typed).raw == typed[:LONGEST]


@pytest.mark.parametrize(("typed", "asks"), [("Where?", True), ("where? \n", True), ("where", False)])
def test_a_question_knows_whether_it_ends_like_one(typed: str, asks: bool) -> None:
    assert question(typed) == Question(typed, ("where",), asks)


@given(PLAIN)
def test_reading_what_was_read_changes_nothing(typed: str) -> None:
    once = words(typed)
    assert words(" ".join(once)) == once


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.integers(1, 40))
def test_any_text_is_read(typed: str, times: int) -> None:
    for word in question((typed * times)[:LONGEST]).words:
        assert word
        assert not any(c.isspace() or c in ascii_uppercase for c in word)


def test_phrases_are_found_whole_and_in_order() -> None:
    said = ("was", "it", "far", "away")
    assert phrase_at(said, 1, ("it", "far"))
    assert not phrase_at(said, 3, ("away", "from"))
    assert has_phrase(said, [("near",), ("far", "away")])
    assert not has_phrase(said, [("away", "far")])
    assert not has_phrase((), [("it",)])
    assert joined(said) == "wasitfaraway"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2012 to 2015", "2012 2013 2014 2015"),
        ("between 2014 and 2016", "between 2014 2015 2016"),
        ("from 1900 to 2020", "from 1900 to 2020"),
        ("2014 and 2016", "2014 and 2016"),
        ("2016 to 2012", "2016 2012"),
    ],
)
def test_the_years_of_a_span_are_written_out(typed: str, meant: str) -> None:
    assert " ".join(with_spans(words(typed))) == meant


@pytest.mark.parametrize(
    ("number", "named"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (22, "22nd")]
)
def test_ordinals_are_written_as_people_do(number: int, named: str) -> None:
    assert ordinal(number) == named


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("where was it last year", "where was it 2024"),
        ("last year's rally", "2024 rally"),
        ("who spoke 2 years ago", "who spoke 2023"),
        ("the last year they met", "the last year they met"),
        ("and this year?", "and 2025"),
        ("and this year they met again", "and this year they met again"),
        ("who came this year", "who came this year"),
        ("how many years ago", "how many years ago"),
        ("last", "last"),
        ("how many came in summer 16", "how many came in summer 2016"),
        ("16 came in summer", "16 came in summer"),
        ("in summer 45", "in summer 1945"),
        ("since '99", "since 1999"),
        ("since '34", "since 2034"),
        ("since '36", "since 1936"),
        ("since ’18", "since 2018"),
        ("𐩀 years ago", "𐩀 years ago"),
    ],
)
def test_how_long_ago_becomes_its_year(typed: str, meant: str) -> None:
    assert " ".join(with_years(words(typed), 2025)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2016, 17 and 18", "2016 2017 and 2018"),
        ("rally 2008, 09", "rally 2008 2009"),
        ("in 2016 40 kites", "in 2016 40 kites"),
        ("2016 and 12 towns", "2016 and 12 towns"),
    ],
)
def test_two_digits_go_on_with_the_year_before(typed: str, meant: str) -> None:
    assert " ".join(with_years(words(typed), 2025)) == meant
