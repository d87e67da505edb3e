"""No reply begins with yes or no unless that is the truth, however close the question comes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.facts import Book
from bot.facts.model import Day, Value
from bot.matching.language import english

from .conftest import Asks, said

MONTHS = {number: name for name, number in english().months.items()}
YEARS = ("2015", "2016", "2018", "2019", "2026")
TOWNS = {"dunhollow": "Dunhollow", "port-merrow": "Port Merrow", "tarnby": "Tarnby", "saltby": "Saltby"}
PEOPLE = {"ilse-varga": "Ilse Varga", "tomas-okoro": "Tomas Okoro", "wren-abernathy": "Wren Abernathy"}
FIRMS = {
    "gull-rope-works": "Gull Rope Works",
    "tern-lager": "Tern Lager",
    "merrow-savings-bank": "Merrow Savings Bank",
}
NUMBERS = {
    39: "thirty-nine",
    40: "forty",
    41: "forty-one",
    90: "ninety",
    140: "a hundred and forty",
    150: "one hundred fifty",
    1299: "twelve hundred ninety-nine",
    1300: "one thousand three hundred",
    1301: "thirteen hundred and one",
}
BOUNDS = ("", "more than ", "at least ", "fewer than ")

NEARLY = (date(2020, 9, 27), date(2020, 9, 28), date(2020, 10, 1), date(2020, 10, 2), date(2020, 6, 15))

Held = Callable[..., list[Value]]


@pytest.fixture(scope="module")
def held(book: Book) -> Held:
    """Give the values of a rally's properties."""

    def values(year: str, *names: str) -> list[Value]:
        facts = book.subjects[f"rally-{year}"].facts
        return [v for name in names if name in facts for v in facts[name].values]

    return values


def verdict_of(reply: str) -> bool | None:
    """What a reply begins with."""
    return True if reply.startswith("Yes") else False if reply.startswith(("No.", "No,")) else None


def bounded(bound: str, claimed: int) -> tuple[int, int]:
    """Between what numbers a figure lies that is bounded so."""
    least = {"fewer than ": 0, "more than ": claimed + 1}.get(bound, claimed)
    most = {"": claimed, "fewer than ": claimed - 1}.get(bound, 10**9)
    return least, most


def days_of(day: Day) -> set[tuple[int, int, int]]:
    """The days of a span, one by one."""
    count = (day.last - day.first).days + 1
    days = (day.first + timedelta(n) for n in range(count))
    return {(d.year, d.month, d.day) for d in days}


def entities(values: Iterable[Value]) -> set[str]:
    return {v.entity for v in values if v.entity}


@pytest.mark.parametrize(
    "question",
    [
        "did the guild march in 2016",
        "did they march at the 2016 rally",
        "did the guild march in tarnby",
        "will the guild march in june 2026",
        "may the guild meet in june 2019",
        "was the 2016 rally an august one",
    ],
)
def test_a_month_that_is_another_word_settles_nothing(ask: Asks, question: str) -> None:
    assert not said(ask(question)).startswith(("Yes.", "No."))


@pytest.mark.parametrize(
    "question",
    [
        "did gull rope works sponsor the 2016 rally in tarnby",
        "did gull rope works sponsor the 2016 rally with 500 people",
        "did ilse varga speak at the 2018 rally in may",
        "was every rally in tarnby",
        "was 1300 the exact number at the 2019 rally",
    ],
)
def test_a_value_that_is_so_confirms_nothing_that_is_said_beside_it(ask: Asks, question: str) -> None:
    assert not said(ask(question)).startswith(("Yes.", "No."))


@pytest.mark.parametrize(
    "question",
    [
        "was ilse varga or tomas okoro a speaker at the 2018 rally",
        "is gull rope works still a sponsor",
        "does gull rope works still sponsor rallies",
        "did any of them give to the 2016 rally",
        "was the 2016 rally larger than what was expected in 2018",
        "can a 16 year old be one of the members of the kite guild",
    ],
)
def test_what_was_not_asked_is_not_confirmed(ask: Asks, question: str) -> None:
    """One of two, what is no more, another matter of what is named, what was only expected, an age."""
    assert not said(ask(question)).startswith(("Yes.", "No."))


