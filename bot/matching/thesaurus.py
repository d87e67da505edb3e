"""Everyday English words that mean about the same, of whatever community."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files

from bot.matching.language import phrases_in
from bot.matching.text import words

_FILE = "thesaurus.txt"


class Thesaurus:
    """Finds what words are about, as the numbers of the groups that hold them.

    Args:
        groups: words and phrases that mean about the same.
        stem: makes a word's stem.
    """

    def __init__(self, groups: Sequence[Sequence[str]], stem: Callable[[str], str]) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for number, group in enumerate(groups):
            for phrase in dict.fromkeys(tuple(map(stem, words(entry))) for entry in group):
                if phrase:
                    self._phrases[phrase[0]].append((phrase, f"~{number}"))

    def concepts(self, stems: Sequence[str]) -> dict[str, float]:
        """Return the concepts that some stems stand for, as features."""
        return dict.fromkeys(phrases_in(tuple(stems), self._phrases), 1.0)


@lru_cache(maxsize=1)
def english_groups() -> tuple[tuple[str, ...], ...]:
    """Return the groups that ship with the matcher."""
    text = files(__package__).joinpath(_FILE).read_text("utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple(entry.strip() for entry in line.split(",")) for line in lines)
