"""Answers of several messages: all of them go with their question or by the button, after a restart too."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox import Message

from .choir import change
from .staging import Stage, on_stage

ASKED = "who sang at the 2013 festival?"
SINGERS = [f"Singer Number {number} of the Grand Harbour Ensemble of Bergen" for number in range(60)]


@pytest.fixture
async def long(facts: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """A festival with more singers than one message holds."""
    people = "".join(f"{_id(name)}: {{kind: person, name: {name}}}\n" for name in SINGERS)
    (facts / "singers.yaml").write_text(people, encoding="utf-8")
    change(facts, "choir.yaml", "values: [ana-lopes]", f"values: [{', '.join(map(_id, SINGERS))}]")
    async with on_stage(facts, tmp_path / "state") as stage:
        yield stage


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")


async def answered(stage: Stage) -> tuple[Message, list[Message]]:
    """A question and the messages of its answer, after which a restart forgets about them."""
    asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} {ASKED}")
    await stage.maya.wait_reply(asked)
    await stage.settled()
    parts = stage.from_bot(stage.general)
    assert len(parts) > 1
    return asked, parts


def bin_of(message: Message) -> str:
    return next(str(b["custom_id"]) for b in message.buttons if str(b["custom_id"]).startswith("delete:"))


async def gone(stage: Stage, parts: list[Message]) -> None:
    await stage.until(lambda: all(part.deleted for part in parts), "all messages of the answer gone")


@pytest.mark.parametrize("restarted", [False, True])
async def test_all_go_with_their_question(long: Stage, restarted: bool) -> None:
    asked, parts = await answered(long)
    if restarted:
        await long.forget()
        await long.settled()
    kept = await long.maya.send(long.general, f"{long.box.bot_mention} where was the 2014 festival?")
    other = await long.maya.wait_reply(kept)
    await long.maya.delete(asked)
    await gone(long, parts)
    assert not other.deleted


@pytest.mark.parametrize("restarted", [False, True])
async def test_all_go_by_the_button(long: Stage, restarted: bool) -> None:
    _, parts = await answered(long)
    if restarted:
        await long.forget()
    await long.maya.press(parts[-1], bin_of(parts[-1]))
    await gone(long, parts)


@pytest.mark.parametrize("restarted", [False, True])
async def test_all_of_a_commands_answer_go_by_the_button(long: Stage, restarted: bool) -> None:
    said = await long.maya.invoke("ask", long.general, question=ASKED)
    await said.wait_followup()
    await long.settled()
    parts = long.from_bot(long.general)
    assert len(parts) > 1
    if restarted:
        await long.forget()
    await long.maya.press(parts[-1], bin_of(parts[-1]))
    await gone(long, parts)


async def test_messages_of_others_deleted_after_a_restart_take_nothing_with_them(long: Stage) -> None:
    _, parts = await answered(long)
    chat = [await long.tomas.send(long.general, f"chat {number}") for number in range(3)]
    await long.forget()
    for message in chat:
        await long.tomas.delete(message)
    await long.settled()
    assert not any(part.deleted for part in parts)


async def test_where_it_may_not_read_the_history_nothing_breaks(long: Stage) -> None:
    asked, parts = await answered(long)
    await long.forget()
    long.box.faults.rest(status=403, path_contains="/messages", method="GET")
    await long.maya.delete(asked)
    await long.settled()
    assert not any(part.deleted for part in parts)
