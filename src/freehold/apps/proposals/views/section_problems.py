"""The sections of a version as the editor shows them, each with the claims in it that stand in no evidence."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freehold.apps.proposals.models import ProposalVersion

_FEWEST_ROWS, _MOST_ROWS, _LINE = 3, 24, 78
#: What to do about a claim, by its kind.
_TODO: dict[str, str | Promise] = {
    "skill": _("Add the skill to your profile with a sentence that shows it, or leave it out here."),
    "years": _("Your profile shows fewer years, or none. Put the number right here or there."),
    "figure": _("Say where the number comes from in your profile, or leave it out."),
    "name": _("Name this client or project in your profile, or leave it out."),
    "date": _("Your profile and their words do not name this date. Check it, or leave it out."),
    "certificate": _("Add the certificate to your profile, or leave it out."),
    "contact": _("This address stands nowhere in your profile. Check it, or leave it out."),
}


def with_problems(version: ProposalVersion) -> list[dict[str, Any]]:
    """Return the sections in order with their problems and how many rows their text needs."""
    return [
        {
            **section,
            "rows": _rows(section["text"]),
            "problems": [with_todo(problem) for problem in version.problems if problem.get("section") == section["key"]],
        }
        for section in version.sections
    ]


def with_todo(problem: dict[str, Any]) -> dict[str, Any]:
    """Return a problem with what to do about it, in the reader's language."""
    return {**problem, "todo": str(_TODO.get(problem.get("kind", ""), "")) or problem.get("todo", "")}


def _rows(text: str) -> int:
    needed = sum(1 + len(line) // _LINE for line in text.split("\n")) + 1
    return min(max(needed, _FEWEST_ROWS), _MOST_ROWS)
