"""The floor: a bare discord.py bot that repeats what it is told. Run as `__main__` with DISCORD_TOKEN set."""

from __future__ import annotations

import os

import discord


class Echo(discord.Client):
    """Replies to each mention with its own words."""

    async def on_message(self, message: discord.Message) -> None:
        """Repeat a message that mentions the bot."""
        if message.author != self.user and self.user in message.mentions:
            await message.reply(message.content, mention_author=False)


if __name__ == "__main__":
    Echo(intents=discord.Intents.default()).run(os.environ["DISCORD_TOKEN"], log_handler=None)
