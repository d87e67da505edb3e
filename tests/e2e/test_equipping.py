"""What members do while the bot is connected and not yet equipped: it is held, and dealt with then."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.app import build_client, equip, open_facts
from bot.discord.client import Equipment, FactsBot
from bot.discord.items import ITEMS
from bot.settings import Settings
from sandbox import Sandbox


@asynccontextmanager
async def connected(box: Sandbox, client: FactsBot) -> AsyncIterator[asyncio.Task[None]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Route, "BASE", box.rest_url)
        patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(box.gateway_url))
        life = asyncio.create_task(client.start(box.token))
        try:
            await box.wait_online()
            yield life
        finally:
            await client.close()
            await asyncio.gather(life, return_exceptions=True)


async def test_what_comes_before_the_equipment_is_dealt_with_in_its_order(
    facts: Path, tmp_path: Path
) -> None:
    settings = Settings(facts_dir=facts, state_dir=tmp_path / "state")
    coming: asyncio.Future[Equipment] = asyncio.get_running_loop().create_future()
    client = FactsBot(settings, coming, items=ITEMS)
    async with Sandbox.start() as box, connected(box, client):
        maya, general = box.member("Maya"), box.channel("general")
        asked = await maya.send(general, f"{box.bot_mention} where was the 2014 festival?")
        further = await maya.send(general, f"{box.bot_mention} who founded the choir?")
        await asyncio.sleep(0.2)
        assert not client.health().ready
        coming.set_result(equip(settings, await asyncio.to_thread(open_facts, facts)))
        first, second = await maya.wait_reply(asked), await maya.wait_reply(further)
        assert "Porto" in first.content
        assert first.id < second.id
        await box.wait_commands()
        await client.wait_until_ready()
        assert client.health().ready


async def test_a_button_from_before_a_restart_waits_for_the_equipment(facts: Path, tmp_path: Path) -> None:
    settings = Settings(facts_dir=facts, state_dir=tmp_path / "state")
    opened = await asyncio.to_thread(open_facts, facts)
    async with Sandbox.start() as box:
        maya, general = box.member("Maya"), box.channel("general")
        async with connected(box, build_client(settings, opened)):
            asked = await maya.send(general, f"{box.bot_mention} where was the 2014 festival?")
            answer = await maya.wait_reply(asked)
        coming: asyncio.Future[Equipment] = asyncio.get_running_loop().create_future()
        async with connected(box, FactsBot(settings, coming, items=ITEMS)):
            pressing = asyncio.create_task(maya.press(answer, "Sources"))
            await asyncio.sleep(0.2)
            coming.set_result(equip(settings, opened))
            assert "festival" in (await (await pressing).wait_message()).content.lower()


async def test_a_command_is_answered_even_where_the_equipment_takes_longer_than_discord_waits(
    facts: Path, tmp_path: Path
) -> None:
    settings = Settings(facts_dir=facts, state_dir=tmp_path / "state")
    opened = await asyncio.to_thread(open_facts, facts)
    async with Sandbox.start() as box:
        maya, general = box.member("Maya"), box.channel("general")
        async with connected(box, build_client(settings, opened)):
            await box.wait_commands()
        coming: asyncio.Future[Equipment] = asyncio.get_running_loop().create_future()
        async with connected(box, FactsBot(settings, coming, items=ITEMS)):
            asked = asyncio.create_task(maya.invoke("ask", general, question="where was the 2014 festival?"))
            await asyncio.sleep(3.5)
            coming.set_result(equip(settings, opened))
            assert "Porto" in (await (await asked).wait_message()).content


async def test_a_bot_without_equipment_leaves(facts: Path, tmp_path: Path) -> None:
    settings = Settings(facts_dir=facts, state_dir=tmp_path / "state")
    coming: asyncio.Future[Equipment] = asyncio.get_running_loop().create_future()
    async with Sandbox.start() as box, connected(box, FactsBot(settings, coming)) as life:
        coming.set_exception(RuntimeError("the facts are not sound"))
        await asyncio.wait_for(life, 5)
