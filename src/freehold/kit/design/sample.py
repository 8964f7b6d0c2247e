"""Invented content for the style guide; nothing here is read by anything else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from freehold.kit.design import sample_charts
from freehold.kit.design.formats import money

NOW = datetime(2026, 3, 12, 10, 30, tzinfo=UTC)
SIDES = ("light", "dark")
#: title, template of each part of the guide
PARTS = (
    ("Colours and type", "design/guide/tokens.html"),
    ("Buttons, badges, chips", "design/guide/buttons.html"),
    ("Fields and forms", "design/guide/fields.html"),
    ("Score, reasons, quotes", "design/guide/score.html"),
    ("Lists and cards", "design/guide/lists.html"),
    ("Tables and pager", "design/guide/tables.html"),
    ("Empty, loading, failed", "design/guide/states.html"),
    ("Messages and dialogs", "design/guide/messages.html"),
    ("Board and timeline", "design/guide/board.html"),
    ("Figures and charts", "design/guide/charts.html"),
)


@dataclass(frozen=True, slots=True)
class SampleReason:
    """A line of a score, as the reasons component reads it."""

    points: float
    text: str
    quote: str = ""
    source: str = ""


class SampleForm(forms.Form):
    """A form with every kind of field, some of them wrong."""

    name = forms.CharField(label=_("Your name"), help_text=_("As your clients know you."))
    email = forms.EmailField(label=_("E-mail"), required=False)
    country = forms.ChoiceField(label=_("Country"), choices=[("de", "Germany"), ("fr", "France"), ("pt", "Portugal")])
    kind = forms.ChoiceField(
        label=_("How you charge"),
        widget=forms.RadioSelect,
        choices=[("hourly", _("By the hour")), ("fixed", _("A fixed price"))],
        initial="hourly",
    )
    about = forms.CharField(
        label=_("What you do"), widget=forms.Textarea, required=False, help_text=_("Two or three sentences are plenty.")
    )
    remote = forms.BooleanField(label=_("Show me remote work only"), required=False)


REASONS = (
    SampleReason(34, "Must have Django: you list it, 6 years", "solid Django, at least 4 years", "posting"),
    SampleReason(18, "Booking and payment work like your project for Hotel Lindner", "bookings, seats and refunds", "posting"),
    SampleReason(16, "Pays above your floor of €70 an hour", "75 to 90 EUR per hour", "posting"),
    SampleReason(14, "Remote within the EU, 4 hours overlap", "based in Lisbon", "profile"),
    SampleReason(10, "Six similar postings that you shortlisted"),
    SampleReason(-6, "Nice to have Kafka: no evidence in your profile", "Kafka is a plus", "posting"),
)


def content() -> dict[str, Any]:
    """Return the template context of the style guide."""
    return {
        "sides": SIDES,
        "parts": PARTS,
        "now": NOW,
        "earlier": NOW - timedelta(hours=2),
        "swatches": ("paper", "card", "sunk", "line", "soft", "ink", "brand", "brand-wash", "ok", "warn", "bad", "info"),
        "reasons": REASONS,
        "forms": [(side, SampleForm({"name": "", "email": "mira@", "country": "pt", "kind": "hourly"}, prefix=side)) for side in SIDES],
        "tabs": [
            {"label": "Found", "url": "#lists", "count": 12, "current": True},
            {"label": "Shortlisted", "url": "#lists", "count": 5},
            {"label": "Applied", "url": "#lists", "count": 3},
            {"label": "Won", "url": "#lists"},
        ],
        "columns": [{"label": "Client"}, {"label": "What for"}, {"label": "Due"}, {"label": "Amount", "num": True}],
        "rows": [
            ("Nordlicht Reisen", "Booking API, March", "in 9 days", money(Decimal("6480.00"), "EUR")),
            ("Atelier Brume", "Query review", "tomorrow", money(Decimal("1250.50"), "EUR")),
            ("Praxis am See", "Intake forms", "6 days late", money(Decimal("940.00"), "EUR")),
        ],
        "facts": [("Pay", "€75–90 / h"), ("Duration", "3 months, 30 h a week"), ("Start", "mid January"), ("Client", "14 hires, 4.9 of 5")],
        "page": Paginator(range(214), 25).page(2),
        "charts": sample_charts.all_charts(),
        "period": sample_charts.PERIOD,
        "currencies": ["EUR", "USD", "GBP", "CHF"],
        "countries": [("de", "Germany"), ("fr", "France"), ("pt", "Portugal")],
    }
