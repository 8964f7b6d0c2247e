"""Answers a client about their own papers, projects and hours, by templates, and only while the link by which they came is good.

Nothing is looked up by what the visitor typed: the link names the client, what it opens is read through the selectors of the client's
pages, and the question only chooses among that. So a number of somebody else's paper is as unknown here as one that nobody has.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import translation

from freehold.apps.chatbot.models import Conversation
from freehold.apps.chatbot.services.bot_words import language_of
from freehold.apps.chatbot.services.client_answers_desk import Desk
from freehold.apps.chatbot.services.client_answers_intents import Intent, intent_of, is_personal
from freehold.apps.chatbot.services.client_answers_naming import named_numbers, numbers_in
from freehold.domain.retrieval import Answer, Quote

_LONGEST_CHAIN = 20


def client_answer(conversation: Conversation, question: str, *, now: datetime) -> Answer | None:
    """Return what to say to a question about the client's own papers; None when it is about something else, or no client asks.

    The quotes are sentences whose facts stand literally on the client's pages; `origin` says where: "document:12", "statement", "home",
    "project:3". "handover" means that there is nothing of theirs that could answer it.
    """
    if conversation.client_id is None:
        return None
    intent, typed = intent_of(question), numbers_in(question)
    if intent is None and not typed:
        return None
    link = good_link(conversation, now)
    if link is None:
        return None
    language = language_of(conversation.language)
    with translation.override(language):
        desk = Desk(link, language, question, now)
        if intent is None:
            return _about_a_number(desk, question)
        found = desk.answer(intent)
    if found:
        return _answer(found, f"client_{intent}")
    if typed and intent not in {Intent.PROGRESS, Intent.HOURS}:
        return _answer([desk.cannot_see()], "client_unknown")
    # Asked in general, the knowledge may hold an answer; asked of what is theirs, only a person can say.
    return Answer("handover", (), 0.3, "client_nothing") if is_personal(question) else None


def good_link(conversation: Conversation, now: datetime) -> Any | None:
    """Return the link by which the client came while it is good at `now`, also where the talk goes on in another conversation."""
    row: Conversation | None = conversation
    for _count in range(_LONGEST_CHAIN):
        if row is None or row.client_id != conversation.client_id or row.workspace_id != conversation.workspace_id:
            return None
        if row.portal_link_id is not None:
            break
        row = row.continues
    if row is None or row.portal_link_id is None:
        return None
    # Read anew: it may have been withdrawn since the row was loaded.
    rows = Conversation.objects.for_workspace(conversation.workspace_id).select_related("portal_link__client", "portal_link__workspace")
    link: Any = rows.get(pk=row.pk).portal_link
    if link is None or link.revoked_at is not None or link.expires_at <= now:
        return None
    is_theirs = link.client_id == conversation.client_id and link.workspace_id == conversation.workspace_id
    return link if is_theirs else None


def _about_a_number(desk: Desk, question: str) -> Answer | None:
    """Answer words that ask nothing we know but name a paper: where it stands."""
    found = desk.named_papers()
    if found:
        return _answer(found, "client_paper")
    return _answer([desk.cannot_see()], "client_unknown") if named_numbers(question) else None


def _answer(quotes: list[Quote], why: str) -> Answer:
    return Answer("answer", tuple(quotes), 1.0, why)
