"""Names are found as people write them, and a figure is never taken for another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.linking import Linker
from bot.matching.mentions import IDENTIFIED, NAME, WEAK, Mention
from bot.matching.text import words


def mention(linker: Linker, text: str) -> Mention:
    """The one thing that a text names."""
    (found,) = linker.link(words(text)).mentions
    return found


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Ilse Varga", "ilse-varga"),
        ("ilse vargas", "ilse-varga"),
        ("ILSE VARGA'S", "ilse-varga"),
        ("Tommy Okoro", "tomas-okoro"),
        ("MKG", "kite-guild"),
        ("the Merrow Kite Guild", "kite-guild"),
        ("gull ropes", "gull-rope-works"),
        ("the gull rally", "rally-2016"),
        ("Tern Lager", "tern-lager"),
    ],
)
def test_a_subject_is_known_by_its_name_and_its_aliases(linker: Linker, text: str, subject: str) -> None:
    assert mention(linker, text).subjects == {subject: NAME}


def test_a_weak_name_means_everybody_of_that_name_and_no_one_surely(linker: Linker) -> None:
    assert mention(linker, "varga").subjects == {"ilse-varga": WEAK, "petra-varga": WEAK}


def test_the_longest_name_wins(linker: Linker) -> None:
    assert mention(linker, "merrow savings bank").subjects == {"merrow-savings-bank": NAME}
    assert "port-merrow" in mention(linker, "port merrow").subjects


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("ilsevarga", "ilse-varga"),
        ("portmerrow", "port-merrow"),
        ("gull rally", "rally-2016"),
        ("gullrally", "rally-2016"),
        ("merrow savingsbank", "merrow-savings-bank"),
    ],
)
def test_spaces_may_lack(linker: Linker, text: str, subject: str) -> None:
    assert subject in mention(linker, text).subjects


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("ilsa varga", "ilse-varga"),
        ("tomas okkoro", "tomas-okoro"),
        ("merow savings bank", "merrow-savings-bank"),
        ("gul rope works", "gull-rope-works"),
    ],
)
def test_names_of_several_words_may_be_misspelt(linker: Linker, text: str, subject: str) -> None:
    assert mention(linker, text).subjects == {subject: NAME}


@pytest.mark.parametrize(
    "text", ["ilse", "vargo", "bank of savings", "works of rope", "elsa vagner", "a gull"]
)
def test_other_names_are_not_taken_for_ours(linker: Linker, text: str) -> None:
    assert linker.link(words(text)).mentions == ()


def test_a_year_points_to_what_was_held_in_it(linker: Linker) -> None:
    found = mention(linker, "in 2016")
    assert (found.sort, found.number, found.subjects) == ("year", 2016, {"rally-2016": IDENTIFIED})


def test_a_year_of_nothing_stays_that_year(linker: Linker) -> None:
    found = mention(linker, "in 2017")
    assert (found.sort, found.number, found.subjects) == ("year", 2017, {})


@pytest.mark.parametrize("text", ["may 2016", "May of 2016", "may 15th 2016", "May 15, 2016"])
def test_a_month_and_a_day_belong_to_their_year(linker: Linker, text: str) -> None:
    found = mention(linker, text)
    assert (found.number, found.month, "rally-2016" in found.subjects) == (2016, 5, True)


@pytest.mark.parametrize("text", ["2061", "2106", "1016", "206", "20166", "2l16"])
def test_digits_are_never_guessed(linker: Linker, text: str) -> None:
    assert not any(m.subjects for m in linker.link(words(f"the {text} rally")).mentions)


@pytest.mark.parametrize("text", ["the third rally", "3rd festival", "the third one", "third", "No. 3"])
def test_an_ordinal_numbers_a_subject(linker: Linker, text: str) -> None:
    found = mention(linker, text)
    assert (found.sort, found.number, found.subjects) == ("ordinal", 3, {"rally-2018": IDENTIFIED})


def test_an_ordinal_of_something_else_numbers_no_subject(linker: Linker) -> None:
    linked = linker.link(words("the third captain"))
    assert linked.mentions == ()
    assert "3th" in linked.rest


def test_a_value_that_identifies_points_to_its_subjects(linker: Linker) -> None:
    assert mention(linker, "the Tarnby one").subjects == {
        "tarnby": NAME,
        "rally-2018": IDENTIFIED,
        "rally-2019": IDENTIFIED,
    }


def test_a_whole_points_less_surely_to_what_its_parts_identify(linker: Linker) -> None:
    assert mention(linker, "saltmarsh").subjects == {
        "saltmarsh": NAME,
        "rally-2015": WEAK,
        "rally-2016": WEAK,
    }


def test_a_text_that_is_a_value_is_found_as_such(linker: Linker) -> None:
    found = mention(linker, "higher than gulls")
    assert (found.literal, found.subjects) == ("Higher Than Gulls", {})


def test_a_number_is_only_that(linker: Linker) -> None:
    found = mention(linker, "40 kites")
    assert (found.sort, found.number, found.subjects) == ("number", 40, {})


def test_what_names_nothing_is_the_rest(linker: Linker) -> None:
    linked = linker.link(words("did Ilse Varga speak at the third rally"))
    assert [(m.start, m.end, m.text) for m in linked.mentions] == [(1, 3, "ilse varga"), (6, 7, "3th")]
    assert [linked.words[n.start : n.end] for n in linked.nouns] == [("rally",)]
    assert linked.rest == ("did", "speak", "at", "the")


TYPED = (
    "ilse", "varga", "Tomas Okoro", "gull rope", "works", "rally", "2016", "2017", "third", "3", "may",
    "port", "merrow", "the", "of", "savings",
)  # fmt: skip
SAID = st.lists(
    st.sampled_from(TYPED) | st.text(max_size=8),
    max_size=12,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(SAID)
def test_mentions_nouns_and_the_rest_share_out_the_words(linker: Linker, text: str) -> None:
    linked = linker.link(words(text))
    spans = [(m.start, m.end) for m in linked.mentions] + [(n.start, n.end) for n in linked.nouns]
    places = [i for start, end in spans for i in range(start, end)]
    assert len(places) == len(set(places))
    figures = {m.start for m in linked.mentions if m.sort == "number"}
    kept = (w for i, w in enumerate(linked.words) if i in figures or i not in places)
    assert linked.rest == tuple(kept)
    assert all(m.text == " ".join(linked.words[m.start : m.end]) for m in linked.mentions)


def test_a_short_year_is_read_where_the_name_before_it_has_that_year(linker: Linker) -> None:
    year = linker.link(words("Tarnby 18")).mentions[1]
    assert (year.sort, year.number, set(year.subjects)) == ("year", 2018, {"rally-2018"})
    assert linker.link(words("Tarnby 14")).mentions[1].sort == "number"


def test_the_one_of_a_place_is_of_the_kind_talked_about(linker: Linker) -> None:
    linked = linker.link(words("who sponsored the Tarnby one"))
    rallies = ("rally-2018", "rally-2019")
    assert set(linked.pointing(rallies, again=False).mentions[0].subjects) == {
        "rally-2018",
        "rally-2019",
    }
    assert linked.pointing(("gull-rope-works",), again=False) == linked


ATTRIBUTING = (("according", "to"), ("as", "per"))


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("how many came in 2016 according to Gull Rope Works", "how many came in 2016"),
        ("how many came according to the Harbour Gazette", "how many came"),
        ("how many came as per Gull Rope Works in 2016", "how many came in 2016"),
        ("according to Gull Rope Works, how many came", "according to gull rope works how many came"),
        ("who came", "who came"),
    ],
)
def test_who_says_so_is_left_out(linker: Linker, asked: str, left: str) -> None:
    assert " ".join(linker.link(words(asked)).unattributed(ATTRIBUTING)) == left


def test_the_place_of_one_is_what_it_identifies(linker: Linker) -> None:
    pointed = linker.link(words("the Tarnby one")).pointing({"rally-2018", "rally-2019"}, again=False)
    assert set(pointed.mentions[0].subjects) == {"rally-2018", "rally-2019"}


def test_a_year_tells_apart_what_was_in_one_place(linker: Linker) -> None:
    rallies = {"rally-2016", "rally-2018", "rally-2019"}
    town, _ = linker.link(words("who spoke in Tarnby in 2018")).narrowed(rallies).mentions
    assert set(town.subjects) == {"tarnby", "rally-2018"}
    town, _ = linker.link(words("was Tarnby bigger than 2016")).narrowed(rallies).mentions
    assert set(town.subjects) == {"tarnby", "rally-2018", "rally-2019"}


def test_a_noun_beside_a_place_surely_names_what_is_of_its_kind(linker: Linker) -> None:
    kinds = {"rally-2018": "rally", "tarnby": "town"}
    for asked in ("the rally in Tarnby", "the Tarnby rally", "did Tarnby have a rally"):
        named = linker.link(words(asked)).attached(kinds).mentions[0].subjects
        assert (named["rally-2018"], named["rally-2019"]) == (NAME, IDENTIFIED)
    apart = linker.link(words("Tarnby liked the rally")).attached(kinds).mentions[0].subjects
    assert apart["rally-2018"] == IDENTIFIED


def test_an_amount_is_no_year_where_none_was_then(linker: Linker) -> None:
    assert mention(linker, "were there more than 2000 people").sort == "number"
    assert mention(linker, "was it more than 2016").sort == "year"
    assert mention(linker, "what happened in 2000").sort == "year"


def test_a_month_of_a_year_points_to_what_was_then(linker: Linker) -> None:
    (found,) = linker.link(words("the meet in june of 2019")).mentions
    assert found.subjects == {"rally-2019": 0.9}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("in 2016", {"rally-2016", "2016"}),
        ("did Ilse Varga come", {"ilse-varga"}),
        ("did 90 people come", {"90"}),
    ],
)
def test_a_mention_names_ids_and_its_number_where_it_has_one(
    linker: Linker, text: str, names: set[str]
) -> None:
    (mention,) = linker.link(words(text)).mentions
    assert mention.names == names


def test_a_year_beside_a_name_is_of_what_it_names(linker: Linker) -> None:
    linked = linker.link(words("the 2019 knot workshop"))
    assert [set(m.subjects) for m in linked.dated({"knot-workshop": 2019}).mentions] == [
        {"knot-workshop"}
    ] * 2
    assert linked.dated({"knot-workshop": 2018}).mentions == linked.mentions


@pytest.mark.parametrize(
    ("text", "means"), [("where was the tarnby one", True), ("was tarnby one of them", False)]
)
def test_one_of_several_is_not_the_one(linker: Linker, text: str, means: bool) -> None:
    linked = linker.link(words(text))
    assert linked.is_one(linked.mentions[0]) is means
