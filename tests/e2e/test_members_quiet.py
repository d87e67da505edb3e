"""A good citizen: no pings, no previews, no answers to bots, no loops, no flood, no double replies."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.discord.pace import CROWDED, SLOW_DOWN

from .choir import change
from .staging import Stage, on_stage

ASKED = "where was the 2014 festival?"
SUPPRESS_EMBEDS = 1 << 2


async def test_nothing_it_sends_can_ping(stage: Stage) -> None:
    await stage.ask(f"{ASKED} @everyone @here {stage.tomas.mention} <@&{stage.box.guild.id}>")
    await stage.maya.invoke("ask", stage.general, question=f"{ASKED} @everyone {stage.tomas.mention}")
    await stage.maya.invoke("festival search", stage.general, what="@everyone")
    await stage.settled()
    for message in stage.from_bot(stage.general):
        assert message.mention_ids == []
        assert not message.mention_everyone


async def test_answers_carry_no_link_previews(stage: Stage) -> None:
    reply = await stage.ask(ASKED)
    said = await (await stage.maya.invoke("ask", stage.general, question=ASKED)).wait_message()
    listed = await (await stage.maya.invoke("festival list", stage.general)).wait_message()
    for message in (reply, said, listed):
        assert message.flags & SUPPRESS_EMBEDS
        assert message.content.count("https://") == message.content.count("(<https://")


async def test_bots_are_not_answered_however_they_ask(facts: Path, tmp_path: Path) -> None:
    async with on_stage(facts, tmp_path, answer_in=["answers"], sure_from=0.1) as stage:
        other = stage.box.member("Ines")
        first = await stage.ask(ASKED)
        other.user.bot = True
        await other.send(stage.general, f"{stage.box.bot_mention} {ASKED}")
        await other.send(stage.general, ASKED, reply_to=first)
        await other.send(stage.box.channel("answers"), ASKED)
        await stage.settled()
        assert stage.from_bot(stage.general) == [first]
        assert stage.from_bot(stage.box.channel("answers")) == []


async def test_it_does_not_answer_itself_though_its_answer_asks(facts: Path, tmp_path: Path) -> None:
    change(facts, "choir.yaml", "name: the 2014 festival", f"name: the 2014 festival ({ASKED})")
    async with on_stage(facts, tmp_path, answer_in=["answers"], sure_from=0.1) as stage:
        answers = stage.box.channel("answers")
        asked = await stage.maya.send(answers, f"{stage.box.bot_mention} {ASKED}")
        await stage.maya.wait_reply(asked)
        await stage.settled()
        assert len(stage.from_bot(answers)) == 1


async def test_a_member_who_asks_too_much_is_told_once(facts: Path, tmp_path: Path) -> None:
    async with on_stage(facts, tmp_path, questions_per_minute=2) as stage:
        for _ in range(5):
            await stage.maya.send(stage.general, f"{stage.box.bot_mention} {ASKED}")
        said = await stage.tomas.send(stage.tomas.dm(), ASKED)
        await stage.tomas.wait_reply(said)
        await stage.until(lambda: len(stage.from_bot(stage.general)) == 3, "two answers and a word")
        texts = [message.content for message in stage.from_bot(stage.general)]
        assert texts.count(SLOW_DOWN) == 1
        assert len(texts) == 3


async def test_a_crowded_channel_is_told_once_and_direct_messages_go_on(facts: Path, tmp_path: Path) -> None:
    async with on_stage(facts, tmp_path, questions_per_minute_in_channel=2) as stage:
        for person in (stage.maya, stage.tomas, stage.box.member("Ines"), stage.maya):
            await person.send(stage.general, f"{stage.box.bot_mention} {ASKED}")
        said = await stage.maya.send(stage.maya.dm(), ASKED)
        assert "Porto" in (await stage.maya.wait_reply(said)).content
        await stage.until(lambda: len(stage.from_bot(stage.general)) == 3, "two answers and a word")
        texts = [message.content for message in stage.from_bot(stage.general)]
        assert texts.count(CROWDED) == 1
        assert len(texts) == 3


async def test_an_edit_beyond_the_pace_leaves_the_answer_alone(facts: Path, tmp_path: Path) -> None:
    async with on_stage(facts, tmp_path, questions_per_minute=1) as stage:
        asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} {ASKED}")
        reply = await stage.maya.wait_reply(asked)
        await stage.maya.edit(asked, f"{stage.box.bot_mention} where was the 2013 festival?")
        marker = await stage.tomas.send(stage.tomas.dm(), ASKED)
        await stage.tomas.wait_reply(marker)
        assert stage.from_bot(stage.general) == [reply]


class TestTyping:
    async def test_shows_while_a_reply_is_slow(self, stage: Stage) -> None:
        stage.box.faults.slow_rest(1.6, path_contains="/messages", method="POST")
        await stage.ask(ASKED)
        assert stage.box.traffic.rest_calls("/typing")

    async def test_does_not_show_otherwise(self, stage: Stage) -> None:
        await stage.ask(ASKED)
        await asyncio.sleep(0.1)
        assert stage.box.traffic.rest_calls("/typing") == []


class TestOrder:
    async def test_a_deletion_that_arrives_before_its_question_leaves_no_answer(self, stage: Stage) -> None:
        stage.box.faults.reorder_events("MESSAGE_CREATE", times=1)
        asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} {ASKED}")
        await stage.maya.delete(asked)
        await stage.settled()
        assert stage.from_bot(stage.general) == []

    async def test_an_edit_that_comes_twice_is_followed_once(self, stage: Stage) -> None:
        asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} {ASKED}")
        reply = await stage.maya.wait_reply(asked)
        stage.box.faults.duplicate_events("MESSAGE_UPDATE", times=1)
        await stage.maya.edit(asked, f"{stage.box.bot_mention} where was the 2013 festival?")
        await stage.until(lambda: "Bergen" in reply.content, "edited reply")
        await stage.settled()
        assert stage.from_bot(stage.general) == [reply]
