"""Command names and descriptions in the languages at hand, for Discord to show each member their own."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.locales import Readers

LONGEST = 100


def said(template: str, **slots: str) -> locale_str:
    """Return a description with names in it, which stay as they are in every language."""
    return locale_str(template.format(**slots)[:LONGEST], template=template, slots=slots)


class CommandTranslator(app_commands.Translator):
    """Translates from the files of `bot/locales`; what they do not hold stays English."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """Return a name or description in a language, or None for the English one."""
        slots: dict[str, Any] = string.extras.get("slots", {})
        found = self._readers.find(string.extras.get("template", string.message), locale)
        return found.format(**slots)[:LONGEST] if found is not None else None
