"""What a moderator is told about a reload, a check, or the facts as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from bot.facts.diff import Diff
from bot.facts.live import Edition, ReloadOutcome
from bot.facts.model import Book
from bot.rendering.markdown import LIMIT, escape
from bot.store import Action
from bot.store.queue import Tally

CHANGES = "changes.diff"
PROBLEMS = "problems.txt"
PROMISES = "promises.txt"
ROOM = LIMIT - 400
WIDTH = 300


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


def outcome_report(outcome: ReloadOutcome[Any], *, sent: str | None = None) -> Report:
    """Return what became of a reload, or what would become of one.

    Args:
        outcome: what became of it.
        sent: the name of the file that was checked instead of those on disk.
    """
    if sent is not None:
        return _sent_report(outcome, escape(sent))
    live = f"I go on answering from edition {outcome.edition.number}."
    match outcome.verdict:
        case "unchanged":
            return Report(f"Nothing to do: the files are those of edition {outcome.edition.number}.")
        case "swapped":
            head = f"**Edition {outcome.edition.number} is live:** {_summary(outcome.diff)}."
            if outcome.worse:
                head += f" {_broken(outcome.worse)} now."
            about = f"{counts(outcome.edition.book)}, hash `{outcome.edition.digest[:16]}`"
            return _with_lines(f"{head}\n-# {about}", _changes(outcome.diff), CHANGES)
        case "sound":
            head = f"**The files are sound.** A reload would change: {_summary(outcome.diff)}."
            return _with_lines(head, _changes(outcome.diff), CHANGES)
        case "worse":
            head = f"**Nothing changed:** the files are sound, but {_broken(outcome.worse)} with them. {live}"
            hint = "\n-# `/facts reload force:True` takes them all the same."
            return _with_lines(head + hint, outcome.worse, PROMISES)
        case "broken":
            count = len(outcome.problems)
            head = f"**Nothing changed:** the files have {count} problem{'s' if count != 1 else ''}. {live}"
            return _with_lines(head, [str(problem) for problem in outcome.problems], PROBLEMS)
    assert_never(outcome.verdict)


def _sent_report(outcome: ReloadOutcome[Any], name: str) -> Report:
    """Return what was found in files that a moderator sent."""
    would = f"It would change: {_summary(outcome.diff)}."
    match outcome.verdict:
        case "broken":
            count = len(outcome.problems)
            head = f"**{name} has {count} problem{'s' if count != 1 else ''}.**"
            return _with_lines(head, [str(problem) for problem in outcome.problems], PROBLEMS)
        case "worse":
            head = f"**{name} is sound,** but {_broken(outcome.worse)} with it. {would}"
            return _with_lines(head, outcome.worse, PROMISES)
        case "unchanged":
            return Report(f"**{name} is sound,** and the same as edition {outcome.edition.number}.")
        case _:
            return _with_lines(f"**{name} is sound.** {would}", _changes(outcome.diff), CHANGES)


def history_report(actions: Sequence[Action]) -> Report:
    """Return who changed the facts, the latest first."""
    if not actions:
        return Report("Nothing yet.")
    lines = ["**The latest, newest first**"]
    for action in actions:
        who = f"<@{action.actor}>" if action.actor else "by itself"
        digest = f" · `{action.digest[:12]}`" if action.digest else ""
        when = f"<t:{int(action.at.timestamp())}:f>"
        line = f"- {when} {who} · {action.what.removeprefix('facts ')} · {escape(action.summary)}{digest}"
        if sum(map(len, lines)) + len(lines) + len(line) > LIMIT:
            break
        lines.append(line)
    return Report("\n".join(lines))


def status_report(edition: Edition[Any], tally: Tally | None = None, waiting: int = 0) -> Report:
    """Return how the facts are at present, and how remembering goes."""
    lines = [f"**Edition {edition.number}**", f"- {counts(edition.book)}", f"- Hash `{edition.digest[:16]}`"]
    if edition.made is not None:
        lines.append(f"- Loaded <t:{int(edition.made.timestamp())}:R>")
    promised = len(edition.book.community.tests)
    broken = sum(failure.startswith("promised") for failure in edition.failures)
    lines.append(f"- {promised} promised questions, {broken} of them not answered as promised")
    if tally is not None:
        trouble = f" The store is {tally.trouble}." if tally.trouble else ""
        kept = f"{tally.written:,} records kept, {waiting:,} waiting, {tally.dropped:,} dropped"
        lines.append(f"- Since I started: {kept}.{trouble}")
    return _with_lines("\n".join(lines), edition.failures, PROMISES)


def counts(book: Book) -> str:
    """Return how much a book holds."""
    facts = sum(len(subject.facts) for subject in book.subjects.values())
    return f"{facts:,} facts about {len(book.subjects):,} subjects, from {len(book.sources):,} sources"


def _summary(diff: Diff) -> str:
    return escape(diff.summary())


def _changes(diff: Diff) -> list[str]:
    return [str(change).replace("\n", " ") for change in diff.changes]


def _broken(worse: Sequence[str]) -> str:
    count = len(worse)
    return f"{count} promised question{'s' if count != 1 else ''} would not be answered any more"


def _with_lines(head: str, lines: Sequence[str], file_name: str) -> Report:
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
    rest = f"-# {len(shown)} of {len(lines)} lines; the file has them all." if len(shown) < len(lines) else ""
    return Report(f"{text}{rest}", file_name, "\n".join(lines) + "\n")
