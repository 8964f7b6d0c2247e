"""What a campaign's words make for one person, what is wrong in them by line, the words to begin with, and what they may use."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from freehold.apps.clients import selectors as clients
from freehold.apps.outreach.models import Approach, Campaign
from freehold.apps.outreach.selectors import campaigns as reads
from freehold.apps.outreach.services import drafting
from freehold.apps.outreach.services.drafting_words import condition_hints, variable_hints
from freehold.apps.outreach.views.common import Letter
from freehold.apps.outreach.views.letter import letter_of
from freehold.domain.personal.defaults import PURPOSES, TONES, Purpose, Tone
from freehold.kit.mailing.selectors import account_of


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a template: a sentence that names the line."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A campaign's mail for one person, with its personal lines, what keeps it from being sent and what is good to know."""

    letter: Letter
    lines: list[dict[str, Any]]
    problems: list[str]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Start:
    """Words to begin with."""

    key: Purpose
    label: str
    texts: dict[str, str]


Faults = dict[str, list[Fault]]


def faults_of(texts: dict[str, str]) -> Faults:
    """Return what is wrong in each template, by its name; only those with something wrong."""
    found = {name: [Fault(words, one.line) for one, words in drafting.template_problems(text)] for name, text in texts.items()}
    return {name: rows for name, rows in found.items() if rows}


def preview_for(request: Any, contact_id: int, texts: dict[str, str], language: str, tone: str) -> Preview | None:
    """Return what the words make for a person of this workspace, None when there is none of that id."""
    contact = clients.contact(request.workspace, contact_id)
    if contact is None:
        return None
    writer = request.freelancer.pk if request.freelancer else None
    campaign = Campaign(workspace_id=request.workspace.pk, freelancer_id=writer, language=language[:8], tone=tone[:20], **texts)
    made = drafting.preview(campaign, contact, now=timezone.now())
    row = Approach(
        workspace_id=request.workspace.pk, campaign=campaign, client=contact.client, contact=contact, subject=made.subject, text=made.text
    )
    letter = letter_of(row, reads.settings_of(request.workspace), account_of(request.workspace.pk))
    return Preview(letter, made.lines, made.problems, made.notes)


def starts(language: str, tone: str) -> list[Start]:
    """Return the words that come with Freehold for one language and tone."""
    chosen: Tone = next((one for one in TONES if one == tone), "plain")
    labels = {
        "past_client": _("Past clients"),
        "posting": _("Companies whose posting fits"),
        "lapsed_lead": _("Offers that came to nothing"),
        "season": _("A season's greeting"),
    }
    return [Start(key, labels[key], asdict(drafting.defaults(key, chosen, language))) for key in PURPOSES]


def variables_in_words() -> list[dict[str, Any]]:
    """Return what a template may use, as it is written, with what it stands for: the person first, what is rarely known last."""
    groups: dict[str, list[tuple[str, str]]] = {"": [("{first_name|there}", _("With a bar: what stands there when it is not known"))]}
    for name, meaning in variable_hints():
        groups.setdefault(_group_of(name), []).append((f"{{{name}}}", meaning))
    groups["if"] = [(f"[[if {name}]] … [[end]]", meaning) for name, meaning in condition_hints()]
    groups["if"].append(("[[if …]] … [[else]] … [[end]]", _("One thing when it is known, another when it is not")))
    return [{"label": label, "rows": groups[key]} for key, label in _group_names().items() if groups.get(key)]


def _group_names() -> dict[str, str]:
    return {
        "": _("The person"),
        "posting": _("Their posting"),
        "work": _("Your work for them"),
        "my": _("You"),
        "if": _("Only when something is known"),
    }


def _group_of(name: str) -> str:
    if name.startswith("posting") or name == "shared_skills":
        return "posting"
    if name.startswith(("project", "last_invoice", "since", "offer", "told")):
        return "work"
    return "my" if name.startswith(("my_", "available")) or name.endswith("year") else ""
