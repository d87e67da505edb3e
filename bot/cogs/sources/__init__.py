"""`/sources`: the documents that the facts are taken from."""

from bot.cogs.sources.cog import Sources

__all__ = ["Sources"]
