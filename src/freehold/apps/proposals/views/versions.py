"""Versions of a proposal: two of them compared word by word, and an earlier one brought back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.proposals.models import ProposalVersion
from freehold.apps.proposals.selectors.detail import version_of, versions_of
from freehold.apps.proposals.services import versions as services
from freehold.apps.proposals.views.common import can_edit, number_from, proposal_or_404
from freehold.domain.proposals.price import price_from_json
from freehold.domain.proposals.section import sections_from_json, whole_text
from freehold.domain.writing.worddiff import Change
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go


@require_safe
def compare(request: Any, proposal_id: int) -> HttpResponse:
    """Show what changed between two versions; the newest two when none are named."""
    proposal = proposal_or_404(request, proposal_id)
    known = {one.number: one for one in versions_of(proposal)[::-1]}
    b = number_from(request.GET.get("b", ""), proposal.current)
    a = number_from(request.GET.get("a", ""), max(1, b - 1))
    if a not in known or b not in known:
        raise Http404
    prices = [_price(known[a]), _price(known[b])]
    context = {
        "proposal": proposal,
        "a": a,
        "b": b,
        "current": proposal.current,
        "versions": list(known.values()),
        "parts": list(_parts(known[a], services.diff(request.workspace, proposal_id, a, b))),
        "prices": prices,
        "prices_differ": known[a].price != known[b].price,
        "can_edit": can_edit(proposal),
    }
    return render(request, "proposals/versions.html", context)


@require_POST
@complaints_as_toasts
def bring_back(request: Any, proposal_id: int, number: int) -> HttpResponse:
    """Make an earlier version the newest again, as a version of its own."""
    proposal = proposal_or_404(request, proposal_id)
    found = version_of(proposal, number)
    if found is None:
        raise Http404
    made = services.save_version(
        request.workspace,
        proposal_id,
        sections=found.sections,
        price=found.price,
        seen=number_from(request.POST.get("seen", "")),
        now=timezone.now(),
        actor=str(request.user),
    )
    flash(request, _("Version %(old)s is back, as version %(new)s.") % {"old": number, "new": made.number})
    return go(request, reverse("proposals:proposal", args=[proposal_id]))


def _parts(before: ProposalVersion, changes: Sequence[Change]) -> Iterator[tuple[str, str]]:
    """Yield ("same", "removed" or "added", words) in the order of reading; nothing when no word differs."""
    text, at = whole_text(sections_from_json(before.sections)), 0
    for change in changes:
        told = (("same", text[at : change.start]), ("removed", change.before), ("added", change.after))
        yield from (part for part in told if part[1])
        at = change.end
    if changes:
        yield "same", text[at:]


def _price(version: ProposalVersion) -> dict[str, Any]:
    price = price_from_json(version.price) if version.price else None
    options = [{"name": one.name, "total": one.total(price.currency)} for one in price.offered] if price else []
    return {"number": version.number, "options": options, "currency": price.currency if price else ""}
