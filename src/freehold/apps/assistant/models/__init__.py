"""The tables of the assistant."""

from freehold.apps.assistant.models.draft import AssistantDraft, DraftKind, DraftState
from freehold.apps.assistant.models.run import AssistantRun
from freehold.apps.assistant.models.writing import Dialect, WritingSettings

__all__ = ["AssistantDraft", "AssistantRun", "Dialect", "DraftKind", "DraftState", "WritingSettings"]
