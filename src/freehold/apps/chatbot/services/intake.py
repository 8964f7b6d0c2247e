"""Taking down a request inside a conversation: which question comes next, and what is kept of the answers."""

from __future__ import annotations

from freehold.apps.chatbot.models import Conversation
from freehold.apps.chatbot.services.bot_words import said
from freehold.domain.conversation import brief as rules
from freehold.domain.conversation.brief import Brief
from freehold.domain.conversation.cleaning import email_in

_QUESTION_WORDS = {
    "offered": "offer",
    "what": "ask_what",
    "when": "ask_when",
    "budget": "ask_budget",
    "contact": "ask_contact_brief",
}


def question(brief: Brief, language: str) -> str:
    """Return the words of the question that is open."""
    return said(_QUESTION_WORDS[brief.step], language)


def advance(row: Conversation, brief: Brief, text: str) -> Brief:
    """Return the request after an answer; an address that is known is not asked for again."""
    return rules.advance(brief, text, has_email=bool(row.email))


def keep(row: Conversation, brief: Brief) -> None:
    """Put the request and what it says about the visitor into the conversation, which is saved by whoever holds it.

    What others have noted beside it (the ids of what was made of it) stays.
    """
    row.intake = {**row.intake, **brief.to_json()}
    if not row.email:
        row.email = email_in(f"{brief.contact}\n{brief.what}\n{brief.first}")
    if not row.name:
        row.name = rules.name_in(brief.contact)
