"""The test bench: a question is put as a visitor would put it, and the page says what would be answered and why. Nothing is stored."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from freehold.apps.chatbot.selectors import knowledge as reads
from freehold.apps.chatbot.services.answerer import answerer_of
from freehold.apps.chatbot.services.answerer_measured import measured_of
from freehold.apps.chatbot.services.answerer_standing import StandingAnswerer
from freehold.apps.chatbot.views.knowledge_common import frame
from freehold.domain.retrieval import Considered
from freehold.kit.design.htmx import render_page

LONGEST = 2_000


def bench(request: Any) -> HttpResponse:
    """Answer a question for the owner's eyes, with everything that was weighed."""
    question = " ".join(request.POST.get("question", "").replace("\x00", "").split())[:LONGEST] if request.method == "POST" else ""
    context: dict[str, Any] = {**frame("try"), "question": question, "is_known": True}
    if question:
        answerer = answerer_of(request.workspace.pk, now=timezone.now())
        found = answerer.consider(question)
        context |= {"answer": found.answer, "candidates": _candidates(found), "hits": found.hits, "line": _shown(found.line)}
        context["is_catching_up"] = isinstance(answerer, StandingAnswerer)
    else:
        context |= {"measured": measured_of(reads.state(request.workspace)), "is_known": reads.is_known(request.workspace)}
    return render_page(request, "chatbot/knowledge/try.html", "chatbot/knowledge/_tried.html", context)


def _candidates(found: Considered) -> list[dict[str, Any]]:
    """Return the nearest entries with their score, whether it reaches the line, and the owner's page of each."""
    return [
        {
            "entry": one.entry,
            "score": _shown(one.score),
            "reaches": one.score >= found.line,
            "pk": one.entry.id[1:] if one.entry.id[:1] == "e" and one.entry.id[1:].isdecimal() else "",
        }
        for one in found.candidates
    ]


def _shown(score: float) -> int | None:
    """Return a score as whole hundredths, None for a line that nothing can reach."""
    return round(score * 100) if score < 100 else None
