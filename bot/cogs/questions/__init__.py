"""Questions in messages: mentions, replies, direct messages, answer channels; their edits and deletions."""

from bot.cogs.questions.cog import Questions

__all__ = ["Questions"]
