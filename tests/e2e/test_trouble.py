"""Connections drop, Discord says wait, requests fail: no question is lost, none is answered twice."""

from __future__ import annotations

import asyncio
from unittest.mock import Mock

import pytest

from .staging import Stage


async def test_no_question_is_lost_or_answered_twice_when_the_gateway_drops(stage: Stage) -> None:
    first = await stage.ask("where was the 2013 festival?")
    stage.box.faults.drop_gateway()
    asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} where was the 2014 festival?")
    second = await stage.maya.wait_reply(asked, timeout=20)
    await stage.settled()
    assert "Porto" in second.content
    assert stage.from_bot(stage.general) == [first, second]


async def test_a_question_around_a_requested_reconnect_is_answered_once(stage: Stage) -> None:
    before = await stage.maya.send(stage.general, f"{stage.box.bot_mention} where was the 2013 festival?")
    stage.box.faults.reconnect()
    after = await stage.maya.send(stage.general, f"{stage.box.bot_mention} where was the 2014 festival?")
    replies = [await stage.maya.wait_reply(asked, timeout=20) for asked in (before, after)]
    await stage.settled()
    assert stage.from_bot(stage.general) == replies


async def test_a_reply_told_to_wait_arrives_once(stage: Stage) -> None:
    stage.box.faults.rate_limit(0.2, path_contains="/messages", method="POST", times=2)
    reply = await stage.ask("where was the 2014 festival?")
    await stage.settled()
    assert stage.from_bot(stage.general) == [reply]


async def test_a_reply_refused_by_a_bad_gateway_arrives_once(stage: Stage) -> None:
    stage.box.faults.rest(502, path_contains="/messages", method="POST")
    reply = await stage.ask("where was the 2014 festival?")
    await stage.settled()
    assert stage.from_bot(stage.general) == [reply]


async def test_a_reply_that_was_posted_but_not_confirmed_arrives_once(stage: Stage) -> None:
    stage.box.faults.rest(502, path_contains="/messages", method="POST", executed=True)
    await stage.ask("where was the 2014 festival?")
    await asyncio.sleep(1.5)
    await stage.settled()
    assert len(stage.from_bot(stage.general)) == 1


async def test_a_reply_under_way_is_sent_before_the_bot_stops(stage: Stage) -> None:
    stage.box.faults.slow_rest(0.3, path_contains="/messages", method="POST")
    asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} where was the 2014 festival?")
    await asyncio.sleep(0.1)
    await stage.client.close()
    assert "Porto" in (await stage.maya.wait_reply(asked, timeout=1)).content


async def test_what_breaks_inside_is_told_calmly_with_a_code(stage: Stage) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    stage.client.answering.ask = broken  # type: ignore[assignment, method-assign]
    reply = await stage.ask("where was the 2014 festival?")
    said = await stage.maya.invoke("ask", stage.general, question="where was the 2014 festival?")
    for message in (reply, await said.wait_message()):
        assert "went wrong on my side" in message.content
        assert "a bug" not in message.content


async def test_an_apology_follows_its_question_as_an_answer_does(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(stage.client.answering, "ask", Mock(side_effect=RuntimeError("a bug")))
        asked = await stage.maya.send(stage.general, f"{stage.box.bot_mention} where was the 2013 festival?")
        apology = await stage.maya.wait_reply(asked)
    assert "went wrong on my side" in apology.content
    await stage.maya.edit(asked, f"{stage.box.bot_mention} where was the 2014 festival?")
    await stage.until(lambda: "Porto" in apology.content, "answer in place of the apology")
    await stage.maya.delete(asked)
    await stage.until(lambda: apology.deleted, "deleted answer")
    assert stage.from_bot(stage.general) == []
