"""The buttons under an answer: sources, other readings, votes, deletion; whoever presses, after a restart."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.answers.engine import Engine
from bot.answers.reply import Choices, Option
from bot.discord import buttons
from bot.discord.answer_buttons import Vote
from sandbox import Message

from .choir import change
from .staging import Stage, on_stage

ASKED = "where was the 2014 festival?"


@dataclass
class Votes:
    """Keeps votes for the test to look at."""

    kept: list[tuple[list[str], bool]] = field(default_factory=list)

    async def record_vote(
        self, facts: Sequence[str], up: bool, *, guild_id: int | None, message_id: int, user_id: int
    ) -> bool:
        self.kept.append((list(facts), up))
        return True


def button(reply: Message, start: str) -> str:
    """The custom id of a button, by how it begins."""
    ids = (str(each["custom_id"]) for each in reply.buttons)
    return next(each for each in ids if each.startswith(start))


async def pressed(stage: Stage, reply: Message, start: str) -> Message:
    """Press a button as Maya and return what only she is told."""
    said = await stage.maya.press(reply, button(reply, start))
    message = await said.wait_message()
    assert message.ephemeral
    return message


async def test_an_answer_has_its_five_buttons_in_one_row(stage: Stage) -> None:
    reply = await stage.ask(ASKED)
    (row,) = reply.components
    assert [each.get("label") or each["emoji"]["name"] for each in row["components"]] == [
        "Sources",
        "Not what I asked",
        "👍",
        "👎",
        "🗑️",
    ]


async def test_sources_tell_everything_but_quote_nothing(stage: Stage) -> None:
    shown = (await pressed(stage, await stage.ask(ASKED), "sources:")).content
    assert "**[1]** [Third festival fills the docks](<https://gazette.example/2014/festival#" in shown
    assert "Harbour Gazette · ¶1" in shown
    assert "Published Jun 11, 2014: worked out, the source does not say." in shown
    assert "docks of Porto" not in shown


async def test_sources_that_a_reload_took_away_are_said_to_be_gone(stage: Stage) -> None:
    reply = await stage.ask(ASKED)
    change(stage.facts, "choir.yaml", 'gazette-2014 ¶1 "fills the docks of Porto"', "choir-page ¶9")
    change(stage.facts, "choir.yaml", "dates: {value: 2014-06-07/2014-06-08, cite: gazette-2014 ¶1}", "")
    change(stage.facts, "choir.yaml", "ordinal: {value: 3, cite: gazette-2014 ¶1}", "")
    stage.client.answering.facts.reload(force=True)
    assert "no longer among them" in (await pressed(stage, reply, "sources:")).content


async def test_not_what_i_asked_offers_other_readings_and_the_pick_is_the_answer(stage: Stage) -> None:
    reply = await stage.ask(ASKED)
    await stage.maya.press(reply, "Not what I asked")
    assert reply.content == buttons.WHICH
    offered = [each["label"] for each in reply.buttons if each.get("label")]
    assert offered
    assert not [label for label in offered if "where was the 2014" in label.lower()]
    await stage.maya.press(reply, offered[0])
    assert reply.content.startswith("> ")
    assert len(stage.from_bot(stage.general)) == 1


async def test_a_vote_names_the_facts_and_is_thanked_for(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    votes = Votes()
    monkeypatch.setattr(stage.client, "votes", votes)
    reply = await stage.ask(ASKED)
    assert "noted" in (await pressed(stage, reply, "vote:up")).content
    assert "voted down" in (await pressed(stage, reply, "vote:down")).content
    assert votes.kept == [(["festival-2014.city"], True), (["festival-2014.city"], False)]


async def test_where_votes_are_not_kept_that_is_said(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def kept(*_: object, **__: object) -> bool:
        return False

    monkeypatch.setattr(Votes, "record_vote", kept)
    monkeypatch.setattr(stage.client, "votes", Votes())
    assert "not kept here" in (await pressed(stage, await stage.ask(ASKED), "vote:up")).content


class TestDelete:
    async def test_is_for_the_asker(self, stage: Stage) -> None:
        reply = await stage.ask(ASKED)
        await stage.maya.press(reply, button(reply, "delete:"))
        await stage.until(lambda: reply.deleted, "deleted reply")

    async def test_is_for_moderators(self, stage: Stage) -> None:
        reply = await stage.ask(ASKED)
        await stage.tomas.press(reply, button(reply, "delete:"))
        await stage.until(lambda: reply.deleted, "deleted reply")

    async def test_is_not_for_strangers(self, stage: Stage) -> None:
        reply = await stage.ask(ASKED)
        said = await stage.box.member("Ines").press(reply, button(reply, "delete:"))
        message = await said.wait_message()
        assert message.ephemeral
        assert "Only the member who asked" in message.content
        assert not reply.deleted

    async def test_leaves_the_answer_deleted_when_the_question_is_edited(self, stage: Stage) -> None:
        asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} {ASKED}")
        reply = await stage.maya.wait_reply(asked)
        await stage.maya.press(reply, button(reply, "delete:"))
        await stage.until(lambda: reply.deleted, "deleted reply")
        await stage.maya.edit(asked, f"{stage.box.bot_mention} where was the 2013 festival?")
        await stage.settled()
        assert stage.from_bot(stage.general) == []

    async def test_in_a_direct_message_is_for_the_asker(self, stage: Stage) -> None:
        reply = await stage.maya.wait_reply(await stage.maya.send(stage.maya.dm(), ASKED))
        await stage.maya.press(reply, button(reply, "delete:"))
        await stage.until(lambda: reply.deleted, "deleted reply")


async def test_a_stranger_may_see_the_sources_but_not_ask_for_other_readings(stage: Stage) -> None:
    reply = await stage.ask(ASKED)
    ines = stage.box.member("Ines")
    shown = await (await ines.press(reply, button(reply, "sources:"))).wait_message()
    assert "Harbour Gazette" in shown.content
    refused = await (await ines.press(reply, "Not what I asked")).wait_message()
    assert refused.ephemeral
    assert "for the member who asked" in refused.content
    assert "Porto" in reply.content


async def test_all_buttons_work_after_a_restart(stage: Stage) -> None:
    reply = await stage.ask(ASKED)
    stage.client.answering._asked.clear()  # all that the process remembers of its answers
    stage.client._connection._view_store._views.clear()
    assert "Harbour Gazette" in (await pressed(stage, reply, "sources:")).content
    await pressed(stage, reply, "vote:up")
    await stage.maya.press(reply, "Not what I asked")
    assert reply.content == buttons.WHICH
    await stage.maya.press(reply, button(reply, "delete:"))
    await stage.until(lambda: reply.deleted, "deleted reply")


async def test_a_slash_answer_goes_on_and_can_be_deleted(stage: Stage) -> None:
    said = await stage.maya.invoke("ask", stage.general, question="where was the 2013 festival?")
    answer = await said.wait_message()
    asked = await stage.tomas.send(stage.general, "who sang there?", reply_to=answer)
    assert "Ana Lopes" in (await stage.tomas.wait_reply(asked)).content
    await stage.maya.press(answer, button(answer, "delete:"))
    await stage.until(lambda: answer.deleted, "deleted answer")


async def test_what_only_the_asker_sees_needs_no_delete(stage: Stage) -> None:
    said = await stage.maya.invoke("ask", stage.general, question="what is the weather in Tokyo?")
    assert (await said.wait_message()).buttons == []


async def test_more_choices_than_buttons_are_a_list(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = [f"where was the {year} festival?" for year in (2013, 2014, 2017)]
    questions += [f"{question[:-1]} held?" for question in questions]
    choices = Choices("Which of these do you mean?", tuple(map(Option, questions)))
    asked = "which festival?"
    real = Engine.ask
    monkeypatch.setattr(
        Engine, "ask", lambda self, text, *more: replace(real(self, text, *more), reply=choices)
    )
    reply = await stage.ask(asked)
    monkeypatch.setattr(Engine, "ask", real)
    (menu,) = reply.selects
    assert [option["label"] for option in menu["options"]] == questions
    refused = await stage.box.member("Ines").choose(reply, questions[1])
    assert (await refused.wait_message()).content == buttons.NOT_YOURS
    await stage.maya.choose(reply, questions[1])
    await stage.until(lambda: "Porto" in reply.content, "the answer to the choice")
    assert reply.content.startswith(f"> {questions[1]}")
    assert reply.selects == []


async def test_choices_expire(facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(facts, tmp_path, context_minutes=1) as stage:
        reply = await stage.ask("")
        later = time.time() + 61
        monkeypatch.setattr(time, "time", lambda: later)
        said = await stage.maya.press(reply, 0)
        assert (await said.wait_message()).content == buttons.TOO_OLD


async def test_an_answer_within_three_seconds_though_the_server_is_slow(stage: Stage) -> None:
    reply = await stage.ask(ASKED)
    stage.box.faults.slow_rest(0.5, path_contains="/callback")
    assert "Harbour Gazette" in (await pressed(stage, reply, "sources:")).content


def test_ids_of_buttons_fit_discords_limit() -> None:
    assert len(Vote(False, "A" * 5 * 18).custom_id) <= 100
