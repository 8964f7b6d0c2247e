"""A second reading by the owner's chat model, for the few postings that fit best. It is shown beside the rules' and never replaces it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from freehold.apps.opportunities.models import Match, Opportunity, SecondReading, Stage
from freehold.domain.postings.second_reading import INSTRUCTIONS, SCHEMA, model_text
from freehold.kit.ai.port import ChatRequest, ModelFailed, Turn
from freehold.kit.ai.selectors import connected_models, is_on, model_of
from freehold.kit.ai.services.asking import BudgetSpent, ask
from freehold.kit.scoping.ref import Workspace, id_of

PURPOSE = "extraction"
A_DAY = 20
"""The most postings of a workspace that are read so within 24 hours; the limits of Settings → AI hold besides."""
AT_ONCE = 5
STRONG = 70
"""The score from which a posting is worth the model's time."""
FEW_WORDS = 30
"""Shorter postings leave nothing to find."""


def worth_reading(workspace: Workspace, *, now: datetime, limit: int = AT_ONCE) -> list[int]:
    """Return the best-fitting open opportunities whose words no model has read yet, as far as the day's number allows."""
    mine = SecondReading.objects.for_workspace(workspace)
    left = A_DAY - mine.filter(read_at__gt=now - timedelta(days=1)).count()
    if left <= 0:
        return []
    open_ones = Opportunity.objects.for_workspace(workspace).filter(
        stage__in=(Stage.FOUND, Stage.SHORTLISTED), body_purged_at=None, is_demo=False, word_count__gte=FEW_WORDS
    )
    fresh = open_ones.exclude(body_hash="").exclude(body_hash__in=mine.values("body_hash"))
    rows = Match.objects.filter(opportunity__in=fresh, state="scored", score__gte=STRONG).order_by("-score", "-opportunity_id")
    ids = dict.fromkeys(rows.values_list("opportunity_id", flat=True)[: 4 * limit])
    return list(ids)[: min(left, limit)]


def read_again(workspace: Workspace, *, now: datetime) -> int:
    """Have the workspace's chat model read what is worth it; return how many answers came. Stops at the first refusal."""
    if not is_on(id_of(workspace), PURPOSE):
        return 0
    count = 0
    for opportunity in Opportunity.objects.for_workspace(workspace).filter(pk__in=worth_reading(workspace, now=now)).select_related("body"):
        request = ChatRequest(
            system=INSTRUCTIONS, turns=(Turn("user", model_text(opportunity.title, opportunity.text)),), schema=SCHEMA, max_tokens=600
        )
        try:
            answer = dict(ask(id_of(workspace), request, purpose=PURPOSE, now=now, about=f"opportunity {opportunity.pk}").data or {})
        except BudgetSpent:
            break
        except ModelFailed as error:
            if error.failure != "broken":  # the server is away or busy: another time
                break
            answer = {}
        _keep(opportunity, answer, now)
        count += bool(answer)
    return count


def read_again_everywhere(*, now: datetime) -> int:
    """Do so in every workspace with a chat model that may; return how many answers came."""
    return sum(read_again(model.workspace_id, now=now) for model in connected_models() if PURPOSE in model.purposes)


def _keep(opportunity: Opportunity, answer: dict[str, object], now: datetime) -> None:
    model = model_of(opportunity.workspace_id)
    with transaction.atomic():
        SecondReading.objects.for_workspace(opportunity.workspace_id).update_or_create(
            workspace_id=opportunity.workspace_id,
            body_hash=opportunity.body_hash,
            defaults={"answer": answer, "read_at": now, "model": model.model[:200] if model else ""},
        )
