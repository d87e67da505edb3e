"""Make `bot/matching/word_vectors.npy` and `.txt`: what English words share, from the words beside them.

    python -m benchmarks.word_vectors [--dimensions 200] [--write bot/matching/word_vectors.npy]

The counts are those of the 243,342 word pairs that symspellpy ships for segmenting text. Each word is
described by the words before and after it, weighed by positive pointwise mutual information with smoothed
contexts (Levy, Goldberg and Dagan 2015), and reduced by a randomised singular value decomposition (Halko,
Martinsson and Tropp 2011). What all running text has in common is taken out. Rows have length 1 and are
stored as signed bytes.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.matching.spelling import english_words, rarity

Array = npt.NDArray[np.float32]

_PAIRS = "frequency_bigramdictionary_en_243_342.txt"
_SMOOTH = 0.75
_OVERSAMPLED, _ROUNDS = 20, 5
_CHUNK = 40_000


def pairs() -> Iterator[tuple[str, str, int]]:
    """Yield two words that stand side by side, and how often."""
    for line in files("symspellpy").joinpath(_PAIRS).read_text("utf-8-sig").splitlines():
        fields = line.split()
        if len(fields) == 3:
            yield fields[0], fields[1], int(fields[2])


class Sparse:
    """A sparse matrix as coordinates, sorted both ways: just enough to multiply it.

    Args:
        rows, columns, values: its cells.
        shape: its size.
    """

    def __init__(
        self,
        rows: npt.NDArray[np.int64],
        columns: npt.NDArray[np.int64],
        values: Array,
        shape: tuple[int, int],
    ) -> None:
        self.shape = shape
        self._cells = rows, columns, values

    def times(self, dense: Array, transposed: bool = False) -> Array:
        """Return the product of the matrix, or its transpose, with a dense one."""
        rows, columns, values = self._cells
        into, out_of = (columns, rows) if transposed else (rows, columns)
        order = np.argsort(into, kind="stable")
        into, out_of, values = into[order], out_of[order], values[order]
        result = np.zeros((self.shape[1 if transposed else 0], dense.shape[1]), np.float32)
        for start in range(0, len(into), _CHUNK):
            cut = slice(start, start + _CHUNK)
            starts = np.flatnonzero(np.r_[True, np.diff(into[cut]) > 0])
            sums = np.add.reduceat(dense[out_of[cut]] * values[cut, None], starts, axis=0)
            result[into[cut][starts]] += sums
        return result


def described() -> tuple[list[str], Sparse]:
    """Return the words and how much more often than by chance each stands before and after each."""
    places: dict[str, int] = {}
    cells: dict[tuple[int, int, bool], float] = defaultdict(float)
    for first, second, count in pairs():
        i, j = (places.setdefault(w, len(places)) for w in (first, second))
        cells[i, j, True] += count
        cells[j, i, False] += count
    size = len(places)
    rows = np.array([i for i, _, _ in cells])
    columns = np.array([j + size * after for _, j, after in cells])
    counts = np.array(list(cells.values()))
    total = counts.sum()
    by_row = np.bincount(rows, counts, size) / total
    by_column = np.bincount(columns, counts, 2 * size) ** _SMOOTH
    chance = by_row[rows] * (by_column / by_column.sum())[columns]
    information = np.log(counts / total / chance)
    kept = information > 0
    values = information[kept].astype(np.float32)
    return list(places), Sparse(rows[kept], columns[kept], values, (size, 2 * size))


def centred(vectors: Array, words: list[str]) -> Array:
    """Return the vectors without what is common to all running text, each row made to length 1."""
    often = english_words()
    share = np.array([often.get(word, 0) * rarity(word) for word in words], np.float64)
    vectors = vectors - (share / share.sum() @ vectors).astype(np.float32)
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12))


def reduced(matrix: Sparse, dimensions: int) -> Array:
    """Return the left singular vectors of the largest singular values, each row made to length 1."""
    rng = np.random.default_rng(0)
    width = dimensions + _OVERSAMPLED
    basis = matrix.times(rng.standard_normal((matrix.shape[1], width)).astype(np.float32))
    for _ in range(_ROUNDS):
        basis, _ = np.linalg.qr(basis)
        basis = matrix.times(matrix.times(basis, transposed=True))
    basis, _ = np.linalg.qr(basis)
    small = matrix.times(basis, transposed=True)
    inner, _, _ = np.linalg.svd(small.T @ small)
    vectors = (basis @ inner)[:, :dimensions]
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)


def main() -> None:
    """Write the vectors."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--dimensions", type=int, default=200)
    parser.add_argument("--write", type=Path, default=Path("bot/matching/word_vectors.npy"))
    args = parser.parse_args()
    words, matrix = described()
    vectors = centred(reduced(matrix, args.dimensions), words)
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-12)
    rows = np.round(127 * vectors / largest).astype(np.int8)
    np.save(args.write, rows)
    args.write.with_suffix(".txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words)} words, {args.dimensions} dimensions, {args.write.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
