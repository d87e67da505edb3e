"""The names that a fact base uses, gathered before anything is built, so that references can be checked."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.facts.report import Spot


@dataclass(frozen=True, slots=True)
class Head:
    """What others need to know of a subject: where it stands, and what it is called."""

    id: str
    file: str
    kind: str
    name: str


@dataclass(slots=True)
class Names:
    """Everything that can be referred to.

    Attributes:
        subjects: heads by id.
        facts: ids of all facts, sound or not.
        sources: ids of all sources, sound or not.
        all_sources: false where a file of sources could not be read: then none is called missing.
        all_subjects: likewise for subjects and facts.
        all_kinds: likewise for kinds.
    """

    subjects: dict[str, Head] = field(default_factory=dict)
    facts: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    all_sources: bool = True
    all_subjects: bool = True
    all_kinds: bool = True

    def source(self, wanted: str, spot: Spot) -> None:
        """Report a source that does not exist."""
        if wanted not in self.sources and self.all_sources:
            spot.unknown("source", wanted, self.sources)

    def subject(self, wanted: str, spot: Spot) -> Head | None:
        """Return the head of a subject, or None and report that there is none."""
        head = self.subjects.get(wanted)
        if head is None and self.all_subjects:
            spot.unknown("subject", wanted, self.subjects)
        return head

    def fact(self, wanted: str, spot: Spot) -> None:
        """Report a fact that does not exist."""
        if wanted not in self.facts and self.all_subjects:
            spot.unknown("fact", wanted, self.facts)
