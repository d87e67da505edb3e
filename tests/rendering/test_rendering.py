"""Replies as Discord messages and as plain text."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.reply import (
    Answer,
    Choices,
    Correction,
    Footnote,
    OffTopic,
    Option,
    Reply,
    Social,
    Unknown,
)
from bot.rendering.markdown import LIMIT, NAMED, escape, messages, quote, split
from bot.rendering.plain import plain_text

NOTE = Footnote(
    number=1,
    source="ourfuture-2014",
    title="Conference Helps Build A National Network Of Progressive Cities",
    publisher="OurFuture.org",
    url="https://ourfuture.org/2014#:~:text=keynote%20addresses",
    published="2014-12-11",
    date_basis="inferred",
    locator="¶2",
)
ANSWER = Answer("It was held in New York City. [1]", (NOTE,), ("convening-2014.city",), 0.97)


def note(**changes: Any) -> Footnote:
    return dataclasses.replace(NOTE, **changes)


class TestAnswer:
    def test_comes_first_then_its_footnote_in_small_text(self) -> None:
        assert messages(ANSWER) == [
            "It was held in New York City. [1]\n"
            "-# [1] OurFuture.org, Dec 11, 2014 (date inferred) · ¶2 · "
            "[Conference Helps Build A National Network Of Progressive Cities]"
            "(<https://ourfuture.org/2014#:~:text=keynote%20addresses>)"
        ]

    def test_in_plain_text_has_the_address_in_sight(self) -> None:
        assert plain_text(ANSWER) == (
            "It was held in New York City. [1]\n\n"
            "[1] Conference Helps Build A National Network Of Progressive Cities, OurFuture.org, "
            "Dec 11, 2014 (date inferred), ¶2: https://ourfuture.org/2014#:~:text=keynote%20addresses"
        )

    def test_says_for_when_it_holds(self) -> None:
        dated = Answer("Over 400 members. [1]", (NOTE,), (), 0.9, as_of="December 2014")
        assert "\n-# As of December 2014.\n" in messages(dated)[0]
        assert "\n\nAs of December 2014.\n" in plain_text(dated)

    def test_without_an_address_names_the_source_all_the_same(self) -> None:
        unlinked = note(url=None, published=None, locator=None, reliability="an undated copy")
        shown = messages(Answer("Yes. [1]", (unlinked,), (), 0.9))[0]
        assert shown.endswith(
            "no date · Conference Helps Build A National Network Of Progressive Cities · an undated copy"
        )

    def test_quotes_the_question_where_asked_to(self) -> None:
        assert messages(ANSWER, asked="where was\nit? @everyone")[0].startswith(
            "> where was it? @\u200beveryone\nIt was held"
        )

    def test_names_a_source_in_full_only_once(self) -> None:
        second = note(number=2, locator="¶7", url="https://ourfuture.org/2014#:~:text=more")
        lines = messages(Answer("One. [1] Two. [2]", (NOTE, second), (), 0.9))[0].splitlines()
        assert lines[2] == "-# [2] OurFuture.org, as [1] · [¶7](<https://ourfuture.org/2014#:~:text=more>)"

    def test_a_title_cannot_break_its_link(self) -> None:
        hostile = note(title="A [b](c) *d*", url="https://x.org/a b>(c)")
        line = messages(Answer("Yes. [1]", (hostile,), (), 0.9))[0].splitlines()[1]
        assert line.endswith(r"[A (b\)(c) \*d\*](<https://x.org/a%20b%3E(c)>)")


@pytest.mark.parametrize(
    ("reply", "shown"),
    [
        (Correction("Chicago for the 2014 convening", ANSWER), "It was held in New York City. [1]"),
        (Choices("Which one?", (Option("The first?"),)), "Which one?"),
        (Unknown("My sources do not say who paid."), "My sources do not say who paid."),
        (OffTopic("I only know about Local Progress."), "I only know about Local Progress."),
        (Social("Hello!"), "Hello!"),
    ],
)
def test_each_kind_of_reply_is_shown_by_its_text(reply: Reply, shown: str) -> None:
    assert messages(reply)[0].splitlines()[0] == shown
    assert plain_text(reply).splitlines()[0] == shown


def test_choices_are_listed_in_plain_text() -> None:
    assert (
        plain_text(Choices("Which one?", (Option("This?"), Option("That?"))))
        == "Which one?\n\n  - This?\n  - That?"
    )


class TestLength:
    @staticmethod
    def many(count: int, words: int = 20, **changes: Any) -> Answer:
        notes = tuple(note(number=n, source=str(n), **changes) for n in range(1, count + 1))
        return Answer("A long list. " * words, notes, (), 0.9)

    def test_five_footnotes_are_a_line_each(self) -> None:
        (shown,) = messages(self.many(5))
        assert re.findall(r"^-# \[(\d)\] OurFuture", shown, re.MULTILINE) == list("12345")

    def test_more_are_one_line_of_links_that_says_where_they_are_named(self) -> None:
        (shown,) = messages(self.many(6))
        assert [line[:40] for line in shown.splitlines()[1:]] == ["-# 6 sources, named by 📄: [1](<https://o"]
        assert re.findall(
            r"\[(\d)\]\(<https://ourfuture.org/2014#:~:text=keynote%20addresses>\)", shown
        ) == list("123456")

    def test_links_lose_their_passages_before_any_is_left_out(self) -> None:
        (shown,) = messages(self.many(18, 70))
        assert shown.count("](<https://ourfuture.org/2014>)") == 18

    def test_what_the_buttons_name_may_be_left_out_and_that_shows(self) -> None:
        (shown,) = messages(self.many(14, 60, url="https://x.org/" + "long/" * 30))
        assert "14 sources" in shown
        assert shown.endswith(" …")

    def test_what_they_cannot_name_goes_on_in_a_second_message(self) -> None:
        assert len(messages(self.many(NAMED, 90))) == 1
        shown = messages(self.many(NAMED + 1, 90))
        assert len(shown) > 1
        assert re.findall(r"\[(\d+)\]\(<", "\n".join(shown)) == [str(n) for n in range(1, NAMED + 2)]

    def test_plain_text_has_every_footnote_in_full(self) -> None:
        assert len(re.findall(r"^\[\d+\] Conference", plain_text(self.many(14)), re.MULTILINE)) == 14

    @given(st.text(max_size=300), st.integers(10, 60))
    def test_no_piece_is_too_long_and_no_word_is_lost(self, text: str, limit: int) -> None:
        pieces = split(text, limit)
        assert all(len(piece) <= limit for piece in pieces)
        assert "".join("".join(pieces).split()) == "".join(text.split())

    @given(st.text(max_size=LIMIT * 2))
    def test_whatever_is_said_fits(self, text: str) -> None:
        assert all(len(piece) <= LIMIT for piece in messages(OffTopic(text)))


class TestEscape:
    @pytest.mark.parametrize(
        "text",
        ["*a*", "_a_", "~~a~~", "||a||", "`a`", "# a", "> a", "-# a", "<@1>", "<#1>", "<t:1:R>", "\\*"],
    )
    def test_markup_is_shown_as_typed(self, text: str) -> None:
        shown = escape(text)
        assert shown != text
        assert re.sub(r"\\(.)", r"\1", shown) == text

    def test_every_link_is_broken_up(self) -> None:
        assert "](" not in escape("[a](http://b) [c](http://d)").replace("\\](", "")

    @pytest.mark.parametrize("ping", ["@everyone", "@here", "<@123456789012345678>"])
    def test_nobody_is_pinged(self, ping: str) -> None:
        assert ping not in escape(ping)

    def test_marks_lists_and_addresses_stay(self) -> None:
        text = "Ten sponsors: [1]\n- SEIU\n- AFT, see https://x.org/a_b_c"
        assert escape(text) == text

    def test_control_and_direction_marks_go(self) -> None:
        assert escape("a\x00b\u202ec\u200f\rd") == "abcd"

    def test_a_quotation_is_one_short_line_without_towers_of_accents(self) -> None:
        shown = quote("Z" + "\u0301" * 50 + "\n\n" + "long " * 100)
        assert "\n" not in shown
        assert shown.count("\u0301") == 2
        assert len(shown) <= 202
