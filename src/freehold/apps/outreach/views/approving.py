"""From drafts to mails that may leave: writing them, reading a sample, and approving all after seeing exactly what goes out."""

from __future__ import annotations

import time
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from freehold.apps.outreach.selectors import campaigns as reads
from freehold.apps.outreach.services import approving
from freehold.apps.outreach.services.drafting import Drafter
from freehold.apps.outreach.views import drafts
from freehold.apps.outreach.views.common import PAGE_SIZE, campaign_or_404, gaps, lines_of
from freehold.apps.outreach.views.letter import letter_of
from freehold.domain.errors import UserError
from freehold.domain.outreach.caps import ramped
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go
from freehold.kit.mailing.selectors import account_of

#: How long one press writes drafts before the page comes back with how far it is, in seconds.
PATIENCE = 4.0


@require_POST
@complaints_as_toasts
def write(request: Any, campaign_id: int) -> HttpResponse:
    """Write the drafts that are missing or of older words; after some seconds the page comes back, and the press can be repeated."""
    campaign = campaign_or_404(request, campaign_id)
    end = time.monotonic() + PATIENCE
    drafter, done = Drafter(), 0
    for row in reads.unwritten(campaign):
        done += drafts.write(drafter, row, now=timezone.now())
        if time.monotonic() > end:
            break
    if not done:
        raise UserError(_("No draft could be written. Look at the campaign's words: they may be empty or hold a mistake."))
    flash(request, ngettext("%(count)s draft is written.", "%(count)s drafts are written.", done) % {"count": done})
    return go(request, reverse("outreach:campaign", args=[campaign.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@complaints_as_toasts
def sample(request: Any, campaign_id: int) -> HttpResponse:
    """Show a sample of the drafts; a POST notes that it was read."""
    campaign = campaign_or_404(request, campaign_id)
    drafts = reads.sample(campaign)
    if request.method == "POST":
        if request.POST.get("revision") != str(campaign.revision):
            flash(request, _("The words were changed since you read. Nothing was noted; read the new sample."), level="warn")
            return go(request, reverse("outreach:sample", args=[campaign.pk]))
        approving.read_sample(request.workspace, campaign.pk, now=timezone.now(), actor=str(request.user))
        return go(request, reverse("outreach:approve_all", args=[campaign.pk]))
    settings, account = reads.settings_of(request.workspace), account_of(request.workspace.pk)
    rows = [
        {
            "pk": row.pk,
            "name": row.contact.name,
            "mail": letter_of(row, settings, account),
            "lines": lines_of(row.lines, row.subject + "\n" + row.text),
        }
        for row in drafts
    ]
    context = {"campaign": campaign, "drafts": rows, "standing": reads.standing(campaign)}
    return render(request, "outreach/sample.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@complaints_as_toasts
def approve_all(request: Any, campaign_id: int) -> HttpResponse:
    """Show exactly what goes out; a POST approves all of it, if nothing was changed or added since it was shown."""
    campaign = campaign_or_404(request, campaign_id)
    rows = reads.going_out(campaign)
    total = rows.count()
    if request.method == "POST":
        if request.POST.get("revision") != str(campaign.revision) or request.POST.get("total") != str(total):
            raise UserError(_("The drafts are not those that were shown. Nothing was approved; look at what goes out now."))
        answer = approving.approve_all(request.workspace, campaign.pk, now=timezone.now(), actor=str(request.user))
        words = ngettext(
            "%(count)s mail leaves in the reader's working hours.", "%(count)s mails leave in the readers' working hours.", answer.count
        )
        if answer.count:
            flash(request, words % {"count": answer.count})
        if answer.refused:
            kept = ngettext("%(count)s stays here: %(why)s", "%(count)s stay here, the first because: %(why)s", len(answer.refused))
            flash(request, kept % {"count": len(answer.refused), "why": answer.refused[0][1]}, level="warn")
        return go(request, reverse("outreach:campaign", args=[campaign.pk]))
    settings, account = reads.settings_of(request.workspace), account_of(request.workspace.pk)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    for row in page:
        row.campaign = campaign
        row.mail = letter_of(row, settings, account)
    context = {
        "campaign": campaign,
        "total": total,
        "page": page,
        "kept": list(reads.kept_back(campaign)[:PAGE_SIZE]),
        "gaps": gaps(settings, account),
        "pace": _pace(settings, total),
    }
    return render(request, "outreach/approve.html", context)


def _pace(settings: Any, total: int) -> str:
    """Say how fast they leave."""
    first = ramped(settings.daily_cap, settings.first_sent_at, timezone.now())
    words = _(
        "They leave between %(start)s:00 and %(end)s:00 of the reader's day, at most %(cap)s within 24 hours and %(domain)s to one company."
    )
    told = words % {"start": settings.window_start, "end": settings.window_end, "cap": first, "domain": settings.domain_cap}
    return f"{told} {_('You can take back each until it has left.')}" if total else ""
