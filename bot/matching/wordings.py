"""Wordings: which stems and names the phrasings of each fact, and of each kind's property, use."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from bot.matching.asking import Intent

KIND = "kind:"
"""What the name of a kind begins with where it stands among ids of subjects."""


class Wordings:
    """The stems and names that the phrasings of each fact, and of each kind's property, use."""

    def __init__(self) -> None:
        self._stems: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
        self._lines: Counter[tuple[str, bool]] = Counter()
        self._names: dict[str, set[str]] = defaultdict(set)

    def add(self, intent: Intent, stems: Collection[str], names: Collection[str]) -> None:
        """Count one phrasing in."""
        self._stems[self._key(intent), intent.reverse].update(set(stems))
        self._lines[self._key(intent), intent.reverse] += 1
        if names:
            self._names[self._key(intent)].update(names)

    def stems(self, intent: Intent | None) -> Mapping[str, int]:
        """Return the stems that the phrasings of an intent use, and how many use each."""
        return self._stems.get((self._key(intent), intent.reverse), {}) if intent else {}

    def share(self, intent: Intent, stem: str) -> float:
        """Return the share of an intent's phrasings that use a stem, 0 to 1."""
        lines = self._lines[self._key(intent), intent.reverse]
        return self.stems(intent).get(stem, 0) / lines if lines else 0.0

    def names(self, key: str) -> Collection[str]:
        """Return the ids named by the phrasings of a fact (`subject.name`) or property (`kind.name`)."""
        return self._names.get(key, ())

    @staticmethod
    def _key(intent: Intent) -> str:
        return intent.fact or f"{intent.kind}.{intent.property}"
