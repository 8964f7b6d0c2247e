"""The findings about clients, offers and rates."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from statistics import median, quantiles

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.billing.selectors.documents import Filters, narrowed
from freehold.apps.billing.selectors.overview import profit_by_client
from freehold.apps.clients import selectors as clients
from freehold.apps.insights.services.findings import CENT, Facts, Finding, NotJudged
from freehold.apps.insights.services.findings_money import MOST_ROWS, ZERO, Judged
from freehold.apps.opportunities import selectors as inbox
from freehold.apps.proposals.selectors.lists import proposals
from freehold.apps.proposals.selectors.statistics import FEWEST, Row, statistics
from freehold.domain.statistics import compare
from freehold.kit.design.formats import absolute, money

YEAR = timedelta(days=365)
LOOKED_BACK = timedelta(days=90)
#: A client who brings more than half is a finding.
HALF = Decimal("0.5")
FEWEST_RATES = 10
STALE = timedelta(days=14)


def large_client(facts: Facts) -> Judged:
    """One client who brings more than half of what was invoiced in a year: three months of their work."""
    rows = profit_by_client(facts.workspace, facts.base, facts.today - YEAR, facts.today, clients.client_names(facts.workspace))
    rows = sorted((row for row in rows if row.net > 0), key=lambda row: (-row.net, row.name))
    if not rows:
        return None
    top = rows[0]
    share = top.net / sum((row.net for row in rows), ZERO)
    if share <= HALF:
        return None
    stake = (top.net / 4).quantize(CENT)
    title = _("%(share)s %% of what you invoiced in 12 months came from %(client)s. Three months without them would lack %(amount)s.") % {
        "share": round(share * 100),
        "client": top.name,
        "amount": facts.show(stake),
    }
    evidence = [
        (
            _("%(client)s · %(amount)s in 12 months") % {"client": row.name, "amount": facts.show(row.net)},
            reverse("clients:detail", args=[row.client_id]),
        )
        for row in rows[:3]
    ]
    return Finding(
        "client",
        stake,
        facts.base,
        title,
        evidence,
        (_("See your cash without them"), f"{reverse('insights:forecast')}?lose={top.client_id}"),
    )


def rate_below(facts: Facts) -> Judged:
    """The owner's rate below the middle of what postings offer: the difference times the hours of three months."""
    rate = facts.settings.hourly_rate
    if rate is None:
        return NotJudged("rate", _("Your rate against postings: you have not set an hourly rate."))
    offers = []
    for one in inbox.pay_ranges(facts.workspace, "hourly", since=facts.now - LOOKED_BACK):
        ends = [value for value in (one.min, one.max) if value is not None]
        value = facts.in_base(sum(ends, ZERO) / len(ends), one.currency) if ends else None
        if value is not None:
            offers.append(value)
    if len(offers) < FEWEST_RATES:
        return NotJudged("rate", _("Your rate against postings: %(n)s of 10 postings name their pay by the hour.") % {"n": len(offers)})
    middle = median(offers).quantize(CENT)
    if rate >= middle:
        return None
    names: dict[int, str] = {}
    hours = sum((row.hours for row in profit_by_client(facts.workspace, facts.base, facts.today - LOOKED_BACK, facts.today, names)), ZERO)
    if not hours:
        return NotJudged("rate", _("What a higher rate would bring: no hours were tracked in the last three months."))
    stake = ((middle - rate) * hours).quantize(CENT)
    low, _mid, high = quantiles(offers, n=4)
    title = _("Your rate of %(rate)s is below %(middle)s, the middle of %(n)s postings. Over three months that is %(amount)s.") % {
        "rate": money(rate, facts.base, whole=True),
        "n": len(offers),
        "middle": money(middle, facts.base, whole=True),
        "amount": facts.show(stake),
    }
    text = _("Half of these postings offer %(low)s to %(high)s an hour") % {
        "low": money(low.quantize(CENT), facts.base, whole=True),
        "high": money(high.quantize(CENT), facts.base, whole=True),
    }
    action = (_("Change your rate"), reverse("billing:settings"))
    return Finding("rate", stake, facts.base, title, [(text, reverse("opportunities:list"))], action)


def stale_quotes(facts: Facts) -> Judged:
    """Quotes that nobody has answered for two weeks."""
    rows = narrowed(facts.workspace, Filters()).filter(kind="quote", state__in=("issued", "sent"), issue_date__lte=facts.today - STALE)
    found = []
    for pk, number, client, net, currency, day, until in rows.order_by("pk").values_list(
        "pk", "number", "client__name", "net", "currency", "issue_date", "valid_until"
    ):
        worth = facts.in_base(net, currency)
        if worth and (until is None or until >= facts.today):
            found.append((worth, pk, _("%(number)s · %(client)s · %(amount)s, since %(day)s") % {
                "number": number, "client": client, "amount": money(net, currency), "day": absolute(day or facts.today)
            }))  # fmt: skip
    if not found:
        return None
    found.sort(key=lambda one: (-one[0], one[1]))
    total = sum((worth for worth, _pk, _text in found), ZERO)
    title = ngettext(
        "%(n)s quote over %(amount)s has been without an answer for two weeks or longer.",
        "%(n)s quotes over %(amount)s together have been without an answer for two weeks or longer.",
        len(found),
    ) % {"n": len(found), "amount": facts.show(total)}
    evidence = [(text, reverse("billing:document", args=[pk])) for _worth, pk, text in found[:MOST_ROWS]]
    return Finding("quotes", total, facts.base, title, evidence, (_("Ask about the largest"), evidence[0][1]))


def sources_differ(facts: Facts) -> Judged:
    """Sources whose proposals win more often than others', told apart by their intervals: the difference times the price."""
    rows = [row for row in statistics(facts.workspace).by_source if row.ended >= FEWEST]
    if len(rows) < 2:
        return NotJudged("sources", _("Which source wins more: it takes two with 5 answered proposals each."))
    best, worst = (pick(rows, key=lambda row: (row.accepted / row.ended, row.ended)) for pick in (max, min))
    known = compare((worst.accepted, worst.ended), (best.accepted, best.ended))
    if known.code not in {"leaning", "apart"} or known.difference is None:
        return NotJudged("sources", _("Which source wins more: the sources cannot be told apart yet."))
    prices = []
    for total, currency in (
        proposals(facts.workspace).filter(source=worst.name, sent_at__isnull=False, total__gt=0).values_list("total", "currency")
    ):
        worth = facts.in_base(total or ZERO, currency)
        if worth is not None:
            prices.append(worth)
    if not prices:
        return None
    stake = (median(prices) * worst.ended * Decimal(str(round(known.difference.mean, 4)))).quantize(CENT)
    title = _("%(best)s wins %(won)s of %(n)s proposals, %(worst)s %(lost)s of %(m)s.") % {
        "best": _name(best),
        "won": best.accepted,
        "n": best.ended,
        "worst": _name(worst),
        "lost": worst.accepted,
        "m": worst.ended,
    }
    url = reverse("proposals:list")
    evidence = [
        (
            _("%(name)s: %(won)s of %(n)s, so %(low)s to %(high)s %%")
            % {
                "name": _name(row), "won": row.accepted, "n": row.ended,
                "low": round(row.rate.low80 * 100) if row.rate else 0, "high": round(row.rate.high80 * 100) if row.rate else 100,
            },
            url,
        )
        for row in (best, worst)
    ]  # fmt: skip
    return Finding(
        "sources", stake, facts.base, title, evidence, (_("See new postings of your best source"), reverse("opportunities:list"))
    )


def _name(row: Row) -> str:
    return row.name or _("Work without a source")
