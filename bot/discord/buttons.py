"""Buttons that hold all they need in themselves, so that a restart does not break them."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import discord

from bot.answers.reply import Answer, Correction, Option, Reply, Social, Unknown
from bot.discord import codes
from bot.discord.answer_buttons import Delete, ShowSources, Vote, source_buttons
from bot.discord.answering import Asked, Asker, asker_of
from bot.discord.client import FactsBot
from bot.discord.errors import calmly, tell
from bot.discord.pace import Admission
from bot.discord.readers import reader_of
from bot.discord.sending import Outgoing, turn_into
from bot.locales import Reader
from bot.rendering.markdown import messages, unquoted
from bot.rendering.parts import take_apart

LABEL = 80
ENTRY = 100
ENTRIES = 25
LAST_ROW = 4
FEW = 3

NOT_YOURS = "These buttons are for the member who asked. Ask me yourself and you get your own."
TOO_OLD = "That was a while ago. Please ask me again."
PICK = "Choose a question"
WHICH = "Sorry, I misunderstood. Is it one of these?"
NO_OTHER = "Sorry, I have no better guess. Please ask in other words, with a name or a year in it."


class Pick(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"pick:(?P<asker>\d+):(?P<until>\d+):(?P<place>\d+)",
):
    """A question to choose: pressed, its message becomes the answer to what the button says.

    Args:
        question: what it asks; cut to what a button can hold.
        asker: id of the only user who may press it.
        until: when it expires, in seconds since 1970.
        place: which of its message's buttons it is.
    """

    def __init__(self, question: str, asker: int, until: int, place: int) -> None:
        label = question if len(question) <= LABEL else question[: LABEL - 1] + "…"
        custom_id = f"pick:{asker}:{until}:{place}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id))
        self.asker = asker
        self.until = until

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Pick:
        """Make the button anew from the message it stands under."""
        assert isinstance(item, discord.ui.Button)
        return cls(item.label or "", int(match["asker"]), int(match["until"]), int(match["place"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the question, for its asker and in time."""
        async with calmly(interaction):
            if await _may_pick(interaction, self.asker, self.until):
                await _answer(interaction, self.item.label or "")


class PickOne(
    discord.ui.DynamicItem[discord.ui.Select[discord.ui.View]],
    template=r"choose:(?P<asker>\d+):(?P<until>\d+)",
):
    """More questions to choose from than buttons are good for, as a list that opens.

    Args:
        questions: what they ask; cut to what a list can hold.
        asker: id of the only user who may choose.
        until: when it expires, in seconds since 1970.
        placeholder: what it says while nothing is chosen.
    """

    def __init__(self, questions: Sequence[str], asker: int, until: int, placeholder: str | None) -> None:
        labels = [each if len(each) <= ENTRY else each[: ENTRY - 1] + "…" for each in questions]
        entries = [discord.SelectOption(label=label) for label in dict.fromkeys(labels)]
        super().__init__(
            discord.ui.Select(
                custom_id=f"choose:{asker}:{until}", placeholder=placeholder, options=entries[:ENTRIES]
            )
        )
        self.asker = asker
        self.until = until

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> PickOne:
        """Make the list anew from the message it stands under."""
        assert isinstance(item, discord.ui.Select)
        labels = [option.label for option in item.options]
        return cls(labels, int(match["asker"]), int(match["until"]), item.placeholder)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer what was chosen, for its asker and in time."""
        async with calmly(interaction):
            if await _may_pick(interaction, self.asker, self.until):
                await _answer(interaction, self.item.values[0])


async def _may_pick(interaction: discord.Interaction[FactsBot], asker: int, until: int) -> bool:
    """Whether a question may be chosen now; who may not is told why."""
    reader = reader_of(interaction)
    if interaction.user.id != asker:
        await tell(interaction, reader.say(NOT_YOURS))
    elif time.time() > until:
        await tell(interaction, reader.say(TOO_OLD))
    elif (admission := interaction.client.pace.ask(asker)) is not Admission.GO:
        await tell(interaction, reader.say(admission.words))
    else:
        return True
    return False


async def _answer(interaction: discord.Interaction[FactsBot], question: str) -> None:
    """Let the message that offered a question become its answer."""
    asker = asker_of(interaction)
    answering = interaction.client.answering
    before = answering.before(asker)
    exchange = answering.ask(question, asker, before)
    out = outgoing(
        exchange.reply,
        asker,
        interaction.client,
        reader_of(interaction),
        asked=question,
        private=_is_private(interaction),
    )
    answering.remember(await turn_into(interaction, out), exchange, question, before)


class Another(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"another:(?P<asker>\d+)"):
    """*Not what I asked*: turns an answer into the next readings of its question, to choose from.

    Args:
        asker: id of the only user who may press it.
        label: what it says.
    """

    def __init__(self, asker: int, label: str) -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=f"another:{asker}"))
        self.asker = asker

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Another:
        """Make the button anew from its id."""
        assert isinstance(item, discord.ui.Button)
        return cls(int(match["asker"]), item.label or "")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Read the question again and offer what else it may have meant."""
        async with calmly(interaction):
            reader = reader_of(interaction)
            if interaction.user.id != self.asker:
                await tell(interaction, reader.say(NOT_YOURS))
                return
            client: FactsBot = interaction.client
            asked = _asked(interaction)
            options = _other_readings(client, asked) if asked else []
            if not options:
                await tell(interaction, reader.say(NO_OTHER))
                return
            view = offer(options, self.asker, _until(client), reader)
            if view is not None and not _is_private(interaction):
                _add(view, LAST_ROW, Delete(self.asker))
            await turn_into(interaction, Outgoing([reader.say(WHICH)], view))


