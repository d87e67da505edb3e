"""Registering commands only when they changed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock, Mock

import discord
import pytest
from discord import app_commands

from bot.discord.registration import Registration

NOBODY: frozenset[int] = frozenset()


class Tree(app_commands.CommandTree[discord.Client]):
    """A command tree that does not reach Discord."""

    def __init__(self, client: discord.Client) -> None:
        super().__init__(client)
        self.synced = AsyncMock(spec=self.sync, return_value=[])

    async def sync(self, *, guild: discord.abc.Snowflake | None = None) -> list[Any]:
        return await self.synced(guild=guild)  # type: ignore[no-any-return]

    def add(self, name: str) -> None:
        @self.command(name=name, description="A command")
        async def do(interaction: discord.Interaction) -> None:
            await interaction.response.defer()


@pytest.fixture
async def tree() -> AsyncIterator[Tree]:
    made = Tree(discord.Client(intents=discord.Intents.none()))
    made.add("ask")
    yield made


async def test_once_is_enough(tree: Tree, tmp_path: Path) -> None:
    assert await Registration(tree, NOBODY, tmp_path / "state" / "hash").update(1)
    assert not await Registration(tree, NOBODY, tmp_path / "state" / "hash").update(1)
    assert tree.synced.await_count == 1


async def test_another_command_or_application_is_a_change(tree: Tree, tmp_path: Path) -> None:
    registration = Registration(tree, NOBODY, tmp_path / "hash")
    await registration.update(1)
    tree.add("help")
    assert await registration.update(1)
    assert await registration.update(2)


async def test_the_order_of_adding_is_none(tree: Tree, tmp_path: Path) -> None:
    registration = Registration(tree, NOBODY, tmp_path / "hash")
    tree.add("help")
    await registration.update(1)
    tree.remove_command("ask")
    tree.add("ask")
    assert not await registration.update(1)


async def test_for_developing_they_go_to_the_servers_named(tree: Tree, tmp_path: Path) -> None:
    await Registration(tree, frozenset({7, 5}), tmp_path / "hash").update(1)
    assert [call.kwargs["guild"].id for call in tree.synced.await_args_list] == [5, 7]


async def test_a_folder_that_cannot_be_written_only_costs_a_registration(tree: Tree, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    registration = Registration(tree, NOBODY, tmp_path / "file" / "hash")
    assert await registration.update(1)
    assert await registration.update(1)


async def test_what_discord_refuses_is_tried_again_next_time(tree: Tree, tmp_path: Path) -> None:
    registration = Registration(tree, NOBODY, tmp_path / "hash")
    refused = Mock(spec=["status", "reason"], status=500, reason="down")
    tree.synced.side_effect = discord.HTTPException(refused, "down")
    assert not await registration.update(1)
    tree.synced.side_effect = None
    assert await registration.update(1)
