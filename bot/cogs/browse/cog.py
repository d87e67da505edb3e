"""Makes `/KIND show`, `list` and `search` from the live book, for every kind that is browsable."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.engine import Engine
from bot.cogs.browse.listing import Span, label, list_pages, search_pages, searchable
from bot.discord.buttons import outgoing, page_of
from bot.discord.client import FactsBot
from bot.discord.errors import Refusal
from bot.discord.sending import respond
from bot.facts.model import Kind
from bot.rendering.markdown import escape

NAME = 32
DESCRIPTION = 100
CHOICE = 100
QUERY = 40

_Interaction = discord.Interaction[FactsBot]
_Year = app_commands.Range[int, 1, 9999]


class Browse(commands.Cog):
    """Keeps the groups as the live book has them."""

    def __init__(self, client: FactsBot) -> None:
        self._client = client
        self._groups: list[str] = []
        client.listings.add("list", list_pages)
        client.listings.add("search", _search)

    async def cog_load(self) -> None:
        """Make the groups of the book that the bot starts with."""
        self._install()

    async def cog_unload(self) -> None:
        """Take the groups away."""
        self._remove()

    @commands.Cog.listener()
    async def on_facts_reloaded(self) -> None:
        """Make the groups anew: a reload may bring a kind, or rename one."""
        self._remove()
        self._install()
        await self._client.register_commands()

    def _install(self) -> None:
        for kind in self._client.answering.engine.book.vocabulary.kinds.values():
            if kind.browsable:
                taken = {command.name for command in self._client.tree.get_commands()}
                name = kind.id if kind.id not in taken else f"browse-{kind.id}"
                self._client.tree.add_command(_group(self._client, kind, name[:NAME]))
                self._groups.append(name[:NAME])

    def _remove(self) -> None:
        for name in self._groups:
            self._client.tree.remove_command(name)
        self._groups = []


def _group(client: FactsBot, kind: Kind, name: str) -> app_commands.Group:
    """Return the commands that show the subjects of a kind."""
    group = app_commands.Group(name=name, description=f"Look around among the {kind.plural}"[:DESCRIPTION])
    group.add_command(_show_command(client, kind))
    group.add_command(_list_command(client, kind))
    group.add_command(_dated_search(client, kind) if kind.ordered_by else _plain_search(client, kind))
    return group


def _show_command(client: FactsBot, kind: Kind) -> app_commands.Command[Browse, ..., None]:
    @app_commands.command(name="show", description=f"What is known of one {kind.name}"[:DESCRIPTION])
    @app_commands.describe(which="A year, a place, a name: pick from the list or type")
    async def show(interaction: _Interaction, which: app_commands.Range[str, 1, CHOICE]) -> None:
        engine = client.answering.engine
        await respond(
            interaction, outgoing(engine.describe(_subject(engine, kind, which)), interaction.user.id, client)
        )

    @show.autocomplete("which")
    async def offer(_: _Interaction, typed: str) -> list[app_commands.Choice[str]]:
        engine = client.answering.engine
        return [
            app_commands.Choice(name=label(engine.book, subject)[:CHOICE], value=subject.id)
            for subject in engine.find_subjects(typed, kind.id)
            if len(subject.id) <= CHOICE
        ]

    return show


def _list_command(client: FactsBot, kind: Kind) -> app_commands.Command[Browse, ..., None]:
    @app_commands.command(name="list", description=f"All {kind.plural}, in order"[:DESCRIPTION])
    async def show_all(interaction: _Interaction) -> None:
        await respond(interaction, page_of(client, f"list/{kind.id}", interaction.user.id))

    return show_all


def _dated_search(client: FactsBot, kind: Kind) -> app_commands.Command[Browse, ..., None]:
    @app_commands.command(name="search", description=_SEARCH.format(kind.plural)[:DESCRIPTION])
    @app_commands.describe(what=_WHAT, since="From this year on", until="Up to this year")
    async def search(
        interaction: _Interaction,
        what: app_commands.Range[str, 1, QUERY],
        since: _Year | None = None,
        until: _Year | None = None,
    ) -> None:
        key = f"search/{kind.id}/{since or ''}/{until or ''}/{what}"
        await respond(interaction, page_of(client, key, interaction.user.id))

    _offer_values(search, client, kind)
    return search


def _plain_search(client: FactsBot, kind: Kind) -> app_commands.Command[Browse, ..., None]:
    @app_commands.command(name="search", description=_SEARCH.format(kind.plural)[:DESCRIPTION])
    @app_commands.describe(what=_WHAT)
    async def search(interaction: _Interaction, what: app_commands.Range[str, 1, QUERY]) -> None:
        await respond(interaction, page_of(client, f"search/{kind.id}///{what}", interaction.user.id))

    _offer_values(search, client, kind)
    return search


_SEARCH = "Find {} by a place, a person, an organisation or a theme"
_WHAT = "What to look for: pick from the list or type"


def _offer_values(command: app_commands.Command[Browse, ..., None], client: FactsBot, kind: Kind) -> None:
    @command.autocomplete("what")
    async def offer(_: _Interaction, typed: str) -> list[app_commands.Choice[str]]:
        names = searchable(client.answering.engine, kind.id, typed, limit=100)
        return [app_commands.Choice(name=name, value=name) for name in names if len(name) <= QUERY][:25]


def _subject(engine: Engine, kind: Kind, which: str) -> str:
    """Return the id of the subject that was picked, or the one nearest to what was typed."""
    picked = engine.book.subjects.get(which)
    if picked is not None and picked.kind == kind.id:
        return picked.id
    found = engine.find_subjects(which, kind.id, 1)
    if not found:
        raise Refusal(f"I know of no {kind.name} called “{escape(which)}”. /{kind.id} list shows them all.")
    return found[0].id


def _search(engine: Engine, about: str) -> list[str]:
    kind, since, until, query = about.split("/", 3)
    return search_pages(engine, kind, query, Span(int(since or 0) or None, int(until or 0) or None))
