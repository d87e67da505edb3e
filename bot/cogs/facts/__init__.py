"""`/facts`: looking after the fact base, for moderators."""

from bot.cogs.facts.cog import Facts

__all__ = ["Facts"]
