"""Reads of public pages: whose they are, and what of the profile they show."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import QuerySet

from freehold.apps.accounts import selectors as accounts
from freehold.apps.storefront.models import Part, PublicBrief, PublicPage
from freehold.domain.matching.profile import Constraints, Profile
from freehold.kit.scoping.ref import Workspace


@dataclass(frozen=True, slots=True)
class Shown:
    """A page with the profile as the public may see it: what is switched off is not in it."""

    page: PublicPage
    profile: Profile

    @property
    def evidence(self) -> tuple[tuple[str, str], ...]:
        """(skill, sentence that shows it), for the skills that have one."""
        return tuple((skill.name, skill.evidence) for skill in self.profile.skills if skill.evidence)


def open_page(handle: str) -> PublicPage | None:
    """Return the page with this handle if it is switched on, whoever asks."""
    # any workspace: whoever knows the address may read it
    return PublicPage.objects.select_related("workspace").filter(handle=handle, enabled=True).first()


def shown(page: PublicPage) -> Shown:
    """Return what the page shows."""
    return Shown(page, public_part(accounts.profile_of(page.freelancer_id), page.parts))


def public_part(profile: Profile, parts: list[str]) -> Profile:
    """Return the profile with only these parts. What to avoid and the text of the CV are never shown."""
    free = profile.constraints
    return replace(
        profile,
        text="",
        country=profile.country if Part.PLACE in parts else "",
        city=profile.city if Part.PLACE in parts else "",
        summary=profile.summary if Part.SUMMARY in parts else "",
        services=profile.services if Part.SERVICES in parts else (),
        skills=profile.skills if Part.SKILLS in parts else (),
        experience=profile.experience if Part.EXPERIENCE in parts else (),
        rates=profile.rates if Part.RATES in parts else (),
        constraints=replace(free, avoid=()) if Part.AVAILABILITY in parts else Constraints(),
    )


def briefs(workspace: Workspace) -> QuerySet[PublicBrief]:
    """Return the briefs of a workspace, newest first."""
    return PublicBrief.objects.for_workspace(workspace)


def waiting_briefs(workspace: Workspace, limit: int) -> list[PublicBrief]:
    """Return the briefs that nobody has answered, the one that is due first first."""
    return list(briefs(workspace).filter(answered_at=None).order_by("answer_by", "id")[:limit])
