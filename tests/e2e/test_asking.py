"""A member asks, wherever they are, and reads a cited answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answers.engine import Exchange
from bot.answers.memory import Context
from bot.answers.reply import Choices, Option

from .staging import Stage, on_stage

OFF_TOPIC = "what is the weather in Tokyo tomorrow?"

BAD_INPUT = [
    "?" * 1900,
    "where " * 300,
    "🎉🎉🎉",
    "<:party:123456789012345678>",
    "Z̸̢̛̤͇̙̰̗͓̯͎͋̋̎͊͐̎̚a̷̛l̵g̶o̷" * 20,
    "\u202e?lavitsef eht saw erehw\u202c \u200f\u200e",
    "where\x00was\x00the 2014 festival\x00",
    "@everyone @here",
    "**bold** __under__ ||spoiler|| `code` [link](http://x.example) # head",
    "```py\nprint(1)\n```",
    "'; DROP TABLE facts; --",
    "\N{ZERO WIDTH SPACE}" * 50,
]


async def test_a_mention_is_answered_with_its_source(stage: Stage) -> None:
    reply = await stage.ask("where was the 2014 festival?")
    assert "Porto" in reply.content
    assert "[1]" in reply.content
    assert (
        "-# [1] Harbour Gazette, Jun 11, 2014 (date inferred) · ¶1 · [Third festival fills the docks]"
        "(<https://gazette.example/2014/festival#:~:text=fills%20the%20docks%20of%20Porto>)"
    ) in reply.content
    assert reply.mention_ids == []


async def test_a_direct_message_is_answered(stage: Stage) -> None:
    asked = await stage.maya.send(stage.maya.dm(), "where was the 2013 festival?")
    assert "Bergen" in (await stage.maya.wait_reply(asked)).content


async def test_a_follow_up_leans_on_what_was_asked_before(stage: Stage) -> None:
    await stage.ask("where was the 2013 festival?")
    assert "Ana Lopes" in (await stage.ask("and who sang there?")).content


async def test_a_reply_goes_on_from_the_message_it_replies_to(stage: Stage) -> None:
    first = await stage.ask("where was the 2013 festival?")
    await stage.ask("where was the 2014 festival?")
    asked = await stage.tomas.send(stage.general, "who sang there?", reply_to=first)
    assert "Ana Lopes" in (await stage.tomas.wait_reply(asked)).content


async def test_off_topic_gets_a_reaction_in_a_channel_and_words_in_private(stage: Stage) -> None:
    question = OFF_TOPIC
    shared = await stage.maya.send(stage.general, f"{stage.box.bot_mention} {question}")
    private = await stage.maya.send(stage.maya.dm(), question)
    assert "Harbour Choir" in (await stage.maya.wait_reply(private)).content
    assert stage.from_bot(stage.general) == []
    assert list(shared.reactions) == ["🤷"]


async def test_only_calling_the_bot_gets_a_short_help_with_questions_to_press(stage: Stage) -> None:
    reply = await stage.ask("")
    assert "festivals" in reply.content
    await stage.maya.press(reply, "Where was the 2014 festival held?")
    assert "Porto" in reply.content


async def test_buttons_are_for_the_one_who_asked(stage: Stage) -> None:
    reply = await stage.ask("")
    before = reply.content
    pressed = await stage.tomas.press(reply, 0)
    said = await pressed.wait_message()
    assert said.ephemeral
    assert "for the member who asked" in said.content
    assert reply.content == before


async def test_close_readings_are_offered_to_choose_from(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    choices = Choices("Which do you mean?", (Option("Where was the 2013 festival?"), Option("Why?")))
    with monkeypatch.context() as patch:
        patch.setattr(stage.client.answering, "ask", lambda *_: Exchange(choices, Context()))
        reply = await stage.ask("where was it?")
    assert reply.content == "Which do you mean?"
    labels = [button.get("label") for button in reply.buttons]
    assert labels == ["Where was the 2013 festival?", "Why?", None]
    await stage.maya.press(reply, 0)
    assert reply.content.startswith("> Where was the 2013 festival?\n")
    assert "Bergen" in reply.content
    assert "Why?" not in {button.get("label") for button in reply.buttons}


async def test_members_talking_among_themselves_are_left_alone(stage: Stage) -> None:
    await stage.maya.send(stage.general, "where was the 2014 festival?")
    chat = await stage.tomas.send(stage.general, "no idea")
    await stage.maya.send(stage.general, "a pity", reply_to=chat)
    await stage.settled()
    assert stage.from_bot(stage.general) == []


@pytest.mark.parametrize("text", BAD_INPUT, ids=range(len(BAD_INPUT)))
async def test_whatever_is_typed_gets_a_calm_reply(stage: Stage, text: str) -> None:
    asked = await stage.maya.send(stage.maya.dm(), text)
    reply = await stage.maya.wait_reply(asked)
    assert "went wrong" not in reply.content
    assert not reply.mention_everyone


async def test_a_message_of_four_thousand_characters_by_slash_command(stage: Stage) -> None:
    said = await stage.maya.invoke("ask", stage.general, question="where was " * 99)
    assert (await said.wait_message()).content


class TestAnswerChannel:
    async def test_answers_without_a_mention_when_sure(self, facts: Path, tmp_path: Path) -> None:
        async with on_stage(facts, tmp_path, answer_in=["answers"], sure_from=0.1) as stage:
            answers = stage.box.channel("answers")
            asked = await stage.maya.send(answers, "where was the 2014 festival?")
            assert "Porto" in (await stage.maya.wait_reply(asked)).content

    async def test_keeps_out_of_everything_else(self, facts: Path, tmp_path: Path) -> None:
        async with on_stage(facts, tmp_path, answer_in=["answers"]) as stage:
            answers = stage.box.channel("answers")
            first = await stage.maya.send(answers, "hello everyone, what is for lunch?")
            await stage.tomas.send(answers, "where was the 2014 festival?", reply_to=first)
            await stage.tomas.send(answers, f"{stage.maya.mention} where was the 2014 festival?")
            await stage.maya.send(answers, "thanks!")
            await stage.settled()
            assert stage.from_bot(answers) == []
            assert not first.reactions


async def test_too_many_questions_at_once_are_slowed_down_kindly(facts: Path, tmp_path: Path) -> None:
    async with on_stage(facts, tmp_path, questions_per_minute=2) as stage:
        replies = [(await stage.ask("where was the 2014 festival?")).content for _ in range(3)]
        assert "Porto" in replies[1]
        assert "Give me a minute" in replies[2]
        await stage.maya.send(stage.general, f"{stage.box.bot_mention} and now?")
        other = await stage.tomas.send(stage.general, f"{stage.box.bot_mention} where was the 2014 festival?")
        assert "Porto" in (await stage.tomas.wait_reply(other)).content
        assert len(stage.from_bot(stage.general)) == 4
