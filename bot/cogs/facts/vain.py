"""The buttons under questions asked in vain and votes; they outlive a restart."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

import discord

from bot.cogs.facts.telling import PER_PAGE, Spot
from bot.discord.errors import calmly
from bot.locales import Reader
from bot.moderating.drafting import Draft, fact_name

LABELS = {"resolve": "Resolve", "ignore": "Ignore", "draft": "Draft a fact", "list": "Back"}


class Handles(Protocol):
    """The cog that does what the buttons say."""

    async def show(self, interaction: discord.Interaction[Any], group_id: str, spot: Spot) -> None:
        """Show one group of questions."""
        ...

    async def act(self, interaction: discord.Interaction[Any], deed: str, group_id: str, spot: Spot) -> None:
        """Do what a button says."""
        ...

    async def turn(self, interaction: discord.Interaction[Any], spot: Spot) -> None:
        """Show another page of a list."""
        ...


def _handler(interaction: discord.Interaction[Any]) -> Handles:
    handler: Handles = interaction.client.get_cog("Facts")
    return handler


class PickQuestion(
    discord.ui.DynamicItem[discord.ui.Select[discord.ui.View]], template=r"vain:pick(?::(?P<spot>[ae]\d+))?"
):
    """A list to choose a group of questions from.

    Args:
        groups: ids and texts.
        spot: the page that they stand on.
        placeholder: what it says while nothing is chosen.
    """

    def __init__(self, groups: Sequence[tuple[str, str]], spot: Spot, placeholder: str) -> None:
        options = [
            discord.SelectOption(label=f"{place}. {text}"[:100], value=group_id)
            for place, (group_id, text) in enumerate(groups, start=1 + spot.page * PER_PAGE)
        ]
        super().__init__(
            discord.ui.Select(custom_id=f"vain:pick:{spot}", placeholder=placeholder, options=options)
        )
        self.spot = spot

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> PickQuestion:
        """Make the list anew from the message it stands under."""
        assert isinstance(item, discord.ui.Select)
        groups = [(option.value, option.label.partition(" ")[2]) for option in item.options]
        return cls(groups, Spot.read(match["spot"]), item.placeholder or "")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show what was chosen."""
        async with calmly(interaction):
            await _handler(interaction).show(interaction, self.item.values[0], self.spot)


class Act(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"vain:(?P<deed>resolve|ignore|draft|list):(?P<group>[0-9a-f]{32})(?::(?P<spot>[ae]\d+))?",
):
    """A button under a group of questions.

    Args:
        deed: what it does.
        group: the group's id.
        spot: the page of the list to go back to.
        label: what it says.
    """

    def __init__(self, deed: str, group: str, spot: Spot, label: str) -> None:
        style = discord.ButtonStyle.success if deed == "resolve" else discord.ButtonStyle.secondary
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=f"vain:{deed}:{group}:{spot}"))
        self.deed = deed
        self.group = group
        self.spot = spot

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Act:
        """Make the button anew from its id."""
        assert isinstance(item, discord.ui.Button)
        return cls(match["deed"], match["group"], Spot.read(match["spot"]), item.label or "")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do it, for a moderator."""
        async with calmly(interaction):
            await _handler(interaction).act(interaction, self.deed, self.group, self.spot)


class TurnTo(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"vain:page:(?P<spot>[aef]\d+)"
):
    """A button to another page of a list.

    Args:
        spot: where it leads.
        label: what it says.
    """

    def __init__(self, spot: Spot, label: str) -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=f"vain:page:{spot}"))
        self.spot = spot

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> TurnTo:
        """Make the button anew from its id."""
        assert isinstance(item, discord.ui.Button)
        return cls(Spot.read(match["spot"]), item.label or "")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page, to a moderator."""
        async with calmly(interaction):
            await _handler(interaction).turn(interaction, self.spot)


def add_turns(view: discord.ui.View, spot: Spot, count: int, reader: Reader) -> str:
    """Add buttons to the pages beside one; return the line that says which page of how many this is."""
    pages = -(-count // PER_PAGE)
    if spot.page > 0:
        view.add_item(TurnTo(Spot(spot.which, spot.page - 1), reader.say("◀ Back")))
    if spot.page < pages - 1:
        view.add_item(TurnTo(Spot(spot.which, spot.page + 1), reader.say("More ▶")))
    return (
        "\n" + reader.say("-# Page {page} of {pages}", page=spot.page + 1, pages=pages) if pages > 1 else ""
    )


class DraftModal(discord.ui.Modal):
    """Asks for what a fact needs.

    Args:
        question: that it is to answer.
        subject: id of the subject it is probably about.
        done: takes the draft.
        reader: who fills it in.
    """

    def __init__(
        self,
        question: str,
        subject: str,
        done: Callable[[discord.Interaction[Any], Draft], Awaitable[None]],
        reader: Reader,
    ) -> None:
        super().__init__(title=reader.say("Draft a fact"))
        say = reader.say
        self._question = question
        self._done = done
        self._fields = {
            "subject": _field(say("Subject (its id in the files)"), subject, 80),
            "name": _field(say("Name of the fact"), fact_name(question), 60),
            "tell": _field(say("Answer, in a sentence or two"), "", 800, long=True),
            "source": _field(say("Source (its id in sources.yaml)"), "", 80),
            "place": _field(say("Place in the source, such as ¶4"), "", 80, required=False),
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
