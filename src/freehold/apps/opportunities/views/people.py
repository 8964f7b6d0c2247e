"""Who of the workspace fits a client's brief."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from freehold.apps.opportunities.selectors import facts
from freehold.apps.opportunities.services.brief import Fit, people_for
from freehold.apps.opportunities.views.common import of_freelancer
from freehold.domain.matching.result import Block, Reason

LONGEST = 20_000
MOST_REASONS = 6


class BriefForm(forms.Form):
    """What a client is looking for, as they wrote it."""

    brief = forms.CharField(
        label=_("The brief"),
        help_text=_("What the client wrote. Nothing of it is kept or sent."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"data-plain": "", "rows": 9}),
    )


@dataclass(frozen=True, slots=True)
class Person:
    """One person as the page shows them."""

    id: int
    name: str
    headline: str
    state: str
    score: int | None
    why: tuple[Reason, ...]
    missing: tuple[Reason, ...]
    blocks: tuple[Block, ...]


@of_freelancer
def people(request: Any) -> HttpResponse:
    """Rank the workspace's freelancers for a pasted brief."""
    form = BriefForm(request.POST if request.method == "POST" else None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = [_shown(fit) for fit in people_for(request.workspace, form.cleaned_data["brief"], now=timezone.now())]
    return render(request, "opportunities/people.html", {"form": form, "found": found}, status=422 if form.errors else 200)


def _shown(fit: Fit) -> Person:
    # A quote of a profile names whose it is, since there are several.
    reasons = [facts.reason(asdict(one)) for one in fit.match.reasons]
    named = [replace(one, source=cast(Any, fit.profile.name)) if one.source == "profile" else one for one in reasons]
    missing = tuple(one for one in named if one.kind == "must" and one.points < 0)
    why = tuple(one for one in named if one not in missing)[:MOST_REASONS]
    blocks = tuple(facts.block(asdict(one)) for one in fit.match.blocked_by)
    return Person(fit.freelancer_id, fit.profile.name, fit.profile.headline, fit.match.state, fit.match.score, why, missing, blocks)
