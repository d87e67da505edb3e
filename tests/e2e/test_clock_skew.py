"""Clocks that do not agree: Discord's is an hour ahead of the machine's, or behind, from the start or not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .staging import Stage, on_stage

HOUR = 3600.0
ASKED = "where was the 2014 festival?"


@pytest.fixture(params=[HOUR, -HOUR], ids=["ahead", "behind"])
async def skewed(request: pytest.FixtureRequest, facts: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    async with on_stage(facts, tmp_path / "state", skew=request.param) as ready:
        yield ready


async def test_questions_are_answered_and_gone_on_from(skewed: Stage) -> None:
    assert "Porto" in (await skewed.ask(ASKED)).content
    assert "Ana Lopes" in (await skewed.ask("who sang at the 2013 festival?")).content
    assert "Bergen" in (await skewed.ask("where was it?")).content


async def test_replies_follow_edits_and_deletions(skewed: Stage) -> None:
    asked = await skewed.maya.send(skewed.general, f"{skewed.box.bot_mention} {ASKED}")
    reply = await skewed.maya.wait_reply(asked)
    await skewed.maya.edit(asked, f"{skewed.box.bot_mention} where was the 2013 festival?")
    await skewed.until(lambda: "Bergen" in reply.content, "edited reply")
    await skewed.maya.delete(asked)
    await skewed.until(lambda: reply.deleted, "deleted reply")


async def test_an_edit_that_makes_a_question_of_a_message_is_answered(skewed: Stage) -> None:
    asked = await skewed.maya.send(skewed.general, ASKED)
    await skewed.maya.edit(asked, f"{skewed.box.bot_mention} {ASKED}")
    assert "Porto" in (await skewed.maya.wait_reply(asked)).content


async def test_commands_and_buttons_are_in_time(skewed: Stage) -> None:
    said = await skewed.maya.invoke("ask", skewed.general, question=ASKED)
    answer = await said.wait_message()
    assert "Porto" in answer.content
    pressed = await skewed.maya.press(answer, "Sources")
    assert "Harbour Gazette" in (await pressed.wait_message()).content
    checked = await skewed.tomas.invoke("facts check", skewed.general)
    assert "Nothing to do" in (await checked.wait_message(timeout=20)).content
    await skewed.maya.press(answer, "Not what I asked")
    offered = next(str(each["label"]) for each in answer.buttons if each.get("label"))
    await skewed.maya.press(answer, offered)
    await skewed.until(lambda: answer.content.startswith("> "), "the answer to the choice")


async def test_an_edit_of_what_was_written_before_a_restart_is_left_alone_whatever_the_clock_says(
    skewed: Stage,
) -> None:
    """It may have been answered already, by the bot before its restart."""
    old = await skewed.maya.send(skewed.general, "nothing yet")
    await skewed.settled()
    await skewed.forget()
    await skewed.settled()
    await skewed.maya.edit(old, f"{skewed.box.bot_mention} {ASKED}")
    await skewed.settled()
    assert skewed.from_bot(skewed.general) == []


async def test_the_clock_may_change_while_the_bot_runs(stage: Stage) -> None:
    asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} {ASKED}")
    reply = await stage.maya.wait_reply(asked)
    stage.box.faults.skew_clock(HOUR)
    assert "Ana Lopes" in (await stage.ask("who sang at the 2013 festival?")).content
    stage.box.faults.skew_clock(-HOUR)
    assert "Bergen" in (await stage.ask("where was it?")).content
    await stage.maya.delete(asked)
    await stage.until(lambda: reply.deleted, "deleted reply")
