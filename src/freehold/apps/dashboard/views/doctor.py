"""The page that says how Freehold is doing and what leaves the machine."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.dashboard.services import examine


def doctor(request: HttpRequest) -> HttpResponse:
    """Show every finding, what is wrong first."""
    findings = sorted(examine(timezone.now()), key=lambda finding: ("bad", "note", "ok").index(finding.state))
    wrong = sum(finding.state == "bad" for finding in findings)
    title = ngettext("%(count)s thing needs you", "%(count)s things need you", wrong) % {"count": wrong} if wrong else _("All is well")
    return render(request, "dashboard/doctor.html", {"findings": findings, "title": title})
