"""No reply begins with yes or no unless that is the truth, however close the question comes to it."""

from __future__ import annotations

import pytest

from .conftest import Asks, said


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
