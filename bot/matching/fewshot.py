"""Few-shot intents: which of some intents a question is, told by a handful of phrasings of each.

Four similarities are added: of character trigrams, of stems and pairs of stems, of what the thesaurus says
that words are about, and of word vectors; a sentence encoder may be the fifth. Up to `HEAD_UP_TO` phrasings a
softmax head weighs them; beyond, an intent counts by its nearest phrasing and by the mean of all of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt
import Stemmer

from bot.matching import semantics
from bot.matching.head import SoftmaxHead
from bot.matching.phrasing import trigrams
from bot.matching.postings import Groups, Postings
from bot.matching.semantics import Encoder, unit
from bot.matching.slips import Mender
from bot.matching.spelling import rarity
from bot.matching.text import words
from bot.matching.thesaurus import Thesaurus, english_groups

Intent = TypeVar("Intent", bound=Hashable)
Array = npt.NDArray[np.float32]
Tokens = Sequence[str]
Features = Callable[[Tokens], dict[str, float]]

HEAD_UP_TO = 2_500
"""Phrasings up to which a head is learnt: it takes time and memory by their square."""

_TRIGRAMS, _WORDS, _CONCEPTS, _VECTORS = 0.4, 0.4, 0.12, 0.2
"""How much each similarity counts."""

_UNACCOUNTED = 2.0
"""What is taken off a logit where no phrasing uses any of the question's words, weighed by rarity."""

_SENTENCES = 1.2
"""How much the similarity of a sentence encoder counts beside them."""


class FewShot(Generic[Intent]):
    """Tells intents apart.

    Args:
        phrasings: pairs of an intent and one of its phrasings.
        sentences: an encoder of whole sentences, where one shall help.
    """

    def __init__(self, phrasings: Sequence[tuple[Intent, str]], sentences: Encoder | None = None) -> None:
        order: dict[Intent, int] = {}
        for intent, _ in phrasings:
            order.setdefault(intent, len(order))
        lines = sorted(((order[intent], words(text)) for intent, text in phrasings), key=lambda p: p[0])
        numbers, texts = [number for number, _ in lines], [text for _, text in lines]
        self.intents: tuple[Intent, ...] = tuple(order)
        self._groups = Groups(numbers)
        self._mender = Mender(Counter(word for text in texts for word in text))
        self._stem = Stemmer.Stemmer("english").stemWord
        self._used = frozenset(self._stem(word) for text in texts for word in text)
        self._thesaurus = Thesaurus(english_groups(), self._stem)
        parts = ((self._grams, _TRIGRAMS), (self._stems, _WORDS), (self._concepts, _CONCEPTS))
        self._worded: list[tuple[Features, Postings, float]] = [
            (features, Postings([(n, features(t)) for n, t in lines], len(order)), share)
            for features, share in parts
        ]
        encoders: list[tuple[Encoder, float]] = [(semantics.plain(), _VECTORS)]
        encoders += [(sentences, _SENTENCES)] if sentences else []
        self._meant = [_Meant(encoder, texts, share) for encoder, share in encoders]
        self._head = None
        if 0 < len(lines) <= HEAD_UP_TO:
            among = np.stack([self._similarities(text) for text in texts])
            self._head = SoftmaxHead(np.asarray((among + among.T) / 2, np.float32), numbers)

    def find(self, text: str, most: int = 5) -> list[tuple[Intent, float]]:
        """Return the likeliest intents, best first, with scores to compare between questions, 0 to 1.

        Args:
            text: what is asked.
            most: how many to return.
        """
        tokens = self._mender.mend(words(text))
        sims = self._similarities(tokens)
        if self._head is not None:
            logits = self._head.logits(sims) - _UNACCOUNTED * self._unaccounted(tokens)
            scores = 1 / (1 + np.exp(-logits / 4))
        else:
            scores = (self._groups.best(sims) + self._groups.mean(sims)) / 2
        best = np.argsort(-scores, kind="stable")[:most]
        return [(self.intents[i], float(scores[i])) for i in best]

    def _unaccounted(self, tokens: Tokens) -> float:
        """Return the share of the question that no phrasing has a word for."""
        weights = [(rarity(token), self._stem(token) in self._used) for token in tokens]
        total = sum(weight for weight, _ in weights)
        return sum(weight for weight, used in weights if not used) / total if total else 1.0

    def _similarities(self, tokens: Tokens) -> Array:
        """Return how near every phrasing is."""
        total = np.sum([part.similarities(tokens) for part in self._meant], axis=0)
        for features, postings, share in self._worded:
            sims = postings.similarities(features(tokens))
            if sims is not None:
                total = total + np.float32(share) * sims
        return np.asarray(total, np.float32)

    def _grams(self, tokens: Tokens) -> dict[str, float]:
        return _damped(Counter(gram for token in tokens for gram in trigrams(token)))

    def _stems(self, tokens: Tokens) -> dict[str, float]:
        stems = list(map(self._stem, tokens))
        return _damped(Counter([*stems, *(f"{a} {b}" for a, b in pairwise(stems))]))

    def _concepts(self, tokens: Tokens) -> dict[str, float]:
        return self._thesaurus.concepts(list(map(self._stem, tokens)))


class _Meant:
    """The phrasings as an encoder sees them."""

    def __init__(self, encoder: Encoder, texts: Sequence[Tokens], share: float) -> None:
        self._encoder = encoder
        vectors = encoder.encode(texts)
        self._usual = vectors.mean(axis=0)
        self._vectors = np.float32(share) * unit(vectors - self._usual)

    def similarities(self, tokens: Tokens) -> Array:
        return np.asarray(self._vectors @ unit(self._encoder.encode([tokens]) - self._usual)[0])


def _damped(counts: Counter[str]) -> dict[str, float]:
    """Return features that count less for every time that they come again."""
    return {feature: 1.0 + float(np.log(n)) if n > 1 else 1.0 for feature, n in counts.items()}
