"""A softmax head: which class an example belongs to, learnt from its similarities to labelled ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

_FREEDOM = 50.0
"""How freely weights may grow: the inverse of the penalty on their squares."""

_STEPS = 60


class SoftmaxHead:
    """Multinomial logistic regression in its dual form, fitted by accelerated gradient steps (Nesterov 1983).

    Args:
        similarities: of every example to every other, symmetric and positive semidefinite.
        classes: number of the class of each example, from 0.
    """

    def __init__(self, similarities: Array, classes: Sequence[int]) -> None:
        count = len(classes)
        wanted = np.zeros((count, max(classes) + 1), np.float32)
        wanted[np.arange(count), np.asarray(classes)] = 1.0
        step = np.float32(1 / (0.5 * _largest_eigenvalue(similarities) + 1 / _FREEDOM))
        self._weights = np.zeros_like(wanted)
        ahead, pace = self._weights, 1.0
        for _ in range(_STEPS):
            odds = similarities @ ahead
            odds = np.exp(odds - odds.max(axis=1, keepdims=True))
            gradient = odds / odds.sum(axis=1, keepdims=True) - wanted + ahead / np.float32(_FREEDOM)
            moved = ahead - step * gradient
            faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
            ahead = moved + np.float32((pace - 1) / faster) * (moved - self._weights)
            self._weights, pace = moved, faster

    def logits(self, similarities: Array) -> Array:
        """Return how much speaks for each class, by an example's similarities to those learnt from."""
        return np.asarray(similarities @ self._weights)


def _largest_eigenvalue(matrix: Array) -> float:
    """Return the largest eigenvalue by power iteration."""
    vector = np.ones(len(matrix), np.float32)
    length = 0.0
    for _ in range(20):
        vector = matrix @ vector
        length = float(np.sqrt(vector @ vector))
        vector = vector / np.float32(max(length, 1e-9))
    return length
