"""Reads: who somebody is, where they belong, and what they can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Case, Prefetch, QuerySet, Value, When

from freehold.apps.accounts.alongside import figures
from freehold.apps.accounts.leaving import signs
from freehold.apps.accounts.models import (
    Freelancer,
    FreelancerSkill,
    Membership,
    OneTimeLink,
    ProfileDraft,
    ProfileVersion,
    Role,
    User,
    Workspace,
)
from freehold.apps.accounts.profile_text import whole_text
from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill, RateFloor, Service

PROFILE_PARTS = ("skills", "services", "rates", "experience")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a signed-in person is: the workspace, what they may do there, and whose profile they look at."""

    workspace: Workspace
    role: str
    freelancer: Freelancer | None
    sends: bool = False
    """Whether anything beside the questions of sources may leave for this workspace."""
    figures: Mapping[str, Any] = field(default_factory=dict)
    """What was read together with the workspace, by name."""

    @property
    def is_owner(self) -> bool:
        """Whether this person may change the workspace and its people."""
        return self.role == Role.OWNER


def owner() -> User | None:
    """Return who this installation belongs to: the first person, or None before the first start."""
    return User.objects.filter(is_active=True).order_by("id").first()


def user_by_email(email: str) -> User | None:
    """Return the active person with this address."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()


def someone_has_password() -> bool:
    """Tell whether anybody here signs in with e-mail and password."""
    return User.objects.filter(is_active=True, email__isnull=False).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists()


def second_factors(user: User) -> list[str]:
    """Return the kinds of second factor that `user` has set up, one entry each ("totp", "webauthn")."""
    return list(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def workspace_for(user: User, preferred_id: int | None = None) -> Workspace | None:
    """Return the workspace that `user` works in: `preferred_id` when they belong to it, else the newest they own or joined."""
    membership = _membership(user, preferred_id)
    return membership.workspace if membership else None


def workspaces(user: User) -> QuerySet[Workspace]:
    """Return every workspace that `user` belongs to, the oldest first."""
    return Workspace.objects.filter(memberships__user=user).order_by("created_at", "id")


def is_there(workspace_id: int) -> bool:
    """Tell whether a workspace is there still: work that was put off for one may come after its end."""
    return Workspace.objects.filter(pk=workspace_id).exists()


def place_of(user: User, *, workspace_id: int | None = None, freelancer_id: int | None = None) -> Place | None:
    """Return where `user` is (two queries), or None for somebody without a workspace.

    The wished workspace and freelancer count only if they are theirs; otherwise the person's own profile, then the first.
    """
    membership = _membership(user, workspace_id)
    if membership is None:
        return None
    nearness = Case(When(pk=freelancer_id or 0, then=0), When(user=user, then=1), default=2)
    freelancer_row = freelancers(membership.workspace).order_by(nearness, "id").first()
    known = {name: getattr(membership, f"figure_{name}") for name in figures}
    return Place(membership.workspace, membership.role, freelancer_row, bool(membership.sends), known)


def freelancers(workspace: Workspace | int) -> QuerySet[Freelancer]:
    """Return the freelancers of a workspace, the oldest first, without the long texts."""
    return Freelancer.objects.for_workspace(workspace).defer("profile_text", "summary").order_by("id")


def freelancer(workspace: Workspace | int, freelancer_id: int) -> Freelancer | None:
    """Return one freelancer of this workspace, or None when there is none of that id in it."""
    return Freelancer.objects.for_workspace(workspace).filter(pk=freelancer_id).first()


def profile_of(freelancer_id: int) -> Profile:
    """Return the freelancer's profile as the domain knows it (five queries). Raises Freelancer.DoesNotExist."""
    # any workspace: background work matches everybody's profile
    return profile_from(Freelancer.objects.prefetch_related(*PROFILE_PARTS).get(pk=freelancer_id))


def hourly_floor(workspace: Workspace | int, freelancer_id: int) -> RateFloor | None:
    """Return the least a freelancer works for by the hour, or None when they have not said."""
    rows = Freelancer.objects.for_workspace(workspace).filter(pk=freelancer_id, rates__kind="hourly")
    found = rows.order_by("rates__id").values_list("rates__min_amount", "rates__currency").first()
    return RateFloor("hourly", *found) if found else None


