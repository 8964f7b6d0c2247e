"""What would make a profile find more: at most one clear hint for each gap."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.domain.matching.profile import Profile, ProfileSkill


@dataclass(frozen=True, slots=True)
class Hint:
    """One gap: what is missing, and the section where it is filled. `urgent` when nothing can be matched without."""

    text: str
    section: str
    urgent: bool = False


def hints(profile: Profile) -> list[Hint]:
    """Return the gaps, the worst first; a profile without skills has that one hint only."""
    if not profile.skills:
        text = _("There are no skills here yet, so nothing can be matched. Add two or three that earn your living.")
        return [Hint(text, "skills", urgent=True)]
    found = []
    bare = sum(map(is_bare, profile.skills))
    if bare:
        text = ngettext(
            "%(count)d skill has neither years nor a sentence that shows it, so it counts little.",
            "%(count)d skills have neither years nor a sentence that shows them, so they count little.",
            bare,
        )
        found.append(Hint(text % {"count": bare}, "skills"))
    if not profile.rates:
        found.append(Hint(_("You have not said what you work for, so pay is not judged."), "rates"))
    if not profile.constraints.languages:
        found.append(Hint(_("You have not said which languages you work in, so none is ruled out."), "wishes"))
    return found


def is_bare(skill: ProfileSkill) -> bool:
    """Tell whether nothing shows this skill but its name."""
    return not skill.evidence and skill.years is None
