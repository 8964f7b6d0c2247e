"""Reads of prepared texts, and of what was done."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from freehold.apps.assistant.models import AssistantDraft, AssistantRun, DraftState
from freehold.domain.retrieval.sentences import sentences
from freehold.kit.scoping.ref import Workspace


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a draft with the stored words behind it; `fact` is "" for the person's own or a courtesy."""

    words: str
    fact: str = ""
    source: str = ""
    url: str = ""


def drafts(workspace: Workspace, state: str = DraftState.DRAFT) -> QuerySet[AssistantDraft]:
    """Return the drafts of a state, the latest first, without what they rest on."""
    return AssistantDraft.objects.for_workspace(workspace).filter(state=state).defer("evidence")


def draft(workspace: Workspace, draft_id: int) -> AssistantDraft | None:
    """Return one draft of this workspace."""
    return AssistantDraft.objects.for_workspace(workspace).filter(pk=draft_id).first()


def run(workspace: Workspace, run_id: int) -> AssistantRun | None:
    """Return something that was done in this workspace."""
    return AssistantRun.objects.for_workspace(workspace).filter(pk=run_id).first()


def recent_runs(workspace: Workspace, limit: int = 5) -> list[AssistantRun]:
    """Return what was done last."""
    return list(AssistantRun.objects.for_workspace(workspace)[:limit])


def grounds(row: AssistantDraft) -> list[Sentence]:
    """Return the sentences of a draft as it stands now, each with its evidence; one that was changed by hand has none."""
    left = row.text
    found: list[Sentence] = []
    for one in row.evidence:
        words = str(one.get("sentence", ""))
        if words and words in left:
            found.append(Sentence(words, str(one.get("fact", "")), str(one.get("source", "")), str(one.get("url", ""))))
            left = left.replace(words, "\n\n", 1)
        elif words and words == row.title:
            found.append(Sentence(words, str(one.get("fact", "")), str(one.get("source", "")), str(one.get("url", ""))))
    return [*found, *(Sentence(part.words) for part in sentences(left))]
