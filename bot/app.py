"""Putting the bot together: settings and facts go in, a client ready to start comes out."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from discord.ext import commands

from bot.answers.engine import Engine
from bot.answers.memory import Conversations
from bot.answers.promises import broken_promises
from bot.cogs.ask import Ask
from bot.cogs.browse import Browse
from bot.cogs.facts import Facts
from bot.cogs.guild_settings import GuildSettings
from bot.cogs.help import Help
from bot.cogs.menu import Menu
from bot.cogs.questions import Questions
from bot.cogs.sources import Sources
from bot.cogs.upkeep import Upkeep
from bot.discord.answering import Answering
from bot.discord.client import Equipment, FactsBot
from bot.discord.items import ITEMS
from bot.discord.pace import Pace
from bot.facts.live import LiveBook, Made
from bot.facts.loader import load
from bot.facts.model import Book
from bot.moderating.desk import Desk
from bot.moderating.memory import Memory
from bot.moderating.regression import Regression
from bot.moderating.rules import Rules
from bot.moderating.shelf import FolderShelf
from bot.readymade import Readymade
from bot.settings import Settings
from bot.store.later import LaterDatabase, sqlite_address
from bot.store.queue import WriteQueue

STORE_FILE = "store.sqlite3"
EDITIONS_FOLDER = "editions"
READYMADE_FOLDER = "readymade"
KEPT_EDITIONS = 10


def build_engine(book: Book) -> Engine:
    """Return an engine for a book, which reads "this year" by the day's date in UTC."""
    return Engine(book, today=_today)


def open_facts(folder: Path, state: Path | None = None) -> LiveBook[Engine]:
    """Return the live book of a folder, loaded and ready to answer from.

    Args:
        folder: the fact base.
        state: where earlier editions are kept beyond the life of the process.

    Raises:
        FactBaseError: the fact base is not sound.
    """
    regression = Regression()
    shelf = FolderShelf(state / EDITIONS_FOLDER) if state else None
    live = LiveBook(
        folder,
        build_engine,
        regression.failures,
        now=_now,
        keep=KEPT_EDITIONS,
        shelf=shelf,
        find=readymade(state).find if state else lambda digest: None,
    )
    regression.compare_with(lambda: live.current.product)
    return live


def readymade(state: Path) -> Readymade:
    """Return where engines made beforehand are kept."""
    return Readymade(state / READYMADE_FOLDER)


def prepare(folder: Path, state: Path) -> bool:
    """Make the engine of a fact base for the next start, unless it is made; return whether that was needed.

    Raises:
        FactBaseError: the fact base is not sound.
        OSError: it cannot be written.
    """
    kept = readymade(state)
    book = load(folder)
    if kept.find(book.digest) is not None:
        return False
    engine = build_engine(book)
    kept.keep(book.digest, Made(book, engine, broken_promises(engine)))
    return True


def build_client(settings: Settings, facts: LiveBook[Engine]) -> FactsBot:
    """Return the client for facts that are loaded, not yet connected."""

    async def equipment() -> Equipment:
        return equip(settings, facts)

    return FactsBot(settings, equipment(), items=ITEMS)


def equip(settings: Settings, facts: LiveBook[Engine]) -> Equipment:
    """Return what the client answers with."""
    conversations = Conversations(timedelta(minutes=settings.context_minutes))
    store = open_store(settings)
    rules = Rules(settings, store)
    memory = Memory(WriteQueue(store), store, rules, _now)
    desk = Desk(facts, settings.facts_dir, memory)
    answering = Answering(facts, conversations, now=_now, recorder=memory)
    pace = Pace(
        settings.questions_per_minute, time.monotonic, in_channel=settings.questions_per_minute_in_channel
    )
    cogs = partial(_capabilities, desk=desk, memory=memory, rules=rules)
    return Equipment(answering, pace, rules, memory, cogs)


def open_store(settings: Settings) -> LaterDatabase:
    """Return the store, which is loaded and connects when it is first needed."""
    if settings.store_url is not None:
        return LaterDatabase(settings.store_url.reveal())
    return LaterDatabase(sqlite_address(settings.state_dir / STORE_FILE))


def _capabilities(client: FactsBot, desk: Desk, memory: Memory, rules: Rules) -> Iterable[commands.Cog]:
    members = (Questions, Ask, Menu, Sources, Help, Browse)
    return (
        *(cog(client) for cog in members),
        Facts(client, desk, memory, rules),
        GuildSettings(client, memory, rules),
        Upkeep(client, desk, memory, rules),
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _today() -> date:
    return _now().date()
