"""What a moderator is told about a reload, a check, or the facts as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from bot.facts.diff import Diff
from bot.facts.live import Edition, ReloadOutcome
from bot.facts.model import Book
from bot.rendering.markdown import LIMIT, escape

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


def outcome_report(outcome: ReloadOutcome[Any]) -> Report:
    """Return what became of a reload, or what would become of one."""
    live = f"I go on answering from edition {outcome.edition.number}."
    match outcome.verdict:
        case "unchanged":
            return Report(f"Nothing to do: the files are those of edition {outcome.edition.number}.")
        case "swapped":
            head = f"**Edition {outcome.edition.number} is live:** {_summary(outcome.diff)}."
            if outcome.worse:
                head += f" {_broken(outcome.worse)} now."
            return _with_lines(f"{head}\n-# {counts(outcome.edition.book)}", _changes(outcome.diff), CHANGES)
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


def status_report(edition: Edition[Any]) -> Report:
    """Return how the facts are at present."""
    lines = [f"**Edition {edition.number}**", f"- {counts(edition.book)}", f"- Hash `{edition.digest[:16]}`"]
    if edition.made is not None:
        lines.append(f"- Loaded <t:{int(edition.made.timestamp())}:R>")
    promised = len(edition.book.community.tests)
    lines.append(f"- {promised} promised questions, {len(edition.failures)} of them not answered as promised")
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
