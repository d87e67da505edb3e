"""Registering the slash commands with Discord, only when they have changed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import discord
import structlog
from discord import app_commands

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class Registration:
    """Keeps Discord's list of commands as the tree has them.

    Args:
        tree: the commands.
        guilds: servers to register them in, instead of everywhere.
        file: where the hash of what was registered last is kept.
    """

    def __init__(self, tree: app_commands.CommandTree[Any], guilds: frozenset[int], file: Path) -> None:
        self._tree = tree
        self._guilds = sorted(guilds)
        self._file = file

    async def update(self, application_id: int) -> bool:
        """Register the commands where that is needed; return whether it was.

        A failure is logged and leaves the commands as they are at Discord: the bot answers mentions anyway.
        """
        digest = await self._digest(application_id)
        if self._known() == digest:
            log.info("commands unchanged")
            return False
        try:
            await self._send()
        except (discord.HTTPException, app_commands.AppCommandError) as error:
            log.error("commands not registered", reason=str(error))
            return False
        self._remember(digest)
        log.info("commands registered", guilds=self._guilds or "all")
        return True

    async def _send(self) -> None:
        if not self._guilds:
            await self._tree.sync()
        for guild in map(discord.Object, self._guilds):
            self._tree.clear_commands(guild=guild)
            self._tree.copy_global_to(guild=guild)
            await self._tree.sync(guild=guild)

    async def _digest(self, application_id: int) -> str:
        translator = self._tree.translator
        commands = [
            await command.get_translated_payload(self._tree, translator)
            if translator
            else command.to_dict(self._tree)
            for command in self._tree.get_commands()
        ]
        commands.sort(key=lambda command: (str(command["type"]), str(command["name"])))
        whole = json.dumps([application_id, self._guilds, commands], sort_keys=True)
        return hashlib.sha256(whole.encode()).hexdigest()

    def _known(self) -> str | None:
        try:
            return self._file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None

    def _remember(self, digest: str) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(digest + "\n", encoding="ascii")
        except OSError as error:
            log.warning(
                "cannot remember the registered commands", file=str(self._file), reason=error.strerror
            )
