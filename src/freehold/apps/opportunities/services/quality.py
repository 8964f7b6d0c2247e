"""How good a posting is beside its words: signs of a swindle, of a dead posting and of poor terms, and what such work is paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.core.cache import cache
from django.utils.translation import gettext as _

from freehold.apps.opportunities.conversions import posting_of
from freehold.apps.opportunities.models import Opportunity
from freehold.apps.opportunities.selectors import quality as known
from freehold.apps.opportunities.selectors.detail import Detail
from freehold.domain.matching.market_rate import MOST_OBSERVATIONS, Factor, MarketRates, Observation, RateEstimate, learn
from freehold.domain.matching.pay import HOURS
from freehold.domain.money.exchange import EURO, ExchangeRates
from freehold.domain.postings.analysis import Pay
from freehold.domain.postings.document import document_of
from freehold.domain.postings.red_flag_small import find_small_signs
from freehold.domain.postings.signals import Evidence, MarketRange, Signal, is_filler, judge
from freehold.integrations.currency import exchange_rates
from freehold.kit.design.formats import money_range, number
from freehold.kit.scoping.ref import Workspace, id_of

WINDOW = timedelta(days=365)
#: A posting that was shown within this time still counts as open.
SHOWN_LATELY = timedelta(days=14)
KEPT = 24 * 3600
#: Rates outside these bounds, in euro an hour, are slips of a posting or of its reading.
LEAST, MOST = 2.0, 1000.0
MOST_FACTORS = 4
#: A sign that moves the rate by less is not worth a line.
SMALLEST_FACTOR = 0.05


@dataclass(frozen=True, slots=True)
class SignShown:
    """One sign as a sentence of the reader's language, with the posting's own words."""

    code: str
    text: str
    quote: str


@dataclass(frozen=True, slots=True)
class SignsShown:
    """The signs of one kind under their heading; `is_flagged` when they are enough for a judgement."""

    kind: str
    title: str
    is_flagged: bool
    signs: tuple[SignShown, ...]


@dataclass(frozen=True, slots=True)
class MarketShown:
    """What similar work is paid an hour: the middle, the range of four of five, from `n` postings, and what it rests on."""

    median: str
    span: str
    n: int
    alike: int
    factors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """Everything that the page of one opportunity shows of its quality; `market` is None when too few postings tell."""

    groups: tuple[SignsShown, ...]
    market: MarketShown | None


def market_rates(workspace: Workspace, *, now: datetime) -> MarketRates | None:
    """Return the market of hourly rates in euro that the postings of the last year teach; learnt once a day for each workspace."""
    key = f"market-rates:{id_of(workspace)}:{now.date().isoformat()}"
    found: tuple[MarketRates | None] | None = cache.get(key)
    if found is None:
        rates = exchange_rates(now.date())
        paid = known.paid_postings(workspace, since=now - WINDOW, most=MOST_OBSERVATIONS)
        hourly = [(_hourly(one.pay, rates), one.signs) for one in paid]
        found = (learn([Observation((low + high) / 2, signs) for span, signs in hourly if span for low, high in (span,)]),)
        cache.set(key, found, KEPT)
    return found[0]


def quality_of(detail: Detail, *, now: datetime) -> Quality:
    """Return the signs of one opportunity with their evidence, and its market rate."""
    opportunity, analysis = detail.opportunity, detail.analysis
    rates = exchange_rates(now.date())
    market = market_rates(opportunity.workspace_id, now=now)
    estimate = market.estimate(known.signs_of(opportunity, analysis)) if market else None
    if estimate is not None and not estimate.is_grounded:
        estimate = None
    pay = analysis.pay if analysis.pay and analysis.pay.kind in known.RATES else None
    currency = pay.currency if pay and rates.knows(pay.currency) else EURO
    # Evidence is worded in the currency of the posting.
    times = float(rates.rate(EURO, currency))
    span = _hourly(pay, rates) if pay else None
    client = analysis.client
    evidence = Evidence(
        flags=analysis.red_flags,
        small=() if detail.is_purged else find_small_signs(document_of(posting_of(opportunity))),
        client=client,
        client_posts=known.postings_of_client(opportunity) if client and client.hires == 0 else 0,
        reposts=opportunity.repost_count,
        age_days=_age(opportunity, now),
        words=None if detail.is_purged or _is_extract(detail) else opportunity.word_count,
        must_skills=sum(skill.kind == "must" for skill in analysis.skills),
        pay=pay,
        hourly=(span[0] * times, span[1] * times) if span else None,
        market=MarketRange(estimate.low * times, estimate.median * times, estimate.high * times, estimate.alike) if estimate else None,
        is_filler=is_filler(analysis.text),
    )
    titles = _titles()
    groups = tuple(
        SignsShown(judged.kind, titles[judged.kind], judged.is_flagged, tuple(_shown(signal, currency) for signal in judged.signals))
        for judged in judge(evidence)
    )
    return Quality(groups, _market(estimate, times, currency) if estimate else None)


def _hourly(pay: Pay, rates: ExchangeRates) -> tuple[float, float] | None:
    """Return the bounds of what is paid for an hour in euro, None where that is unknown or no sane rate."""
    low = pay.min if pay.min is not None else pay.max
    high = pay.max if pay.max is not None else pay.min
    if low is None or high is None or not pay.currency or not rates.knows(pay.currency):
        return None
    times = rates.rate(pay.currency, EURO) / HOURS[pay.kind]
    span = float(low * times), float(high * times)
    return span if span[0] >= LEAST and span[1] <= MOST else None


def _age(opportunity: Opportunity, now: datetime) -> int | None:
    """Return for how many days the posting has been open, None when it may be closed by now."""
    closed = opportunity.expires_at is not None and opportunity.expires_at <= now
    if closed or now - opportunity.last_seen_at > SHOWN_LATELY:
        return None
    return (opportunity.last_seen_at - (opportunity.published_at or opportunity.first_seen_at)).days


def _is_extract(detail: Detail) -> bool:
    """Tell whether only a mail was seen: those hold the first words of a posting."""
    return all(sighting.source_kind == "mail" for sighting in detail.sightings)


def _titles() -> Mapping[str, str]:
    return {
        "scam": _("Signs of a made-up posting"),
        "ghost": _("Signs that nobody is hired"),
        "poor": _("Signs of a poor posting"),
    }


def _shown(signal: Signal, currency: str) -> SignShown:
    values = {name: _value(name, value, currency) for name, value in signal.values.items()}
    return SignShown(signal.code, _(signal.text).format_map(values), signal.quote)


def _value(name: str, value: float, currency: str) -> str:
    if name in ("pay", "low", "high"):
        return _money(value, currency)
    return number(value)


def _money(value: float, currency: str, upper: float | None = None) -> str:
    whole = [Decimal(round(one)) for one in (value, value if upper is None else upper)]
    return money_range(whole[0], whole[1], currency)


def _market(estimate: RateEstimate, times: float, currency: str) -> MarketShown:
    telling = [factor for factor in estimate.factors if abs(factor.times - 1) >= SMALLEST_FACTOR][:MOST_FACTORS]
    return MarketShown(
        median=_money(estimate.median * times, currency),
        span=_money(estimate.low * times, currency, estimate.high * times),
        n=estimate.n,
        alike=estimate.alike,
        factors=tuple(_factor(factor) for factor in telling),
    )


def _factor(factor: Factor) -> str:
    change = round((factor.times - 1) * 100)
    sign = "+" if change >= 0 else "−"
    return f"{factor.name} {sign}{abs(change)} %"