def outgoing(  # noqa: PLR0913
    reply: Reply,
    asker: Asker,
    client: FactsBot,
    reader: Reader,
    *,
    asked: str | None = None,
    private: bool = False,
) -> Outgoing:
    """Return a reply ready to send, with its buttons.

    Args:
        reply: what to say.
        asker: who asked, and where: some servers take no votes.
        client: the client.
        reader: whose language and dates to use.
        asked: the question to quote above it, where readers would not see it otherwise.
        private: whether only the asker sees it, who can dismiss it without a button.
    """
    options = take_apart(reply).options
    shown = options[:FEW] if isinstance(reply, Social) else options
    view = offer(shown, asker.user_id, _until(client), reader)
    votes = client.rules.of(asker.guild_id).takes_votes
    actions = _actions(reply, asker.user_id, reader, private=private, votes=votes)
    if actions:
        view = view or discord.ui.View(timeout=None)
        for action in actions:
            more = isinstance(action, ShowSources) and action.after
            _add(view, LAST_ROW - 1 if more else LAST_ROW, action)
    return Outgoing(_texts(reply, asked, reader), view)


@lru_cache(maxsize=200)
def _texts(reply: Reply, asked: str | None, reader: Reader) -> tuple[str, ...]:
    """The texts of a reply, which is often given again."""
    return tuple(messages(reply, asked=asked, reader=reader))


def offer(options: Sequence[Option], asker: int, until: int, reader: Reader) -> discord.ui.View | None:
    """Return buttons for questions, one a row so that they can be read on a phone, or a list of many.

    None for no questions.
    """
    if not options:
        return None
    view = discord.ui.View(timeout=None)
    if len(options) > LAST_ROW:
        _add(view, 0, PickOne([each.question for each in options], asker, until, reader.say(PICK)))
        return view
    for place, option in enumerate(options):
        _add(view, place, Pick(option.question, asker, until, place))
    return view


def _actions(
    reply: Reply, asker: int, reader: Reader, *, private: bool, votes: bool
) -> list[discord.ui.DynamicItem[Any]]:
    """What can be done with a reply: for an answer five buttons, one row, and more for many sources."""
    actions: list[discord.ui.DynamicItem[Any]] = []
    told = reply.answer if isinstance(reply, Correction) else reply
    if isinstance(told, Answer | Unknown) and told.footnotes:
        actions += source_buttons(told.footnotes, reader)
    if isinstance(told, Answer):
        actions.append(Another(asker, reader.say("Not what I asked")))
    if votes and isinstance(told, Answer | Unknown) and told.facts:
        kept = codes.of_facts(told.facts)
        actions += [Vote(True, kept), Vote(False, kept)]
    if not private and not isinstance(reply, Social):
        actions.append(Delete(asker))
    return actions


def _add(view: discord.ui.View, row: int, item: discord.ui.DynamicItem[Any]) -> None:
    item.row = row
    view.add_item(item)


def _until(client: FactsBot) -> int:
    return int(time.time()) + client.settings.context_minutes * 60


def _is_private(interaction: discord.Interaction[Any]) -> bool:
    return bool(interaction.message and interaction.message.flags.ephemeral)


def _asked(interaction: discord.Interaction[FactsBot]) -> Asked | None:
    """What the answer under the button answers: as remembered, else as it stands in the messages."""
    message = interaction.message
    if message is None:
        return None
    if asked := interaction.client.answering.asked(message.id):
        return asked
    if quoted := unquoted(message.content):
        return Asked(quoted, None)
    question = message.reference.resolved if message.reference else None
    return Asked(question.content, None) if isinstance(question, discord.Message) else None


def _other_readings(client: FactsBot, asked: Asked) -> list[Option]:
    """The next readings of a question, then questions like it that have an answer; not the one answered."""
    engine = client.answering.engine
    exchange = engine.ask(asked.question, asked.context)
    reply = exchange.reply
    options = list(reply.alternatives) if isinstance(reply, Answer | Unknown) else []
    like = [Option(question) for question in engine.suggestions(asked.question, 2 * LAST_ROW)]
    told = set(exchange.context.facts)
    others = [
        option for option in [*options, *like] if not told & set(engine.ask(option.question).context.facts)
    ]
    return list(dict.fromkeys(others))[:LAST_ROW]
