"""Words that mean the same here come to the same, and words that mean nothing here fall away."""

from __future__ import annotations

import pytest

from bot.facts import Book
from bot.matching.lexicon import EXPECTED, OWN, Lexicon, all_texts, plural_of, without_slots, word_counts
from bot.matching.text import words


def meant(lexicon: Lexicon, text: str) -> list[str]:
    """What the words come to, their own wordings left aside."""
    return [s for s in lexicon.fold(words(text)) if s[0] != OWN]


@pytest.mark.parametrize("word", ["sponsor", "Sponsors", "backer", "funders", "paid for"])
def test_synonyms_come_to_the_first_of_their_group(lexicon: Lexicon, word: str) -> None:
    assert meant(lexicon, word) == ["sponsor"]


@pytest.mark.parametrize("text", ["chip in", "who chipped it all in", "chipped these things in"])
def test_an_object_may_stand_between_a_verb_and_its_particle(lexicon: Lexicon, text: str) -> None:
    assert "sponsor" in meant(lexicon, text)


def test_nothing_else_may_stand_there(lexicon: Lexicon) -> None:
    assert "sponsor" not in meant(lexicon, "chip kites in")


def test_a_synonym_keeps_its_own_wording_beside_and_it_counts_less(lexicon: Lexicon) -> None:
    folded = lexicon.fold(words("who paid for it"))
    assert folded == [f"{EXPECTED}who", "sponsor", f"{OWN}paid_for"]
    assert lexicon.weight(folded[2]) < lexicon.weight(folded[1])
    assert lexicon.fold(words("sponsor")) == ["sponsor"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("when was it", "?when"),
        ("what year was it", "?when"),
        ("where was it", "?where"),
        ("which town", "?where"),
        ("what city was it", "?where"),
        ("who was there", "?who"),
        ("how many came", "?count"),
        ("why was it", "?why"),
        ("how do i join", "?how"),
    ],
)
def test_what_sort_of_answer_is_expected_is_one_feature_in_front(
    lexicon: Lexicon, text: str, expected: str
) -> None:
    assert lexicon.fold(words(text))[0] == expected


def test_a_sort_of_answer_is_expected_once(lexicon: Lexicon) -> None:
    assert meant(lexicon, "when was it and what year") == ["?when"]


def test_words_around_what_is_expected_make_no_phrase(lexicon: Lexicon) -> None:
    assert "purpos" in meant(lexicon, "what were the for")
    assert "purpos" not in meant(lexicon, "what were the dates for it")


def test_a_year_as_a_place_in_an_order_is_not_what_is_asked_for(lexicon: Lexicon) -> None:
    assert "?when" not in lexicon.fold(words("who spoke the year after"))


@pytest.mark.parametrize(
    "text",
    ["what was she when she spoke", "who carved in the town where it flew", "which 20-year member won"],
)
def test_what_only_says_when_something_else_was_is_not_asked_for(lexicon: Lexicon, text: str) -> None:
    assert {"?when", "?where"}.isdisjoint(lexicon.fold(words(text)))


@pytest.mark.parametrize("text", ["who spoke and when", "what was it where was it", "who when where"])
def test_a_second_question_word_asks_too(lexicon: Lexicon, text: str) -> None:
    assert not {"?when", "?where"}.isdisjoint(lexicon.fold(words(text)))


@pytest.mark.parametrize("text", ["", "hey folks lol", "is it the one", "matey", "um so please"])
def test_grammar_and_chat_come_to_nothing(lexicon: Lexicon, text: str) -> None:
    assert lexicon.fold(words(text)) == []


def test_filler_is_the_communitys_own(book: Book, lexicon: Lexicon) -> None:
    assert book.vocabulary.filler == ("matey",)
    assert lexicon.fold(words("matey rain")) == lexicon.fold(words("rain"))
    assert lexicon.fold(words("buddy rain")) != lexicon.fold(words("rain"))


def test_light_words_tell_less(lexicon: Lexicon) -> None:
    assert lexicon.weight(lexicon.stem("roughly")) < lexicon.weight(lexicon.stem("kites")) == 1.0


@pytest.mark.parametrize(
    ("text", "kind", "plural"),
    [
        ("which rally", "rally", False),
        ("which rallies", "rally", True),
        ("festivals", "rally", True),
        ("the last meet", "rally", False),
        ("the club", "guild", False),
        ("people", "person", True),
    ],
)
def test_nouns_name_kinds_by_any_of_their_words(lexicon: Lexicon, text: str, kind: str, plural: bool) -> None:
    (noun,) = lexicon.class_nouns(words(text))
    assert (noun.kinds, noun.plural) == ((kind,), plural)


def test_nouns_have_their_places(lexicon: Lexicon) -> None:
    said = words("did the guild hold rallies")
    assert [said[n.start : n.end] for n in lexicon.class_nouns(said)] == [("guild",), ("rallies",)]


@pytest.mark.parametrize(
    ("noun", "plural"),
    [("rally", "rallies"), ("day", "days"), ("church", "churches"), ("box", "boxes"), ("kite", "kites")],
)
def test_plurals_are_regular(noun: str, plural: str) -> None:
    assert plural_of(noun) == plural


def test_words_of_order_and_of_comparison_rank(lexicon: Lexicon) -> None:
    assert lexicon.stem("latest") in lexicon.ordering
    assert {lexicon.stem("biggest"), lexicon.stem("bigger")} <= lexicon.ranking
    assert lexicon.stem("biggest") not in lexicon.ordering
    assert lexicon.ordering <= lexicon.ranking


def test_slots_are_no_words() -> None:
    assert words(without_slots("was {it} held in {value}, {It} {values} {them}")) == ("was", "held", "in")


def test_every_text_that_a_question_may_use_is_counted(book: Book) -> None:
    counts = word_counts(book)
    assert set(all_texts(book)) >= {"Ilse Varga", "varga", "gull rally", "paid for", "best attended"}
    assert {"okoro", "skipper", "headcount", "gulls", "mayor"} <= counts.keys()
    assert counts["it"] < 5
