"""Makes the commands of one kind that answer with a picture: its timeline, a chart of each main figure."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable

import discord
from discord import app_commands
from discord.ext import commands

from bot.charts.drawing import draw
from bot.charts.figures import Chart, alt_text, numbers_chart, timeline_chart
from bot.discord.answer_buttons import Delete, source_buttons
from bot.discord.client import FactsBot
from bot.discord.errors import Refusal
from bot.discord.readers import reader_of
from bot.discord.translating import said
from bot.facts.model import Kind, Property
from bot.locales import Reader
from bot.rendering.markdown import escape

_Interaction = discord.Interaction[FactsBot]
_Command = app_commands.Command[commands.Cog, ..., None]


def timeline_command(client: FactsBot, kind: Kind) -> _Command:
    """Return the command that draws a kind along time."""

    @app_commands.command(
        name="timeline", description=said("A picture of the {plural} along time", plural=kind.plural)
    )
    async def timeline(interaction: _Interaction) -> None:
        await _show(interaction, lambda reader: timeline_chart(client.answering.engine, kind, reader))

    return timeline


def chart_command(client: FactsBot, kind: Kind, prop: Property) -> _Command:
    """Return the command that draws a figure of a kind, named as the property is."""
    text = said("A picture of the {plural} by {label}", plural=kind.plural, label=prop.label)

    @app_commands.command(name=prop.name, description=text)
    async def chart(interaction: _Interaction) -> None:
        await _show(interaction, lambda reader: numbers_chart(client.answering.engine, kind, prop, reader))

    return chart


async def _show(interaction: _Interaction, make: Callable[[Reader], Chart]) -> None:
    """Draw beside the event loop, then post the picture, all of it in words beside it."""
    reader = reader_of(interaction)
    chart = make(reader)
    if all(row.gap for row in chart.rows):
        raise Refusal("My sources give nothing that could be drawn.")
    await interaction.response.defer(thinking=True)
    file = discord.File(
        io.BytesIO(await asyncio.to_thread(draw, chart)), "chart.png", description=alt_text(chart)
    )
    view = discord.ui.View(timeout=None)
    for button in source_buttons(chart.footnotes, reader):
        view.add_item(button)
    view.add_item(Delete(interaction.user.id))
    await interaction.followup.send(_caption(chart, reader), file=file, view=view, suppress_embeds=True)


def _caption(chart: Chart, reader: Reader) -> str:
    """The title, and how to open the sources."""
    hint = reader.say(
        "-# {count} sources, named in the picture; the button opens them.",
        count=reader.number(len(chart.footnotes)),
    )
    return f"**{escape(chart.title)}**\n{hint}"
