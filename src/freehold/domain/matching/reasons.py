"""Makes reasons and blocks out of templates, and adds their points up so that everybody gets the same sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from freehold.domain.matching.result import Block, QuoteSource, Reason, ReasonKind
from freehold.domain.matching.wording import word

MAX_QUOTE = 300


def reason(
    points: float,
    kind: ReasonKind,
    template: str,
    values: Mapping[str, str] | None = None,
    *,
    quote: str = "",
    source: QuoteSource = "",
    **more: str,
) -> Reason:
    """Return a reason worth `points`, rounded to a tenth; a quote without a source counts as one of the posting."""
    quote = quote if len(quote) <= MAX_QUOTE else quote[:MAX_QUOTE].rpartition(" ")[0] or quote[:MAX_QUOTE]
    where: QuoteSource = (source or "posting") if quote else ""
    params = {**(values or {}), **more}
    return Reason(_tenth(points), kind, word(template, **params), quote, where, template, params)


def block(constraint: str, template: str, quote: str = "", values: Mapping[str, str] | None = None, **more: str) -> Block:
    """Return a block with its sentence."""
    params = {**(values or {}), **more}
    return Block(constraint, word(template, **params), quote, template, params)


def total(reasons: Sequence[Reason]) -> int:
    """Return the score: the rounded sum of the points, clipped to 0..100."""
    return max(0, min(100, round(sum(one.points for one in reasons))))


def without_tie(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Return the reasons with a sum that rounds one way only.

    Points are tenths, whose float sum can fall on either side of a half. Where the exact sum ends in .5
    the largest reason gives a tenth up.
    """
    tenths = sum(round(one.points * 10) for one in reasons)
    if tenths % 10 != 5:
        return tuple(reasons)
    index = max(range(len(reasons)), key=lambda place: abs(reasons[place].points))
    largest = reasons[index]
    changed = replace(largest, points=_tenth(largest.points - 0.1 if largest.points > 0 else largest.points + 0.1))
    return (*reasons[:index], changed, *reasons[index + 1 :])


def _tenth(points: float) -> float:
    return round(points * 10) / 10 + 0.0
