"""Values, dates, lists and addresses in words."""

from __future__ import annotations

import pytest

from bot.answers.wording import (
    Footnotes,
    address,
    capital,
    day,
    filled,
    footnote,
    hedged,
    listed,
    plain,
    with_marks,
)
from bot.facts import Book, Citation, Value
from bot.facts.dates import parse_day

REPORT = (Citation("annual-report", "¶1"),)


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{It} was held in {value}.", "The fair was held in 3 tents (inferred)."),
        ("{Value} stood at {it}.", "3 tents (inferred) stood at the fair."),
        ("{Values}: {it}.", "3 tents (inferred): the fair."),
        ("It was the {nth}.", "It was the 3rd tents (inferred)."),
    ],
)
def test_every_slot_of_a_sentence_is_filled(template: str, told: str) -> None:
    assert filled(template, "the fair", "3 tents (inferred)") == told


@pytest.mark.parametrize(
    "when", ["on July 4, 2017", "on July 4–6, 2017", "in July 2017", "in 2017", "in July 2017 to May 2018"]
)
def test_a_date_is_told_with_its_preposition(when: str) -> None:
    assert filled("{It} was {when}.", "the fair", when.split(" ", 1)[1]) == f"The fair was {when}."


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2018-09-28", "September 28, 2018"),
        ("2018-07-12/2018-07-14", "July 12–14, 2018"),
        ("2018-09-28/2018-10-01", "September 28 to October 1, 2018"),
        ("2018-12-30/2019-01-02", "December 30, 2018 to January 2, 2019"),
        ("2016-05", "May 2016"),
        ("2016-05/2016-07", "May 2016 to July 2016"),
        ("2013", "2013"),
        ("2014/2017", "2014–2017"),
        ("2014/2014", "2014"),
    ],
)
def test_dates_are_told_as_finely_as_they_are_known(written: str, told: str) -> None:
    assert day(parse_day(written)) == told


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ([], ""),
        (["kites"], "kites"),
        (["kites", "string"], "kites and string"),
        (["kites", "string", "wind"], "kites, string and wind"),
        (["Hull, Kent", "Ayr"], "Hull, Kent; and Ayr"),
        (["Hull, Kent", "Ayr", "Ely"], "Hull, Kent; Ayr; and Ely"),
    ],
)
def test_lists_are_told_as_people_do_and_kept_apart_where_items_hold_commas(
    items: list[str], told: str
) -> None:
    assert listed(items) == told


@pytest.mark.parametrize(
    ("find", "opened"),
    [
        (None, "https://kites.example/report"),
        ("on the quay", "https://kites.example/report#:~:text=on%20the%20quay"),
        ("well-made, cheap & red", "https://kites.example/report#:~:text=well%2Dmade%2C%20cheap%20%26%20red"),
    ],
)
def test_an_address_opens_at_the_words_to_find(find: str | None, opened: str) -> None:
    assert address("https://kites.example/report", find) == opened


def test_an_address_that_points_somewhere_already_is_left_alone() -> None:
    assert address("https://kites.example/report#page=3", "quay") == "https://kites.example/report#page=3"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Value("40", REPORT, number=40), "40"),
        (Value("40", REPORT, number=40, of="people", qualifier="over"), "over 40 people"),
        (Value("Ilse Varga", REPORT, entity="ilse-varga", role="mayor"), "Ilse Varga (mayor)"),
        (Value("2016-05", REPORT, day=parse_day("2016-05")), "May 2016"),
    ],
)
def test_a_value_is_told_with_what_qualifies_it(value: Value, told: str) -> None:
    assert plain(value) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Value("40", REPORT), "40"),
        (Value("40", REPORT, forecast=True), "40 (a forecast)"),
        (Value("40", REPORT, inferred=True), "40 (inferred)"),
        (Value("40", REPORT, said_by="Edda Lund"), "40 (according to Edda Lund)"),
        (Value("40", REPORT, confidence="low"), "40 (according to Merrow Kite Guild)"),
        (Value("40", REPORT, confidence="medium"), "40"),
        (Value("40", REPORT, confidence="low", said_by="Edda Lund"), "40 (according to Edda Lund)"),
        (Value("40", REPORT, note="Children went free."), "40 (Children went free)"),
        (
            Value("40", REPORT, forecast=True, said_by="Edda Lund", note="Rain was likely."),
            "40 (a forecast; according to Edda Lund; Rain was likely)",
        ),
    ],
)
def test_what_must_be_said_of_a_value_is_said(book: Book, value: Value, told: str) -> None:
    assert hedged(value, book) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [("the rally", "The rally"), ("kite Guild", "Kite Guild"), ("Ilse", "Ilse"), ("40", "40"), ("", "")],
)
def test_sentences_begin_with_a_capital(text: str, told: str) -> None:
    assert capital(text) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [("It flew.", "It flew.[1]"), ("It flew", "It flew.[1]"), ("Did it fly?", "Did it fly?[1]")],
)
def test_marks_stand_after_the_stop(sentence: str, told: str) -> None:
    assert with_marks(sentence, "[1]") == told


def test_a_footnote_has_all_that_a_reader_needs(book: Book) -> None:
    note = footnote(book, Citation("harbour-gazette", "¶1", "on the quay"), 3)
    assert (note.number, note.title, note.publisher, note.author) == (
        3,
        "Sky Full of Kites",
        "Harbour Gazette",
        "Edda Lund",
    )
    assert (note.published, note.date_basis, note.locator) == ("2016-05-16", "stated", "¶1")
    assert note.url == "https://gazette.example/kites#:~:text=on%20the%20quay"


def test_readers_are_not_sent_where_the_base_says_not_to(book: Book) -> None:
    note = footnote(book, Citation("tarnby-blog"), 1)
    assert note.url is None
    assert (note.date_basis, note.reliability) == ("inferred", "An unsigned blog.")


def test_each_place_in_a_source_is_numbered_once(book: Book) -> None:
    notes = Footnotes(book)
    first, second = Citation("annual-report", "¶1"), Citation("annual-report", "¶2")
    assert notes.marks([first, second, first]) == "[1][2]"
    assert notes.marks([second, Citation("tarnby-blog")]) == "[2][3]"
    assert [(n.number, n.source, n.locator) for n in notes.all()] == [
        (1, "annual-report", "¶1"),
        (2, "annual-report", "¶2"),
        (3, "tarnby-blog", None),
    ]
