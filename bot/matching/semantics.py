"""Meaning: words that stand beside the same words are near to each other, and so are sentences made of them.

The vectors are made by `benchmarks/word_vectors.py` from counts of word pairs, so that no model need be
installed. A word that they do not hold gets a direction of its own: it is near to itself and to nothing else,
and pulls every similarity down like a word that nothing accounts for.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from bot.matching.hashed import HashedWords
from bot.matching.postings import Groups, largest
from bot.matching.spelling import rarity

Intent = TypeVar("Intent", bound=Hashable)
Words = Sequence[str]
Array = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.int8]

MEANING = 0.4
"""How much of an intent's nearness is its meaning; the rest is its wording."""

_BY_MEANING, _FAINT = 25, 0.3
"""How many intents are found by meaning alone at the most, and what is too far to be found so."""

_DIGITS = 6
"""Decimals of a nearness that are no noise: what is as near stays in order on every machine."""

_REMEMBERED = 500
"""How many words' vectors are kept at hand."""


class Encoder(Protocol):
    """Tells what words mean together."""

    def encode(self, texts: Sequence[Words]) -> Array:
        """Return one vector a text."""


class Rows:
    """Vectors of signed bytes in a file; each is read when its word comes up, as few of them ever do.

    Args:
        file: of one array, as numpy writes it.
    """

    def __init__(self, file: Path) -> None:
        with file.open("rb") as opened:
            np.lib.format.read_magic(opened)
            (_, self.width), _, _ = np.lib.format.read_array_header_1_0(opened)
            self._start = opened.tell()
        self._file = file

    def __reduce__(self) -> tuple[Callable[[], Rows], tuple[()]]:
        return shipped_rows, ()

    def __getitem__(self, place: int) -> Bytes:
        """Return a vector."""
        return np.fromfile(self._file, np.int8, self.width, offset=self._start + place * self.width)


class WordVectors:
    """Texts as weighed sums of the vectors of their words.

    Args:
        places: each word's row.
        rows: the vectors, of any scale.
        weight: how telling a word is, 0 to 1.
    """

    def __init__(self, places: HashedWords, rows: Rows, weight: Callable[[str], float]) -> None:
        self._places = places
        self._rows = rows
        self._weight = weight
        self._memo: dict[str, Array] = {}

    def __getstate__(self) -> dict[str, object]:
        return vars(self) | {"_memo": {}}

    def weighing(self, weight: Callable[[str], float]) -> WordVectors:
        """Return the same vectors with other weights."""
        return WordVectors(self._places, self._rows, weight)

    def encode(self, texts: Sequence[Words]) -> Array:
        """Return the sum of the vectors of each text's words."""
        sums = np.zeros((len(texts), self._rows.width), np.float32)
        for i, text in enumerate(texts):
            for word in text:
                sums[i] += self._vector(word)
        return sums

    def _vector(self, word: str) -> Array:
        found = self._memo.get(word)
        if found is None:
            if len(self._memo) >= _REMEMBERED:
                self._memo.clear()
            row, scale = self.scaled(word)
            found = self._memo[word] = np.asarray(row * scale)
        return found

    def scaled(self, word: str) -> tuple[Bytes, np.float32]:
        """Return the vector of a word as bytes, and by how much to multiply them; no word means nothing."""
        place = self._places.get(word)
        if place is None:
            drawn = hashlib.shake_128(word.encode("utf-8", "surrogatepass")).digest(self._rows.width)
            row = np.frombuffer(drawn, np.int8)
        else:
            row = self._rows[place]
        length = max(float(np.linalg.norm(row.astype(np.float32))), 1e-9)
        return row, np.float32(self._weight(word) / length if word else 0.0)