def test_of_what_was_expected_and_what_came_both_are_told_and_neither_is_the_larger(ask: Asks) -> None:
    reply = said(ask("was the 2016 rally larger than what was expected in 2018"))
    assert "nearly 200 people" in reply
    assert "larger" not in reply


def test_it_is_nobody(ask: Asks) -> None:
    """Of a person who is not named, a question for `it` is not answered."""
    assert "Varga" not in said(ask("when was the 2018 rally", "what does it do"))


def test_where_something_was_says_of_nobody_that_they_came(ask: Asks) -> None:
    assert not said(ask("when was the 2016 rally", "was there anyone from tarnby?")).startswith(("Yes", "No"))


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("did ilse varga speak in september 2018", "Yes."),
        ("did ilse varga speak in june 2018", "No."),
        ("did ilse varga keynote in may 2016", "Yes."),
        ("did ilse varga keynote in june 2016", "No."),
        ("was the rally in dunhollow in march 2015", "No."),
        ("was the rally in dunhollow in june 2015", "No."),
        ("was there a rally in tarnby in october 2018", "Yes."),
        ("was there a rally in tarnby in november 2018", "No."),
        ("was the 2019 rally in tarnby in june", "Yes."),
        ("was the 2019 rally in tarnby in july", "No."),
        ("was the 2019 rally in dunhollow in june", "No."),
    ],
)
def test_of_the_year_that_was_found_another_month_is_not_confirmed(
    ask: Asks, question: str, word: str
) -> None:
    begins = said(ask(question)).split()[0]
    assert begins not in {"Yes.", "No."} - {word}


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("was the 2018 rally on september 28", "Yes."),
        ("was the 2018 rally on the 29th of september", "Yes."),
        ("was the 2018 rally on september 27", "No."),
        ("was the 2018 rally on the 2nd of october", "No."),
        ("did the 2018 rally start on september 28", ""),
        ("did the 2018 rally start on september 29", ""),
        ("did the 2018 rally start in october", ""),
        ("was the gull rally on may 12", ""),
        ("was the 2019 rally on june 5", "No."),
        ("was the 2019 rally on june fifteenth", "Yes."),
        ("was the 2019 rally on june twenty-fifth", "No."),
        ("was the 2019 rally in late june", ""),
        ("was the 2026 rally on june 12", ""),
        ("was the gull rally in '16", "Yes."),
        ("was the gull rally in '99", "No."),
    ],
)
def test_a_day_is_confirmed_only_where_it_is_one_of_those_known(ask: Asks, question: str, word: str) -> None:
    begins = said(ask(question)).split()[0]
    assert (begins if begins in {"Yes.", "No."} else "") == word


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("did 1,300 people come to the 2019 rally", "Yes."),
        ("did one thousand three hundred people come to the 2019 rally", "Yes."),
        ("did thirteen hundred people come to the 2019 rally", "Yes."),
        ("did 1.3k people come to the 2019 rally", "Yes."),
        ("did one thousand three hundred and one people come to the 2019 rally", "No."),
        ("did one thousand people come to the 2019 rally", ""),
        ("did more than one thousand two hundred people come to the 2019 rally", "Yes."),
        ("did a thousand four hundred people come to the 2019 rally", "No."),
        ("did forty people come to the 2015 rally", "Yes."),
        ("did forty-one people come to the 2015 rally", "No."),
        ("did a hundred and forty people come to the 2015 rally", "No."),
    ],
)
def test_a_figure_that_is_spoken_out_is_the_same_figure(ask: Asks, question: str, word: str) -> None:
    begins = said(ask(question)).split()[0]
    assert (begins if begins in {"Yes.", "No."} else "") == word


