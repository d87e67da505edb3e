"""Answers questions in messages, follows their edits, and takes its replies back with them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Set
from contextlib import contextmanager
from datetime import datetime, timedelta

import discord
import structlog
from discord.ext import commands

from bot.answers.engine import Exchange
from bot.answers.reply import Reply
from bot.cogs.questions.hearing import hear, replied_to
from bot.cogs.questions.ledger import Entry, Ledger
from bot.cogs.questions.listening import Address, Ignored, Question, is_for_us, wanted
from bot.cogs.questions.replying import Replier
from bot.discord.answering import Asker, Told
from bot.discord.client import FactsBot
from bot.discord.sending import replies_to, take_back
from bot.moderating.rules import GuildRules
from bot.rendering.help import short_help

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

REMEMBERED = 5_000
LAST_WORDS = 5.0
EARLIER = timedelta(days=7)


class Questions(commands.Cog):
    """The bot's ears in channels, threads and direct messages."""

    def __init__(self, client: FactsBot) -> None:
        self._client = client
        self._settings = client.settings
        self._replier = Replier(client)
        self._ledger = Ledger(REMEMBERED)
        self._since = discord.utils.utcnow()
        self._heard_any = False
        self._at_work: set[asyncio.Task[object]] = set()

    async def cog_unload(self) -> None:
        """Let replies under way be sent before the connection closes."""
        if self._at_work:
            await asyncio.wait(self._at_work, timeout=LAST_WORDS)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is for the bot."""
        self._learn_time(message.created_at)
        if not message.author.bot:
            with self._working():
                await self._deal_with(message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Let the reply follow an edit made in time.

        What was written before the bot started may have been answered then, so it is left alone.
        """
        message = payload.message
        window = timedelta(minutes=self._settings.edit_minutes)
        if message.edited_at is None or message.edited_at - message.created_at > window:
            return
        if self._ledger.knows(message.id) or message.created_at >= self._since:
            with self._working():
                await self._deal_with(message)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Take the reply back with its question."""
        await self._take_back(payload.channel_id, {payload.message_id})

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Take the replies back with their questions."""
        await self._take_back(payload.channel_id, payload.message_ids)

    def _learn_time(self, written: datetime) -> None:
        """Go by Discord's clock from the first message on: the machine's own may be wrong."""
        if not self._heard_any:
            self._heard_any, self._since = True, written

    @contextmanager
    def _working(self) -> Iterator[None]:
        task = asyncio.current_task()
        assert task is not None
        self._at_work.add(task)
        try:
            yield
        finally:
            self._at_work.discard(task)

    async def _take_back(self, channel_id: int, message_ids: Set[int]) -> None:
        channel = self._client.get_partial_messageable(channel_id)
        earlier = {each for each in message_ids if self._may_have_been_answered(each)}
        for message_id in sorted(message_ids):
            if not self._ledger.knows(message_id):
                self._ledger.deleted_unheard(message_id)
                continue
            async with self._ledger.turn(message_id) as entry:
                entry.gone = True
                await take_back(channel, entry.replies)
                entry.replies = []
        if earlier and self._client.user is not None:
            replies = await replies_to(channel, earlier, self._client.user.id)
            for reply in replies:
                self._ledger.deleted_unheard(reply)
            await take_back(channel, replies)

    def _may_have_been_answered(self, message_id: int) -> bool:
        """Whether a message that is not in the ledger may have been answered before the bot was started."""
        known = self._ledger.knows(message_id) or self._ledger.was_deleted(message_id)
        written = discord.utils.snowflake_time(message_id)
        return not known and self._since - EARLIER <= written < self._since

    async def _deal_with(self, message: discord.Message) -> None:
        """Decide about a message and act, once for each version of it."""
        me = self._client.user
        if me is None:
            return
        decision = is_for_us(hear(message, me, self._rules(message).answer_channels))
        known = self._ledger.knows(message.id)
        if (isinstance(decision, Ignored) and not known) or self._ledger.was_deleted(message.id):
            return
        async with self._ledger.turn(message.id) as entry:
            if not entry.is_news(message.edited_at):
                return
            entry.heard, entry.edited_at = True, message.edited_at
            try:
                if isinstance(decision, Ignored):
                    entry.text = None
                    await self._replier.nothing_to_say(message, entry)
                elif decision.text != entry.text:
                    await self._answer(message, entry, decision)
            except Exception:
                await self._replier.apologise(message, entry)

    async def _answer(self, message: discord.Message, entry: Entry, question: Question) -> None:
        """Ask the engine and do with the reply what is wanted where it was asked."""
        started = time.perf_counter()
        reply, exchange = self._ask(message, entry, question)
        thinking = time.perf_counter() - started
        rules = self._rules(message)
        response = wanted(
            reply, question.address, only_when_sure=rules.only_when_sure, sure_from=rules.sure_from
        )
        await self._replier.act(message, entry, response, reply)
        if exchange is not None:
            self._client.answering.remember(
                entry.replies, exchange, question.text, entry.context, asked_in=message.id
            )
        log.info(
            "question",
            address=question.address.value,
            outcome=type(reply).__name__,
            response=response.value,
            thinking_ms=round(thinking * 1000, 1),
        )

    def _rules(self, message: discord.Message) -> GuildRules:
        return self._client.rules.of(message.guild.id if message.guild else None)

    def _ask(
        self, message: discord.Message, entry: Entry, question: Question
    ) -> tuple[Reply, Exchange | None]:
        """Return the reply, an edited question leaning on what its first version leant on."""
        answering = self._client.answering
        guild = message.guild.id if message.guild else None
        overheard = question.address is Address.CHANNEL and self._rules(message).only_when_sure
        asker = Asker(message.channel.id, message.author.id, guild, overheard)
        if entry.text is None:
            answered = replied_to(message)
            entry.context = answering.before(asker, Told(answered.id) if answered else None)
        entry.text = question.text
        if not question.text:
            return short_help(answering.engine.book, self._replier.reader(message)), None
        exchange = answering.ask(question.text, asker, entry.context)
        return exchange.reply, exchange
