"""Spelling: words are mended against the base's own vocabulary, real English words left alone."""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import combinations

import numpy as np
from symspellpy import SymSpell, Verbosity

_LONGEST = 30
_MEMO = 50_000
_SHORT = 5
_PREFIX = 7
_RUN = re.compile(r"([a-z])\1{2,}")


class EnglishWords(Mapping[str, int]):
    """English words with how often they occur, from the list that symspellpy ships (82,765 words).

    Kept as hashes of 64 bits in order: an eighth of the memory of a dictionary. That two words share one is
    likelier to be a fault of the memory itself.
    """

    def __init__(self) -> None:
        pairs = np.array([(hash(word), count) for word, count in self._lines()], np.int64)
        pairs = pairs[np.argsort(pairs[:, 0])]
        self._hashes, self._counts = (array("q", pairs[:, column].tobytes()) for column in (0, 1))

    @staticmethod
    def _lines() -> Iterator[tuple[str, int]]:
        file = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt")
        with file.open(encoding="utf-8-sig") as lines:
            for word, count in map(str.split, filter(str.strip, lines)):
                yield word, int(count)

    def _place(self, word: object) -> int | None:
        wanted = hash(word)
        place = bisect_left(self._hashes, wanted)
        return place if place < len(self._hashes) and self._hashes[place] == wanted else None

    def __contains__(self, word: object) -> bool:
        return self._place(word) is not None

    def __getitem__(self, word: str) -> int:
        place = self._place(word)
        if place is None:
            raise KeyError(word)
        return self._counts[place]

    def __iter__(self) -> Iterator[str]:
        return (word for word, _ in self._lines())

    def __len__(self) -> int:
        return len(self._hashes)


@lru_cache(maxsize=1)
def english_words() -> EnglishWords:
    """Return the English words, read once."""
    return EnglishWords()


def rarity(word: str) -> float:
    """Return how telling a word is in English at large: 0.2 for the commonest, 1 for rare or unknown ones."""
    count = english_words().get(word, 0)
    if not count:
        return 1.0
    return min(1.0, max(0.2, (10.6 - math.log10(count)) / 4.0))


class Speller:
    """Proposes the nearest word of a vocabulary by a deletion index (SymSpell, Garbe 2012).

    Args:
        vocabulary: the base's words and how often they occur in it.
        keep: further words that are right as they are.
    """

    def __init__(self, vocabulary: Mapping[str, int], keep: Collection[str] = ()) -> None:
        self._vocabulary = vocabulary
        self._keep = keep
        self._symspell = SymSpell(max_dictionary_edit_distance=2, prefix_length=_PREFIX)
        for word, count in vocabulary.items():
            if len(word) > 2 and not word.isdigit():
                self._symspell.create_dictionary_entry(word, count)
        self._memo: dict[str, tuple[str, ...]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._vocabulary

    def known(self, word: str) -> bool:
        """Tell whether the word is the base's own or English."""
        return word in self._vocabulary or word in self._keep or word in english_words()

    def nearest(self, word: str, reach: int) -> str | None:
        """Return the word of the vocabulary within that many edits that is nearest, or None."""
        if not self._may_be_near(word, reach):
            return None
        found = self._symspell.lookup(word, Verbosity.TOP, max_edit_distance=reach)
        return found[0].term if found else None

    def _may_be_near(self, word: str, reach: int) -> bool:
        """Tell whether any word has in common what the first letters are with some left out.

        That is where the look-up itself begins, which takes ten times as long to find nothing.
        """
        head = word[:_PREFIX]
        known = self._symspell.deletes
        for left_out in range(min(reach, len(head)) + 1):
            for letters in combinations(head, len(head) - left_out):
                if "".join(letters) in known:
                    return True
        return word in self._vocabulary

    def mend(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return the words, each unknown one replaced by the nearest known, or split where a space lacks."""
        return tuple(mended for word in words for mended in self._word(word))

    def _word(self, word: str) -> tuple[str, ...]:
        if len(word) < 3 or len(word) > _LONGEST or any(c.isdigit() for c in word) or self.known(word):
            return (word,)
        found = self._memo.get(word)
        if found is None:
            found = self._nearest(word)
            if len(self._memo) < _MEMO:
                self._memo[word] = found
        return found

    def _nearest(self, word: str) -> tuple[str, ...]:
        reach = 1 if len(word) < 5 else 2
        plain = _RUN.sub(r"\1", word)
        if plain != word and self.known(plain):
            return (plain,)
        near = self._may_be_near(word, reach)
        best = self._symspell.lookup(word, Verbosity.CLOSEST, max_edit_distance=reach) if near else []
        if len(word) < _SHORT:
            best = [b for b in best if _is_slip(word, b.term)]
        if best and best[0].distance == 1:
            return (best[0].term,)
        for i in range(2, len(word) - 1):
            if word[:i] in self._vocabulary and word[i:] in self._vocabulary and len(word) > 5:
                return (word[:i], word[i:])
        if best and best[0].term[0] == word[0]:
            return (best[0].term,)
        return (best[0].term,) if best and len(word) > 6 else (word,)


def _is_slip(word: str, term: str) -> bool:
    """Tell whether a short word lacks a letter of a longer one or has two swapped; else it is no slip."""
    return word[0] == term[0] and (len(term) > len(word) or sorted(term) == sorted(word))
