"""What the bot says about itself: what it knows, how to ask, what commands there are."""

from __future__ import annotations

from bot.answers.reply import Option, Social
from bot.facts.model import Book

SAMPLES = 3


def short_help(book: Book) -> Social:
    """Return a line on what the bot knows, with questions to begin with."""
    text = f"{book.community.about} Ask me in your own words, for example:"
    return Social(text, _samples(book, SAMPLES))


def full_help(book: Book) -> Social:
    """Return what there is to know about using the bot."""
    kinds = [kind for kind in book.vocabulary.kinds.values() if kind.browsable]
    lines = [
        book.community.about,
        "",
        "Ask in your own words: mention me, reply to one of my answers to go on from it, write me a direct "
        "message, or use /ask. Every answer has numbered footnotes that open the passage it comes from.",
        "You can edit a question and my reply follows; delete it and my reply goes too.",
        "",
        "/ask: ask a question anywhere, also where I am not a member",
        *(f"/{kind.id}: show, list and search {kind.plural}" for kind in kinds),
        "/sources: what I know things from",
        "/help: this text",
        "",
        "You could begin with:",
    ]
    return Social("\n".join(lines), _samples(book, SAMPLES))


def _samples(book: Book, count: int) -> tuple[Option, ...]:
    return tuple(Option(sample) for sample in book.community.samples[:count])
