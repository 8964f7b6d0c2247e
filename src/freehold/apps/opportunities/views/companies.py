"""Companies whose postings fit the freelancer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from freehold.apps.opportunities import panels
from freehold.apps.opportunities.selectors import facts
from freehold.apps.opportunities.selectors.fitting_companies import fitting_companies
from freehold.apps.opportunities.views.common import of_freelancer

DAYS = 180


@of_freelancer
def companies(request: Any) -> HttpResponse:
    """Show the companies that fit best of the last half year."""
    now = timezone.now()
    found = fitting_companies(request.workspace, request.freelancer.pk, since=now - timedelta(days=DAYS))
    rows = [(one, facts.pay_words(one.pay_kind, one.pay_min, one.pay_max, one.pay_currency) if one.pay_kind else "") for one in found]
    return render(request, "opportunities/companies.html", {"rows": rows, "actions": panels.company_actions, "now": now})
