"""How the figures are written: amounts, shares, and the names of stages, price bands, columns and tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel.dates import format_date, get_month_names
from django.utils.translation import gettext as _

from freehold.apps.insights.selectors.winning import BANDS, WinRate
from freehold.domain.invoicing.ageing import Bucket
from freehold.domain.money.rounding import round_money, round_to
from freehold.kit.design.formats import money, number, reader_locale

HUNDRED = 100


def cash(amount: Decimal, currency: str) -> str:
    """Return an amount in whole cents, a half rounded away from zero."""
    return money(round_money(amount, currency), currency)


def percent(share: Decimal | float) -> str:
    """Return a share as "37.5 %"."""
    return _("%(number)s %%") % {"number": number(round_to(Decimal(str(share)) * HUNDRED, 1))}


def hours(minutes: int) -> str:
    """Return minutes as hours: "37.5"."""
    return number(round_to(Decimal(minutes) / 60, 1))


def month_name(first: date) -> str:
    """Return "Mar 2026"."""
    return str(format_date(first, "MMM y", locale=reader_locale()))


def month_of_year(month: int) -> str:
    """Return "Mar"."""
    return str(get_month_names("abbreviated", context="stand-alone", locale=reader_locale())[month])


def bucket_name(bucket: Bucket) -> str:
    """Return how long an amount has been owed."""
    if bucket.first is None:
        return _("Not due yet")
    if bucket.last is None:
        return _("More than %(days)s days late") % {"days": bucket.first - 1}
    return _("%(first)s to %(last)s days late") % {"first": bucket.first, "last": bucket.last}


def stage_name(key: str) -> str:
    """Return what a stage of the funnel is called."""
    names = {
        "found": _("Postings found"),
        "shortlisted": _("Shortlisted"),
        "applied": _("Applied"),
        "talking": _("Talking"),
        "won": _("Won"),
        "sent": _("Proposals sent"),
        "seen": _("Seen"),
        "accepted": _("Accepted"),
        "quoted": _("Quotes issued"),
        "ordered": _("Ordered"),
    }
    return names.get(key, key)


def source_name(row: WinRate) -> str:
    """Return where work came from."""
    return {"brief": _("Pasted"), "": _("Not known")}.get(row.key, row.key)


def skill_name(row: WinRate) -> str:
    """Return the skill."""
    return row.key or _("No skill named")


def band_name(row: WinRate, currency: str) -> str:
    """Return a price band: "€1,000 to €5,000"."""
    if not row.key:
        return _("Without a price")
    place = int(row.key)
    ends = [money(end, currency, whole=True) for end in BANDS]
    if place == 0:
        return _("Below %(end)s") % {"end": ends[0]}
    if place == len(BANDS):
        return _("%(end)s and more") % {"end": ends[-1]}
    return _("%(start)s to %(end)s") % {"start": ends[place - 1], "end": ends[place]}


def channel_name(channel: str) -> str:
    """Return a channel, direct work too."""
    return channel or _("Direct")


def column_name(key: str, base: str) -> str:
    """Return the heading of a column of rows."""
    names = {
        "day": _("Day"),
        "number": _("Number"),
        "name": _("Who"),
        "client": _("Client"),
        "channel": _("Channel"),
        "net": _("Net, as it stands"),
        "amount": _("Amount, as it stands"),
        "open": _("Open, as it stands"),
        "total": _("Price"),
        "rate": _("Rate"),
        "value": _("In %(currency)s") % {"currency": base},
        "exchange": _("Exchange difference"),
        "late": _("Days late"),
        "description": _("What"),
        "billable": _("Billable"),
        "hours": _("Hours"),
        "issued": _("Issued"),
        "due": _("Due"),
        "title": _("Title"),
        "company": _("Company"),
        "source": _("Source"),
        "skills": _("Skills"),
        "state": _("State"),
        "stage": _("Stands at"),
        "furthest": _("Came as far as"),
        "received": _("Received"),
        "fees": _("Fees"),
        "bids": _("Bids"),
        "costs": _("Costs"),
        "late_days": _("Days late"),
        "late_cost": _("Cost of waiting"),
        "unpaid": _("Unpaid hours"),
        "unpaid_value": _("Their worth"),
        "true_net": _("True net"),
        "hourly": _("Left by hour"),
        "n": _("Payments"),
    }
    return names.get(key, key)


def table_words(key: str) -> tuple[str, str]:
    """Return the title of a table of rows, and what is counted."""
    names = {
        "invoiced": (_("What you invoiced"), _("Invoices and credit notes by the day of issue, without VAT.")),
        "received": (
            _("What you received"),
            _("Every part of an invoice that was paid, by the day of the payment, without VAT, at the rate of the invoice's day."),
        ),
        "exchange": (
            _("What exchange rates brought or cost"),
            _("The difference between the rate on the day of the invoice and on the day of the payment."),
        ),
        "costs": (_("What you spent"), _("Expenses other than fees and bids. VAT is left out where it comes back to you.")),
        "fees": (_("Fees"), _("What banks and platforms kept of payments, and expenses that are platform or bank fees.")),
        "bids": (_("What applying cost"), _("Expenses for bids and connects.")),
        "spent": (_("All you spent"), _("Costs, fees and bids.")),
        "hours": (_("Your hours"), _("Every finished piece of time.")),
        "unpaid": (_("Hours that nobody pays for"), _("Time that is not billable, valued at its own rate.")),
        "owed": (_("What you are owed"), _("Open invoices as of today, with VAT.")),
        "proposals": (_("Proposals that you sent"), _("By the day they were sent, and what became of them.")),
        "opportunities": (_("Opportunities that came further"), _("Found in the period and shortlisted at least.")),
        "quotes": (_("Quotes that you issued"), _("By the day of issue, without VAT.")),
        "clients": (_("What each client is truly worth"), _("Received, less everything that it took.")),
        "channels": (_("What each channel is truly worth"), _("Received through it, less everything that it took.")),
    }
    return names.get(key, (key, ""))
