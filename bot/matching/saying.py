"""Saying: what the words of a question say, whoever and whatever they name."""

from __future__ import annotations

import re
from functools import cached_property

from rapidfuzz import fuzz, process

from bot.matching.asking import Asked
from bot.matching.lexicon import EXPECTED, Lexicon
from bot.matching.text import words

_ORDINAL = re.compile(r"\d+th")

_CLAIMED = 3
"""How many words are claimed as one value at the most."""


class Said:
    """What a question says.

    Attributes:
        years: the years that it names.
        asks_first: whether it asks for the first of something.
        has_ordinal: whether it puts anything in a place (`the third`).

    Args:
        asked: the question.
        lexicon: the community's words.
    """

    def __init__(self, asked: Asked, lexicon: Lexicon) -> None:
        self._asked = asked
        self._lexicon = lexicon
        tokens, mentions = asked.linked.words, asked.linked.mentions
        self.years = tuple(m.number for m in mentions if m.sort == "year" and m.number)
        self.asks_first = asked.end == "earliest" or "1th" in tokens
        self.has_ordinal = any(_ORDINAL.fullmatch(t) for t in tokens)

    @cached_property
    def telling(self) -> list[str]:
        """The stems that are more than words of order and of what is expected."""
        order = self._lexicon.ordering
        return [s for s in self._asked.stems if s not in order and s[0].isalnum()]

    @cached_property
    def content(self) -> list[str]:
        """The telling stems that mean something by themselves and rank nothing."""
        ranking = self._lexicon.ranking
        return [s for s in self.telling if self._lexicon.weight(s) == 1.0 and s not in ranking]

    @property
    def says_no_more_than_months(self) -> bool:
        """Whether what it says of what it names is a month, or nothing."""
        return self._lexicon.months.issuperset(self.content)

    def says_any_of(self, text: str) -> bool:
        """Tell whether it says a word of a text, other than words of grammar."""
        grammar = self._lexicon.language.function
        return any(w in self._asked.linked.words for w in words(text) if w not in grammar)

    @property
    def asks_when(self) -> bool:
        """Whether a day is expected."""
        return f"{EXPECTED}when" in self._asked.stems

    @property
    def moves(self) -> bool:
        """Whether it asks for what comes after or before something."""
        return self._asked.step != 0

    @property
    def asks_which_way(self) -> bool:
        """Whether it asks if something was before or after."""
        return self._asked.cues.issuperset(("before", "after"))

    @property
    def asks_order(self) -> bool:
        """Whether it asks what came before or after what, or first."""
        further = not self._asked.cues.isdisjoint(("came_later", "came_earlier"))
        return self.moves or self.asks_first or further

    @property
    def asks_later(self) -> bool:
        """Whether it asks for the later of two, or says that one was."""
        return self._asked.step > 0 or "came_later" in self._asked.cues

    @property
    def says_all(self) -> bool:
        """Whether it speaks of all of something (`every`, `the only`)."""
        return "all" in self._asked.cues

    @property
    def number_claimed(self) -> int | None:
        """The one number in an order that a yes-or-no question gives to something (`was 2015 the fourth`)."""
        ordinals = [m.number for m in self._asked.linked.mentions if m.sort == "ordinal" and m.number]
        return ordinals[0] if self._asked.yes_no and len(ordinals) == 1 else None

    def claim(self, explained: frozenset[str]) -> str | None:
        """Return the unlinked words where a value would stand, right after the verb (`was google one of`).

        Args:
            explained: stems that belong to the property itself.
        """
        linked, yes_no = self._asked.linked, self._lexicon.language.yes_no
        covered = {i for m in linked.mentions for i in range(m.start, m.end)}
        covered |= {i for n in linked.nouns for i in range(n.start, n.end)}
        start = next((i for i, t in enumerate(linked.words[:2]) if t in yes_no), len(linked.words))
        claimed: list[str] = []
        for i in range(start + 1, len(linked.words)):
            word = linked.words[i]
            if not claimed and word in ("the", "a", "an"):
                continue
            known = set(self._lexicon.fold([word])) & explained
            if i in covered or known or not self._lexicon.is_content(word):
                break
            claimed.append(word)
        return self._as_claimed(claimed)

    @property
    def named_anew(self) -> str | None:
        """The few words that may be a name, where grammar is all that stands beside them."""
        asking = self._lexicon.language.question_words
        content = [w for w in self._asked.linked.rest if self._lexicon.is_content(w) and w not in asking]
        return None if self._asked.expected else self._as_claimed(content)

    def _as_claimed(self, said: list[str]) -> str | None:
        """Return words as they were typed, where they are few enough for a value."""
        return " ".join(map(self._as_typed, said)) if 0 < len(said) <= _CLAIMED else None

    def _as_typed(self, word: str) -> str:
        """Return a word before its spelling was mended: a name that nobody knows looks misspelt."""
        typed = self._asked.linked.typed
        nearest = None if word in typed else process.extractOne(word, typed, scorer=fuzz.ratio)
        return nearest[0] if nearest else word
