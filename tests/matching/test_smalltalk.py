"""A message that is nothing but small talk is met as such, and one that asks something is not."""

from __future__ import annotations

import pytest

from bot.matching.language import english
from bot.matching.matcher import Matcher
from bot.matching.smalltalk import Smalltalk
from bot.matching.text import words

SMALLTALK = Smalltalk(english())


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("hi", "greeting"),
        ("Hey there!!", "greeting"),
        ("good morning everyone 👋", "greeting"),
        ("thanks", "thanks"),
        ("ty ty ur the best", "thanks"),
        ("thx, that helped a lot", "thanks"),
        ("ok cool thank you bot", "thanks"),
        ("tysm that's just what i was looking for", "thanks"),
        ("hi, what things do you know about?", "help"),
        ("bye", "farewell"),
        ("that is all, see ya later", "farewell"),
        ("sorry, never mind", "apology"),
        ("help", "help"),
        ("where do I get help", "help"),
        ("what can you do?", "help"),
        ("hello, who are you", "help"),
        ("what kind of questions", "help"),
        ("hey, can I trust you?", "trust"),
        ("where do you get your information", "trust"),
        ("how up to date are you?", "trust"),
        ("do you store my messages?", "privacy"),
        ("", "help"),
        ("🪁", "help"),
    ],
)
def test_small_talk_is_of_a_kind(said: str, kind: str) -> None:
    assert SMALLTALK.kind_of(words(said)) == kind


@pytest.mark.parametrize(
    "said",
    [
        "where was the rally",
        "hi, where was the rally",
        "thanks, and who sponsored it",
        "who are you voting for in the rally",
        "help me find the sponsors",
        "what do you know about sponsors",
        "thanks! and the one after?",
        "rally",
    ],
)
def test_what_asks_something_is_no_small_talk(said: str) -> None:
    assert SMALLTALK.kind_of(words(said)) is None


def test_naming_a_subject_makes_it_a_question(matcher: Matcher) -> None:
    assert matcher.understand("hello").social == "greeting"
    greeted = matcher.understand("hello Ilse Varga")
    assert greeted.social is None
    assert greeted.readings


def test_small_talk_has_no_readings(matcher: Matcher) -> None:
    assert matcher.understand("thanks a lot").readings == ()


def test_what_asks_of_the_bot_as_a_whole_is_small_talk_whatever_it_names() -> None:
    assert SMALLTALK.asked_as_such(words("are you chatgpt?")) == "trust"
    assert SMALLTALK.asked_as_such(words("what do they say of chatgpt")) is None
