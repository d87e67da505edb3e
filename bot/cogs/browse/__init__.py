"""Slash commands to look around: a group for each kind that the vocabulary marks as browsable."""

from bot.cogs.browse.cog import Browse

__all__ = ["Browse"]
