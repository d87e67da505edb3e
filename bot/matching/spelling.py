"""Spelling: words are mended against the base's own vocabulary, real English words left alone."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from bot.matching.deletions import Deletions
from bot.matching.hashed import HashedWords

_LONGEST = 30
_MEMO = 50_000
_SHORT = 5
_SWAPPED, _ODD, _USUAL = 4, 1.0, 0.8
"""Letters of a word that may be another with two swapped, how rare it must be, and how rare that may be."""

_REACH = 2
_RUN = re.compile(r"([a-z])\1{2,}")


class EnglishWords(Mapping[str, int]):
    """English words with how often they occur, from the list that symspellpy ships (82,765 words).

    Unpickled, they are the ones that the process goes by from then on.
    """

    def __init__(self, counts: HashedWords) -> None:
        self._counts = counts

    @classmethod
    def read(cls) -> EnglishWords:
        """Return the words of the list."""
        return cls(HashedWords.of(cls._lines()))

    def __reduce__(self) -> tuple[Callable[[HashedWords], EnglishWords], tuple[HashedWords]]:
        return _read_before, (self._counts,)

    @staticmethod
    def _lines() -> Iterator[tuple[str, int]]:
        file = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt")
        with file.open(encoding="utf-8-sig") as lines:
            for word, count in map(str.split, filter(str.strip, lines)):
                yield word, int(count)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and word in self._counts

    def __getitem__(self, word: str) -> int:
        count = self._counts.get(word)
        if count is None:
            raise KeyError(word)
        return count

    def __iter__(self) -> Iterator[str]:
        return (word for word, _ in self._lines())

    def __len__(self) -> int:
        return len(self._counts)


_english: list[EnglishWords] = []
"""The words, once they have been read."""


def english_words() -> EnglishWords:
    """Return the English words, read once."""
    if not _english:
        _english.append(EnglishWords.read())
    return _english[0]


def _read_before(counts: HashedWords) -> EnglishWords:
    """Return the English words as another process read them, unless this one has."""
    if not _english:
        _english.append(EnglishWords(counts))
    return _english[0]


@lru_cache(maxsize=8_192)
def rarity(word: str) -> float:
    """Return how telling a word is in English at large: 0.2 for the commonest, 1 for rare or unknown ones."""
    count = english_words().get(word, 0)
    if not count:
        return 1.0
    return min(1.0, max(0.2, (10.6 - math.log10(count)) / 4.0))


class Speller:
    """Proposes the nearest word of a vocabulary.

    Args:
        vocabulary: the base's words and how often they occur in it.
        keep: further words that are right as they are.
    """

    def __init__(self, vocabulary: Mapping[str, int], keep: Collection[str] = ()) -> None:
        self._vocabulary = vocabulary
        self._keep = keep
        self._english = english_words()
        spelt = {word: n for word, n in vocabulary.items() if len(word) > 2 and not word.isdigit()}
        self._deletions = Deletions(spelt, _REACH)
        self._memo: dict[str, tuple[str, ...]] = {}

    def known(self, word: str) -> bool:
        """Tell whether the word is the base's own or English."""
        return word in self._vocabulary or word in self._keep or word in self._english

    def nearest(self, word: str, reach: int) -> str | None:
        """Return the word of the vocabulary within that many edits (2 at most) that is nearest, or None."""
        found, _ = self._deletions.nearest(word, reach)
        return found[0] if found else None

    def mend(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return the words, each unknown one replaced by the nearest known, or split where a space lacks."""
        return tuple(mended for word in words for mended in self._word(word))

    def _word(self, word: str) -> tuple[str, ...]:
        if word in self._vocabulary or len(word) < 3 or len(word) > _LONGEST:
            return (word,)
        if not word.isalpha() and any(c.isdigit() for c in word):
            return (word,)
        if self.known(word) and not self._is_odd(word):
            return (word,)
        found = self._memo.get(word)
        if found is None:
            found = self._nearest(word)
            if len(self._memo) < _MEMO:
                self._memo[word] = found
        return found

    def _is_odd(self, word: str) -> bool:
        """Tell whether a word is English, but so rare that it may be a commoner one with letters swapped."""
        own = word in self._vocabulary or word in self._keep
        return not own and len(word) >= _SWAPPED and rarity(word) >= _ODD

    def _nearest(self, word: str) -> tuple[str, ...]:
        if self.known(word):
            near, _ = self._deletions.nearest(word, 1)
            swapped = (each for each in near if sorted(each) == sorted(word) and rarity(each) < _USUAL)
            return (next(swapped, word),)
        reach = 1 if len(word) < _SHORT else _REACH
        plain = _RUN.sub(r"\1", word)
        if plain != word and self.known(plain):
            return (plain,)
        best, edits = self._deletions.nearest(word, reach)
        if len(word) < _SHORT:
            best = [each for each in best if _is_slip(word, each)]
        if best and edits == 1:
            return (best[0],)
        for i in range(2, len(word) - 1):
            if word[:i] in self._vocabulary and word[i:] in self._vocabulary and len(word) > 5:
                return (word[:i], word[i:])
        if best and best[0][0] == word[0]:
            return (best[0],)
        return (best[0],) if best and len(word) > 6 else (word,)


def _is_slip(word: str, term: str) -> bool:
    """Tell whether a short word lacks a letter of a longer one or has two swapped; else it is no slip."""
    return word[0] == term[0] and (len(term) > len(word) or sorted(term) == sorted(word))
