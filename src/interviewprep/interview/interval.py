"""How sure a share is that was seen in a few trials: Jeffreys intervals, from the beta distribution."""

from __future__ import annotations

from math import exp, lgamma, log, log1p

LEVEL = 0.90
_TINY = 1e-300


def jeffreys(successes: float, trials: float, level: float = LEVEL) -> tuple[float, float]:
    """The interval that holds the true share with the chance `level`, after so many successes in so many trials.

    Equal tails of Beta(successes + 1/2, failures + 1/2), with the end set to 0 or 1 where nothing or everything
    succeeded (Brown, Cai, DasGupta: Interval Estimation for a Binomial Proportion, Statistical Science 2001).
    Trials may be a fraction, where they are worth less than whole ones.
    """
    if trials <= 0:
        return 0.0, 1.0
    tail = (1 - level) / 2
    a, b = successes + 0.5, trials - successes + 0.5
    low = 0.0 if successes <= 0 else beta_quantile(tail, a, b)
    high = 1.0 if successes >= trials else beta_quantile(1 - tail, a, b)
    return low, high


def beta_quantile(share: float, a: float, b: float) -> float:
    """Where the beta distribution function reaches `share`; by bisection, since it is called a dozen times."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if beta_cdf(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Numerical Recipes, 3rd edition, 6.4)."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Lentz's method."""
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > _TINY else _TINY)
    value = d
    for m in range(1, 300):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + numerator * d
            d = 1 / (d if abs(d) > _TINY else _TINY)
            c = 1 + numerator / c
            c = c if abs(c) > _TINY else _TINY
            value *= d * c
        if abs(d * c - 1) < 1e-12:
            break
    return value
