"""A proposal for an opportunity, built from what matched: every sentence about the person rests on stored words of the profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.accounts import selectors as accounts
from freehold.apps.assistant.action import Context
from freehold.apps.assistant.services.drafts import Evidence, Text
from freehold.apps.opportunities import selectors as inbox
from freehold.apps.opportunities.selectors import Detail
from freehold.domain.errors import UserError
from freehold.domain.matching.profile import Profile, ProfileSkill
from freehold.domain.retrieval.words import fold

MOST_SKILLS, MOST_QUOTES = 5, 3
_SKILL_REASONS = {"must", "nice", "skill", "similar"}
LANGUAGES = ("en", "de")


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph's sentence, with the stored words behind it ("" for a courtesy that says nothing about the person)."""

    sentence: str
    fact: str = ""
    source: str = ""
    url: str = ""


def proposal(context: Context, opportunity_id: int) -> Text:
    """Return a proposal for an opportunity. Raises UserError when it is gone, or was not compared with a profile yet."""
    detail = inbox.detail(context.workspace_id, context.freelancer_id, opportunity_id)
    if detail is None:
        raise UserError(_("This opportunity is not there any more. Nothing was prepared."))
    if detail.match is None or context.freelancer_id is None:
        raise UserError(_("This opportunity was not compared with your profile yet. Try again in a minute."))
    profile = accounts.profile_of(context.freelancer_id)
    language = detail.opportunity.text_language if detail.opportunity.text_language in LANGUAGES else "en"
    with translation.override(language):
        title = _("Proposal: %(title)s") % {"title": detail.opportunity.title}
        parts = list(_parts(detail, profile))
        words = "\n\n".join(part.sentence for part in parts)
    evidence = [Evidence(part.sentence, part.fact, part.source, part.url) for part in parts if part.fact]
    return Text(kind="proposal", title=title[:500], text=words, language=language, about=("opportunity", opportunity_id), evidence=evidence)


def facts(context: Context, opportunity_id: int) -> list[str]:
    """Return every stored text that a proposal may rest on: the profile, and the words of the posting."""
    detail = inbox.detail(context.workspace_id, context.freelancer_id, opportunity_id)
    if detail is None or context.freelancer_id is None:
        return []
    profile = accounts.profile_of(context.freelancer_id)
    skills = [f"{skill.name} {skill.years or ''}" for skill in profile.skills]
    return [profile.text, profile.name, *skills, detail.opportunity.title, detail.opportunity.company, detail.opportunity.text]


def _parts(detail: Detail, profile: Profile) -> Iterator[_Part]:
    opportunity = detail.opportunity
    page = reverse("opportunities:detail", args=[opportunity.pk])
    greeting = _("Hello %(name)s,") % {"name": opportunity.company} if opportunity.company else _("Hello,")
    yield _Part(greeting)
    yield _Part(_("I am writing about “%(title)s”.") % {"title": opportunity.title}, opportunity.title, _("the posting"), page)
    if profile.headline:
        yield _Part(
            _("In short: %(headline)s.") % {"headline": profile.headline.rstrip(".")}, profile.headline, _("your profile"), _profile()
        )
    used, shown = set[str](), set[str]()
    for reason in _reasons(detail):
        skill = _skill_of(reason, profile)
        if skill is not None and skill.name not in used and (skill.evidence or skill.name) not in shown and len(used) < MOST_SKILLS:
            used.add(skill.name)
            shown.add(skill.evidence or skill.name)
            yield _of_skill(skill, asked=reason.get("kind") in {"must", "nice"})
    quotes = [reason["quote"] for reason in _reasons(detail) if reason.get("source") == "profile" and reason.get("quote")]
    said = " ".join(skill.evidence for skill in profile.skills if skill.name in used)
    # A match may be older than the profile: only what stands there now is said.
    for quote in [quote for quote in dict.fromkeys(quotes) if quote in profile.text and quote not in said and len(quote) > 20][
        :MOST_QUOTES
    ]:
        yield _Part(_("From my work: “%(quote)s”") % {"quote": quote}, quote, _("your profile"), _profile())
    free = profile.constraints.available_from
    if free is not None:
        day = date_format(free, "DATE_FORMAT")
        yield _Part(_("I am available from %(day)s.") % {"day": day}, free.isoformat(), _("your profile"), _profile())
    yield _Part(_("I would be glad to hear more about the project. When would suit you for a short call?"))
    yield _Part(_("Kind regards") + "\n" + profile.name, profile.name, _("your profile"), _profile())


def _reasons(detail: Detail) -> list[dict[str, Any]]:
    found = [reason for reason in (detail.match.reasons if detail.match else []) if float(reason.get("points", 0)) > 0]
    return sorted(found, key=lambda reason: -float(reason["points"]))


def _skill_of(reason: dict[str, Any], profile: Profile) -> ProfileSkill | None:
    """Return the stored skill that a reason speaks of: the longest name that stands in its words."""
    if reason.get("kind") not in _SKILL_REASONS:
        return None
    params: Any = reason.get("params") or {}
    words = " ".join(map(str, [reason.get("text", ""), reason.get("quote", ""), *params.values()]))
    spaced = f" {_spaced(fold(words))} "
    named = [skill for skill in profile.skills if f" {fold(skill.name)} " in spaced]
    return max(named, key=lambda skill: len(skill.name), default=None)


def _of_skill(skill: ProfileSkill, *, asked: bool) -> _Part:
    """Return what the profile says of a skill: its stored sentence, else its years, else that it is listed."""
    fact = skill.evidence or (f"{skill.name}: {skill.years}" if skill.years else skill.name)
    if skill.evidence:
        words = f"{skill.name}: {skill.evidence}"
    elif skill.years:
        years = int(skill.years) if skill.years == int(skill.years) else skill.years
        sentence = ngettext(
            "I have worked with %(skill)s for %(years)s year.", "I have worked with %(skill)s for %(years)s years.", 1 if years == 1 else 2
        )
        words = sentence % {"skill": skill.name, "years": years}
    else:
        words = _("%(skill)s is among my skills.") % {"skill": skill.name}
    opening = _("You ask for %(skill)s.") % {"skill": skill.name} if asked and not skill.evidence else ""
    if asked and skill.evidence:
        words = _("You ask for %(words)s") % {"words": words}
    return _Part(f"{opening} {words}".strip(), fact, _("your profile"), _profile())


def _spaced(words: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "+#." else " " for sign in words)


def _profile() -> str:
    return reverse("accounts:profile")
