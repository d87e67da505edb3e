"""Why the bot did not start."""

from __future__ import annotations


class StartError(Exception):
    """The bot cannot start; the text tells the operator why and what to do."""
