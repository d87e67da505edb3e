"""What changed between two books in words: the counts, and change by change."""

from __future__ import annotations

from collections import Counter
from typing import assert_never

from bot.facts.diff import Change, ChangeKind, Diff, Place
from bot.locales import Reader

NOUNS: dict[Place, tuple[str, str]] = {
    "fact": ("fact", "facts"),
    "subject": ("subject", "subjects"),
    "source": ("source", "sources"),
    "vocabulary": ("vocabulary entry", "vocabulary entries"),
    "community": ("community field", "community fields"),
}
"""What changes are of: one, and several."""


def summarised(diff: Diff, reader: Reader) -> str:
    """Return in a line how much changed: `2 facts added, 1 source changed`, or `nothing changed`."""
    changes = Counter((each.place, each.kind) for each in diff.changes)
    parts = [
        reader.say(counted(place, kind, one=count == 1), count=reader.number(count))
        for (place, kind), count in changes.items()
    ]
    return ", ".join(parts) or reader.say("nothing changed")


def counted(place: Place, kind: ChangeKind, *, one: bool) -> str:
    """Return how a number of changes of a sort is told, in English: `{count} facts added`."""
    return f"{{count}} {NOUNS[place][0 if one else 1]} {kind}"


def itemised(diff: Diff, reader: Reader) -> list[str]:
    """Return what changed, each in a line: its frame in the reader's language, what was curated as it is."""
    return [_line(each, reader).replace("\n", " ") for each in diff.changes]


def _line(change: Change, reader: Reader) -> str:
    what = f"{reader.say(NOUNS[change.place][0])} {change.id}"
    before, after = (text or reader.say("nothing") for text in (change.before, change.after))
    match change.kind:
        case "added":
            return f"+ {what}: {after}"
        case "removed":
            return f"- {what}: {before}"
        case "recited":
            return f"~ {what}: " + reader.say("cited from {before} → {after}", before=before, after=after)
        case "changed":
            return f"~ {what}: {before} → {after}"
    assert_never(change.kind)
