"""The ledger: every question, every reply to it, and what is wrong with either."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.soaking.base import read


@dataclass
class Entry:
    """A question and what came of it.

    Attributes:
        way: how it was asked.
        club: what it is about.
        oldest: the edition that was certainly live when it was asked; no older one may answer.
        asked: when, in seconds of a clock that only grows.
        replies: each reply's text, with the newest edition that may have been live when it came.
        took: milliseconds until the first reply.
    """

    way: str
    club: int
    oldest: int
    asked: float
    replies: list[tuple[str, int]] = field(default_factory=list)
    took: float | None = None


class Ledger:
    """Keeps account.

    Attributes:
        oldest: the edition that the bot has confirmed to be live.
        newest: the latest edition that it has been told to take.
        happened: how often what else happened: faults, reloads, restarts.
    """

    def __init__(self) -> None:
        self.oldest = 1
        self.newest = 1
        self.entries: list[Entry] = []
        self.happened: Counter[str] = Counter()
        self.trouble: list[str] = []

    def ask(self, way: str, club: int) -> Entry:
        """Note a question about to be asked."""
        entry = Entry(way, club, self.oldest, time.perf_counter())
        self.entries.append(entry)
        return entry

    def answer(self, entry: Entry, text: str) -> None:
        """Note a reply that just came."""
        if entry.took is None:
            entry.took = (time.perf_counter() - entry.asked) * 1000
        entry.replies.append((text, self.newest))

    def verdicts(self) -> Counter[str]:
        """Return how many questions ended how; those not "right" are explained in `trouble`."""
        counted: Counter[str] = Counter()
        for entry in self.entries:
            verdict, why = _judge(entry)
            counted[verdict] += 1
            if verdict != "right":
                self.trouble.append(f"{entry.way}: {verdict}: {why}")
        return counted

    def times(self) -> list[float]:
        """Return how long first replies took, in milliseconds."""
        return [entry.took for entry in self.entries if entry.took is not None]


def _judge(entry: Entry) -> tuple[str, str]:
    if not entry.replies:
        return "lost", "no reply"
    if len(entry.replies) > 1:
        return "doubled", f"{len(entry.replies)} replies"
    text, newest = entry.replies[0]
    said = read(text)
    if isinstance(said, str):
        return ("mixed" if said.startswith("mixed") else "wrong"), said
    if said.club != entry.club:
        return "wrong", f"about club {said.club}, not {entry.club}"
    if not entry.oldest <= said.edition <= newest:
        return "stale", f"edition {said.edition}, not {entry.oldest} to {newest}"
    return "right", ""
