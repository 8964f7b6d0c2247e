"""The incomplete beta function, its inverse, and the normal quantile, by their textbook methods."""

from __future__ import annotations

import math
from statistics import NormalDist

_STEPS = 500
_TINY = 1e-300
_EXACT = 1e-15


def log_beta(a: float, b: float) -> float:
    """Return the logarithm of the beta function of two positive numbers."""
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def beta_cdf(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b): the chance that a Beta(a, b) lies below `x`."""
    if not (a > 0 and b > 0):
        raise ValueError(f"A Beta distribution needs two positive numbers, not {a} and {b}")
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = math.exp(a * math.log(x) + b * math.log1p(-x) - log_beta(a, b))
    # The continued fraction converges fast on this side of the mean only; the other side is its mirror image.
    if x < (a + 1) / (a + b + 2):
        return min(1.0, front * _fraction(x, a, b) / a)
    return max(0.0, 1 - front * _fraction(1 - x, b, a) / b)


def beta_quantile(share: float, a: float, b: float) -> float:
    """Return the place below which `share` of a Beta(a, b) lies, to about 1e-12 of its distance from the nearer end."""
    if not 0 <= share <= 1:
        raise ValueError(f"A share lies between 0 and 1, not at {share}")
    if share in (0, 1):
        return float(share)
    low, high = 0.0, 1.0
    place = a / (a + b)
    for _ in range(200):
        below = beta_cdf(place, a, b) - share
        low, high = (low, place) if below > 0 else (place, high)
        # Where the density is a spike at an end, a place that is a little off is already another share.
        if high - low <= max(1e-12 * min(place, 1 - place), 2 * math.ulp(place)) or below == 0:
            break
        place = _newton(place, below, a, b)
        # A step that leaves the bracket, or a bracket that does not shrink, is halved.
        if not low < place < high:
            place = (low + high) / 2
    return place


def normal_quantile(share: float) -> float:
    """Return the place below which `share` of the standard normal distribution lies."""
    return NormalDist().inv_cdf(share)


def _newton(place: float, below: float, a: float, b: float) -> float:
    log_density = (a - 1) * math.log(place) + (b - 1) * math.log1p(-place) - log_beta(a, b)
    return place - below / math.exp(log_density) if -650 < log_density < 650 else -1.0


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    upper, lower = 1.0, _kept(1 - (a + b) * x / (a + 1))
    lower = 1 / lower
    value = lower
    for step in range(1, _STEPS):
        for factor in (
            step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step)),
            -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1)),
        ):
            lower = 1 / _kept(1 + factor * lower)
            upper = _kept(1 + factor / upper)
            change = lower * upper
            value *= change
        if abs(change - 1) < _EXACT:
            break
    return value


def _kept(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
