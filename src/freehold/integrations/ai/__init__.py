"""Models that run on this machine, from pinned wheels: meaning (MiniLM) and language detection. Loaded at first use."""

from __future__ import annotations

from freehold.integrations.ai.language import FastTextLanguageDetector, language_detector
from freehold.integrations.ai.minilm import EmbedderMiniLM, embedder

__all__ = ["EmbedderMiniLM", "FastTextLanguageDetector", "embedder", "language_detector"]
