"""Replies follow the questions they answer: edits, deletions, and events that come twice or out of order."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sandbox import Message

from .staging import Stage, on_stage

NEVER_MIND = "Never mind"


async def changed(stage: Stage, message: Message, to_hold: str) -> None:
    """Wait until a message of the bot says something."""
    await stage.until(lambda: to_hold in message.content, f"message that says {to_hold!r}")


async def test_the_reply_follows_an_edit(stage: Stage) -> None:
    asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} where was the 2014 festival?")
    reply = await stage.maya.wait_reply(asked)
    await stage.maya.edit(asked, f"{stage.box.bot_mention} where was the 2013 festival?")
    await changed(stage, reply, "Bergen")
    assert stage.from_bot(stage.general) == [reply]


async def test_an_edit_that_is_no_question_any_more_is_never_mind(stage: Stage) -> None:
    asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} where was the 2014 festival?")
    reply = await stage.maya.wait_reply(asked)
    await stage.maya.edit(asked, f"{stage.box.bot_mention} what is the weather in Tokyo?")
    await changed(stage, reply, NEVER_MIND)
    await stage.maya.edit(asked, f"{stage.box.bot_mention} where was the 2013 festival?")
    await changed(stage, reply, "Bergen")
    await stage.maya.edit(asked, "oh, I found it")
    await changed(stage, reply, NEVER_MIND)


async def test_an_edit_that_turns_a_message_into_a_question_is_answered(stage: Stage) -> None:
    asked = await stage.maya.send(stage.general, "where was the 2014 festival?")
    await stage.maya.edit(asked, f"{stage.box.bot_mention} where was the 2014 festival?")
    assert "Porto" in (await stage.maya.wait_reply(asked)).content


async def test_a_reaction_goes_when_the_question_becomes_one_of_ours(stage: Stage) -> None:
    asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} what is the weather in Tokyo?")
    await stage.settled()
    await stage.maya.edit(asked, f"{stage.box.bot_mention} where was the 2014 festival?")
    await stage.maya.wait_reply(asked)
    assert not any(asked.reactions.values())


async def test_an_edit_after_the_time_set_changes_nothing(facts: Path, tmp_path: Path) -> None:
    async with on_stage(facts, tmp_path, edit_minutes=0) as stage:
        asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} where was the 2014 festival?")
        reply = await stage.maya.wait_reply(asked)
        await stage.maya.edit(asked, f"{stage.box.bot_mention} where was the 2013 festival?")
        await stage.settled()
        assert "Porto" in reply.content


async def test_the_reply_goes_with_its_question(stage: Stage) -> None:
    asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} where was the 2014 festival?")
    reply = await stage.maya.wait_reply(asked)
    await stage.maya.delete(asked)
    await stage.until(lambda: reply.deleted, "deleted reply")


async def test_a_reply_that_a_moderator_deleted_stays_deleted(stage: Stage) -> None:
    asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} where was the 2014 festival?")
    await stage.tomas.delete(await stage.maya.wait_reply(asked))
    await stage.maya.edit(asked, f"{stage.box.bot_mention} where was the 2013 festival?")
    await stage.settled()
    assert stage.from_bot(stage.general) == []


async def test_a_question_deleted_while_its_reply_is_on_the_way_leaves_nothing(stage: Stage) -> None:
    stage.box.faults.slow_rest(0.3, path_contains="/messages", method="POST")
    asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} where was the 2014 festival?")
    await asyncio.sleep(0.1)
    await stage.maya.delete(asked)
    await asyncio.sleep(0.4)
    await stage.settled()
    assert stage.from_bot(stage.general) == []


async def test_an_edit_while_the_reply_is_on_the_way_is_followed(stage: Stage) -> None:
    stage.box.faults.slow_rest(0.3, path_contains="/messages", method="POST")
    asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} where was the 2014 festival?")
    await asyncio.sleep(0.1)
    await stage.maya.edit(asked, f"{stage.box.bot_mention} where was the 2013 festival?")
    await changed(stage, await stage.maya.wait_reply(asked), "Bergen")
    assert len(stage.from_bot(stage.general)) == 1


async def test_an_event_that_comes_twice_is_answered_once(stage: Stage) -> None:
    stage.box.faults.duplicate_events("MESSAGE_CREATE", times=1)
    await stage.ask("where was the 2014 festival?")
    await stage.settled()
    assert len(stage.from_bot(stage.general)) == 1


async def test_an_edit_that_arrives_before_its_message_is_answered_once(stage: Stage) -> None:
    stage.box.faults.reorder_events("MESSAGE_CREATE", times=1)
    asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} where was the 2014 festival?")
    await stage.maya.edit(asked, f"{stage.box.bot_mention} where was the 2013 festival?")
    reply = await stage.maya.wait_reply(asked)
    await stage.settled()
    assert "Bergen" in reply.content
    assert len(stage.from_bot(stage.general)) == 1
