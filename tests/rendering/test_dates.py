"""Dates of sources, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.dates import readable


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2014-12-11", "Dec 11, 2014"),
        ("2012-11", "Nov 2012"),
        ("2013", "2013"),
        ("2018-07-12/2018-07-13", "Jul 12–13, 2018"),
        ("2018-07-30/2018-08-02", "Jul 30 – Aug 2, 2018"),
        ("2018-07/2018-09", "Jul – Sep 2018"),
        ("2018-12-30/2019-01-02", "Dec 30, 2018 – Jan 2, 2019"),
        ("2013/2014", "2013–2014"),
        ("2013-05/2014", "May 2013 – 2014"),
        ("2013/2013", "2013"),
        ("before 2022", "before 2022"),
        ("2014-13-45", "2014-13-45"),
        ("2014/then", "2014/then"),
    ],
)
def test_a_date_reads_as_people_write_it(published: str, shown: str) -> None:
    assert readable(published) == shown


@given(st.text())
def test_any_words_pass(published: str) -> None:
    assert readable(published) or not published
