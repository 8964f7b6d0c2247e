"""What the person's conditions rule out; nothing is hidden without a page that shows it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.selectors import facts
from freehold.apps.opportunities.views.common import of_freelancer
from freehold.apps.opportunities.views.listing import Pages
from freehold.apps.opportunities.views.query import page_from


@of_freelancer
def filtered_out(request: Any) -> HttpResponse:
    """Show what is filtered out, all of it or what one condition (`?condition=`) rules out."""
    condition = request.GET.get("condition", "")[:40]
    found = selectors.filtered_out(request.workspace, request.freelancer.pk, page_from(request.GET), condition)
    base = reverse("opportunities:filtered_out")
    context = {
        "found": found,
        "all": sum(found.by_constraint.values()),
        "rows": [(card, [facts.block(block) for block in card.blocked_by]) for card in found.cards],
        "conditions": [
            (facts.constraint_name(name), count, f"{base}?{urlencode({'condition': name})}", name == condition)
            for name, count in found.by_constraint.items()
        ],
        "condition": condition,
        "pages": Pages(found.page, found.pages, found.total, selectors.PAGE),
        "query": urlencode({"condition": condition}) if condition else "",
        "back": request.get_full_path(),
        "now": timezone.now(),
    }
    return render(request, "opportunities/filtered_out.html", context)
