"""Makes the commands of the look-ups: one subject of a kind, or the values of a property."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.completing import ranked
from bot.cogs.browse.commands import CHOICE, find, leaf, offer_subjects
from bot.cogs.browse.lookups import OfProperty, having
from bot.discord.client import FactsBot
from bot.discord.codes import code
from bot.discord.errors import Refusal
from bot.discord.translating import said
from bot.facts.model import Kind, Subject
from bot.rendering.markdown import escape
from bot.rendering.subjects import label

_Interaction = discord.Interaction[FactsBot]
_Command = app_commands.Command[commands.Cog, ..., None]
_Typed = app_commands.Range[str, 1, CHOICE]


def kind_command(client: FactsBot, kind: Kind, name: str) -> _Command:
    """Return the command that tells all that the facts hold of one subject."""

    @app_commands.command(name=name, description=said("Look up one {kind}", kind=kind.name))
    @app_commands.rename(which="name")
    @app_commands.describe(which="A name: pick from the list or type")
    async def look_up(interaction: _Interaction, which: _Typed) -> None:
        subject = find(client.answering.engine, kind, which)
        await leaf(interaction, f"about/{code(subject.id)}")

    offer_subjects(look_up, "which", client, kind)
    return look_up


def property_command(client: FactsBot, lookup: OfProperty, name: str) -> _Command:
    """Return the command that lists the values of a property, of all subjects or of one."""

    @app_commands.command(name=name, description=said("The {label}, with their sources", label=lookup.label))
    @app_commands.describe(of="Of which one: pick from the list or type; leave it out for all")
    async def look_up(interaction: _Interaction, of: _Typed | None = None) -> None:
        subject = _find(client, lookup, of) if of else None
        await leaf(interaction, f"values/{lookup.label}/{code(subject.id) if subject else ''}")

    @look_up.autocomplete("of")
    async def offer(_: _Interaction, typed: str) -> list[app_commands.Choice[str]]:
        names = _labels(client, lookup)
        aliases = {name: subject.aliases for name, subject in names.items()}
        found = ranked(typed, names, aliases=aliases)
        return [app_commands.Choice(name=each, value=names[each].id) for each in found]

    return look_up


def _labels(client: FactsBot, lookup: OfProperty) -> dict[str, Subject]:
    """The subjects by what they are called in the list, those first of which something is known."""
    engine = client.answering.engine
    subjects = [*having(engine, lookup, known=True), *having(engine, lookup, known=False)]
    return {label(engine.book, subject)[:CHOICE]: subject for subject in subjects}


def _find(client: FactsBot, lookup: OfProperty, typed: str) -> Subject:
    names = _labels(client, lookup)
    picked = [subject for subject in names.values() if subject.id == typed]
    near = ranked(typed, names, limit=1)
    if not picked and not near:
        raise Refusal("I know of nothing called “{which}”.", which=escape(typed))
    return picked[0] if picked else names[near[0]]
