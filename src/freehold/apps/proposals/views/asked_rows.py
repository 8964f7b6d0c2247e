"""The requirement table as the page shows it: each line with its quote, and the evidence with where it stands, or the gap."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.domain.proposals.asked import Asked, Proof
from freehold.domain.proposals.words import honest

_SOURCES: dict[str, str | Promise] = {
    "skill": gettext_lazy("your skills"),
    "experience": gettext_lazy("your experience"),
    "service": gettext_lazy("your services"),
    "summary": gettext_lazy("your summary"),
    "project": gettext_lazy("a project here"),
    "setting": gettext_lazy("your conditions"),
}
_TEXTS: dict[tuple[str, str], str | Promise] = {
    ("place", "onsite"): gettext_lazy("On site"),
    ("place", "hybrid"): gettext_lazy("Partly on site"),
    ("place", "remote"): gettext_lazy("Remote"),
}
_NAMES: dict[str, str | Promise] = {
    "place": gettext_lazy("Place"),
    "timezone": gettext_lazy("Time zone"),
    "start": gettext_lazy("Start"),
    "hours": gettext_lazy("Hours"),
    "seniority": gettext_lazy("Experience"),
    "question": gettext_lazy("Their question"),
}


def asked_rows(table: Iterable[Asked], language: str) -> list[dict[str, Any]]:
    """Return the lines in words. The honest sentence of a gap is in the language of the proposal, as it can be used there."""
    return [
        {
            "kind": one.kind,
            "need": one.need,
            "text": str(_TEXTS.get((one.kind, one.text), one.text)),
            "name": str(_NAMES.get(one.kind, "")),
            "quote": one.quote if one.quote != one.text else "",
            "gap": one.gap,
            "near": one.near,
            "honest": honest(one, language) if one.gap else "",
            "evidence": [_proof(one, proof) for proof in one.evidence],
        }
        for one in table
    ]


def _proof(one: Asked, proof: Proof) -> dict[str, str]:
    where = [str(_SOURCES.get(proof.source, proof.source)), proof.where]
    if proof.years:
        where.append(_("%(years)s years") % {"years": proof.years})
    return {"quote": _in_words(one, proof), "where": " · ".join(part for part in where if part)}


def _in_words(one: Asked, proof: Proof) -> str:
    """Return the proof as it is read; a condition of the profile is a code or number, and is put into words."""
    if proof.source != "setting":
        return proof.quote
    if one.kind == "hours":
        return _("%(hours)s hours a week") % {"hours": proof.quote}
    if one.kind == "start":
        return date_format(date.fromisoformat(proof.quote), "SHORT_DATE_FORMAT")
    if one.kind == "place" and one.text == "remote":
        return _("You work remotely")
    return proof.quote
