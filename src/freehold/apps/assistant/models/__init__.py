"""The tables of the assistant."""

from freehold.apps.assistant.models.draft import AssistantDraft, DraftKind, DraftState
from freehold.apps.assistant.models.run import AssistantRun

__all__ = ["AssistantDraft", "AssistantRun", "DraftKind", "DraftState"]
