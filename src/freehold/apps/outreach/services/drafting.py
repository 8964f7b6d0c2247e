"""One draft for one person: the campaign's template filled with stored facts, worded by the chat model where that is wished."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from freehold.apps.accounts import selectors as accounts
from freehold.apps.outreach.services.drafting_model import reworded
from freehold.apps.outreach.services.drafting_words import problem_words, trouble_words
from freehold.apps.outreach.services.facts import facts_of
from freehold.domain.matching.profile import Profile
from freehold.domain.personal import Letter, Line, StoredFact, compose, parse
from freehold.domain.personal.defaults import Purpose, Texts, Tone, default_texts
from freehold.domain.personal.template import TemplateProblem, check
from freehold.kit.ai.selectors import is_on


@dataclass(frozen=True, slots=True)
class Personal:
    """A draft: plain text, and its personal sentences with their facts as an approach keeps them.

    `problems` are what keeps it from being sent as it is; `notes` what is good to know: a sentence was left out, the model's was not taken.
    """

    subject: str
    text: str
    lines: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    by_model: bool = False
    letter: Letter | None = None


class Drafter:
    """Makes the drafts of one run; it reads each profile once."""

    def __init__(self) -> None:
        self._profiles: dict[int, Profile] = {}
        self._writers: dict[int, int] = {}

    def draft(self, approach: Any, *, now: datetime, use_model: bool = False) -> Personal:
        """Return the draft of one approach (see `draft`)."""
        campaign = approach.campaign
        subject, body = templates_of(approach)
        problems = [*problems_of(subject, where=_("Subject")), *problems_of(body, where=_("Message"))]
        writer = self._writer(campaign)
        if writer is None:
            problems.append(_("There is no freelancer in this workspace who could write. Add one in the settings."))
            return Personal("", "", problems=problems)
        language = campaign.language or approach.contact.language or approach.client.language
        profile = self._profiles.setdefault(writer, accounts.profile_of(writer))
        facts = facts_of(approach.workspace_id, approach.contact_id, writer, now=now, language=language, profile=profile)
        letter = compose(parse(subject), parse(body), facts)
        notes = [trouble_words(one) for one in letter.troubles if one.code == "left_out"]
        by_model = False
        if use_model and letter.is_whole and not problems and is_on(approach.workspace_id, "writing"):
            letter, by_model, said = reworded(approach.workspace_id, letter, tone=campaign.tone, language=language, now=now)
            notes += said
        problems += [trouble_words(one) for one in letter.troubles if one.code != "left_out"]
        if problems:
            problems += notes  # what was left out explains what is missing
        return Personal(
            subject=letter.subject,
            text=letter.text,
            lines=[_stored(line) for line in letter.lines],
            problems=list(dict.fromkeys(problems)),
            notes=list(dict.fromkeys(notes)),
            by_model=by_model,
            letter=letter,
        )

    def _writer(self, campaign: Any) -> int | None:
        """Return who writes: the campaign's freelancer, else the first of the workspace."""
        if campaign.freelancer_id:
            return int(campaign.freelancer_id)
        if campaign.workspace_id not in self._writers:
            first = accounts.freelancers(campaign.workspace_id).values_list("pk", flat=True).first()
            if first is None:
                return None
            self._writers[campaign.workspace_id] = first
        return self._writers[campaign.workspace_id]


def draft(approach: Any, *, now: datetime, use_model: bool = False) -> Personal:
    """Return the draft for one person, made of the campaign's templates and what is stored about them; nothing is written.

    With `use_model` and a chat model that may word drafts, its wording of each personal sentence is taken where it says no more and no
    less than the stored facts; everything else stays the template's. It must not be called inside a transaction then.
    """
    return Drafter().draft(approach, now=now, use_model=use_model)


def preview(campaign: Any, contact: Any, *, now: datetime, step: int = 0) -> Personal:
    """Return the draft that a campaign, also one not yet saved, would make for a contact (with its client loaded)."""
    return Drafter().draft(_Unsaved(campaign, contact, step), now=now)


class _Unsaved:
    """Stands for an approach that is not stored."""

    def __init__(self, campaign: Any, contact: Any, step: int) -> None:
        self.campaign, self.contact, self.client, self.step = campaign, contact, contact.client, step
        self.contact_id, self.workspace_id = contact.pk, campaign.workspace_id


def templates_of(approach: Any) -> tuple[str, str]:
    """Return subject and text of the template for this mail; a follow-up without a subject of its own answers the first mail."""
    campaign = approach.campaign
    if approach.step == 0:
        return campaign.subject, campaign.body
    return campaign.follow_up_subject or f"Re: {campaign.subject}", campaign.follow_up_body


def problems_of(text: str, *, where: str = "") -> list[str]:
    """Return what is wrong in a template, one clear sentence for each, naming the line."""
    return [problem_words(one, where=where) for one in check(text)]


def template_problems(text: str) -> list[tuple[TemplateProblem, str]]:
    """Return what is wrong in a template, each with its sentence, for a form that marks the line."""
    return [(one, problem_words(one)) for one in check(text)]


def defaults(purpose: Purpose, tone: Tone, language: str) -> Texts:
    """Return the templates to begin a campaign with: `purpose` "past_client", "posting", "lapsed_lead" or "season"."""
    return default_texts(purpose, tone, language)


def facts_behind(lines: Iterable[dict[str, Any]]) -> list[StoredFact]:
    """Return the stored facts behind lines as an approach keeps them."""
    return [StoredFact.from_json(fact) for line in lines for fact in line.get("facts", ())]


def _stored(line: Line) -> dict[str, Any]:
    kept = line.as_json()
    for fact in kept["facts"]:
        if fact["kind"] == "own_words":
            fact["source"] = _("Your template, line %(line)d") % {"line": line.row}
    return kept
