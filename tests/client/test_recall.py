"""What was just answered is recalled, as long as it would be answered the same."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

from bot.answers.memory import Context
from bot.discord.recall import LONGEST, TALKS, Recall
from bot.matching.reading import Focus

TODAY = date(2026, 11, 22)


def edition(alone: bool = False) -> Any:
    ask = Mock(side_effect=lambda text, context: SimpleNamespace(alone=alone))
    return SimpleNamespace(product=SimpleNamespace(ask=ask))


def test_the_same_question_is_answered_once() -> None:
    recall, live = Recall(), edition()
    first = recall.ask(live, "Where was it?", None, TODAY)
    assert recall.ask(live, "  where was IT? ", None, TODAY) is first
    assert recall.ask(live, "where was it", None, TODAY) is not first
    assert live.product.ask.call_count == 2


def test_what_was_talked_about_before_makes_another_question() -> None:
    recall, live = Recall(), edition()
    first = recall.ask(live, "and in 2018?", Context(Focus(("a",))), TODAY)
    assert recall.ask(live, "and in 2018?", Context(Focus(("b",))), TODAY) is not first
    assert recall.ask(live, "and in 2018?", Context(Focus(("a",))), TODAY) is first


def test_what_stands_alone_is_the_same_question_whatever_was_talked_about() -> None:
    recall, live = Recall(), edition(alone=True)
    first = recall.ask(live, "where was it in 2018?", Context(Focus(("a",))), TODAY)
    assert recall.ask(live, "where was it in 2018?", Context(Focus(("b",))), TODAY) is first
    assert recall.ask(live, "where was it in 2018?", None, TODAY) is first


def test_what_was_asked_twice_outlasts_what_was_asked_once() -> None:
    recall, live = Recall(limit=2), edition()
    often = recall.ask(live, "a", None, TODAY)
    for text in ("a", "b", "c", "d", "e"):
        recall.ask(live, text, None, TODAY)
    assert recall.ask(live, "a", None, TODAY) is often


def test_words_that_come_up_in_several_talks_outlast_what_was_asked_once() -> None:
    recall, live = Recall(limit=2), edition()
    first = recall.ask(live, "who?", None, TODAY)
    for text, context in (("who?", Context(Focus(("a",)))), ("b", None), ("c", None), ("d", None)):
        recall.ask(live, text, context, TODAY)
    assert recall.ask(live, "who?", None, TODAY) is first


def test_words_are_recalled_after_the_latest_talks_alone() -> None:
    recall, live = Recall(), edition()
    talks = [Context(Focus((str(number),))) for number in range(TALKS + 1)]
    exchanges = [recall.ask(live, "who?", talk, TODAY) for talk in talks]
    assert recall.ask(live, "who?", talks[1], TODAY) is exchanges[1]
    assert recall.ask(live, "who?", talks[0], TODAY) is not exchanges[0]


def test_nothing_is_recalled_of_other_facts_or_of_another_day() -> None:
    recall, live = Recall(), edition()
    first = recall.ask(live, "the latest?", None, TODAY)
    tomorrow = recall.ask(live, "the latest?", None, date(2026, 11, 23))
    reloaded = recall.ask(edition(), "the latest?", None, date(2026, 11, 23))
    assert len({id(exchange) for exchange in (first, tomorrow, reloaded)}) == 3


def test_no_more_is_kept_than_wanted_and_nothing_endless() -> None:
    recall, live = Recall(limit=2), edition()
    for text in ("a", "b", "c", "a"):
        recall.ask(live, text, None, TODAY)
    assert [call.args[0] for call in live.product.ask.call_args_list] == ["a", "b", "c", "a"]
    endless = "a" * (LONGEST + 1)
    assert recall.ask(live, endless, None, TODAY) is not recall.ask(live, endless, None, TODAY)
