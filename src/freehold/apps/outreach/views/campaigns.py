"""The campaigns: the list, one campaign with its people and what comes next, and pausing, going on and ending."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.outreach.models import Campaign, CampaignState
from freehold.apps.outreach.selectors import campaigns as reads
from freehold.apps.outreach.services import campaigns
from freehold.apps.outreach.views.common import PAGE_SIZE, campaign_or_404, frame, gaps, gaps_of
from freehold.apps.outreach.views.words import when_of, why_of
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go, render_page
from freehold.kit.mailing.selectors import account_of

FOLLOW_UPS = 8


@require_safe
def listing(request: Any) -> HttpResponse:
    """List the campaigns with how far each is."""
    chosen = request.GET.get("state", "")
    chosen = chosen if chosen in CampaignState.values else ""
    counts = reads.state_counts(request.workspace)
    page = Paginator(reads.campaigns(request.workspace, state=chosen), PAGE_SIZE).get_page(request.GET.get("page"))
    base = reverse("outreach:campaigns")
    names = [("", _("All")), *CampaignState.choices]
    context = {
        **frame("campaigns"),
        "page": page,
        "total": counts[""],
        "counts": counts,
        "states": [
            {"label": label, "count": counts[key], "current": key == chosen, "url": f"{base}?state={key}" if key else base}
            for key, label in names
        ],
        "query": urlencode({"state": chosen}) if chosen else "",
        "gaps": gaps_of(request) if counts[""] else [],
        "now": timezone.now(),
    }
    return render_page(request, "outreach/list.html", "outreach/_list.html", context)


@require_safe
def showing(request: Any, campaign_id: int) -> HttpResponse:
    """Show one campaign: what comes next, its people by where their mails stand, and the follow-ups to come."""
    campaign = campaign_or_404(request, campaign_id)
    now = timezone.now()
    standing = reads.standing(campaign)
    group = request.GET.get("show", "")
    group = group if group in reads.GROUPS else ""
    page = Paginator(reads.approaches(request.workspace, campaign.pk, group=group), PAGE_SIZE).get_page(request.GET.get("page"))
    settings = reads.settings_of(request.workspace)
    to_come, rest = follow_ups(campaign)
    here = reverse("outreach:campaign", args=[campaign.pk])
    query = urlencode({"show": group}) if group else ""
    context = {
        "campaign": campaign,
        "standing": standing,
        "page": _explained(page, now),
        "groups": _groups(here, group, standing),
        "all_url": here,
        "here": f"{here}?{urlencode({'show': group, 'page': page.number})}",
        "query": query,
        "steps": _steps(campaign, standing),
        "follow_ups": to_come,
        "follow_up_rest": rest,
        "gaps": gaps(settings, account_of(request.workspace.pk)) if standing.people else [],
        "moving": campaign.state == CampaignState.RUNNING and standing.groups["waiting"] > 0,
        "now": now,
    }
    return render_page(request, "outreach/campaign.html", "outreach/_approaches.html", context)


@require_POST
@complaints_as_toasts
def state(request: Any, campaign_id: int) -> HttpResponse:
    """Pause a campaign, let it go on, or end it."""
    campaign = campaign_or_404(request, campaign_id)
    wanted = request.POST.get("state", "")
    act, words = {
        CampaignState.RUNNING: (campaigns.start_campaign, _("“%(name)s” goes on.")),
        CampaignState.PAUSED: (campaigns.pause_campaign, _("“%(name)s” is paused. Nothing of it leaves.")),
        CampaignState.ENDED: (campaigns.end_campaign, _("“%(name)s” is ended. What had not left stays here.")),
    }.get(wanted, (None, ""))
    if act is not None:
        act(request.workspace, campaign.pk, now=timezone.now(), actor=str(request.user))
        flash(request, words % {"name": campaign.name})
    return go(request, reverse("outreach:campaign", args=[campaign.pk]))


def follow_ups(campaign: Campaign) -> tuple[list[dict[str, Any]], int]:
    """Return the follow-ups to come with their days, the next ones first, and how many more there are."""
    if not campaign.follows_up or campaign.state == CampaignState.ENDED:
        return [], 0
    rows, count = reads.follow_ups_to_come(campaign, FOLLOW_UPS)
    return [{"name": row.contact.name, "company": row.client.name, "at": row.due_at} for row in rows], count - len(rows)


def _explained(page: Page[Any], now: datetime) -> Page[Any]:
    for row in page:
        row.when, row.why = when_of(row, now), why_of(row)
    return page


def _groups(here: str, chosen: str, standing: reads.Standing) -> list[dict[str, Any]]:
    names = {
        "read": _("To read"),
        "waiting": _("Waiting to leave"),
        "sent": _("Sent"),
        "answered": _("Answered"),
        "stopped": _("Stopped"),
    }
    rows = [{"label": _("All"), "count": standing.total, "url": here, "current": not chosen}]
    for key, label in names.items():
        if standing.groups[key] or key == chosen:
            rows.append({"label": label, "count": standing.groups[key], "url": f"{here}?show={key}", "current": key == chosen})
    return rows


def _steps(campaign: Campaign, standing: reads.Standing) -> list[dict[str, Any]]:
    """Return the way of a campaign: words, people, drafts, reading, sending; the first that is not done is the current one."""
    sending = standing.groups["waiting"] + standing.sent > 0
    steps = [
        (_("Words"), bool(campaign.body.strip())),
        (_("People"), standing.people > 0),
        (_("Drafts"), standing.people > 0 and not standing.unwritten),
        (_("Read a sample"), campaign.sample_is_read or (sending and not standing.groups["read"])),
        (_("Send"), sending and not standing.groups["read"] and not standing.groups["waiting"]),
    ]
    at = next((number for number, (_label, done) in enumerate(steps) if not done), len(steps))
    return [{"label": label, "done": done and number < at, "current": number == at} for number, (label, done) in enumerate(steps)]
