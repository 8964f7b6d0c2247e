"""What visitors asked and nobody had written an answer for, in groups; and how much was answered week by week."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from freehold.apps.chatbot.selectors import coverage as reads
from freehold.apps.chatbot.services import coverage
from freehold.apps.chatbot.views.knowledge_common import frame
from freehold.kit.design.htmx import flash, go

MOST_IDS = 1_000


def report(request: Any) -> HttpResponse:
    """Show the groups, the most frequent first."""
    now = timezone.now()
    weeks = reads.weeks(request.workspace, now=now)
    asked = sum(week.asked for week in weeks)
    context = {
        **frame("asked"),
        "groups": reads.groups(request.workspace, since=now - coverage.KEPT),
        "weeks": weeks,
        "asked": asked,
        "answered": sum(week.answered for week in weeks),
        "share": round(100 * sum(week.answered for week in weeks) / asked) if asked else None,
    }
    return render(request, "chatbot/knowledge/coverage.html", context)


@require_POST
def set_aside(request: Any) -> HttpResponse:
    """Show a group no more, or show it again."""
    text = request.POST.get("ids") or request.GET.get("ids", "")
    ids = [int(part) for part in text.split(",")[:MOST_IDS] if part.isdecimal() and len(part) < 19]
    back = request.GET.get("back") == "1"
    count = coverage.set_aside(request.workspace, ids, back=back)
    words = ngettext("%(count)s question is shown no more.", "%(count)s questions are shown no more.", count) % {"count": count}
    undo = f"{reverse('chatbot:knowledge_set_aside')}?back=1&ids={','.join(map(str, ids[:100]))}"
    flash(request, _("It is shown again.") if back else words, undo="" if back else undo)
    return go(request, reverse("chatbot:knowledge_coverage"))
