"""The peers that retrieval is compared with: string similarity, BM25, sentence embeddings."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable, Sequence

import numpy as np
import Stemmer
from rapidfuzz import fuzz, process

Found = tuple[str, float]
Find = Callable[[str], Found]
Phrasings = Sequence[tuple[str, str]]

_WORD = re.compile(r"[a-z0-9]+")


def plain(text: str) -> str:
    """Return the text in lower case, without punctuation."""
    return " ".join(_WORD.findall(text.lower().replace("'", "").replace("’", "")))


def by_ratio(name: str) -> Callable[[Phrasings], Find]:
    """Return a peer that looks the nearest phrasing up by one of rapidfuzz's scorers."""

    def fit(phrasings: Phrasings) -> Find:
        choices = [plain(text) for _, text in phrasings]
        scorer = getattr(fuzz, name)

        def find(text: str) -> Found:
            _, score, place = process.extractOne(plain(text), choices, scorer=scorer)
            return phrasings[place][0], float(score)

        return find

    return fit


def bm25(phrasings: Phrasings) -> Find:
    """Return a look-up by bm25s, stemmed."""
    library = importlib.import_module("bm25s")
    stemmer = Stemmer.Stemmer("english")
    model = library.BM25()
    model.index([stemmer.stemWords(plain(text).split()) for _, text in phrasings], show_progress=False)

    def find(text: str) -> Found:
        tokens = [t for t in stemmer.stemWords(plain(text).split()) if t in model.vocab_dict]
        if not tokens:
            return phrasings[0][0], 0.0
        scores = model.get_scores(tokens)
        return phrasings[int(scores.argmax())][0], float(scores.max())

    return find


def nearest_sentence(phrasings: Phrasings) -> Find:
    """Return a look-up of the nearest phrasing by sentence embeddings alone."""
    from bot.matching.semantics import unit  # noqa: PLC0415
    from bot.matching.sentences import sentence_encoder  # noqa: PLC0415 - needs the extra

    encoder = sentence_encoder()
    vectors = unit(encoder.encode([plain(text).split() for _, text in phrasings]))

    def find(text: str) -> Found:
        scores = vectors @ unit(encoder.encode([plain(text).split()]))[0]
        return phrasings[int(np.argmax(scores))][0], float(scores.max())

    return find
