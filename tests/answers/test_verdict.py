"""Yes and no are said only where what is known decides what is claimed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.verdict import counted, further, lead, verdict
from bot.facts.model import Day, Property, Value
from bot.matching.claiming import Bound, Claims, Figure

ATTENDANCE = Property("attendance", "attendance", type="number", whole=("people",))
DATES = Property("dates", "dates", type="date")


def count(
    number: float, qualifier: str | None = None, of: str | None = None, forecast: bool = False
) -> Value:
    return Value(str(number), (), number=number, qualifier=qualifier, of=of, forecast=forecast)


def on(first: date, last: date) -> Value:
    return Value("", (), day=Day(first, last, "day"))


def claim(number: int, bound: Bound = "exactly") -> Claims:
    return Claims((Figure(number, bound),))


@pytest.mark.parametrize(
    ("value", "claims", "found"),
    [
        (count(130), claim(130), True),
        (count(130), claim(200), False),
        (count(130), claim(100, "above"), True),
        (count(130), claim(130, "above"), False),
        (count(130), claim(130, "at_least"), True),
        (count(360, "more than"), claim(300, "above"), True),
        (count(360, "more than"), claim(360, "above"), True),
        (count(360, "more than"), claim(400, "above"), None),
        (count(360, "more than"), claim(500, "above"), False),
        (count(360, "more than"), claim(300, "below"), False),
        (count(360, "more than"), claim(300), None),
        (count(190), claim(68), False),
        (count(60, "close to"), claim(60), True),
        (count(60, "close to"), claim(58), None),
        (count(60, "close to"), claim(100), False),
        (count(60, "about"), claim(62, "above"), None),
        (count(200, "nearly", forecast=True), claim(200), None),
        (count(130), Claims(), None),
    ],
)
def test_a_figure_is_confirmed_denied_or_left(value: Value, claims: Claims, found: bool | None) -> None:
    assert verdict([value], claims, ()) is found


def test_accounts_that_differ_must_agree_on_the_claim() -> None:
    assert verdict([count(120), count(150)], claim(100, "above"), ()) is True
    assert verdict([count(120), count(150)], claim(130, "above"), ()) is None


def test_a_figure_of_something_else_decides_nothing() -> None:
    towns = [count(32, of="municipalities")]
    claims = Claims((Figure(32, "exactly", "states"),))
    assert verdict(towns, claims, (), units={"states", "municipalities"}) is None
    assert verdict(towns, Claims((Figure(32, "exactly", "municipalities"),)), (), units={"states"}) is True


JULY = on(date(2019, 7, 26), date(2019, 7, 27))


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        (Claims(months=frozenset({7})), True),
        (Claims(months=frozenset({8})), False),
        (Claims(years=((2019, frozenset()),)), True),
        (Claims(years=((2018, frozenset({"rally-2018"})),)), False),
        (Claims(years=((2019, frozenset({"rally-2019"})),)), None),
        (Claims(years=((2019, frozenset({"rally-2019"})),), months=frozenset({7})), True),
        (Claims(years=((2018, frozenset()),), months=frozenset({7})), False),
        (Claims(months=frozenset({7}), days=frozenset({(7, 27)})), True),
        (Claims(months=frozenset({7}), days=frozenset({(7, 26), (7, 27)})), True),
        (Claims(months=frozenset({7}), days=frozenset({(7, 28)})), False),
        (Claims(months=frozenset({7}), days=frozenset({(7, 26)}), edge="first"), True),
        (Claims(months=frozenset({7}), days=frozenset({(7, 27)}), edge="first"), False),
        (Claims(months=frozenset({7}), days=frozenset({(7, 26)}), edge="last"), False),
        (Claims(months=frozenset({7}), part=(20, 31)), True),
        (Claims(months=frozenset({7}), part=(1, 10)), None),
        (Claims(months=frozenset({6}), part=(20, 31)), False),
    ],
)
def test_a_day_is_confirmed_or_denied_and_what_names_it_claims_nothing(
    claims: Claims, found: bool | None
) -> None:
    assert verdict([JULY], claims, ["rally-2019"]) is found


def test_what_lasts_into_another_month_begins_in_the_first_alone() -> None:
    long = on(date(2018, 9, 28), date(2018, 10, 1))
    october = frozenset({10})
    assert verdict([long], Claims(months=october), ()) is True
    assert verdict([long], Claims(months=october, edge="first"), ()) is False
    assert verdict([long], Claims(months=october, edge="last"), ()) is True


def test_of_a_month_alone_no_day_is_confirmed_or_denied() -> None:
    may = Value("", (), day=Day(date(2016, 5, 1), date(2016, 5, 31), "month"))
    assert verdict([may], Claims(months=frozenset({5}), days=frozenset({(5, 12)})), ()) is None
    assert verdict([may], Claims(months=frozenset({6}), days=frozenset({(6, 12)})), ()) is False


def test_of_a_year_alone_no_month_is_confirmed() -> None:
    year = Value("2022", (), day=Day(date(2022, 1, 1), date(2022, 12, 31), "year"))
    assert verdict([year], Claims(months=frozenset({7})), ()) is None


def test_days_that_differ_must_agree_on_the_claim() -> None:
    june = on(date(2019, 6, 1), date(2019, 6, 2))
    assert verdict([JULY, june], Claims(months=frozenset({7})), ()) is None
    assert verdict([JULY, june], Claims(years=((2019, frozenset()),)), ()) is True


def test_a_list_is_as_long_as_claimed_where_it_is_complete() -> None:
    assert counted(10, True, claim(10)) is True
    assert counted(10, True, claim(12)) is False
    assert counted(10, False, claim(5, "above")) is True
    assert counted(10, False, claim(12, "above")) is None


def test_of_two_the_larger_or_the_earlier_is_told() -> None:
    assert further([count(420, of="people")], [count(250, of="people")], "high", ATTENDANCE) is True
    assert further([count(420, of="people")], [count(250, of="people")], "low", ATTENDANCE) is False
    early, late = on(date(2017, 7, 1), date(2017, 7, 2)), JULY
    assert further([early], [late], "low", DATES) is True


def test_counts_of_all_and_of_some_are_not_compared() -> None:
    officials, people = count(100, of="officials"), count(420, of="people")
    assert further([officials], [people], "high", ATTENDANCE) is None
    assert (
        further([count(350, of="officials"), count(500, of="people")], [people], "high", ATTENDANCE) is True
    )


def test_where_the_two_counts_disagree_neither_is_larger() -> None:
    mixed = [count(50, of="officials"), count(120, of="people")]
    assert further(mixed, [count(60, of="officials")], "high", ATTENDANCE) is None


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_what_is_above_is_not_at_most(number: int, claimed: int) -> None:
    values = [count(number)]
    above, at_most = (verdict(values, claim(claimed, bound), ()) for bound in ("above", "at_most"))
    assert above is (number > claimed)
    assert at_most is not above


def test_an_answer_begins_with_its_verdict() -> None:
    assert [lead(found) for found in (True, False, None)] == ["Yes. ", "No. ", ""]
