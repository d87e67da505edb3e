"""Threads: the bot answers in them as in their channel, and each is a conversation of its own."""

from __future__ import annotations

from pathlib import Path

from bot.discord.answer_buttons import NOT_YOURS_TO_DELETE
from sandbox import Channel, Message, Permissions
from sandbox.model import Overwrite

from .staging import Stage, on_stage

ASKED = "where was the 2014 festival?"
SAID_THERE = "and who sang there?"


async def thread_of(stage: Stage, name: str = "Festivals", **how: object) -> Channel:
    return await stage.maya.start_thread(stage.general, name, **how)  # type: ignore[arg-type]


async def ask_in(stage: Stage, thread: Channel, text: str) -> Message:
    asked = await stage.maya.send(thread, f"{stage.box.bot_mention} {text}")
    return await stage.maya.wait_reply(asked)


async def test_a_mention_in_a_thread_is_answered_there(stage: Stage) -> None:
    thread = await thread_of(stage)
    reply = await ask_in(stage, thread, ASKED)
    assert "Porto" in reply.content
    assert reply.channel_id == thread.id
    assert stage.from_bot(stage.general) == []


async def test_a_reply_in_a_thread_goes_on_and_edits_are_followed(stage: Stage) -> None:
    thread = await thread_of(stage)
    reply = await ask_in(stage, thread, "where was the 2013 festival?")
    asked = await stage.tomas.send(thread, SAID_THERE, reply_to=reply)
    answer = await stage.tomas.wait_reply(asked)
    assert "Ana Lopes" in answer.content
    await stage.tomas.edit(asked, f"{stage.box.bot_mention} {ASKED}")
    await stage.until(lambda: "Porto" in answer.content, "edited answer")
    await stage.tomas.delete(asked)
    await stage.until(lambda: answer.deleted, "deleted answer")


async def test_a_thread_of_an_answer_channel_is_one_too(facts: Path, tmp_path: Path) -> None:
    async with on_stage(facts, tmp_path, answer_in=["answers"], sure_from=0.1) as stage:
        in_answers = await stage.maya.start_thread(stage.box.channel("answers"), "More")
        asked = await stage.maya.send(in_answers, ASKED)
        assert "Porto" in (await stage.maya.wait_reply(asked)).content
        elsewhere = await thread_of(stage)
        await stage.maya.send(elsewhere, ASKED)
        await stage.settled()
        assert stage.from_bot(elsewhere) == []


async def test_each_thread_is_a_conversation_of_its_own(stage: Stage) -> None:
    one, other = await thread_of(stage, "One"), await thread_of(stage, "Other")
    await ask_in(stage, one, "where was the 2013 festival?")
    await ask_in(stage, other, ASKED)
    assert "Ana Lopes" in (await ask_in(stage, one, SAID_THERE)).content
    assert "Ana Lopes" not in (await ask_in(stage, other, SAID_THERE)).content


async def test_a_thread_begun_from_an_answer_goes_on_from_it(stage: Stage) -> None:
    answer = await stage.ask("where was the 2013 festival?")
    await stage.ask("when was the Harbour Choir founded?")
    thread = await stage.tomas.start_thread(stage.general, "Singers", message=answer)
    asked = await stage.tomas.send(thread, f"{stage.box.bot_mention} {SAID_THERE}")
    assert "Ana Lopes" in (await stage.tomas.wait_reply(asked)).content


async def test_a_thread_begun_from_a_question_goes_on_from_it(stage: Stage) -> None:
    asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} where was the 2013 festival?")
    await stage.maya.wait_reply(asked)
    thread = await thread_of(stage, "Singers", message=asked)
    assert "Ana Lopes" in (await ask_in(stage, thread, SAID_THERE)).content


async def test_what_discord_itself_writes_about_threads_is_not_answered(facts: Path, tmp_path: Path) -> None:
    async with on_stage(facts, tmp_path, answer_in=["general"], sure_from=0.1) as stage:
        asked = await stage.maya.send(stage.general, ASKED)
        await stage.maya.wait_reply(asked)
        thread = await thread_of(stage, ASKED, message=asked)
        await thread_of(stage, ASKED)
        await stage.settled()
        assert len(stage.from_bot(stage.general)) == 1
        assert stage.from_bot(thread) == []


async def test_commands_and_buttons_work_in_a_thread(stage: Stage) -> None:
    thread = await thread_of(stage)
    said = await stage.maya.invoke("ask", thread, question=ASKED)
    answer = await said.wait_message()
    assert (answer.channel_id, "Porto" in answer.content) == (thread.id, True)
    bin_ = next(str(b["custom_id"]) for b in answer.buttons if str(b["custom_id"]).startswith("delete:"))
    refused = await stage.box.member("Ines").press(answer, bin_)
    assert (await refused.wait_message()).content == NOT_YOURS_TO_DELETE
    await stage.maya.press(answer, bin_)
    await stage.until(lambda: answer.deleted, "deleted answer")
    listed = await stage.maya.invoke("festival list", thread)
    assert "2014 festival" in (await listed.wait_message()).content
    menu = await stage.maya.use_on_message("Answer this message", await stage.maya.send(thread, ASKED))
    assert "Porto" in (await menu.wait_message()).content


async def test_a_private_thread_is_answered_in_by_mention(stage: Stage) -> None:
    thread = await thread_of(stage, "Quiet", private=True)
    assert "Porto" in (await ask_in(stage, thread, ASKED)).content


async def test_a_thread_that_was_archived_is_answered_in_again(stage: Stage) -> None:
    thread = await thread_of(stage)
    await ask_in(stage, thread, ASKED)
    await stage.maya.change_thread(thread, archived=True)
    assert "Porto" in (await ask_in(stage, thread, ASKED)).content


async def test_threads_from_before_a_restart_are_known(facts: Path, tmp_path: Path) -> None:
    async with on_stage(facts, tmp_path, answer_in=["answers"], sure_from=0.1) as stage:
        thread = await stage.maya.start_thread(stage.box.channel("answers"), "More")
        stage.box.faults.invalid_session()
        await stage.box.wait_online()
        await stage.settled()
        asked = await stage.maya.send(thread, ASKED)
        assert "Porto" in (await stage.maya.wait_reply(asked)).content


async def test_where_it_may_not_write_nothing_breaks(stage: Stage) -> None:
    thread = await thread_of(stage)
    mute = Overwrite(stage.box.bot.id, 1, deny=int(Permissions.SEND_MESSAGES_IN_THREADS))
    stage.general.overwrites.append(mute)
    await stage.maya.send(thread, f"{stage.box.bot_mention} {ASKED}")
    await stage.settled()
    assert stage.from_bot(thread) == []
    assert "Porto" in (await stage.ask(ASKED)).content
