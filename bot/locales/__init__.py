"""How the bot speaks to one reader: its own words in their language, dates and numbers as they write them."""

from bot.locales.reader import ENGLISH, Reader, Readers

__all__ = ["ENGLISH", "Reader", "Readers"]
