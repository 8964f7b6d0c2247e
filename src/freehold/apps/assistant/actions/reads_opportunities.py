"""Reads of opportunities: what fits best, what has these words, and one with its reasons and quotes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.assistant.action import Action, Context, Parameter, Result, Row
from freehold.apps.assistant.actions.common import OPPORTUNITY, own_freelancer
from freehold.apps.opportunities import selectors as inbox
from freehold.apps.opportunities.selectors.facts import facts
from freehold.apps.opportunities.selectors.facts import reason as worded
from freehold.domain.errors import UserError

MOST = 10


def _top(context: Context, values: Mapping[str, Any]) -> Result:
    key = own_freelancer(context)
    if key is None:
        return Result(_("What fits you"), _("You have no profile of your own in this workspace, so nothing can be compared with it."))
    filters = inbox.Filters(q=values.get("q", "")[:200], stage=values.get("stage", "found"))
    cards = inbox.inbox(context.workspace_id, key, filters).cards[:MOST]
    lines = tuple(
        Row(
            f"{card.score if card.score is not None else '–'} · {card.title}",
            " · ".join(filter(None, [card.company, _first_reason(card.reasons)])),
            reverse("opportunities:detail", args=[card.id]),
        )
        for card in cards
    )
    data = {
        "opportunities": [
            {"id": card.id, "title": card.title, "company": card.company, "score": card.score, "stage": card.stage} for card in cards
        ]
    }
    return Result(_("What fits you"), "" if cards else _("Nothing is there with these words in this stage."), lines, data)


def _facts(context: Context, values: Mapping[str, Any]) -> Result:
    found = inbox.detail(context.workspace_id, own_freelancer(context), values["opportunity"])
    if found is None:
        raise UserError(_("This opportunity is not there any more."))
    row, url = found.opportunity, reverse("opportunities:detail", args=[found.opportunity.pk])
    reasons = [worded(stored) for stored in (found.match.reasons if found.match else [])]
    lines = [Row(fact.name, fact.value, url, fact.quotes[0] if fact.quotes else "") for fact in facts(found.analysis)]
    lines += [Row(f"{one.points:+g}", one.text, url, one.quote or "") for one in reasons]
    data = {
        "id": row.pk,
        "title": row.title,
        "company": row.company,
        "stage": row.stage,
        "score": found.match.score if found.match else None,
        "reasons": [{"points": one.points, "text": one.text, "quote": one.quote, "source": one.source} for one in reasons],
        "facts": [{"name": fact.name, "value": fact.value, "quotes": list(fact.quotes)} for fact in facts(found.analysis)],
        "skills": [{"name": skill.name, "kind": skill.kind, "quote": skill.quote} for skill in found.analysis.skills],
    }
    return Result(row.title, row.company, tuple(lines), data)


def _first_reason(stored: tuple[dict[str, Any], ...]) -> str:
    return next((worded(one).text for one in stored if one.get("points", 0) > 0), "")


READS = (
    Action(
        name="opportunities.top",
        kind="read",
        title=gettext_lazy("What fits you"),
        description="Return the opportunities of a stage that fit the person best, with score and first reason; words narrow the list.",
        run=_top,
        parameters=(
            Parameter("q", "text", gettext_lazy("Words"), "Words that must stand in the posting."),
            Parameter(
                "stage",
                "choice",
                gettext_lazy("Stage"),
                "Where it stands; found without it.",
                choices=("found", "shortlisted", "applied", "talking", "won", "lost", "dismissed"),
            ),
        ),
        examples={
            "en": ("what fits me best", "show the best opportunities", "any good jobs today", "which postings match my profile"),
            "de": ("was passt am besten zu mir", "die besten Aufträge", "gibt es gute Jobs", "welche Ausschreibungen passen zu mir"),
        },
    ),
    Action(
        name="opportunities.facts",
        kind="read",
        title=gettext_lazy("What is known of an opportunity"),
        description="Return what was read from one posting, with its words, and why it fits or does not.",
        run=_facts,
        parameters=(OPPORTUNITY,),
        examples={
            "en": ("why does this job fit me", "what does this posting ask for", "tell me about this opportunity"),
            "de": ("warum passt dieser Auftrag", "was verlangt diese Ausschreibung", "erzähl mir von dieser Ausschreibung"),
        },
    ),
)