def profiles_of(workspace: Workspace | int) -> list[tuple[int, Profile]]:
    """Return (freelancer id, profile) of everybody in the workspace, in five queries however many there are."""
    rows = Freelancer.objects.for_workspace(workspace).prefetch_related(*PROFILE_PARTS).order_by("id")
    return [(row.pk, profile_from(row)) for row in rows]


def profile_version(freelancer_id: int) -> int:
    """Return the number of the profile's current version; 0 for a freelancer who is gone."""
    # any workspace: background work asks before it stores a match
    return Freelancer.objects.filter(pk=freelancer_id).values_list("version", flat=True).first() or 0


def workspace_id_of(freelancer_id: int) -> int | None:
    """Return the id of the workspace that the freelancer belongs to; None for a freelancer who is gone."""
    # any workspace: the question is which one
    return Freelancer.objects.filter(pk=freelancer_id).values_list("workspace_id", flat=True).first()


def profile_from(row: Freelancer, *, stored_text: bool = False) -> Profile:
    """Return the domain profile of a row whose parts are loaded.

    `text` is everything that may be quoted: what the person gave, and what they typed into the fields since.
    With `stored_text` it is only what they gave, as a version keeps it.
    """
    profile = Profile(
        name=row.name,
        headline=row.headline,
        summary=row.summary,
        country=row.country,
        city=row.city,
        skills=tuple(ProfileSkill(part.name, part.years, part.last_used, part.evidence) for part in row.skills.all()),
        services=tuple(Service(part.name, part.description, part.price) for part in row.services.all()),
        rates=tuple(RateFloor(cast(Any, part.kind), part.min_amount, part.currency) for part in row.rates.all()),
        constraints=Constraints(
            remote=cast(Any, row.remote),
            countries=tuple(row.countries),
            timezone=row.timezone,
            timezone_overlap=row.timezone_overlap,
            hours_per_week=row.hours_per_week,
            available_from=row.available_from,
            languages=tuple(row.languages),
            avoid=tuple(row.avoid),
        ),
        experience=tuple(Experience(part.title, part.organisation, part.start, part.end, part.text) for part in row.experience.all()),
        text=row.profile_text,
    )
    return profile if stored_text else whole_text(profile)


def last_version(row: Freelancer) -> ProfileVersion | None:
    """Return the version that undo would bring back."""
    return row.versions.first()


def version(row: Freelancer, number: int) -> ProfileVersion | None:
    """Return the stored version `number` of this freelancer."""
    return row.versions.filter(version=number).first()


def draft(user: User, draft_id: int | None) -> ProfileDraft | None:
    """Return a profile that `user` had read and did not yet accept."""
    return user.profile_drafts.select_related("freelancer").filter(pk=draft_id).first() if draft_id else None


def wizard_draft(user: User) -> ProfileDraft | None:
    """Return what `user` told the first-run wizard so far."""
    return user.profile_drafts.filter(freelancer=None).order_by("-id").first()


def members(workspace: Workspace) -> QuerySet[Membership]:
    """Return who belongs to the workspace, owners first."""
    return workspace.memberships.select_related("user").order_by("-role", "created_at")


def open_invitations(workspace: Workspace, now: datetime) -> QuerySet[OneTimeLink]:
    """Return the invitations that were neither used nor ran out."""
    return OneTimeLink.objects.filter(
        workspace=workspace, purpose=OneTimeLink.Purpose.INVITATION, used_at=None, expires_at__gt=now
    ).order_by("-created_at")


def skills_of(workspace: Workspace | int) -> QuerySet[Freelancer]:
    """Return the freelancers with the names of their skills loaded, for lists."""
    names = FreelancerSkill.objects.only("freelancer_id", "name", "position")
    return freelancers(workspace).prefetch_related(Prefetch("skills", queryset=names))


def _membership(user: User, workspace_id: int | None) -> Any:
    anything = reduce(or_, (sign() for sign in signs)) if signs else Value(False)
    known = {f"figure_{name}": figure() for name, figure in figures.items()}
    rows = list(user.memberships.select_related("workspace").annotate(sends=anything, **known).order_by("-created_at", "-id"))
    return next((row for row in rows if row.workspace_id == workspace_id), rows[0] if rows else None)
