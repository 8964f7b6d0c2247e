"""Advice and trends as JSON: what the command prints and what a stored result holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from freehold.domain.learning.advice import Advice, Suggestion, TooFew
from freehold.domain.learning.catalogue import SKILLS
from freehold.domain.learning.trends import Change, MonthShare, TooShort, Trends
from freehold.domain.statistics import Rate, rate

MOST_IDS = 12


def advice_to_json(found: Advice | TooFew) -> dict[str, Any]:
    """Return advice as JSON; `state` is "advice" or "too_few". Shares and differences are fractions, intervals hold with chance 0.8."""
    if isinstance(found, TooFew):
        return {"state": "too_few", "why": found.why, "n": found.n, "seen": found.seen, "missing": found.missing}
    return {
        "state": "advice",
        "n": found.n,
        "seen": found.seen,
        "reachable": found.reachable,
        "shortlisted": found.shortlisted,
        "months": round(found.months, 2),
        "start": found.start.isoformat() if found.start else None,
        "end": found.end.isoformat() if found.end else None,
        "level": 0.8,
        "suggestions": [_suggestion(one, found) for one in found.suggestions],
    }


def trends_to_json(found: Trends | TooShort) -> dict[str, Any]:
    """Return trends as JSON; `state` is "trends" or "too_few"."""
    if isinstance(found, TooShort):
        return {"state": "too_few", "n": found.n, "missing": found.missing}
    return {
        "state": "trends",
        "start": found.start.isoformat(),
        "split": found.split.isoformat(),
        "end": found.end.isoformat(),
        "before": found.before,
        "after": found.after,
        "compared": found.compared,
        "changes": [_change(one) for one in found.changes],
    }


def months_to_json(found: Mapping[str, Sequence[MonthShare]]) -> dict[str, Any]:
    """Return the shares of months as JSON, by skill."""
    return {name: [{"month": one.month.isoformat(), **_rate(one.rate)} for one in shares] for name, shares in found.items()}


def _suggestion(one: Suggestion, advice: Advice) -> dict[str, Any]:
    low, middle, high = one.opened.per(advice.months)
    facts = SKILLS.get(one.skill)
    pair, pay, way = one.together, one.pay, one.way
    return {
        "skill": one.skill,
        "tier": one.tier,
        "opened": {"n": one.opened.n, "low": round(one.opened.low, 2), "high": round(one.opened.high, 2)},
        "per_month": {"low": round(low, 2), "middle": round(middle, 2), "high": round(high, 2)},
        "postings": list(one.ids[:MOST_IDS]),
        "together": {"given": pair.given, "both": pair.both, **_rate(rate(pair.both, pair.n))} if pair else None,
        "pay": {"middle": round(pay.mean, 4), "low": round(pay.low, 4), "high": round(pay.high, 4), "n": pay.n, "rest": pay.rest}
        if pay
        else None,
        "hours": {"low": way.hours_low, "high": way.hours_high} if way.hours_low is not None else None,
        "first": list(way.first),
        "resource": {"title": facts.resource.title, "url": facts.resource.url, "licence": facts.resource.licence} if facts else None,
    }


def _change(one: Change) -> dict[str, Any]:
    return {
        "skill": one.skill,
        "direction": "rises" if one.rises else "falls",
        "sure": one.sure,
        "before": _rate(one.before),
        "after": _rate(one.after),
    }


def _rate(one: Rate) -> dict[str, Any]:
    share = None if one.observed is None else round(one.observed, 4)
    return {"share": share, "low": round(one.low80, 4), "high": round(one.high80, 4), "n": one.n}
