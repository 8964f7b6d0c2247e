"""Writing a proposal: its words, its price, whom it is for, another tone or language, and throwing it away."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.proposals.forms.beginning import HeadForm, HowForm
from freehold.apps.proposals.forms.price import UNITS, Rows, moved, price_data, rows_of_posted
from freehold.apps.proposals.models import ProposalVersion
from freehold.apps.proposals.selectors.detail import versions_of
from freehold.apps.proposals.services import drafting
from freehold.apps.proposals.services import versions as services
from freehold.apps.proposals.views.common import can_edit, number_from, proposal_or_404
from freehold.apps.proposals.views.price_sections import sections_for
from freehold.apps.proposals.views.section_problems import with_problems
from freehold.apps.proposals.views.showing import shown, words_context
from freehold.domain.errors import UserError
from freehold.domain.proposals.price import Price, price_from_json
from freehold.kit.ai import selectors as ai
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go, is_partial


@require_POST
def words(request: Any, proposal_id: int) -> HttpResponse:
    """Save the words of all sections as a new version. htmx gets what is around the texts; what is being typed is never swapped."""
    proposal = proposal_or_404(request, proposal_id)
    version = services.newest_version(proposal)
    typed = _typed(version, request.POST)
    try:
        saved = services.save_version(
            request.workspace,
            proposal_id,
            sections=typed,
            seen=number_from(request.POST.get("seen", "")),
            now=timezone.now(),
            actor=str(request.user),
        )
    except UserError as error:
        if is_partial(request):
            # 200, as the answer goes into its place beside the button; the words say that nothing was saved.
            return render(request, "proposals/_words_answer.html", {"error": str(error)})
        sections = [{**row, "text": one["text"]} for row, one in zip(with_problems(version), typed, strict=True)]
        return shown(request, proposal, status=422, sections=sections, error=str(error))
    if not is_partial(request):
        flash(request, _("Saved."))
        return redirect("proposals:proposal", proposal_id)
    rows = versions_of(proposal)[::-1]
    context = {
        "proposal": proposal,
        **words_context(saved),
        "versions": rows,
        "now": timezone.now(),
        "swapped": True,
        "has_model": ai.is_on(proposal.workspace_id, "writing"),
    }
    return render(request, "proposals/_words_answer.html", context)


@require_POST
def price(request: Any, proposal_id: int) -> HttpResponse:
    """Save the price as a new version."""
    proposal = proposal_or_404(request, proposal_id)
    version, rows = services.newest_version(proposal), rows_of_posted(request.POST)
    deposit, note = request.POST.get("deposit", ""), request.POST.get("note", "")
    try:
        before = price_from_json(version.price) if version.price else Price(proposal.currency)
        data = price_data(rows, before=before, deposit=deposit, note=note)
        now, seen = timezone.now(), number_from(request.POST.get("seen", ""))
        sections = sections_for(proposal, version, before, price_from_json(data), now=now)
        services.save_version(request.workspace, proposal_id, sections=sections, price=data, seen=seen, now=now, actor=str(request.user))
    except UserError as error:
        return shown(request, proposal, status=422, price_error=str(error), options=_as_typed(rows), deposit=deposit, price_note=note)
    flash(request, _("The price is saved."))
    return redirect(reverse("proposals:proposal", args=[proposal_id]) + "#price")


@require_POST
def price_rows(request: Any, proposal_id: int) -> HttpResponse:
    """Return the options with a line added or removed; nothing is saved, and what was typed stays."""
    proposal = proposal_or_404(request, proposal_id)
    rows = moved(rows_of_posted(request.POST), request.POST.get("do", ""))
    context = {"proposal": proposal, "options": _as_typed(rows), "units": UNITS, "can_edit": can_edit(proposal)}
    return render(request, "proposals/_price_rows.html", context)


@require_POST
def head(request: Any, proposal_id: int) -> HttpResponse:
    """Save whom it is for, its title and its last day."""
    proposal = proposal_or_404(request, proposal_id)
    form = HeadForm(request.workspace, request.POST)
    if proposal.sent_version is not None:
        flash(request, _("It was sent like this, so this stays. Nothing was saved."), level="bad")
        return redirect("proposals:proposal", proposal_id)
    if form.is_valid():
        given = form.cleaned_data
        try:
            drafting.change_head(
                request.workspace,
                proposal_id,
                title=given["title"],
                client_id=given["client"],
                company=given["company"],
                valid_until=given["valid_until"],
                now=timezone.now(),
                actor=str(request.user),
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved."))
            return redirect("proposals:proposal", proposal_id)
    return shown(request, proposal, status=422, head_form=form)


@require_POST
@complaints_as_toasts
def write_again(request: Any, proposal_id: int) -> HttpResponse:
    """Write the draft anew in another language, tone or length, as a new version."""
    proposal = proposal_or_404(request, proposal_id)
    form = HowForm(request.POST)
    if not form.is_valid():
        raise UserError(_("Choose language, tone and length. Nothing was changed."))
    drafting.rewrite_draft(
        request.workspace,
        proposal.pk,
        seen=number_from(request.POST.get("seen", "")),
        now=timezone.now(),
        actor=str(request.user),
        **form.cleaned_data,
    )
    flash(request, _("It is written anew. What stood there before is among the versions."))
    return go(request, reverse("proposals:proposal", args=[proposal_id]))


@require_POST
@complaints_as_toasts
def delete(request: Any, proposal_id: int) -> HttpResponse:
    """Delete a draft that nobody else has seen."""
    drafting.delete_draft(request.workspace, proposal_or_404(request, proposal_id).pk, now=timezone.now(), actor=str(request.user))
    flash(request, _("The draft is deleted."))
    return go(request, reverse("proposals:list"))


def _typed(version: ProposalVersion, posted: Any) -> list[dict[str, str]]:
    """Return the sections with what was typed; one that was not sent stays as it is."""
    return [
        {**section, "text": str(posted.get(f"section_{section['key']}", section["text"])).replace("\r\n", "\n").strip()}
        for section in version.sections
    ]


def _as_typed(rows: Rows) -> Rows:
    return [{**row, "sum": "", "words": []} for row in rows]
