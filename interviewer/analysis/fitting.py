"""Small convex fits in plain numpy: logistic, softmax and ridge, for `calibrate`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_LEAST_SPREAD = 1e-3


@dataclass(frozen=True)
class Sparse:
    """A binary matrix by its rows, and by its columns for the gradient."""

    rows: tuple[NDArray[np.int32], NDArray[np.int64]]
    """Column numbers of all rows, and where each row begins."""
    columns: tuple[NDArray[np.int32], NDArray[np.int64]]
    shape: tuple[int, int]

    @staticmethod
    def of(rows: Sequence[Sequence[int]], width: int) -> Sparse:
        """Every row must hold at least one column (give each a bias)."""
        flat = np.concatenate([np.asarray(r, np.int32) for r in rows])
        owner = np.repeat(np.arange(len(rows), dtype=np.int32), [len(r) for r in rows])
        starts = np.concatenate([[0], np.cumsum([len(r) for r in rows])[:-1]]).astype(np.int64)
        order = np.argsort(flat, kind="stable")
        counts = np.bincount(flat, minlength=width)
        if (counts == 0).any():
            raise ValueError("a column that no row holds")
        begins = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
        return Sparse((flat, starts), (owner[order], begins), (len(rows), width))

    def times(self, weights: Matrix) -> Matrix:
        return np.add.reduceat(weights[self.rows[0]], self.rows[1], axis=0)

    def transposed_times(self, values: Matrix) -> Matrix:
        return np.add.reduceat(values[self.columns[0]], self.columns[1], axis=0)


@dataclass(frozen=True)
class Dense:
    """The same two products for an ordinary matrix."""

    values: Matrix

    @property
    def shape(self) -> tuple[int, int]:
        return self.values.shape[0], self.values.shape[1]

    def times(self, weights: Matrix) -> Matrix:
        return self.values @ weights

    def transposed_times(self, values: Matrix) -> Matrix:
        return self.values.T @ values


@dataclass(frozen=True)
class Scaled:
    """Columns brought to one spread, so that a penalty bears on each alike; the last, the bias, stays as it is."""

    mean: Matrix
    spread: Matrix

    @staticmethod
    def of(x: Matrix) -> Scaled:
        mean, spread = x.mean(axis=0), x.std(axis=0) + _LEAST_SPREAD
        mean[-1], spread[-1] = 0.0, 1.0
        return Scaled(mean, spread)

    def __call__(self, x: Matrix) -> Matrix:
        return (x - self.mean) / self.spread

    def back(self, weights: Matrix) -> Matrix:
        """Weights of the scaled columns as weights of the columns themselves."""
        plain = weights / self.spread[:, None]
        plain[-1] -= self.mean @ plain
        return plain


def sigmoid(x: Matrix) -> Matrix:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * x)))


def softmax(x: Matrix) -> Matrix:
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return np.asarray(e / e.sum(axis=1, keepdims=True))


def logistic(
    x: Sparse | Dense, y: Matrix, penalty: float, weight: Matrix, *, exclusive: bool = False
) -> Matrix:
    """Weights (columns, outputs) of independent logistic regressions, or of one softmax when `exclusive`.

    `y` is (rows, outputs) of 0 and 1; `weight` (rows, 1). The last column of `x` is the bias and is not
    penalised. L2 penalty per weight.
    """
    width, outputs = x.shape[1], y.shape[1]
    shrink = np.full((width, 1), penalty)
    shrink[-1] = 0.0

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        w = flat.reshape(width, outputs)
        z = x.times(w)
        if exclusive:
            p = softmax(z)
            nll = -float((weight * y * np.log(p + 1e-12)).sum())
        else:
            p = sigmoid(z)
            nll = float((weight * (np.logaddexp(0, z) - y * z)).sum())
        gradient = x.transposed_times(weight * (p - y)) + shrink * w
        return nll + 0.5 * float((shrink * w * w).sum()), gradient.ravel()

    return minimise(loss, np.zeros(width * outputs)).reshape(width, outputs)


def ridge(x: Matrix, y: Matrix, penalty: float) -> Matrix:
    """Weights (columns, outputs) of a linear fit; the last column is the bias and is not penalised."""
    shrink = np.full(x.shape[1], penalty)
    shrink[-1] = 0.0
    return np.asarray(np.linalg.solve(x.T @ x + np.diag(shrink), x.T @ y))


def minimise(
    loss: Callable[[Matrix], tuple[float, Matrix]], start: Matrix, rounds: int = 120, memory: int = 8
) -> Matrix:
    """L-BFGS with backtracking (Nocedal and Wright, algorithm 7.5), for smooth convex losses."""
    x = start
    value, gradient = loss(x)
    steps: list[tuple[Matrix, Matrix]] = []
    for _ in range(rounds):
        direction = -_two_loop(gradient, steps)
        slope = float(gradient @ direction)
        size = 1.0 if steps else min(1.0, 1.0 / (float(np.abs(gradient).sum()) + 1e-12))
        for _ in range(30):
            trial, trial_gradient = loss(x + size * direction)
            if trial <= value + 1e-4 * size * slope:
                break
            size *= 0.5
        else:
            return x
        moved, turned = size * direction, trial_gradient - gradient
        if float(moved @ turned) > 1e-10:
            steps = [*steps[-(memory - 1) :], (moved, turned)]
        settled = abs(value - trial) <= 1e-6 * max(1.0, abs(value))
        x, value, gradient = x + moved, trial, trial_gradient
        if settled:
            break
    return x


def _two_loop(gradient: Matrix, steps: list[tuple[Matrix, Matrix]]) -> Matrix:
    q = gradient.copy()
    alphas: list[float] = []
    for s, y in reversed(steps):
        alpha = float(s @ q) / float(y @ s)
        q -= alpha * y
        alphas.append(alpha)
    if steps:
        s, y = steps[-1]
        q *= float(s @ y) / float(y @ y)
    for (s, y), alpha in zip(steps, reversed(alphas), strict=True):
        q += s * (alpha - float(y @ q) / float(y @ s))
    return q
