"""How questions asked in vain and votes are shown; the buttons under them outlive a restart."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, Protocol

import discord

from bot.discord.errors import calmly
from bot.moderating.drafting import Draft, fact_name
from bot.moderating.grouping import Group
from bot.rendering.markdown import LIMIT, escape

LABELS = {"resolve": "Resolve", "ignore": "Ignore", "draft": "Draft a fact", "list": "Back"}
VARIANTS = 8


class Handles(Protocol):
    """The cog that does what the buttons say."""

    async def show(self, interaction: discord.Interaction[Any], group_id: str) -> None:
        """Show one group of questions."""
        ...

    async def act(self, interaction: discord.Interaction[Any], deed: str, group_id: str) -> None:
        """Do what a button says."""
        ...


def _handler(interaction: discord.Interaction[Any]) -> Handles:
    handler: Handles = interaction.client.get_cog("Facts")
    return handler


class PickQuestion(discord.ui.DynamicItem[discord.ui.Select[discord.ui.View]], template=r"vain:pick"):
    """A list to choose a group of questions from.

    Args:
        groups: ids and texts.
    """

    def __init__(self, groups: Sequence[tuple[str, str]]) -> None:
        options = [
            discord.SelectOption(label=f"{place}. {text}"[:100], value=group_id)
            for place, (group_id, text) in enumerate(groups, start=1)
        ]
        super().__init__(
            discord.ui.Select(custom_id="vain:pick", placeholder="Deal with a question", options=options)
        )

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> PickQuestion:
        """Make the list anew from the message it stands under."""
        assert isinstance(item, discord.ui.Select)
        return cls([(option.value, option.label.partition(" ")[2]) for option in item.options])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show what was chosen."""
        async with calmly(interaction):
            await _handler(interaction).show(interaction, self.item.values[0])


class Act(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"vain:(?P<deed>resolve|ignore|draft|list):(?P<group>[0-9a-f]{32})",
):
    """A button under a group of questions.

    Args:
        deed: what it does.
        group: the group's id.
    """

    def __init__(self, deed: str, group: str) -> None:
        style = discord.ButtonStyle.success if deed == "resolve" else discord.ButtonStyle.secondary
        super().__init__(discord.ui.Button(label=LABELS[deed], style=style, custom_id=f"vain:{deed}:{group}"))
        self.deed = deed
        self.group = group

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Act:
        """Make the button anew from its id."""
        return cls(match["deed"], match["group"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do it, for a moderator."""
        async with calmly(interaction):
            await _handler(interaction).act(interaction, self.deed, self.group)


class DraftModal(discord.ui.Modal, title="Draft a fact"):
    """Asks for what a fact needs.

    Args:
        question: that it is to answer.
        subject: id of the subject it is probably about.
        done: takes the draft.
    """

    def __init__(
        self,
        question: str,
        subject: str,
        done: Callable[[discord.Interaction[Any], Draft], Awaitable[None]],
    ) -> None:
        super().__init__()
        self._question = question
        self._done = done
        self._fields = {
            "subject": _field("Subject (its id in the files)", subject, 80),
            "name": _field("Name of the fact", fact_name(question), 60),
            "tell": _field("Answer, in a sentence or two", "", 800, long=True),
            "source": _field("Source (its id in sources.yaml)", "", 80),
            "place": _field("Place in the source, such as ¶4", "", 80, required=False),
        }
        for name, (label, field) in self._fields.items():
            field.custom_id = name
            self.add_item(discord.ui.Label(text=label, component=field))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Hand the draft on."""
        filled = {name: field.value.strip() for name, (_, field) in self._fields.items()}
        await self._done(interaction, Draft(question=self._question, **filled))


def _field(
    label: str, default: str, most: int, *, long: bool = False, required: bool = True
) -> tuple[str, discord.ui.TextInput[Any]]:
    style = discord.TextStyle.paragraph if long else discord.TextStyle.short
    field: discord.ui.TextInput[Any] = discord.ui.TextInput(
        style=style, default=default or None, max_length=most, required=required
    )
    return label, field


def list_text(groups: Sequence[Group], nearest: Sequence[str | None], count: int) -> str:
    """Return a list of groups, each with its count and the nearest fact."""
    if not groups:
        return "Nothing was asked in vain, as far as I may remember."
    lines = [f"**Asked in vain:** {count} question{'s' if count != 1 else ''}, the most frequent first"]
    for place, (group, fact) in enumerate(zip(groups, nearest, strict=True), start=1):
        when = f"<t:{int(group.last.timestamp())}:R>"
        near = f" · near `{fact}`" if fact else ""
        lines.append(f"{place}. **{len(group.asked)}×** {_short(group.text)} · {when}{near}")
    return "\n".join(lines)[:LIMIT]


def group_text(group: Group, nearest: str | None) -> str:
    """Return one group with the ways in which it was asked."""
    lines = [f"**{_short(group.text)}**"]
    lines += [f"- {_short(text)}" for text in group.variants[1:VARIANTS]]
    lines.append(f"Asked {len(group.asked)} times, last <t:{int(group.last.timestamp())}:R>.")
    lines.append(f"Nearest: `{nearest}`" if nearest else "No fact is near.")
    lines.append("-# Resolve: it comes back when asked in vain again. Ignore: it does not.")
    return "\n".join(lines)[:LIMIT]


def feedback_text(rows: Sequence[tuple[tuple[str, ...], int, int, datetime]], votes: int) -> str:
    """Return answers voted down, by the facts they told."""
    if not rows:
        return f"No answer was voted down; {votes:,} votes up."
    lines = ["**Voted down**, the worst first"]
    for facts, downs, ups, last in rows:
        told = ", ".join(f"`{fact}`" for fact in facts[:4]) + (" …" if len(facts) > 4 else "")
        lines.append(f"- {downs} 👎 {ups} 👍 {told} · <t:{int(last.timestamp())}:R>")
    return "\n".join(lines)[:LIMIT]


def _short(text: str) -> str:
    return escape(text if len(text) <= 150 else text[:149] + "…")
