"""The page of one proposal: what is asked beside what is written, the price, versions, questions, and what happened."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from freehold.apps.billing.forms.documents import UNITS
from freehold.apps.billing.forms.fields import shown as shown_number
from freehold.apps.proposals.forms.answers import FollowUpForm, SaidSoForm
from freehold.apps.proposals.forms.beginning import LANGUAGES, TONES, HeadForm, HowForm
from freehold.apps.proposals.forms.price import rows_of_price
from freehold.apps.proposals.models import FollowUp, Proposal, ProposalState, ProposalVersion
from freehold.apps.proposals.selectors import detail as reads
from freehold.apps.proposals.selectors.asked import profile_changed, requirements
from freehold.apps.proposals.selectors.prices import PriceView, price_view
from freehold.apps.proposals.services.facts import facts_of
from freehold.apps.proposals.services.locking import local_day
from freehold.apps.proposals.views.asked_rows import asked_rows
from freehold.apps.proposals.views.common import can_begin_again, can_edit, proposal_or_404
from freehold.apps.proposals.views.happened import happenings, stop_words
from freehold.apps.proposals.views.price_facts import facts_beside, with_words
from freehold.apps.proposals.views.section_problems import with_problems
from freehold.kit.ai import selectors as ai


@require_safe
def showing(request: Any, proposal_id: int) -> HttpResponse:
    """Show one proposal."""
    return shown(request, proposal_or_404(request, proposal_id))


def shown(
    request: Any,
    proposal: Proposal,
    *,
    status: int = 200,
    typed: dict[int, tuple[str, str]] | None = None,
    **more: Any,
) -> HttpResponse:
    """Render the page. `typed` holds by question what was typed and what is wrong with it; `more` goes over the context."""
    now = timezone.now()
    version = _version(proposal)
    facts = facts_of(proposal, now=now)
    asked = asked_rows(requirements(proposal, now=now, facts=facts), proposal.language)
    questions = reads.questions_of(proposal)
    versions = _versions(proposal)
    view = price_view(proposal, version, now=now, facts=facts)
    editable = can_edit(proposal)
    context = {
        "proposal": proposal,
        "can_edit": editable,
        "can_begin_again": can_begin_again(proposal),
        "can_delete": proposal.sent_version is None,
        "waits_in_outbox": proposal.state == ProposalState.DRAFT and proposal.sent_version is not None,
        "is_ahead": editable and proposal.sent_version is not None and proposal.current != proposal.sent_version,
        "today": local_day(proposal, now),
        "now": now,
        "asked": asked,
        "shown_count": sum(1 for one in asked if not one["gap"]),
        "brief_language": facts.analysis.text_language,
        "versions": versions,
        "language_name": dict(LANGUAGES).get(version.language, version.language),
        "tone_name": dict(TONES).get(version.tone, version.tone),
        "how_form": HowForm(initial={"language": version.language, "tone": version.tone, "length": version.length}),
        "head_form": HeadForm(
            request.workspace,
            initial={
                "title": proposal.title,
                "client": proposal.client_id or "",
                "company": proposal.company,
                "valid_until": proposal.valid_until,
            },
        )
        if proposal.sent_version is None
        else None,
        "has_model": ai.is_on(proposal.workspace_id, "writing"),
        "questions": [_question(one, typed or {}) for one in questions],
        "follow_form": follow_form(proposal),
        "said_form": SaidSoForm([(one.key, one.name) for one in view.price.offered]) if proposal.sent_version else None,
        "stopped_because": stop_words(proposal.follow_up_reason) if proposal.follow_up == FollowUp.STOPPED else "",
        "happened": happenings(proposal, versions, questions),
        "profile_changed": profile_changed(proposal, facts),
        **words_context(version),
        **price_context(view),
        **more,
    }
    return render(request, "proposals/proposal.html", context, status=status)


def words_context(version: ProposalVersion) -> dict[str, Any]:
    """Return what the editor of the words shows of a version."""
    return {
        "version": version,
        "sections": with_problems(version),
        "problem_count": len(version.problems),
        "seen": version.number,
        "saved_at": timezone.localtime(version.at),
    }


def price_context(view: PriceView) -> dict[str, Any]:
    """Return what the price editor shows of the stored price."""
    return {
        "options": with_words(rows_of_price(view.price), view),
        "beside": facts_beside(view),
        "deposit": shown_number(view.price.deposit_percent),
        "price_note": view.price.note,
        "units": UNITS,
    }


def follow_form(proposal: Proposal) -> FollowUpForm:
    """Return the form of the follow-up as it is planned."""
    return FollowUpForm(initial={"on": proposal.follow_up_on, "subject": proposal.follow_up_subject, "text": proposal.follow_up_text})


def _version(proposal: Proposal) -> ProposalVersion:
    """Return the newest version, of a proposal at its end the one that was sent."""
    number = proposal.current if can_edit(proposal) else proposal.sent_version or proposal.current
    found = reads.version_of(proposal, number)
    if found is None:
        raise Http404
    return found


def _versions(proposal: Proposal) -> list[ProposalVersion]:
    """Return all versions, the newest first."""
    return reads.versions_of(proposal)[::-1]


def _question(row: Any, typed: dict[int, tuple[str, str]]) -> dict[str, Any]:
    text, error = typed.get(row.pk, ("", ""))
    return {"row": row, "typed": text, "error": error}
