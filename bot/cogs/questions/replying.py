"""Doing with a reply what was decided: say it, react, say nothing; or change what was said before."""

from __future__ import annotations

import discord
import structlog

from bot.answers.reply import Reply
from bot.cogs.questions.ledger import Entry
from bot.cogs.questions.listening import Response
from bot.discord.answering import Asker
from bot.discord.buttons import outgoing
from bot.discord.client import FactsBot
from bot.discord.errors import new_reference, sorry
from bot.discord.pace import Admission
from bot.discord.readers import reader_in
from bot.discord.sending import Outgoing, replace, reply_to
from bot.discord.waiting import typing_when_slow
from bot.locales import Reader

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

NOT_OURS = "🤷"
NEVER_MIND = "Never mind: the question has changed, and I have nothing to say to the new one."


class Replier:
    """Writes to members, and keeps the ledger's entries true to what stands in the channel."""

    def __init__(self, client: FactsBot) -> None:
        self._client = client

    async def act(self, message: discord.Message, entry: Entry, response: Response, reply: Reply) -> None:
        """Do with a reply to a message what was decided, unless its author asks too much at once."""
        if response is Response.NOTHING:
            await self.nothing_to_say(message, entry)
            return
        admission = self._client.pace.ask(message.author.id, message.channel.id if message.guild else None)
        async with typing_when_slow(message.channel):
            if admission is not Admission.GO:
                await self._not_now(message, entry, admission)
            elif response is Response.REACT:
                await self.nothing_to_say(message, entry)
                await self._react(message, entry)
            else:
                await self._unreact(message, entry)
                guild = message.guild.id if message.guild else None
                asker = Asker(message.channel.id, message.author.id, guild)
                out = outgoing(reply, asker, self._client, self.reader(message))
                entry.replies = await replace(message, entry.replies, out)

    def reader(self, message: discord.Message) -> Reader:
        """Return who reads the answer to a message."""
        return reader_in(self._client.readers, message)

    async def _not_now(self, message: discord.Message, entry: Entry, admission: Admission) -> None:
        """Ask for patience, once, and not where an earlier version of the message has its answer already."""
        if admission is not Admission.STILL_ENOUGH and not entry.replies:
            entry.replies += await reply_to(message, [(self.reader(message).say(admission.words), None)])

    async def nothing_to_say(self, message: discord.Message, entry: Entry) -> None:
        """Leave the message without an answer, taking back in words what was said to an earlier version."""
        await self._unreact(message, entry)
        if entry.replies:
            out = Outgoing([self.reader(message).say(NEVER_MIND)])
            entry.replies = await replace(message, entry.replies, out)

    async def apologise(self, message: discord.Message, entry: Entry) -> None:
        """Log the exception being handled, and tell the member a code that finds it there."""
        reference = new_reference()
        log.exception("question failed", reference=reference)
        try:
            entry.replies += await reply_to(message, [(sorry(reference, self.reader(message)), None)])
        except discord.HTTPException as error:
            log.warning("could not apologise", reference=reference, status=error.status, code=error.code)

    async def _react(self, message: discord.Message, entry: Entry) -> None:
        try:
            await message.add_reaction(NOT_OURS)
        except (discord.Forbidden, discord.NotFound) as error:
            log.info("no reaction possible", code=error.code)
        else:
            entry.reacted = True

    async def _unreact(self, message: discord.Message, entry: Entry) -> None:
        if entry.reacted and self._client.user is not None:
            entry.reacted = False
            try:
                await message.remove_reaction(NOT_OURS, self._client.user)
            except discord.NotFound:
                log.info("reaction already gone")
