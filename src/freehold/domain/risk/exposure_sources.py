"""The published indices of exposure that results name: who made them, what they rate, under which terms."""

from __future__ import annotations

from freehold.domain.risk.exposure_index import Source

_GPTS = "https://github.com/openai/GPTs-are-GPTs"
_ELOUNDOU = "Eloundou, Manning, Mishkin, Rock (Science)"
_AIOE = "https://github.com/AIOE-Data/AIOE"
_FELTEN = "Felten, Raj, Seamans"
_CITED = "none stated; figures cited"

SOURCES = {
    one.key: one
    for one in (
        Source("gpt4", "GPTs are GPTs, rated by GPT-4", _ELOUNDOU, 2024, "MIT", "time saved on each task, as GPT-4 rates it", _GPTS),
        Source("human", "GPTs are GPTs, rated by people", _ELOUNDOU, 2024, "MIT", "time saved on each task, as people rate it", _GPTS),
        Source(
            "automation", "GPTs are GPTs, automation", _ELOUNDOU, 2024, "MIT", "how much of a task needs nobody, as GPT-4 rates it", _GPTS
        ),
        Source(
            "ilo",
            "Generative AI and jobs, 2025",
            "Gmyrek and others (International Labour Organization)",
            2025,
            "CC BY 4.0",
            "how far a task could be automated, predicted by two models from people's ratings",
            "https://github.com/pgmyrek/2025_GenAI_scores_ISCO08",
        ),
        Source("aioe", "AI Occupational Exposure", _FELTEN, 2021, _CITED, "an occupation's place by the abilities that it needs", _AIOE),
        Source("aioe_language", "AIOE, language models", _FELTEN, 2023, _CITED, "the same for language models", _AIOE),
        Source("aioe_images", "AIOE, image generation", _FELTEN, 2023, _CITED, "the same for making images", _AIOE),
        Source(
            "microsoft",
            "Working with AI",
            "Tomlinson and others (Microsoft)",
            2025,
            "CC BY 4.0",
            "an occupation's place by what people used an assistant for",
            "https://github.com/microsoft/working-with-ai",
        ),
    )
}
