"""Makes the commands of one kind: `show`, `list`, `search`, `compare`."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.completing import CHOICES, ranked
from bot.answers.engine import Engine
from bot.cogs.browse.listing import searchable
from bot.discord.answering import asker_of
from bot.discord.buttons import outgoing
from bot.discord.client import FactsBot
from bot.discord.codes import code
from bot.discord.errors import Refusal
from bot.discord.listings import KEY
from bot.discord.readers import reader_of
from bot.discord.sending import respond
from bot.discord.translating import said
from bot.discord.turning import page_of
from bot.facts.model import Kind, Subject
from bot.rendering.markdown import escape
from bot.rendering.subjects import label

CHOICE = 100
QUERY = 40

Interaction = discord.Interaction[FactsBot]
_Command = app_commands.Command[commands.Cog, ..., None]
_Year = app_commands.Range[int, 1, 9999]
_Typed = app_commands.Range[str, 1, CHOICE]
_Query = app_commands.Range[str, 1, QUERY]


def show_command(client: FactsBot, kind: Kind) -> _Command:
    """Return the command that tells what is known of one subject."""

    @app_commands.command(name="show", description=said("What is known of one {kind}", kind=kind.name))
    @app_commands.describe(which="A year, a place, a name: pick from the list or type")
    async def show(interaction: Interaction, which: _Typed) -> None:
        engine = client.answering.engine
        reply = engine.describe(find(engine, kind, which).id)
        asker = asker_of(interaction)
        await respond(interaction, outgoing(reply, asker, client, reader_of(interaction)))

    offer_subjects(show, "which", client, kind)
    return show


def list_command(client: FactsBot, kind: Kind) -> _Command:
    """Return the command that lists all subjects."""

    @app_commands.command(name="list", description=said("All {plural}, in order", plural=kind.plural))
    async def show_all(interaction: Interaction) -> None:
        await leaf(interaction, f"list/{kind.id}")

    return show_all


def compare_command(client: FactsBot, kind: Kind) -> _Command:
    """Return the command that puts two subjects side by side."""

    @app_commands.command(name="compare", description=said("Two {plural} side by side", plural=kind.plural))
    @app_commands.describe(
        one="A year, a place, a name: pick from the list or type", other="The one to put beside it"
    )
    async def compare(interaction: Interaction, one: _Typed, other: _Typed) -> None:
        engine = client.answering.engine
        first, second = find(engine, kind, one), find(engine, kind, other)
        if first is second:
            raise Refusal("Those are the same. Please pick two different ones.")
        await leaf(interaction, f"compare/{code(first.id)}/{code(second.id)}")

    offer_subjects(compare, "one", client, kind)
    offer_subjects(compare, "other", client, kind)
    return compare


def search_command(client: FactsBot, kind: Kind) -> _Command:
    """Return the command that searches, also by years where the kind has dates."""
    description = said("Find {plural} by a place, a person, an organisation or a theme", plural=kind.plural)
    what_text = "What to look for: pick from the list or type"
    by_text = "Look only at this of them"

    if kind.ordered_by is None:

        @app_commands.command(name="search", description=description)
        @app_commands.describe(what=what_text, by=by_text)
        async def plain(interaction: Interaction, what: _Query, by: _Query | None = None) -> None:
            await leaf(interaction, _search_key(kind, what, by))

        return _searching(plain, client, kind)

    @app_commands.command(name="search", description=description)
    @app_commands.describe(what=what_text, by=by_text, since="From this year on", until="Up to this year")
    async def dated(
        interaction: Interaction,
        what: _Query | None = None,
        by: _Query | None = None,
        since: _Year | None = None,
        until: _Year | None = None,
    ) -> None:
        await leaf(interaction, _search_key(kind, what or "", by, since, until))

    return _searching(dated, client, kind)


async def leaf(interaction: Interaction, key: str) -> None:
    """Show the first page of a listing."""
    page = page_of(interaction.client, key, interaction.user.id, reader_of(interaction))
    await respond(interaction, page)


def find(engine: Engine, kind: Kind, which: str) -> Subject:
    """Return the subject that was picked, or the one nearest to what was typed.

    Raises:
        Refusal: there is none like it.
    """
    picked = engine.book.subjects.get(which)
    if picked is not None and picked.kind == kind.id:
        return picked
    found = engine.find_subjects(which, kind.id, 1)
    if not found:
        raise Refusal("I know of no {kind} called “{which}”.", kind=kind.name, which=escape(which))
    return found[0]


def offer_subjects(command: _Command, option: str, client: FactsBot, kind: Kind) -> None:
    """Let an option of a command offer the subjects of a kind."""

    @command.autocomplete(option)
    async def offer(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        engine = client.answering.engine
        found = engine.find_subjects(typed, kind.id, CHOICES)
        return [
            app_commands.Choice(name=label(engine.book, subject)[:CHOICE], value=subject.id)
            for subject in found
            if len(subject.id) <= CHOICE
        ]


def _searching(command: _Command, client: FactsBot, kind: Kind) -> _Command:
    @command.autocomplete("what")
    async def offer(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        by = _property(kind, getattr(interaction.namespace, "by", None))
        known = searchable(client.answering.engine, kind.id, by)
        names = ranked(typed, known, longest=QUERY, aliases=known)
        return [app_commands.Choice(name=name, value=name) for name in names]

    @command.autocomplete("by")
    async def offer_by(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        labels = [each.label for each in kind.properties.values() if each.type in {"entity", "text"}]
        return [app_commands.Choice(name=name, value=name) for name in ranked(typed, labels, longest=QUERY)]

    return command


def _property(kind: Kind, named: str | None) -> str | None:
    """The name of the property that is called so, or nearly so."""
    labels = {each.label: each.name for each in kind.properties.values()}
    near = ranked(named, labels, limit=1) if named else []
    return labels[near[0]] if near else None


def _search_key(
    kind: Kind, what: str, by: str | None, since: int | None = None, until: int | None = None
) -> str:
    name = _property(kind, by)
    if by and name is None:
        raise Refusal(
            "I know no “{by}” of {plural}. Please pick from the list.", by=escape(by), plural=kind.plural
        )
    place = list(kind.properties).index(name) if name else ""
    start = f"search/{kind.id}/{since or ''}/{until or ''}/{place}/"
    return start + what[: KEY - len(start)]
