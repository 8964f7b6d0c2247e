"""The findings about money that is owed, spent, or will be missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.billing.selectors.expenses import CATEGORY_NAMES, expenses, spent
from freehold.apps.billing.selectors.recurring import plan_name, plans
from freehold.apps.billing.selectors.time import unbilled
from freehold.apps.insights.services.findings import CENT, Facts, Finding, NotJudged
from freehold.apps.insights.services.gathered import money as to_cent
from freehold.apps.insights.services.known import month_end, month_start
from freehold.kit.design.formats import absolute, money

MOST_ROWS = 5
#: Cash is short when one case in ten ends below nothing within three months, or the middle one within six.
SOON, LATER = 92, 183
#: Costs rise when three months are a fifth above the three before.
RISEN = Decimal("1.2")
ENDS_WITHIN = timedelta(days=60)
#: What a client or a plan brings is counted for three months: so long it takes to find something in its place.
QUARTER_OF = {"week": Decimal(13), "month": Decimal(3), "quarter": Decimal(1), "year": Decimal("0.25")}
LEAST_MINUTES = 60
ZERO = Decimal(0)

Judged = Finding | NotJudged | None


def likely_late(facts: Facts) -> Judged:
    """Invoices that are late or likely to be: what is open times its chance to come late."""
    rows = [one for one in facts.late.rows if one.action and one.worth is not None]
    if not rows:
        if facts.late.rows and not facts.late.speaks:
            return NotJudged(
                "late", _("Who pays late: %(n)s of %(needed)s settled invoices.") % {"n": facts.late.n, "needed": facts.late.needed}
            )
        return None
    total = sum((one.worth or ZERO for one in rows), ZERO)
    stake = sum(((one.worth or ZERO) * Decimal(str(one.risk.probability)) for one in rows), ZERO)
    title = ngettext(
        "%(n)s invoice over %(amount)s is late or likely to be paid late.",
        "%(n)s invoices over %(amount)s together are late or likely to be paid late.",
        len(rows),
    ) % {"n": len(rows), "amount": facts.show(total)}
    evidence = []
    for one in rows[:MOST_ROWS]:
        what = one.invoice
        values = {"number": what.number, "client": what.client, "amount": money(what.open, what.currency)}
        if one.days_late:
            text = ngettext(
                "%(number)s · %(client)s · %(amount)s, %(n)s day late",
                "%(number)s · %(client)s · %(amount)s, %(n)s days late",
                one.days_late,
            ) % {**values, "n": one.days_late}
        else:
            text = _("%(number)s · %(client)s · %(amount)s, likely on %(day)s") % {**values, "day": absolute(one.risk.expected)}
        evidence.append((text, reverse("billing:document", args=[what.id])))
    first = rows[0]
    if first.action == "call":
        action = (_("Call %(client)s") % {"client": first.invoice.client}, reverse("clients:detail", args=[first.invoice.client_id]))
    else:
        action = (_("Look through the reminders"), reverse("billing:reminders"))
    return Finding("late", stake.quantize(CENT), facts.base, title, evidence, action)


def unbilled_hours(facts: Facts) -> Judged:
    """Time that could be billed today."""
    rows, bare = [], 0
    for row in unbilled(facts.workspace):
        worth = facts.in_base(row.worth, row.currency)
        bare += row.minutes > 0 and not row.worth
        if worth and row.minutes >= LEAST_MINUTES:
            rows.append((worth, row))
    if not rows:
        why = _("What your unbilled hours are worth: no hourly rate is known for them.")
        return NotJudged("unbilled", why) if bare else None
    total = sum((worth for worth, _row in rows), ZERO)
    title = ngettext(
        "Hours worth %(amount)s are not billed yet, for %(n)s client.",
        "Hours worth %(amount)s are not billed yet, for %(n)s clients.",
        len(rows),
    ) % {"amount": facts.show(total), "n": len(rows)}
    rows.sort(key=lambda one: (-one[0], one[1].name))
    evidence = [
        (
            _("%(client)s · %(clock)s hours, %(amount)s")
            % {"client": row.name, "clock": row.clock, "amount": money(row.worth, row.currency)},
            reverse("billing:bill_work", args=[row.client_id]),
        )
        for _worth, row in rows[:MOST_ROWS]
    ]
    action = (_("Bill %(client)s") % {"client": rows[0][1].name}, reverse("billing:bill_work", args=[rows[0][1].client_id]))
    return Finding("unbilled", total, facts.base, title, evidence, action)


def runway_short(facts: Facts) -> Judged:
    """Cash that ends soon, as the newest forecast says: what is missing in the lowest month of one case in ten."""
    found = facts.forecast
    if found is None or not found.view.has_start:
        return NotJudged("runway", _("How long your cash lasts: enter your balance in the cash forecast."))
    middle, low = found.view.lasts_until(0.5), found.view.lasts_until(0.1)
    if low is None or (low > facts.today + timedelta(days=SOON) and (middle is None or middle > facts.today + timedelta(days=LATER))):
        return None
    reach = [amount for amount, end in zip(found.band(0.1), found.view.months, strict=True) if end <= facts.today + timedelta(days=LATER)]
    missing = to_cent(max(0.0, -min(reach)))
    if middle is None:
        title = _("In 1 of 10 cases your cash lasts only until %(low)s.") % {"low": absolute(low)}
    else:
        title = _("Your cash lasts until %(middle)s, in 1 of 10 cases until %(low)s.") % {"middle": absolute(middle), "low": absolute(low)}
    url = reverse("insights:forecast")
    text = _("Cash forecast as of %(day)s: in 1 of 10 cases %(amount)s or more are missing within six months") % {
        "day": absolute(found.as_of),
        "amount": facts.show(missing),
    }
    return Finding("runway", missing, facts.base, title, [(text, url)], (_("Look at what would help"), url))


def costs_rising(facts: Facts) -> Judged:
    """Costs of the last three whole months against the three before."""
    last = (month_start(facts.today, -3), month_end(facts.today, -1))
    before = (month_start(facts.today, -6), month_end(facts.today, -4))
    earliest = expenses(facts.workspace).order_by("day").values_list("day", flat=True).first()
    if earliest is None:
        return None
    if earliest > month_end(before[0]):
        return NotJudged("costs", _("Whether your costs rise: it takes six whole months of them."))
    now, then = (_spent(facts, *span) for span in (last, before))
    new, old = sum(now.values(), ZERO), sum(then.values(), ZERO)
    if old <= 0 or new < old * RISEN:
        return None
    more = new - old
    title = _("Your costs of the last three months were %(new)s, %(percent)s %% more than the %(old)s of the three months before.") % {
        "new": facts.show(new),
        "percent": round(more / old * 100),
        "old": facts.show(old),
    }
    risen = sorted(((now[name] - then.get(name, ZERO), name) for name in now), key=lambda one: (-one[0], one[1]))
    url = reverse("billing:expenses")
    evidence = [
        (
            _("%(name)s: %(more)s more") % {"name": CATEGORY_NAMES.get(name, name), "more": facts.show(amount)},
            f"{url}?category={name}",
        )
        for amount, name in risen[:MOST_ROWS]
        if amount > 0
    ]
    return Finding("costs", more, facts.base, title, evidence, (_("Look through your expenses"), url))


def plans_ending(facts: Facts) -> Judged:
    """Invoices that come again and end soon: what they bring in three months."""
    rows = []
    for view in plans(facts.workspace):
        plan = view.plan
        if plan.ends_on is None or plan.paused_at is not None or not facts.today <= plan.ends_on <= facts.today + ENDS_WITHIN:
            continue
        worth = facts.in_base(view.net * QUARTER_OF[plan.unit] / plan.every, plan.currency)
        if worth:
            rows.append((worth.quantize(CENT), plan))
    if not rows:
        return None
    rows.sort(key=lambda one: (-one[0], one[1].pk))
    total = sum((worth for worth, _plan in rows), ZERO)
    title = ngettext(
        "%(n)s plan that is invoiced again and again ends within 60 days: %(amount)s every three months.",
        "%(n)s plans that are invoiced again and again end within 60 days: %(amount)s every three months.",
        len(rows),
    ) % {"n": len(rows), "amount": facts.show(total)}
    evidence = [
        (
            _("%(name)s · %(client)s, until %(day)s")
            % {"name": plan_name(plan.name), "client": plan.client.name, "day": absolute(plan.ends_on or facts.today)},
            reverse("billing:recurring_plan", args=[plan.pk]),
        )
        for _worth, plan in rows[:MOST_ROWS]
    ]
    name = rows[0][1].client.name
    action = (_("Ask %(client)s to go on") % {"client": name}, reverse("clients:detail", args=[rows[0][1].client_id]))
    return Finding("plans", total, facts.base, title, evidence, action)


def _spent(facts: Facts, start: date, end: date) -> Mapping[str, Decimal]:
    return dict(spent(expenses(facts.workspace, start=start, end=end), facts.base).by_category)
