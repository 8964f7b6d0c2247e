"""Reading opportunities: what the words say, stored as JSON and as the columns that lists filter by."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from freehold.apps.opportunities.conversions import posting_of
from freehold.apps.opportunities.events import PostingsAnalysed
from freehold.apps.opportunities.models import Body, Opportunity
from freehold.apps.opportunities.services import engine, families
from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.analysis import Analysis
from freehold.domain.postings.as_json import to_json
from freehold.domain.text.readable import readable
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace, id_of

logger = logging.getLogger(__name__)
LARGEST = Decimal(10) ** 12
_KEPT_ELSEWHERE = frozenset({"id", "title", "text"})


def analyse_opportunities(workspace: Workspace, ids: Iterable[int], *, now: datetime) -> list[int]:
    """Analyse those of the opportunities that wait for it and return their ids; doing it twice does no harm.

    Reading happens outside any transaction, writing in one short one. Words that changed in between are left to
    the event which that change has published.
    """
    workspace_id = id_of(workspace)
    rows = list(Opportunity.objects.for_workspace(workspace_id).filter(pk__in=list(ids), analysed_at=None).select_related("body"))
    findings = [_read(row, now) for row in rows]
    with transaction.atomic():
        done = [finding.opportunity.pk for finding in findings if _store(finding, now)]
        if done:
            families.settle(workspace_id, done)
            publish(PostingsAnalysed(workspace_id, tuple(done)), now)
    return done


@dataclass(frozen=True, slots=True)
class _Finding:
    opportunity: Opportunity
    analysis: Analysis


def _read(opportunity: Opportunity, now: datetime) -> _Finding:
    posting = posting_of(opportunity)
    try:
        analysis = analyse(posting, gazetteer=engine.gazetteer(), today=now.date(), detect_language=engine.language_detector())
    except Exception:  # one posting that trips the reader must not keep the other 49 from being read
        logger.exception("Opportunity %s could not be analysed; it is kept with its words alone", opportunity.pk)
        analysis = Analysis(id=posting.id, title=posting.title, text=readable(posting.description).text)
    return _Finding(opportunity, analysis)


def _store(finding: _Finding, now: datetime) -> bool:
    """Write one analysis unless the words have changed since; return whether it was written."""
    opportunity, analysis = finding.opportunity, finding.analysis
    same = Opportunity.objects.for_workspace(opportunity.workspace_id).filter(pk=opportunity.pk, revision=opportunity.revision)
    if not same.update(analysed_at=now, **columns(opportunity, analysis)):
        return False
    stored = {name: value for name, value in to_json(analysis).items() if name not in _KEPT_ELSEWHERE}
    Body.objects.filter(pk=opportunity.pk).update(text=analysis.text, analysis=stored)
    return True


def columns(opportunity: Opportunity, analysis: Analysis) -> dict[str, Any]:
    """Return the columns that lists filter by."""
    pay = analysis.pay
    return {
        "text_language": analysis.text_language[:8],
        "mode": analysis.mode or "",
        "pay_kind": pay.kind if pay else "",
        "pay_currency": pay.currency[:3] if pay else "",
        "pay_min": _amount(pay.min) if pay else None,
        "pay_max": _amount(pay.max) if pay else None,
        "red_flag_count": len(analysis.red_flags),
        "search_text": search_text(opportunity, [skill.name for skill in analysis.skills]),
    }


def search_text(opportunity: Opportunity, skills: Sequence[str]) -> str:
    """Return what the search box looks through, in lower case."""
    parts = [opportunity.title, opportunity.company, opportunity.location, *skills, *opportunity.tags]
    return " · ".join(dict.fromkeys(part for part in parts if part)).lower()[:2000]


def _amount(value: Decimal | None) -> Decimal | None:
    """Return an amount that fits its column; nobody pays a larger one."""
    return value.quantize(Decimal("0.01")) if value is not None and abs(value) < LARGEST else None
