"""What a moderator is told about a reload, a check, or the facts as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from bot.facts.live import Edition, ReloadOutcome
from bot.facts.model import Book
from bot.locales import Reader
from bot.rendering.changes import itemised, summarised
from bot.rendering.markdown import LIMIT, escape
from bot.store import Action
from bot.store.queue import Tally

CHANGES = "changes.diff"
PROBLEMS = "problems.txt"
PROMISES = "promises.txt"
ROOM = LIMIT - 400
WIDTH = 300
DEEDS = {
    "facts reload": "reload",
    "facts reloaded by itself": "reloaded by itself",
    "facts check": "check",
    "facts rollback": "rollback",
    "facts export": "export",
    "facts draft": "draft",
    "facts resolve": "resolve",
    "facts ignore": "ignore",
    "answer deleted": "answer deleted",
    "settings": "settings",
}
"""What moderators do, as it is written down and as it is told."""


@dataclass(frozen=True, slots=True)
class Report:
    """What to tell, with a file where it is too long for a message.

    Attributes:
        text: ready for Discord.
        file_name: the file's name; None for no file.
        file_text: what is in it.
    """

    text: str
    file_name: str | None = None
    file_text: str = ""


def outcome_report(outcome: ReloadOutcome[Any], reader: Reader, *, sent: str | None = None) -> Report:
    """Return what became of a reload, or what would become of one.

    Args:
        outcome: what became of it.
        reader: who is told; what stands in files and facts stays as it is there.
        sent: the name of the file that was checked instead of those on disk.
    """
    say, number = reader.say, outcome.edition.number
    if sent is not None:
        return _sent_report(outcome, escape(sent), reader)
    live = say("I go on answering from edition {number}.", number=number)
    match outcome.verdict:
        case "unchanged":
            return Report(say("Nothing to do: the files are those of edition {number}.", number=number))
        case "swapped":
            return _with_lines(_swapped(outcome, reader), itemised(outcome.diff, reader), CHANGES, reader)
        case "sound":
            what = summarised(outcome.diff, reader)
            head = say("**The files are sound.** A reload would change: {what}.", what=what)
            return _with_lines(head, itemised(outcome.diff, reader), CHANGES, reader)
        case "worse":
            broken = _broken(outcome.worse, reader)
            head = say("**Nothing changed:** the files are sound, but with them {broken}.", broken=broken)
            hint = say("-# `/facts reload force:True` takes them all the same.")
            return _with_lines(f"{head} {live}\n{hint}", outcome.worse, PROMISES, reader)
        case "broken":
            problems = _problems(outcome, reader)
            head = say("**Nothing changed:** the files have {problems}.", problems=problems)
            return _with_lines(f"{head} {live}", _places(outcome), PROBLEMS, reader)
    assert_never(outcome.verdict)


def _swapped(outcome: ReloadOutcome[Any], reader: Reader) -> str:
    what = summarised(outcome.diff, reader)
    head = reader.say("**Edition {number} is live:** {what}.", number=outcome.edition.number, what=what)
    if outcome.worse:
        head += " " + reader.say("From now on {broken}.", broken=_broken(outcome.worse, reader))
    about = counts(outcome.edition.book, reader)
    return f"{head}\n-# {about}, " + reader.say("hash `{digest}`", digest=outcome.edition.digest[:16])


def _sent_report(outcome: ReloadOutcome[Any], name: str, reader: Reader) -> Report:
    """Return what was found in files that a moderator sent."""
    say, number = reader.say, outcome.edition.number
    would = say("It would change: {what}.", what=summarised(outcome.diff, reader))
    match outcome.verdict:
        case "broken":
            head = say("**{name} has {problems}.**", name=name, problems=_problems(outcome, reader))
            return _with_lines(head, _places(outcome), PROBLEMS, reader)
        case "worse":
            broken = _broken(outcome.worse, reader)
            head = say("**{name} is sound,** but with it {broken}.", name=name, broken=broken)
            return _with_lines(f"{head} {would}", outcome.worse, PROMISES, reader)
        case "unchanged":
            return Report(
                say("**{name} is sound,** and the same as edition {number}.", name=name, number=number)
            )
        case _:
            head = say("**{name} is sound.**", name=name)
            return _with_lines(f"{head} {would}", itemised(outcome.diff, reader), CHANGES, reader)


def history_report(actions: Sequence[Action], reader: Reader) -> Report:
    """Return who changed the facts, the latest first."""
    if not actions:
        return Report(reader.say("Nothing yet."))
    lines = [reader.say("**The latest, newest first**")]
    for action in actions:
        who = f"<@{action.actor}>" if action.actor else reader.say("by itself")
        digest = f" · `{action.digest[:12]}`" if action.digest else ""
        when = f"<t:{int(action.at.timestamp())}:f>"
        what = reader.say(DEEDS.get(action.what, action.what))
        line = f"- {when} {who} · {what} · {escape(action.summary)}{digest}"
        if sum(map(len, lines)) + len(lines) + len(line) > LIMIT:
            break
        lines.append(line)
    return Report("\n".join(lines))


def status_report(
    edition: Edition[Any], reader: Reader, tally: Tally | None = None, waiting: int = 0
) -> Report:
    """Return how the facts are at present, and how remembering goes."""
    say = reader.say
    lines = [
        say("**Edition {number}**", number=edition.number),
        f"- {counts(edition.book, reader)}",
        say("- Hash `{digest}`", digest=edition.digest[:16]),
    ]
    if edition.made is not None:
        lines.append("- " + say("Loaded {when}", when=f"<t:{int(edition.made.timestamp())}:R>"))
    promised = len(edition.book.community.tests)
    broken = sum(failure.startswith("promised") for failure in edition.failures)
    kept = "- {promised} promised questions, {broken} of them not answered as promised"
    lines.append(say(kept, promised=reader.number(promised), broken=reader.number(broken)))
    if tally is not None:
        written = say(
            "- Since I started: {written} records kept, {waiting} waiting, {dropped} dropped.",
            written=reader.number(tally.written),
            waiting=reader.number(waiting),
            dropped=reader.number(tally.dropped),
        )
        trouble = " " + say("The store is {trouble}.", trouble=say(tally.trouble)) if tally.trouble else ""
        lines.append(written + trouble)
    return _with_lines("\n".join(lines), edition.failures, PROMISES, reader)


def counts(book: Book, reader: Reader) -> str:
    """Return how much a book holds; what is known not to be known is counted apart, as `/about` does."""
    facts = [fact for subject in book.subjects.values() for fact in subject.facts.values()]
    unknown = sum(fact.unknown for fact in facts)
    told = reader.say(
        "{facts} facts about {subjects} subjects, from {sources} sources",
        facts=reader.number(len(facts) - unknown),
        subjects=reader.number(len(book.subjects)),
        sources=reader.number(len(book.sources)),
    )
    gaps = reader.say("of {count} more it is known that the sources are silent", count=reader.number(unknown))
    return f"{told}; {gaps}" if unknown else told


def _places(outcome: ReloadOutcome[Any]) -> list[str]:
    return [str(problem) for problem in outcome.problems]


def _problems(outcome: ReloadOutcome[Any], reader: Reader) -> str:
    count = len(outcome.problems)
    return reader.say("{count} problem" if count == 1 else "{count} problems", count=reader.number(count))


def _broken(worse: Sequence[str], reader: Reader) -> str:
    if len(worse) == 1:
        return reader.say("1 promised question would not be answered any more")
    return reader.say(
        "{count} promised questions would not be answered any more", count=reader.number(len(worse))
    )


def _with_lines(head: str, lines: Sequence[str], file_name: str, reader: Reader) -> Report:
    """Put lines in a block under the head; where that is too long the first ones, and all in a file."""
    if not lines:
        return Report(head)
    language = "diff" if file_name == CHANGES else ""
    shown: list[str] = []
    for line in lines:
        short = line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"
        if sum(map(len, shown)) + len(shown) + len(short) > ROOM - len(head):
            break
        shown.append(short.replace("```", "'''"))
    text = f"{head}\n```{language}\n" + "\n".join(shown) + "\n```"
    if list(lines) == shown:
        return Report(text)
    rest = ""
    if len(shown) < len(lines):
        some, all_ = reader.number(len(shown)), reader.number(len(lines))
        rest = reader.say("-# {some} of {all} lines; the file has them all.", some=some, all=all_)
    return Report(f"{text}{rest}", file_name, "\n".join(lines) + "\n")
