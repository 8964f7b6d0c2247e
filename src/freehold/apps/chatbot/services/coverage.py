"""What visitors asked that nobody had written an answer for: grouped by meaning in the background, shown from the stored groups."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from freehold.apps.chatbot.models import KnowledgeState
from freehold.apps.chatbot.selectors import coverage as reads
from freehold.apps.chatbot.services.answerer import answerer_of
from freehold.apps.chatbot.services.answerer_vectors import caching_embedder
from freehold.apps.chatbot.services.knowledge_state import state_of
from freehold.domain.retrieval.clusters import cluster
from freehold.kit.scoping.ref import Workspace, id_of

KEPT = timedelta(days=180)
"""Older questions say little about what is asked now."""
MOST_QUESTIONS = 1_000
MOST_SET_ASIDE = 5_000


def group_questions(workspace_id: int, *, now: datetime) -> int:
    """Group the questions that were handed over or had to be put again, by the ids of their messages; return how many groups.

    What is known has grown since: a question that would be answered today is left out, until what answers it is taken away.
    """
    revision = state_of(workspace_id).revision
    every = reads.unanswered(workspace_id, since=now - KEPT, limit=MOST_QUESTIONS)
    answerer = answerer_of(workspace_id, now=now)
    covered = {question.message_id for question in every if answerer.ask(question.text).action == "answer"}
    asked = [question for question in every if question.message_id not in covered]
    groups = cluster([question.text for question in asked], caching_embedder(workspace_id)) if asked else []
    found = [[asked[at].message_id for at in group] for group in groups]
    with transaction.atomic():
        row = KnowledgeState.objects.for_workspace(workspace_id).select_for_update().get()
        newest = max((question.message_id for question in every), default=0)
        row.coverage = {**row.coverage, "groups": found, "covered": sorted(covered), "newest": newest, "revision": revision}
        row.save(update_fields=["coverage"])
    return len(found)


def has_new_questions(workspace_id: int) -> bool:
    """Tell whether something was asked, or something of what is known has changed, since the questions were grouped."""
    row = KnowledgeState.objects.for_workspace(workspace_id).first()
    known = row.coverage if row else {}
    if row and (known.get("groups") or known.get("covered")) and known.get("revision") != row.revision:
        return True
    return bool(reads.newest_unanswered(workspace_id) > known.get("newest", 0))


@transaction.atomic
def set_aside(workspace: Workspace, message_ids: list[int], *, back: bool = False) -> int:
    """Show these questions no more (they are not for the chatbot), or show them again with `back`; return how many there were."""
    state_of(id_of(workspace))
    mine = set(reads.own_messages(workspace, message_ids))
    row = KnowledgeState.objects.for_workspace(workspace).select_for_update().get()
    aside = set(row.coverage.get("aside", []))
    aside = aside - mine if back else aside | mine
    row.coverage = {**row.coverage, "aside": sorted(aside)[-MOST_SET_ASIDE:]}
    row.save(update_fields=["coverage"])
    return len(mine)
