"""Putting the bot together: settings and facts go in, a client ready to start comes out."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from discord.ext import commands

from bot.answers.engine import Engine
from bot.answers.memory import Conversations
from bot.answers.promises import broken_promises
from bot.cogs.ask import Ask
from bot.cogs.browse import Browse
from bot.cogs.facts import Facts
from bot.cogs.help import Help
from bot.cogs.menu import Menu
from bot.cogs.questions import Questions
from bot.cogs.sources import Sources
from bot.discord.answer_buttons import Delete, ShowSources, Vote
from bot.discord.answering import Answering
from bot.discord.buttons import Another, Pick
from bot.discord.client import FactsBot
from bot.discord.pace import Pace
from bot.discord.turning import Turn
from bot.facts.live import LiveBook
from bot.facts.model import Book
from bot.settings import Settings


def build_engine(book: Book) -> Engine:
    """Return an engine for a book, which reads "this year" by the day's date in UTC."""
    return Engine(book, today=_today)


def open_facts(folder: Path) -> LiveBook[Engine]:
    """Return the live book of a folder, loaded and ready to answer from.

    Raises:
        FactBaseError: the fact base is not sound.
    """
    return LiveBook(folder, build_engine, broken_promises, now=_now)


def build_client(settings: Settings, facts: LiveBook[Engine]) -> FactsBot:
    """Return the client with all its capabilities, not yet connected."""
    conversations = Conversations(timedelta(minutes=settings.context_minutes))
    answering = Answering(facts, conversations, now=_now)
    pace = Pace(
        settings.questions_per_minute, time.monotonic, in_channel=settings.questions_per_minute_in_channel
    )
    items = (Pick, Another, ShowSources, Vote, Delete, Turn)
    return FactsBot(settings, answering, pace, cogs=_capabilities, items=items)


def _capabilities(client: FactsBot) -> Iterable[commands.Cog]:
    cogs = (Questions, Ask, Menu, Sources, Help, Facts, Browse)
    return tuple(cog(client) for cog in cogs)


def _now() -> datetime:
    return datetime.now(UTC)


def _today() -> date:
    return _now().date()
