"""Today: what needs you now."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from freehold.apps.accounts.selectors import hourly_floor
from freehold.apps.dashboard import briefs, chat, money, numbers, selectors, winning
from freehold.apps.opportunities import selectors as inbox
from freehold.integrations.currency import exchange_rates

MORNING_ENDS, AFTERNOON_ENDS = 12, 18


def today(request: Any) -> HttpResponse:
    """Show greeting, needs, figures and charts for the freelancer this browser works with."""
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    workspace, freelancer = request.workspace, request.freelancer
    if freelancer is None:
        return redirect("accounts:people")
    figures = inbox.today(workspace, freelancer.pk, since=midnight, on=now.date())
    floor = hourly_floor(workspace, freelancer.pk)
    charts = [
        selectors.arrivals_chart(workspace.pk, freelancer.pk, now, now.tzinfo or timezone.get_current_timezone()),
        selectors.rate_chart(workspace.pk, floor, exchange_rates(), now) if floor and figures.has_opportunities else None,
    ]
    context = {
        "greeting": greeting(now.hour, freelancer.name),
        "figures": figures,
        "needs": [
            *chat.needs(workspace),
            *briefs.needs(workspace, now),
            *winning.needs(workspace, now),
            *money.needs(workspace, now.date()),
            *numbers.needs(workspace, now),
            *selectors.needs(figures, now.date()),
        ],
        "owed": money.owed(workspace, now.date()),
        "charts": [chart for chart in charts if chart is not None],
        "has_floor": floor is not None,
        "now": now,
    }
    return render(request, "dashboard/today.html", context)


def greeting(hour: int, name: str) -> str:
    """Return a greeting for the hour (0 to 23), by first name."""
    first = name.split(maxsplit=1)[0] if name.split() else ""
    if hour < MORNING_ENDS:
        words = _("Good morning, %(name)s") if first else _("Good morning")
    elif hour < AFTERNOON_ENDS:
        words = _("Good afternoon, %(name)s") if first else _("Good afternoon")
    else:
        words = _("Good evening, %(name)s") if first else _("Good evening")
    return words % {"name": first} if first else words