@settings(max_examples=80, deadline=None)
@given(
    year=st.sampled_from(["2015", "2018", "2019"]),
    claimed=st.sampled_from([*NUMBERS, 20, 60, 85, 95, 200, 1000, 2000]),
    bound=st.sampled_from(BOUNDS),
    spelt=st.booleans(),
)
def test_a_figure_is_only_confirmed_or_denied_as_the_book_has_it(
    ask: Asks, held: Held, *, year: str, claimed: int, bound: str, spelt: bool
) -> None:
    number = NUMBERS.get(claimed, str(claimed)) if spelt else str(claimed)
    found = verdict_of(said(ask(f"did {bound}{number} people come to the {year} rally")))
    (value,) = held(year, "attendance")
    assert value.number
    off = value.number * 0.1 if value.qualifier else 0.0
    least, most = bounded(bound, claimed)
    may_be = value.number + off >= least and value.number - off <= most
    is_so = least <= value.number - off and value.number + off <= most
    as_told = bound == "" and claimed == value.number
    assert found is not True or is_so or as_told
    assert found is not False or not may_be


@settings(max_examples=80, deadline=None)
@given(
    year=st.sampled_from(YEARS),
    month=st.sampled_from([*MONTHS]),
    form=st.sampled_from(
        [
            "was the {year} rally in {month}",
            "was the {year} rally in {town} in {month}",
            "was the rally in {town} in {month} {year}",
            "was there a rally in {town} in {month} {year}",
            "did they meet in {town} in {month} {year}",
        ]
    ),
    town=st.sampled_from([*TOWNS]),
)
def test_a_month_and_a_town_are_only_confirmed_or_denied_as_the_book_has_them(
    ask: Asks, held: Held, *, year: str, month: int, form: str, town: str
) -> None:
    found = verdict_of(said(ask(form.format(year=year, month=MONTHS[month], town=TOWNS[town]))))
    (value,) = held(year, "dates")
    assert value.day
    there = "{town}" not in form or town in entities(held(year, "town"))
    then = month in {m for _, m, _ in days_of(value.day)}
    assert found is None or (not value.forecast and found is (there and then)) or (not found and not there)


@settings(max_examples=80, deadline=None)
@given(
    year=st.sampled_from(YEARS),
    claimed=st.dates(date(2020, 1, 1), date(2020, 12, 31))
    | st.sampled_from([date(2020, 9, 28), date(2020, 10, 1), date(2020, 10, 2), date(2020, 6, 15)]),
    form=st.sampled_from(
        [
            "was the {year} rally on {month} {day}",
            "was the {year} rally on the {day}th of {month}",
            "was the {year} rally on {day} {month}",
            "was the rally on {month} {day}, {year}",
        ]
    ),
)
def test_a_day_is_only_confirmed_or_denied_as_the_book_has_it(
    ask: Asks, held: Held, *, year: str, claimed: date, form: str
) -> None:
    asked = form.format(year=year, month=MONTHS[claimed.month], day=claimed.day)
    found = verdict_of(said(ask(asked)))
    (value,) = held(year, "dates")
    assert value.day
    may_be = (int(year), claimed.month, claimed.day) in days_of(value.day)
    assert found is not True or (may_be and value.day.precision == "day" and not value.forecast)
    assert found is not False or not may_be


@settings(max_examples=80, deadline=None)
@given(
    year=st.sampled_from(YEARS),
    month=st.sampled_from([*MONTHS]),
    person=st.sampled_from([*PEOPLE]),
)
def test_who_spoke_when_is_only_confirmed_or_denied_as_the_book_has_it(
    ask: Asks, held: Held, *, year: str, month: int, person: str
) -> None:
    found = verdict_of(said(ask(f"did {PEOPLE[person]} speak in {MONTHS[month]} {year}")))
    (value,) = held(year, "dates")
    assert value.day
    spoke = person in entities(held(year, "speaker", "keynote"))
    then = {m for _, m, _ in days_of(value.day)}
    assert found is not True or (spoke and month in then)
    assert found is not False or not (spoke and month in then)


@settings(max_examples=60, deadline=None)
@given(
    year=st.sampled_from(YEARS),
    firms=st.lists(st.sampled_from([*FIRMS]), min_size=1, max_size=3, unique=True),
)
def test_of_several_names_all_must_be_as_the_book_has_them(
    ask: Asks, held: Held, *, year: str, firms: list[str]
) -> None:
    sponsors = " and ".join(FIRMS[f] for f in firms)
    found = verdict_of(said(ask(f"did {sponsors} sponsor the {year} rally")))
    so = entities(held(year, "sponsor")).issuperset(firms)
    assert found is None or found is so
