"""Models: those that run on this machine from pinned wheels (meaning, language), and the line to a chat model. Loaded at first use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from freehold.integrations.ai.language import FastTextLanguageDetector as FastTextLanguageDetector
    from freehold.integrations.ai.language import language_detector as language_detector
    from freehold.integrations.ai.minilm import EmbedderMiniLM as EmbedderMiniLM
    from freehold.integrations.ai.minilm import embedder as embedder

_HOMES = {
    "EmbedderMiniLM": "minilm",
    "FastTextLanguageDetector": "language",
    "embedder": "minilm",
    "language_detector": "language",
}
__all__ = ["EmbedderMiniLM", "FastTextLanguageDetector", "embedder", "language_detector"]


def __getattr__(name: str) -> Any:
    # Late: the chat model's line lives beside models that bring numpy, and most processes use neither.
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
