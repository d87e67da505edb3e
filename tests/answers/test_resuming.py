"""A follow-up that says little goes on from what was told last, not only from what was asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.answers.engine import Engine
from bot.answers.memory import Context
from bot.answers.reply import Answer, Unknown
from bot.facts import load

from .conftest import KITES, TODAY

_LESSONS = """    lessons:
      ask: ["do you teach knots", "are there lessons in knots"]
      tell: Knots are taught at the knot workshop.
      about: [knot-workshop]
      cite: annual-report ¶13
    present-head:
      unknown: true
      ask: ["who is running {it} today", "who runs {it} now"]
      tell: My sources do not say who runs the Merrow Kite Guild now.
"""

_HEAD = """    head:
      ask: ["who runs {it}", "who is in charge of {it}"]
      tell: Ilse Varga runs the knot workshop.
      about: [ilse-varga]
      cite: annual-report ¶13
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The kite guild's engine, with a fact of the guild that tells of something else."""
    folder = Path(shutil.copytree(KITES, tmp_path_factory.mktemp("book") / "kites"))
    guild = folder / "guild.yaml"
    text = guild.read_text("utf-8")
    text = text.replace("knot-workshop:\n", f"{_LESSONS}knot-workshop:\n", 1)
    guild.write_text(text.replace("ilse-varga:\n", f"{_HEAD}ilse-varga:\n", 1), "utf-8")
    return Engine(load(folder), today=lambda: TODAY)


def told(engine: Engine, *questions: str) -> tuple[str, ...]:
    """Return the facts of the reply to the last of some questions that one person asks in a row."""
    context: Context | None = None
    for question in questions:
        exchange = engine.ask(question, context)
        context = exchange.context
    assert isinstance(exchange.reply, Answer | Unknown)
    return exchange.reply.facts


def test_it_may_be_what_the_last_answer_told_of(engine: Engine) -> None:
    assert told(engine, "do you teach knots", "who runs it") == ("knot-workshop.head",)


def test_it_stays_what_was_asked_about_where_that_is_as_good(engine: Engine) -> None:
    assert told(engine, "do you teach knots", "when was it founded") == ("kite-guild.founded",)
