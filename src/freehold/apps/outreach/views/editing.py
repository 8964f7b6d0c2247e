"""Writing a campaign: its words with a live preview for one person, and saving it with the people who were chosen."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from freehold.apps.outreach.forms.campaigns import CampaignForm
from freehold.apps.outreach.models import Campaign, CampaignState
from freehold.apps.outreach.selectors import campaigns as reads
from freehold.apps.outreach.services.campaigns import add_people, change_campaign, create_campaign
from freehold.apps.outreach.views.common import campaign_or_404, lines_of
from freehold.apps.outreach.views.people import tell_added
from freehold.apps.outreach.views.preview import Faults, faults_of, preview_for, starts, variables_in_words
from freehold.domain.errors import UserError
from freehold.domain.personal.defaults import PURPOSES
from freehold.kit.design.htmx import flash, go

_SESSION = "outreach_chosen"


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """Write a new campaign; people who were chosen before come along."""
    chosen = request.session.get(_SESSION) or {}
    contacts = [int(key) for key in chosen.get("contacts") or ()]
    form = _form(request, _initial(request))
    if request.method == "POST" and form.is_valid() and not _marked(form):
        try:
            campaign = create_campaign(
                request.workspace,
                now=timezone.now(),
                actor=str(request.user),
                segment=chosen.get("segment") or {},
                freelancer_id=request.freelancer.pk if request.freelancer else None,
                **form.cleaned_data,
            )
            request.session.pop(_SESSION, None)
            if contacts:
                tell_added(request, add_people(request.workspace, campaign.pk, contacts, now=timezone.now(), actor=str(request.user)))
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return go(request, reverse("outreach:campaign", args=[campaign.pk]))
    return _page(request, form, None, contacts)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, campaign_id: int) -> HttpResponse:
    """Change a campaign's words; drafts that nobody has changed by hand are written anew in them."""
    campaign = campaign_or_404(request, campaign_id)
    if campaign.state == CampaignState.ENDED:
        flash(request, _("This campaign has ended, so its words stay as they were."), level="warn")
        return go(request, reverse("outreach:campaign", args=[campaign.pk]))
    form = _form(request, CampaignForm.initial_of(campaign))
    if request.method == "POST" and form.is_valid() and not _marked(form):
        try:
            change_campaign(request.workspace, campaign.pk, now=timezone.now(), actor=str(request.user), **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved."))
            return go(request, reverse("outreach:campaign", args=[campaign.pk]))
    return _page(request, form, campaign, [])


@require_POST
def preview(request: Any) -> HttpResponse:
    """Show what the words make for one person, or what is wrong in them and where; nothing is stored."""
    texts = {name: request.POST.get(name, "").replace("\x00", "")[:20_000] for name in (*CampaignForm.TEMPLATES, "tone")}
    return render(
        request,
        "outreach/_preview.html",
        _preview(request, texts, request.POST.get("language", ""), request.POST.get("preview_contact", "")),
    )


def _form(request: Any, initial: dict[str, Any]) -> CampaignForm:
    return CampaignForm(request.POST if request.method == "POST" else None, initial=initial)


def _marked(form: CampaignForm) -> bool:
    """Note at each template what is wrong in it, by its line; return whether anything is."""
    found = faults_of({name: form.cleaned_data[name] for name in CampaignForm.TEMPLATES})
    for name, faults in found.items():
        for fault in faults:
            form.add_error(name, fault.text)
    return bool(found)


def _initial(request: Any) -> dict[str, Any]:
    language = request.GET.get("language", "") or request.LANGUAGE_CODE.split("-")[0]
    tone = request.GET.get("tone", "")
    start = next((one for one in starts(language, tone) if one.key == request.GET.get("start", PURPOSES[0])), None)
    values = {"language": language, "tone": tone or "plain"}
    return {**values, **start.texts, "name": start.label} if start else values


def _page(request: Any, form: CampaignForm, campaign: Campaign | None, contacts: list[int]) -> HttpResponse:
    values = {name: str(form[name].value() or "") for name in (*CampaignForm.TEMPLATES, "language", "tone")}
    people = reads.preview_people(request.workspace, campaign, contacts)
    back = reverse("outreach:campaign", args=[campaign.pk]) if campaign else reverse("outreach:campaigns")
    context = {
        "form": form,
        "campaign": campaign,
        "contacts": contacts,
        "title": _("The words of this campaign") if campaign else _("New campaign"),
        "back": back,
        "back_label": campaign.name if campaign else _("Outreach"),
        "people": people,
        "starts": [] if campaign else _starts(request, values),
        "variables": variables_in_words(),
        **_preview(request, values, values["language"], str(people[0][0]) if people else ""),
    }
    return render(request, "outreach/form.html", context, status=422 if form.is_bound and form.errors else 200)


def _starts(request: Any, values: dict[str, str]) -> list[dict[str, Any]]:
    base = reverse("outreach:campaign_new")
    chosen = request.GET.get("start", PURPOSES[0])
    return [
        {
            "label": one.label,
            "url": f"{base}?start={one.key}&language={values['language']}&tone={values['tone']}",
            "current": one.key == chosen,
        }
        for one in starts(values["language"], values["tone"])
    ]


def _preview(request: Any, texts: dict[str, str], language: str, contact: str) -> dict[str, Any]:
    faults: Faults = faults_of({name: texts[name] for name in CampaignForm.TEMPLATES})
    if faults:
        wrong = {one.line for one in faults.get("body", ())}
        lines = texts["body"].splitlines() if wrong else []
        source = [{"text": line or " ", "wrong": number in wrong} for number, line in enumerate(lines, start=1)]
        return {"faults": [fault for rows in faults.values() for fault in rows], "source": source}
    if not texts["body"].strip() or not contact.isdigit() or len(contact) > 18:
        return {"mail": None}
    words = {name: texts[name] for name in CampaignForm.TEMPLATES}
    made = preview_for(request, int(contact), words, language, texts.get("tone", ""))
    if made is None:
        return {"mail": None}
    return {"mail": made.letter, "lines": lines_of(made.lines), "problems": made.problems, "notes": made.notes}
