"""Whether two shares differ by more than chance would make them: where they do not, nothing is ranked."""

from __future__ import annotations

from math import exp, lgamma

LEVEL = 0.05
"""Chance of so great a difference, or a greater one, between two equal shares, from which it is too close to call. The usual level."""


def too_close(a: int, of_a: int | None, b: int, of_b: int | None) -> bool:
    """Whether `a` of `of_a` and `b` of `of_b` are too close to call: by Fisher's exact test, two-sided, at a level of .05.

    Without totals two counts are compared, as if each thing counted were equally likely to fall on either side (exact binomial
    test, two-sided). The tests take what is counted as independent. Words are not, because a quotation brings many at once:
    where words are counted, what the test calls close is close, and what it does not may still be.
    `ValueError` when a count is negative or more than its total.

    >>> too_close(13, 27, 10, 21), too_close(130, 270, 10, 210), too_close(21, None, 7, None), too_close(5, None, 4, None)
    (True, False, False, True)
    """
    for count, total in ((a, of_a), (b, of_b)):
        if count < 0 or (total is not None and count > total):
            raise ValueError(f"{count} of {total}: a count is from 0 to its total")
    if of_a is None or of_b is None:
        return _chance(a, a + b, a + b, 2 * (a + b), binomial=True) >= LEVEL
    return _chance(a, of_a, a + b, of_a + of_b) >= LEVEL


def _chance(a: int, of_a: int, both: int, of_both: int, *, binomial: bool = False) -> float:
    """The chance of all splits that are no likelier than this one, `both` things falling on two sides."""
    low, high = (0, both) if binomial else (max(0, both - (of_both - of_a)), min(both, of_a))
    rest = of_both - of_a

    def weight(n: int) -> float:
        if binomial:
            return _choose(both, n)
        return _choose(of_a, n) + _choose(rest, both - n)

    weights = [weight(n) for n in range(low, high + 1)]
    own, most = weight(a), max(weights)
    every = sum(exp(w - most) for w in weights)
    return sum(exp(w - most) for w in weights if w <= own + 1e-9) / every


def _choose(n: int, k: int) -> float:
    """The logarithm of the number of ways to choose k of n."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
