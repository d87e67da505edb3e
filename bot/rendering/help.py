"""What the bot says about itself: what it knows, how to ask, what commands there are."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.reply import Option, Social
from bot.facts.model import Book
from bot.locales import Reader

SAMPLES = 3


def short_help(book: Book, reader: Reader) -> Social:
    """Return a line on what the bot knows, with questions to begin with."""
    ask = reader.say("Ask me in your own words, for example:")
    return Social(f"{book.community.about} {ask}", _samples(book, SAMPLES))


def full_help(book: Book, commands: Iterable[tuple[str, str]], reader: Reader) -> Social:
    """Return what there is to know about using the bot.

    Args:
        book: what it knows.
        commands: the slash commands, each with what it does.
        reader: who asks.
    """
    lines = [
        book.community.about,
        "",
        reader.say(
            "Ask in your own words: mention me, reply to one of my answers to go on from it, write me a "
            "direct message, use /ask, or open the menu of any message: Apps, Answer this message. Every "
            "answer has numbered footnotes that open the passage it comes from."
        ),
        reader.say("You can edit a question and my reply follows; delete it and my reply goes too."),
        "",
        *(f"{name}: {text}" for name, text in commands),
        "",
        reader.say("You could begin with:"),
    ]
    return Social("\n".join(lines), _samples(book, SAMPLES))


def _samples(book: Book, count: int) -> tuple[Option, ...]:
    return tuple(Option(sample) for sample in book.community.samples[:count])
