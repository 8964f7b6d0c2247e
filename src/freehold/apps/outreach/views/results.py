"""What came of it: each share with its interval and how many more mails would tell, never a winner."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from freehold.apps.outreach.selectors import campaigns as reads
from freehold.apps.outreach.selectors.results import Result, by_campaign, by_template, compared
from freehold.apps.outreach.selectors.results_words import counted_words, known_words, needed_words, range_words
from freehold.apps.outreach.views.common import frame

MOST = 100


@require_safe
def showing(request: Any) -> HttpResponse:
    """Show the results of each campaign; of the one in the address also by template, and against the one before it."""
    found = by_campaign(request.workspace)[:MOST]
    asked = request.GET.get("campaign", "")
    chosen = next((one for one in found if str(one.campaign_id) == asked), found[0] if found else None)
    before = _before(found, chosen)
    context = {
        **frame("results"),
        "rows": [{**_row(one), "current": one is chosen} for one in found],
        "chosen": chosen,
        "needed": needed_words(chosen) if chosen else "",
        "before": before,
        "compared": known_words(compared(before, chosen)) if before and chosen else "",
        "templates": _templates(request, chosen) if chosen else [],
        "campaign": reads.campaign(request.workspace, chosen.campaign_id) if chosen else None,
    }
    return render(request, "outreach/results.html", context)


def _before(found: list[Result], chosen: Result | None) -> Result | None:
    """Return the campaign that was begun before the chosen one."""
    older = [one for one in found if chosen is not None and one.campaign_id < chosen.campaign_id]
    return older[0] if older else None


def _templates(request: Any, chosen: Result) -> list[dict[str, Any]]:
    rows = by_template(request.workspace, chosen.campaign_id)
    return [{**_row(one), "name": _template_name(one.steps)} for one in rows] if len(rows) > 1 else []


def _template_name(steps: str) -> str:
    step, _colon, revision = steps.partition(":")
    name = _("First mail, words no. %(n)s") if step == "0" else _("Follow-up, words no. %(n)s")
    return name % {"n": revision}


def _row(one: Result) -> dict[str, Any]:
    url = f"{reverse('outreach:results')}?campaign={one.campaign_id}"
    return {
        "name": one.name,
        "url": url,
        "sent": one.sent,
        "note": _came_back(one.bounced),
        "replied": {"text": counted_words(one.replied), "range": range_words(one.replied)},
        "won": {"text": counted_words(one.won), "range": range_words(one.won)},
        "left": _left(one),
    }


def _came_back(bounced: int) -> str:
    return ngettext("%(n)s came back", "%(n)s came back", bounced) % {"n": bounced} if bounced else ""


def _left(one: Result) -> str:
    words = []
    if one.opted_out:
        words.append(ngettext("%(n)s wants no more mail", "%(n)s want no more mail", one.opted_out) % {"n": one.opted_out})
    if one.complained:
        words.append(ngettext("%(n)s complained", "%(n)s complained", one.complained) % {"n": one.complained})
    return ", ".join(words) or "–"
