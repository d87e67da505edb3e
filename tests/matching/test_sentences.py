"""Sentence embeddings say what to install where they are not, and work where they are."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching import sentences
from bot.matching.semantics import unit
from bot.matching.sentences import SemanticsMissingError, missing, sentence_encoder


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "find_spec", lambda name: None if name == "onnxruntime" else object())

    with pytest.raises(SemanticsMissingError, match=r"onnxruntime not installed.*lpbot\[semantic\]"):
        sentence_encoder()


@pytest.mark.skipif(bool(missing()), reason="the extra [semantic] is not installed")
def test_sentences_that_mean_the_same_are_near() -> None:
    rows = unit(
        sentence_encoder().encode([text.split() for text in ("who paid for it", "the funders", "it rained")])
    )

    assert np.dot(rows[0], rows[1]) > np.dot(rows[0], rows[2])
