"""What a person does in a conversation: take over, answer, hand back, close, keep it as an answer for others."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.chatbot.services import conversations as services
from freehold.apps.chatbot.services.learning import propose_from
from freehold.apps.chatbot.views.conversations import found_or_404, fragment, number, page_context
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash, is_partial


@require_POST
def take(request: Any, conversation_id: int) -> HttpResponse:
    """Take the word; the assistant is silent from then on."""
    row = found_or_404(request, conversation_id)
    try:
        services.take_over(row, user=request.user, now=timezone.now(), instead=request.POST.get("instead") == "1")
    except UserError as error:
        flash(request, str(error), level="warn")
    else:
        flash(request, _("You have the word. The assistant is silent here until you hand back."))
    return redirect("chatbot:conversation", conversation_id)


@require_POST
def reply(request: Any, conversation_id: int) -> HttpResponse:
    """Send an answer. What could not be sent stays in the field."""
    row = found_or_404(request, conversation_id)
    text, after, now = request.POST.get("text", ""), number(request.POST.get("after")), timezone.now()
    complaint, taken = "", False
    try:
        if request.POST.get("instead") == "1":
            services.take_over(row, user=request.user, now=now, instead=True)
        services.reply(row, text, user=request.user, key=request.POST.get("key", "")[:100] or str(now.timestamp()), now=now)
    except UserError as error:
        complaint, taken = str(error), isinstance(error, services.TakenBySomebody)
    fresh = found_or_404(request, conversation_id)
    kept = {"text": text if complaint else "", "complaint": complaint, "taken": taken}
    if is_partial(request):
        return fragment(request, fresh, after, **kept)
    if complaint:
        return render(request, "chatbot/conversations/one.html", {**page_context(request, fresh), **kept}, status=422)
    return redirect("chatbot:conversation", conversation_id)


@require_POST
def back(request: Any, conversation_id: int) -> HttpResponse:
    """Hand the word back to the assistant."""
    try:
        services.hand_back(found_or_404(request, conversation_id), user=request.user, now=timezone.now())
    except UserError as error:
        flash(request, str(error), level="warn")
    else:
        flash(request, _("The assistant answers the next message again."))
    return redirect("chatbot:conversation", conversation_id)


@require_POST
def close(request: Any, conversation_id: int) -> HttpResponse:
    """Close the conversation."""
    services.close(found_or_404(request, conversation_id), user=request.user, now=timezone.now())
    flash(request, _("Closed. If the visitor writes again, a new conversation begins."))
    return redirect("chatbot:conversations")


@require_POST
def learn(request: Any, conversation_id: int) -> HttpResponse:
    """Propose what was answered here as an answer for others; it waits for a look before anybody gets it."""
    row = found_or_404(request, conversation_id)
    try:
        made = propose_from(row.pk, timezone.now())
    except UserError as error:
        flash(request, str(error), level="warn")
    else:
        if made:
            flash(request, _("Proposed. It answers nobody before you have looked it over under “Answers”."))
        else:
            flash(request, _("Nothing new was found in it: it is known already, or nobody of you has answered yet."), level="info")
    return redirect("chatbot:conversation", conversation_id)
