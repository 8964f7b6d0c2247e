"""Answering what a client asked about a proposal, and noting that they accepted by mail or word of mouth."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.proposals.forms.answers import AnswerForm, SaidSoForm
from freehold.apps.proposals.selectors.detail import sent_version
from freehold.apps.proposals.services import answering
from freehold.apps.proposals.views.common import proposal_or_404
from freehold.apps.proposals.views.showing import shown
from freehold.domain.errors import UserError
from freehold.domain.proposals.price import price_from_json
from freehold.kit.design.htmx import flash


@require_POST
def answer(request: Any, proposal_id: int, question_id: int) -> HttpResponse:
    """Keep the answer: it stands on the client's page, and goes to them by mail."""
    proposal = proposal_or_404(request, proposal_id)
    if not proposal.questions.filter(pk=question_id).exists():
        raise Http404
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            answering.answer_question(
                request.workspace, question_id, text=form.cleaned_data["answer"], now=timezone.now(), actor=str(request.user)
            )
        except UserError as error:
            form.add_error("answer", str(error))
        else:
            flash(request, _("Your answer is on their page."))
            return redirect("proposals:proposal", proposal_id)
    typed = {question_id: (request.POST.get("answer", ""), " ".join(form.errors.get("answer", [])))}
    return shown(request, proposal, typed=typed, status=422)


@require_POST
def said_so(request: Any, proposal_id: int) -> HttpResponse:
    """Note that the client accepted what was sent."""
    proposal = proposal_or_404(request, proposal_id)
    version = sent_version(proposal)
    if version is None:
        raise Http404
    options = [(one.key, one.name) for one in price_from_json(version.price).offered] if version.price else []
    form = SaidSoForm(options, request.POST)
    if form.is_valid():
        try:
            answering.accept_for_client(
                request.workspace,
                proposal_id,
                name=form.cleaned_data["name"],
                option=form.cleaned_data.get("option", ""),
                version_hash=version.text_hash,
                now=timezone.now(),
                actor=str(request.user),
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Noted. Project and papers are below."))
            return redirect("proposals:proposal", proposal_id)
    return shown(request, proposal, status=422, said_form=form)
