"""The measures against worked examples, and where they have no value."""

from __future__ import annotations

import math

import pytest

from reports.analysis.words.measures import collocation_likelihood, log_dice, log_likelihood, log_ratio


@pytest.mark.parametrize(
    ("count", "size", "reference", "reference_size", "expected"),
    [
        # By hand: e₁ = 1000 · 30/3000 = 10, e₂ = 20; 2 (20 ln 2 + 10 ln ½) = 20 ln 2.
        (20, 1000, 10, 2000, 20 * math.log(2)),
        (10, 1000, 20, 2000, 0.0),
        (0, 1000, 30, 2000, -2 * 30 * math.log(1.5)),
        (0, 1000, 0, 2000, 0.0),
        (5, 1000, 0, 0, 0.0),
    ],
)
def test_log_likelihood(count: int, size: int, reference: int, reference_size: int, expected: float) -> None:
    assert float(log_likelihood(count, size, reference, reference_size)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("count", "size", "reference", "reference_size", "expected"),
    [(40, 1000, 20, 2000, 2.0), (10, 1000, 20, 2000, 0.0), (8, 1000, 0, 1000, 4.0), (8, 1000, 0, 0, 0.0)],
)
def test_log_ratio(count: int, size: int, reference: int, reference_size: int, expected: float) -> None:
    assert float(log_ratio(count, size, reference, reference_size)) == pytest.approx(expected)


# Dunning 1993, table 2: bigrams of 31,777 words of the Union Bank of Switzerland's reports, with his −2 log λ.
@pytest.mark.parametrize(
    ("both", "first_only", "second_only", "neither", "published"),
    [(110, 2442, 111, 29114, 270.72), (29, 13, 123, 31612, 263.90), (31, 23, 139, 31584, 256.84)],
)
def test_collocation_likelihood_gives_the_published_values(
    both: int, first_only: int, second_only: int, neither: int, published: float
) -> None:
    size = both + first_only + second_only + neither
    value = collocation_likelihood(both, both + first_only, both + second_only, size)
    assert float(value) == pytest.approx(published, abs=0.01)


def test_a_word_that_stands_apart_has_a_negative_likelihood() -> None:
    assert float(collocation_likelihood(1, 100, 500, 1000)) < 0


@pytest.mark.parametrize(
    ("together", "node", "word", "expected"),
    [(10, 10, 10, 14.0), (5, 10, 10, 13.0), (0, 10, 10, 0.0), (1, 1, 31, 10.0)],
)
def test_log_dice(together: int, node: int, word: int, expected: float) -> None:
    assert float(log_dice(together, node, word)) == pytest.approx(expected)
