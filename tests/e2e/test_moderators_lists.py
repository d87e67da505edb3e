"""Lists that moderators leaf through: questions asked in vain and answers voted down, ten a page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cogs.facts.asked import AskedInVain
from bot.moderating.memory import Memory
from sandbox import Message

from .staging import Stage, on_stage
from .test_moderating import say, written

QUESTIONS = [f"what did singer {number} say at the festival?" for number in range(22)]


@pytest.fixture
async def asked(facts: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """Twenty-two questions that have no answer, the first of them asked twice."""
    async with on_stage(facts, tmp_path / "state", questions_per_minute=0) as stage:
        await written(stage)
        for question in [QUESTIONS[0], *QUESTIONS]:
            memory(stage).record_unanswered(question, guild=stage.box.guild.id)
        for number in range(12):
            await stage.client.votes.record_vote(
                [f"festival-2014.{number}"], False, guild_id=stage.box.guild.id, message_id=number, user_id=1
            )
        await written(stage)
        yield stage


def memory(stage: Stage) -> Memory:
    cog = stage.client.get_cog("Facts")
    assert isinstance(cog, AskedInVain)
    return cog.memory


def places(message: Message) -> list[int]:
    """The numbers that the entries of a list begin with."""
    starts = (line.partition(".")[0] for line in message.content.splitlines())
    return [int(start) for start in starts if start.isdecimal()]


async def turned(stage: Stage, listed: Message, label: str, to_hold: str) -> None:
    await stage.tomas.press(listed, label)
    await stage.until(lambda: to_hold in listed.content, f"a list with {to_hold}")


async def test_questions_beyond_ten_are_on_further_pages(asked: Stage) -> None:
    listed = await say(asked, "facts unanswered")
    assert "22 questions" in listed.content
    assert "**2×** what did singer 0 say" in listed.content
    assert places(listed) == list(range(1, 11))
    assert [button["label"] for button in listed.buttons] == ["More ▶"]
    await turned(asked, listed, "More ▶", "Page 2 of 3")
    assert places(listed) == list(range(11, 21))
    assert listed.selects[0]["options"][0]["label"].startswith("11. ")
    await turned(asked, listed, "More ▶", "Page 3 of 3")
    assert places(listed) == [21, 22]
    await turned(asked, listed, "◀ Back", "Page 2 of 3")


async def test_dealing_with_a_question_comes_back_to_its_page(asked: Stage) -> None:
    listed = await say(asked, "facts unanswered", which="everything")
    await turned(asked, listed, "More ▶", "Page 2 of 3")
    await asked.tomas.choose(listed, listed.selects[0]["options"][0]["value"])
    await asked.until(lambda: "Asked once" in listed.content, "the question")
    await turned(asked, listed, "Back", "Page 2 of 3")
    await asked.tomas.choose(listed, listed.selects[0]["options"][0]["value"])
    await asked.until(lambda: "Asked once" in listed.content, "the question")
    await turned(asked, listed, "Resolve", "21 questions")
    assert "Page 2 of 3" in listed.content


async def test_a_page_that_is_gone_becomes_the_last_one(asked: Stage) -> None:
    listed = await say(asked, "facts unanswered")
    await turned(asked, listed, "More ▶", "Page 2 of 3")
    store = memory(asked).store
    open_ones = await store.unanswered(None)
    await store.settle([each.id for each in open_ones if each.text != QUESTIONS[5]], "resolved")
    await turned(asked, listed, "More ▶", "1 question")
    assert places(listed) == [1]
    assert listed.buttons == []


async def test_answers_voted_down_beyond_ten_are_on_a_further_page(asked: Stage) -> None:
    listed = await say(asked, "facts feedback")
    assert listed.content.count("👎") == 10
    await turned(asked, listed, "More ▶", "Page 2 of 2")
    assert listed.content.count("👎") == 2


async def test_a_page_is_for_moderators(asked: Stage) -> None:
    listed = await say(asked, "facts unanswered")
    asked.box.guild.members[asked.tomas.id].role_ids.clear()
    said = await asked.tomas.press(listed, "More ▶")
    message = await said.wait_message()
    assert message.content.startswith("Only moderators")
