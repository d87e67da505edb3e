"""Makes a group of commands for every kind that is browsable, and the look-ups set, from the live book."""

from __future__ import annotations

import structlog
from discord import app_commands
from discord.ext import commands

from bot.answers.engine import Engine
from bot.charts.figures import charted
from bot.cogs.browse.commands import (
    compare_command,
    list_command,
    search_command,
    show_command,
)
from bot.cogs.browse.comparing import compare_pages
from bot.cogs.browse.listing import Search, Span, list_pages, search_pages
from bot.cogs.browse.lookup_commands import kind_command, property_command
from bot.cogs.browse.lookups import OfKind, about_pages, read_lookup, value_pages
from bot.cogs.browse.pictures import chart_command, timeline_command
from bot.discord.client import FactsBot
from bot.discord.codes import code
from bot.discord.errors import Refusal
from bot.discord.translating import said
from bot.facts.model import Book, Kind, Subject
from bot.locales import Reader

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

NAME = 32
SUBCOMMANDS = 25
CHANGED = "My facts have changed since. Please use the command again."


class Browse(commands.Cog):
    """Keeps the commands as the live book has them."""

    def __init__(self, client: FactsBot) -> None:
        self._client = client
        self._installed: list[str] = []
        client.listings.add("list", list_pages)
        client.listings.add("search", _search)
        client.listings.add("compare", _compare)
        client.listings.add("about", _about)
        client.listings.add("values", _values)

    async def cog_load(self) -> None:
        """Make the commands of the book that the bot starts with."""
        self._install()

    async def cog_unload(self) -> None:
        """Take the commands away."""
        self._remove()

    @commands.Cog.listener()
    async def on_facts_reloaded(self) -> None:
        """Make the commands anew: a reload may bring a kind, or rename one."""
        self._remove()
        self._install()
        await self._client.register_commands()

    def _install(self) -> None:
        book = self._client.answering.engine.book
        for kind in book.vocabulary.kinds.values():
            if kind.browsable:
                self._add(_group(self._client, kind, self._free(kind.id)))
        for word in self._client.settings.lookups:
            if command := _lookup(self._client, book, word, self._free(word)):
                self._add(command)
            else:
                log.info("look-up names nothing in the vocabulary", lookup=word)

    def _free(self, name: str) -> str:
        """The name, or another where a command is called so already."""
        taken = {command.name for command in self._client.tree.get_commands()}
        return (name if name not in taken else f"browse-{name}")[:NAME]

    def _add(self, command: app_commands.Group | app_commands.Command[commands.Cog, ..., None]) -> None:
        self._client.tree.add_command(command)
        self._installed.append(command.name)

    def _remove(self) -> None:
        for name in self._installed:
            self._client.tree.remove_command(name)
        self._installed = []


def _group(client: FactsBot, kind: Kind, name: str) -> app_commands.Group:
    """Return the commands that show the subjects of a kind."""
    group = app_commands.Group(
        name=name, description=said("Look around among the {plural}", plural=kind.plural)
    )
    makers = [show_command, list_command, search_command, compare_command]
    if kind.ordered_by:
        makers.append(timeline_command)
    for make in makers:
        group.add_command(make(client, kind))
    for prop in charted(kind):
        if group.get_command(prop.name) is None and len(group.commands) < SUBCOMMANDS:
            group.add_command(chart_command(client, kind, prop))
    return group


def _lookup(
    client: FactsBot, book: Book, word: str, name: str
) -> app_commands.Command[commands.Cog, ..., None] | None:
    """Return the command that looks up what a word stands for in the vocabulary, if anything."""
    lookup = read_lookup(book, word)
    if lookup is None:
        return None
    if isinstance(lookup, OfKind):
        return kind_command(client, lookup.kind, name)
    return property_command(client, lookup, name)


def _search(engine: Engine, about: str, reader: Reader) -> list[str]:
    kind, since, until, place, words = about.split("/", 4)
    names = list(engine.book.vocabulary.kinds[kind].properties)
    by = names[int(place)] if place and int(place) < len(names) else None
    span = Span(int(since or 0) or None, int(until or 0) or None)
    return search_pages(engine, kind, Search(words, by, span), reader)


def _compare(engine: Engine, about: str, reader: Reader) -> list[str]:
    one, _, other = about.partition("/")
    return compare_pages(engine, _coded(engine, one), _coded(engine, other), reader)


def _about(engine: Engine, about: str, reader: Reader) -> list[str]:
    return about_pages(engine, _coded(engine, about), reader)


def _values(engine: Engine, about: str, reader: Reader) -> list[str]:
    word, _, subject = about.partition("/")
    lookup = read_lookup(engine.book, word)
    if lookup is None or isinstance(lookup, OfKind):
        raise Refusal(CHANGED)
    return value_pages(engine, lookup, _coded(engine, subject) if subject else None, reader)


def _coded(engine: Engine, coded: str) -> Subject:
    """The subject that a listing's key stands for, unless a reload took it away."""
    for subject in engine.book.subjects.values():
        if code(subject.id) == coded:
            return subject
    raise Refusal(CHANGED)
