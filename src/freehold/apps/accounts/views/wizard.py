"""The first run: one question, then name, country and currency, then the first opportunities."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from freehold.apps.accounts import countries, reading, selectors, services
from freehold.apps.accounts.forms.fields import parts_of
from freehold.apps.accounts.forms.wizard import AboutYouForm, ProfileFileForm
from freehold.apps.accounts.middleware import remember_place
from freehold.apps.accounts.models import ProfileDraft
from freehold.apps.accounts.profile_json import from_json
from freehold.apps.accounts.views.common import WorkspaceRequest, actor, first_of, posted
from freehold.domain.errors import UserError
from freehold.domain.matching.profile import Profile
from freehold.kit.scoping import workspace_not_required

DEMO_TRADES = (
    ("developer", _("Developer")),
    ("designer", _("Designer")),
    ("translator", _("Translator")),
    ("photographer", _("Photographer")),
    ("bookkeeper", _("Bookkeeper")),
)


@workspace_not_required
def welcome(request: WorkspaceRequest) -> HttpResponse:
    """Ask the one question: what do you do? The answer is a few words, a text or a file."""
    if request.workspace is not None:
        return redirect("/")
    draft = selectors.wizard_draft(request.user)
    form = ProfileFileForm(*posted(request), initial={"text": draft.profile.get("text", "") if draft and not draft.source else ""})
    if request.method == "POST" and form.is_valid():
        proposal = read_answer(form)
        if proposal is not None:
            file = form.cleaned_data["file"]
            services.start_draft(
                request.user, proposal.profile, source=file.name if file else "", now=timezone.now(), offered=proposal.offered
            )
            return redirect("accounts:welcome_you")
    return render(request, "accounts/welcome.html", {"form": form, "demo_trades": DEMO_TRADES}, status=422 if form.errors else 200)


@workspace_not_required
def welcome_you(request: WorkspaceRequest) -> HttpResponse:
    """Show what was understood, ask for name, country and currency, and begin."""
    draft = selectors.wizard_draft(request.user)
    if request.workspace is not None or draft is None:
        return redirect("/" if request.workspace is not None else "accounts:welcome")
    profile = from_json(draft.profile)
    form = AboutYouForm(posted(request)[0], initial=_defaults(request, profile))
    if request.method == "POST" and form.is_valid():
        _begin(request, draft, profile, form)
        return redirect(f"{first_of('opportunities:list', 'opportunities:inbox')}?first=1")
    context = {
        "form": form,
        "profile": profile,
        "draft": draft,
        "chosen": request.POST.getlist("skill") if request.method == "POST" else [skill.name for skill in profile.skills],
        "offered": draft.offered,
        "demo_trades": DEMO_TRADES,
        "more": request.POST.get("more", ""),
    }
    return render(request, "accounts/welcome_you.html", context, status=422 if form.errors else 200)


@workspace_not_required
@require_POST
def welcome_again(request: WorkspaceRequest) -> HttpResponse:
    """Forget the answer and ask again."""
    draft = selectors.wizard_draft(request.user)
    if draft is not None:
        services.cancel_draft(draft)
    return redirect("accounts:welcome")


def read_answer(form: ProfileFileForm) -> reading.Proposal | None:
    """Read the form's text or file; what cannot be read is said at the field it came by."""
    file = form.cleaned_data["file"]
    try:
        return reading.propose_from_file(file.name, file.read()) if file else reading.propose(form.cleaned_data["text"])
    except UserError as error:
        form.add_error("file" if file else "text", str(error))
        return None


def _defaults(request: WorkspaceRequest, profile: Profile) -> dict[str, Any]:
    country = profile.country or countries.country_from_languages(request.headers.get("Accept-Language", ""))
    currency = profile.rates[0].currency if profile.rates else countries.currency_of(country)
    return {"name": profile.name or request.user.get_full_name(), "country": country, "currency": currency}


def _begin(request: WorkspaceRequest, draft: ProfileDraft, profile: Profile, form: AboutYouForm) -> None:
    now, answers = timezone.now(), form.cleaned_data
    chosen = [*request.POST.getlist("skill"), *parts_of(request.POST.get("more", ""))]
    profile = reading.with_skills(profile, chosen)
    zone = profile.constraints.timezone or form.zone()
    profile = replace(profile, name=answers["name"], country=answers["country"], constraints=replace(profile.constraints, timezone=zone))
    workspace, freelancer = services.begin(
        request.user,
        profile,
        draft=draft,
        currency=answers["currency"],
        language=get_language() or "en",
        time_zone=form.zone(),
        now=now,
        actor=actor(request),
    )
    remember_place(request, workspace, freelancer)
