"""The four gauges of independence: each is a range from 0 to 100, never one number, or says what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from freehold.domain.risk.competition import Standing
from freehold.domain.risk.concentration import Bounds

Key = Literal["platform", "exposure", "rates", "clients"]
KEYS: tuple[Key, ...] = ("platform", "exposure", "rates", "clients")
#: A measure counted from fewer than so many takes no part in a range.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Gauge:
    """`low` to `high` in per cent, from `n` observations. Without bounds, `missing` says of what there is too little, of `needed`."""

    key: Key
    low: float | None = None
    high: float | None = None
    n: int = 0
    missing: str = ""
    needed: int = 0

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise ValueError("A range has both bounds or none")
        if self.low is not None and self.high is not None and not 0 <= self.low <= self.high <= 100:
            raise ValueError(f"{self.low} to {self.high} is no range of per cent")

    @property
    def is_known(self) -> bool:
        """Whether there is a range."""
        return self.low is not None


@dataclass(frozen=True, slots=True)
class Measure:
    """One way of counting dependence on a platform (income, leads, reviews): the platform's share with its bounds, from `n`."""

    key: str
    share: Bounds
    n: int


@dataclass(frozen=True, slots=True)
class PlatformShares:
    """The platform that most hangs on, and its share by each measure that is known."""

    platform: str
    measures: tuple[Measure, ...] = field(default=())


def platform_gauge(platform: str, measures: Sequence[Measure]) -> Gauge:
    """Return the share that hangs on the platform, over the measures that have enough behind them: from the lowest bound to the highest."""
    known = [one for one in measures if one.n >= FEWEST and one.share.low is not None and one.share.high is not None]
    counted = max((one.n for one in measures), default=0)
    if not known:
        return Gauge("platform", n=counted, missing="sources", needed=FEWEST)
    if not platform:
        return Gauge("platform", 0.0, 0.0, n=max(one.n for one in known))
    low, high = _range((one.share.low or 0.0, one.share.high or 0.0) for one in known)
    return Gauge("platform", low, high, n=sum(one.n for one in known))


def clients_gauge(top: Bounds | None, n: int) -> Gauge:
    """Return the share of the largest client, from `n` months or invoices."""
    if top is None or top.low is None or top.high is None:
        return Gauge("clients", n=n, missing="months", needed=FEWEST)
    low, high = _range([(min(top.low, top.value), max(top.high, top.value))])
    return Gauge("clients", low, high, n=n)


def rates_gauge(found: Standing) -> Gauge:
    """Return the share of postings that pay less than the owner's rate."""
    n = found.service_n if found.group == "service" else found.category_n
    if found.mine is None:
        return Gauge("rates", n=n, missing="rate")
    if found.below is None:
        return Gauge("rates", n=n, missing="postings", needed=FEWEST * 2)
    low, high = _range([(found.below.low80, found.below.high80)])
    return Gauge("rates", low, high, n=found.below.n)


def exposure_gauge(low: float | None, high: float | None, tasks: int, refused: int) -> Gauge:
    """Return the share of hours that published indices call largely doable by AI, given as shares of 1."""
    if low is None or high is None or not tasks:
        return Gauge("exposure", n=0, missing="tasks" if not refused else "matches", needed=1)
    bounds = _range([(low, high)])
    return Gauge("exposure", *bounds, n=tasks)


def _range(bounds: Iterable[tuple[float, float]]) -> tuple[float, float]:
    pairs = list(bounds)
    low, high = min(pair[0] for pair in pairs), max(pair[1] for pair in pairs)
    return round(min(max(low, 0.0), 1.0) * 100, 1), round(min(max(high, 0.0), 1.0) * 100, 1)