class _Sums:
    """Texts whose meaning is the sum of their words': what a question has in common with all of them.

    Kept as the vectors of all words, in bytes, and the places of each text's, which is less than a vector a
    text to go through and to hold: many texts use few words. Texts of as many words are summed at once.

    Args:
        vectors: tell what words mean.
        texts: their words.
    """

    def __init__(self, vectors: WordVectors, texts: Sequence[Words]) -> None:
        places: dict[str, int] = {}
        lines = [[places.setdefault(word, len(places)) for word in text or ("",)] for text in texts]
        of_length: dict[int, list[int]] = defaultdict(list)
        for number, line in enumerate(lines):
            of_length[len(line)].append(number)
        smallest = np.min_scalar_type(len(places))
        self._lines = [
            (np.array(numbers), np.array([lines[number] for number in numbers], smallest).T.copy())
            for numbers in of_length.values()
        ]
        scaled = [vectors.scaled(word) for word in places]
        self._rows: Bytes = np.array([row for row, _ in scaled], np.int8)
        self._scales: Array = np.array([scale for _, scale in scaled], np.float32)
        lengths = [np.linalg.norm(self._of(text, places)) for text in texts]
        self._shares = (1 / np.maximum(np.array(lengths, np.float32), 1e-9)).astype(np.float32)

    def _of(self, text: Words, places: Mapping[str, int]) -> Array:
        held = [places[word] for word in text]
        return np.asarray((self._rows[held] * self._scales[held, None]).sum(axis=0))

    def dot(self, meant: Array) -> Array:
        """Return the cosine of each text with a vector of length 1."""
        # No BLAS: its threads wait for each other.
        shared = np.einsum("ij,j->i", self._rows, meant) * self._scales
        sums = np.empty(len(self._shares), np.float32)
        for numbers, words in self._lines:
            sums[numbers] = shared.take(words).sum(axis=0)
        return np.round(sums * self._shares, _DIGITS)


class Meanings(Generic[Intent]):
    """The phrasings of intents by what they mean.

    Args:
        phrasings: pairs of an intent and the words of one of its phrasings.
        vectors: tell what words mean.
    """

    def __init__(self, phrasings: Sequence[tuple[Intent, Words]], vectors: WordVectors) -> None:
        self._places: dict[Intent, int] = {}
        for intent, _ in phrasings:
            self._places.setdefault(intent, len(self._places))
        lines = sorted(((self._places[intent], words) for intent, words in phrasings), key=lambda p: p[0])
        self._intents = tuple(self._places)
        self._groups = Groups([number for number, _ in lines])
        self._vectors = vectors
        self._sums = _Sums(vectors, [words for _, words in lines])

    def near(self, words: Words) -> Array:
        """Return how near each intent's nearest phrasing is, 0 to 1."""
        meant: Array = unit(self._vectors.encode([words]))[0]
        return np.asarray(np.maximum(self._groups.best(self._sums.dot(meant)), 0.0))

    def blended(self, worded: Mapping[Intent, float], words: Words) -> dict[Intent, float]:
        """Return intents with how near they are in wording and in meaning.

        Args:
            worded: the intents that are near in wording, of those with phrasings here.
            words: what is asked; some intents are found by its meaning alone.
        """
        if not self._intents:
            return dict(worded)
        near = self.near(words)
        nearest = largest(near, _BY_MEANING)
        meant = nearest[near[nearest] > _FAINT]
        by_meaning = zip(meant.tolist(), near[meant].tolist(), strict=True)
        found = {self._intents[i]: MEANING * how for i, how in by_meaning}
        places = [self._places[intent] for intent in worded]
        for (intent, score), how in zip(worded.items(), near[places].tolist() if places else (), strict=True):
            found[intent] = (1 - MEANING) * score + MEANING * how
        return found


def unit(vectors: Array) -> Array:
    """Return the vectors, each row made to length 1."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))


@lru_cache(maxsize=1)
def shipped() -> WordVectors:
    """Return the vectors of English words that ship with the matcher."""
    words = files(__package__).joinpath("word_vectors.txt").read_text(encoding="utf-8").split()
    return WordVectors(HashedWords.of((word, row) for row, word in enumerate(words)), shipped_rows(), rarity)


@lru_cache(maxsize=1)
def shipped_rows() -> Rows:
    """Return the vectors that ship with the matcher, in their file."""
    return Rows(Path(str(files(__package__).joinpath("word_vectors.npy"))))


@lru_cache(maxsize=1)
def plain() -> WordVectors:
    """Return the same vectors, every word as telling as any other."""
    return shipped().weighing(_alike)


def _alike(_: str) -> float:
    return 1.0
