"""Profiles that were read but wait for the person's word: shown first, then taken in or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.accounts.models import Freelancer, ProfileDraft, User, Workspace
from freehold.apps.accounts.profile_bounds import within_bounds
from freehold.apps.accounts.profile_json import from_json, to_json
from freehold.apps.accounts.profile_merge import merge
from freehold.apps.accounts.selectors import PROFILE_PARTS, profile_from
from freehold.apps.accounts.services.people import add_freelancer, create_workspace
from freehold.apps.accounts.services.profile import save_profile
from freehold.domain.errors import UserError
from freehold.domain.matching.profile import Profile


@transaction.atomic
def start_draft(
    user: User, profile: Profile, *, source: str, now: datetime, freelancer: Freelancer | None = None, offered: Sequence[str] = ()
) -> ProfileDraft:
    """Keep what was read until the person decides; an earlier undecided reading for the same freelancer is dropped."""
    user.profile_drafts.filter(freelancer=freelancer).delete()
    return ProfileDraft.objects.create(
        user=user,
        freelancer=freelancer,
        source=source[:200],
        profile=to_json(within_bounds(profile)),
        offered=list(offered),
        created_at=now,
    )


@transaction.atomic
def apply_draft(draft: ProfileDraft, *, now: datetime, actor: str) -> int:
    """Take the draft into its freelancer's profile and return the new version. Nothing the profile had is lost."""
    if draft.freelancer is None:
        raise UserError(_("This profile belongs to nobody yet. Finish the first steps, then import it."))
    current = stored_profile(draft.freelancer)
    version = save_profile(draft.freelancer, merge(current, from_json(draft.profile)), now=now, actor=actor, reason="imported")
    draft.delete()
    return version


@transaction.atomic
def begin(
    user: User, profile: Profile, *, draft: ProfileDraft, currency: str, language: str, time_zone: str, now: datetime, actor: str
) -> tuple[Workspace, Freelancer]:
    """End the first run: make the workspace and the person's own freelancer in it, and return both."""
    if not user.first_name:
        user.first_name = profile.name[:150]
        user.save(update_fields=["first_name", "email"])
    workspace = create_workspace(
        user, name=profile.name, country=profile.country, currency=currency, language=language, time_zone=time_zone, now=now
    )
    freelancer = add_freelancer(workspace, profile, user=user, now=now, actor=actor)
    draft.delete()
    return workspace, freelancer


def cancel_draft(draft: ProfileDraft) -> None:
    """Forget what was read; the profile stays as it is."""
    draft.delete()


def stored_profile(freelancer: Freelancer) -> Profile:
    """Return the profile as it is stored now, for changing a part of it."""
    # any workspace: the caller holds the row
    row = Freelancer.objects.prefetch_related(*PROFILE_PARTS).get(pk=freelancer.pk)
    return profile_from(row, stored_text=True)
