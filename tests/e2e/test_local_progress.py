"""The curated facts themselves, asked over sockets as a member would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from .staging import Stage, on_stage

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def network(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with on_stage(KNOWLEDGE, tmp_path_factory.mktemp("state")) as ready:
        yield ready


async def test_every_question_offered_to_newcomers_is_answered_with_sources(network: Stage) -> None:
    for sample in network.client.answering.engine.book.community.samples:
        asked = await network.maya.send(network.maya.dm(), sample)
        reply = await network.maya.wait_reply(asked)
        assert "[1]" in reply.content, sample
        assert "\n-# [1] " in reply.content, sample


async def test_a_convening_is_found_by_who_came(network: Stage) -> None:
    reply = await network.ask("where was the de Blasio convening?")
    assert "New York City" in reply.content
    assert "(<https://ourfuture.org/" in reply.content


async def test_convenings_are_shown_listed_and_searched(network: Stage) -> None:
    offered = await network.maya.autocomplete("convening show", network.general, "which", "2014")
    shown = await network.maya.invoke("convening show", network.general, which=offered[0]["value"])
    assert "New York City" in (await shown.wait_message()).content
    listed = await (await network.maya.invoke("convening list", network.general)).wait_message()
    assert listed.content.index("2012") < listed.content.index("2013") < listed.content.index("2014")
    found = await network.maya.invoke("convening search", network.general, what="New York City")
    assert "2014" in (await found.wait_message()).content


async def test_answers_go_on_while_the_facts_are_read_anew(network: Stage) -> None:
    live, ines = network.client.answering.facts, network.box.member("Ines")  # Maya has asked much already
    reload = asyncio.create_task(asyncio.to_thread(live.check, KNOWLEDGE))
    for _ in range(5):
        asked = await ines.send(network.general, f"{network.box.bot_mention} where was the 2014 convening?")
        assert "New York City" in (await ines.wait_reply(asked)).content
    await reload
