"""What the bot says of its facts and of what becomes of members' words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.facts.model import Book
from bot.locales import Reader
from bot.rendering.dates import readable
from bot.rendering.markdown import escape


@dataclass(frozen=True, slots=True)
class Remembering:
    """What the bot was set to read and keep.

    Attributes:
        minutes: how long a follow-up may lean on an earlier question.
        reads_channels: whether there are channels in which it reads every message.
        keeps_votes: whether votes and unanswered questions are kept for moderators.
    """

    minutes: int
    reads_channels: bool
    keeps_votes: bool


def about_text(book: Book, loaded: datetime | None, reader: Reader) -> str:
    """Return what the answers rest on: how much is known, from how many sources, since when."""
    facts = sum(not fact.unknown for each in book.subjects.values() for fact in each.facts.values())
    counts = reader.say(
        "{facts} facts about {subjects} people, places and events, from {sources} sources.",
        facts=reader.number(facts),
        subjects=reader.number(len(book.subjects)),
        sources=reader.number(len(book.sources)),
    )
    lines = [
        f"**{escape(book.community.name)}**",
        escape(book.community.about),
        "",
        counts,
        reader.say(
            "People chose every fact and wrote down where it stands; nothing is made up on the fly. Where "
            "sources differ I tell both, and where they are silent I say so."
        ),
        reader.say("/sources lists what I know things from, /privacy what I remember of you."),
    ]
    if loaded is not None:
        day = readable(f"{loaded:%Y-%m-%d}", reader)
        lines.append(reader.say("-# Facts read on {day}, edition {digest}.", day=day, digest=book.digest[:8]))
    return "\n".join(lines)


def privacy_text(remembering: Remembering, reader: Reader) -> str:
    """Return what becomes of what members write and press."""
    read = "I read messages that mention me, replies and direct messages to me, and what commands are given."
    if remembering.reads_channels:
        read += " In the channels set up for it I read every message, and answer the questions that I know."
    lines = [
        reader.say("**What I read and remember**"),
        "- " + reader.say(read),
        "- "
        + reader.say(
            "For {minutes} minutes I remember what you asked, so that you can ask on. Until I am restarted "
            "I remember which of my messages answers which of yours, so that I can follow your edits.",
            minutes=remembering.minutes,
        ),
        "- " + reader.say("Nobody's name, and no message, goes into my logs."),
    ]
    if remembering.keeps_votes:
        lines.append(
            "- "
            + reader.say(
                "For the moderators I keep questions that I could not answer and votes on answers, without "
                "who asked or pressed, for a limited time, and not at all where a server says so."
            )
        )
    else:
        lines.append("- " + reader.say("I keep nothing of it on disk: no questions, no votes."))
    lines.append(
        "- " + reader.say("Delete your question and my answer goes too; the button 🗑️ under it does the same.")
    )
    return "\n".join(lines)
