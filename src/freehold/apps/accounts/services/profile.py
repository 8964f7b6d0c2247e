"""Changing a profile: each change keeps the version before it, so that it can be undone."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.accounts.events import ProfileChanged
from freehold.apps.accounts.models import (
    Freelancer,
    FreelancerExperience,
    FreelancerRate,
    FreelancerService,
    FreelancerSkill,
    ProfileVersion,
)
from freehold.apps.accounts.profile_bounds import within_bounds
from freehold.apps.accounts.profile_json import from_json, to_json
from freehold.apps.accounts.selectors import PROFILE_PARTS, profile_from
from freehold.domain.errors import UserError
from freehold.domain.matching.profile import Profile
from freehold.kit.audit.services import record
from freehold.kit.outbox.publish import publish

#: Versions kept per freelancer; older ones are dropped.
VERSIONS_KEPT = 50


@transaction.atomic
def save_profile(
    freelancer: Freelancer | int,
    profile: Profile,
    *,
    now: datetime,
    actor: str = "",
    reason: str = "edited",
    expected_version: int | None = None,
) -> int:
    """Replace the freelancer's profile and return the number of its version.

    The version before is kept, and ProfileChanged is published; a profile that equals the stored one changes nothing.
    Raises UserError when `expected_version` is given and somebody else has saved since.
    """
    row = _locked(freelancer)
    if expected_version is not None and row.version != expected_version:
        refusal = _("This profile was changed in another window meanwhile. Nothing was overwritten; reload the page and try again.")
        raise UserError(refusal)
    before, profile = profile_from(row, stored_text=True), within_bounds(profile)
    # Version 0 is a freelancer who has just been added and has no profile to keep yet.
    if row.version:
        if before == profile:
            return row.version
        _keep(row, before, reason, actor, now)
    _write(row, profile, now)
    _announce(row, actor, reason, now)
    return row.version


@transaction.atomic
def restore_version(freelancer: Freelancer | int, number: int, *, now: datetime, actor: str = "") -> int:
    """Bring back version `number` as a new version. Raises UserError when it is not kept any more."""
    row = _locked(freelancer)
    stored = row.versions.filter(version=number).first()
    if stored is None:
        raise UserError(_("That earlier version of the profile is not kept any more. The profile stays as it is."))
    return save_profile(row, from_json(stored.profile), now=now, actor=actor, reason="restored")


@transaction.atomic
def undo_profile_change(freelancer: Freelancer | int, *, made: int, now: datetime, actor: str = "") -> int:
    """Undo the change that made version `made`. Raises UserError when the profile has been changed again since."""
    row = _locked(freelancer)
    if row.version != made:
        raise UserError(_("The profile was changed again since, so this undo would lose that. Pick a version from the list instead."))
    return restore_version(row, made - 1, now=now, actor=actor)


def _locked(freelancer: Freelancer | int) -> Freelancer:
    key = freelancer if isinstance(freelancer, int) else freelancer.pk
    # any workspace: the caller holds the row or was handed its id by one who does
    row = Freelancer.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise UserError(_("This freelancer was removed meanwhile, so there is nothing to change."))
    return row


def _keep(row: Freelancer, before: Profile, reason: str, actor: str, now: datetime) -> None:
    ProfileVersion.objects.create(
        freelancer=row, version=row.version, profile=to_json(before), reason=reason, actor=actor[:200], created_at=now
    )
    row.versions.filter(version__lte=row.version - VERSIONS_KEPT).delete()


def _write(row: Freelancer, profile: Profile, now: datetime) -> None:
    wishes = profile.constraints
    row.name = profile.name or row.name
    row.headline, row.summary, row.profile_text = profile.headline, profile.summary, profile.text
    row.city, row.country = profile.city, profile.country
    row.remote, row.countries = wishes.remote, list(wishes.countries)
    row.timezone, row.timezone_overlap = wishes.timezone, wishes.timezone_overlap
    row.hours_per_week, row.available_from = wishes.hours_per_week, wishes.available_from
    row.languages, row.avoid = list(wishes.languages), list(wishes.avoid)
    row.version += 1
    row.updated_at = now
    row.save()
    _write_parts(row, profile)


def _write_parts(row: Freelancer, profile: Profile) -> None:
    for part in PROFILE_PARTS:
        getattr(row, part).all().delete()
    FreelancerSkill.objects.bulk_create(
        FreelancerSkill(freelancer=row, position=at, **asdict(part)) for at, part in enumerate(profile.skills)
    )
    FreelancerService.objects.bulk_create(
        FreelancerService(freelancer=row, position=at, **asdict(part)) for at, part in enumerate(profile.services)
    )
    FreelancerRate.objects.bulk_create(
        FreelancerRate(freelancer=row, position=at, kind=part.kind, min_amount=part.min, currency=part.currency)
        for at, part in enumerate(profile.rates)
    )
    FreelancerExperience.objects.bulk_create(
        FreelancerExperience(freelancer=row, position=at, **asdict(part)) for at, part in enumerate(profile.experience)
    )


def _announce(row: Freelancer, actor: str, reason: str, now: datetime) -> None:
    record(
        "profile.changed", workspace_id=row.workspace_id, actor=actor, target=row, detail={"version": row.version, "reason": reason}, at=now
    )
    publish(ProfileChanged(freelancer_id=row.pk, workspace_id=row.workspace_id), now)
