"""The panel: a drawer on every page and a page of its own; asking, filling in, confirming once, taking back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.assistant.action import actions
from freehold.apps.assistant.selectors import drafts as reads
from freehold.apps.assistant.selectors.needs import needs
from freehold.apps.assistant.services import answering, intents, running
from freehold.apps.assistant.views.common import context_of, here
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import render_page

LONGEST_QUESTION = 2_000
_EXAMPLES = (
    ("money.owed", "clock"),
    ("time.log", "clock"),
    ("invoice.from_time", "file-plus"),
    ("draft.proposal", "pen-line"),
    ("opportunities.top", "briefcase"),
)


@require_safe
@never_cache
def panel(request: Any) -> HttpResponse:
    """Show what needs the person, what was prepared, and the field to ask in."""
    context = context_of(request)
    intents.warm()
    shown = {
        "needs": needs(context),
        "drafts": reads.drafts(context.workspace_id)[:3],
        "runs": [run for run in reads.recent_runs(context.workspace_id, 3) if run.undone_at is None],
        "examples": _examples(request),
    }
    return render_page(request, "assistant/page.html", "assistant/_panel.html", shown)


@require_POST
@never_cache
def ask(request: Any) -> HttpResponse:
    """Answer a question or command; nothing is changed by it."""
    question = request.POST.get("q", "").replace("\x00", "").strip()
    if len(question) > LONGEST_QUESTION:
        return _refused(request, _("This is longer than 2,000 characters. Nothing was done. Shorten it."))
    reply = answering.reply_to(context_of(request), request, question, here=here(request))
    return _show(request, {"reply": reply})


@require_POST
@never_cache
def fill(request: Any) -> HttpResponse:
    """Take the form of a card: run a read or draft, or preview a change."""
    action = actions.get(request.POST.get("action", ""))
    if action is None:
        raise Http404
    raw = {parameter.name: request.POST.get(f"v-{parameter.name}", "") for parameter in action.parameters}
    card = answering.card_for(context_of(request), action, raw)
    return _show(request, {"reply": answering.Reply("", (card,))}, status=422 if card.asks else 200)


@require_POST
@never_cache
def confirm(request: Any) -> HttpResponse:
    """Do what was previewed, once."""
    context = context_of(request)
    try:
        run = running.confirm(context, request.POST.get("token", ""))
    except running.ChangedMeanwhileError as error:
        action = error.prepared.action
        fields = answering.fields_of(context, action, error.prepared.values, {}, {})
        card = answering.Card(action, fields, prepared=error.prepared)
        return _show(request, {"reply": answering.Reply("", (card,)), "warning": str(error)}, status=409)
    except UserError as error:
        return _refused(request, str(error))
    return _show(request, {"run": run})


@require_POST
@never_cache
def undo(request: Any, run_id: int) -> HttpResponse:
    """Take back what was done."""
    try:
        run = running.undo(context_of(request), run_id)
    except UserError as error:
        return _refused(request, str(error))
    return _show(request, {"run": run})


def _refused(request: Any, text: str) -> HttpResponse:
    return _show(request, {"problem": text}, status=422)


def _show(request: Any, shown: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Show an answer: alone where htmx puts it into the panel, else within the page."""
    return render_page(request, "assistant/page.html", "assistant/_answer.html", {"answered": True, **shown}, status=status)


def _examples(request: Any) -> list[str]:
    language = getattr(request, "LANGUAGE_CODE", "en")[:2]
    found = []
    for name, _icon in _EXAMPLES:
        action = actions.get(name)
        texts = (action.examples.get(language) or action.examples.get("en") or ()) if action else ()
        found += texts[:1]
    return found
