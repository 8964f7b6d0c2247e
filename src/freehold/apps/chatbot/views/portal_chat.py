"""The chat on a client's pages, made on the server: it works without JavaScript, and with it new messages come by themselves."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freehold.apps.billing.views.portal_visit import READING, WRITING, Visit, by_link
from freehold.apps.chatbot.models import Author, Conversation, ConversationState, Message
from freehold.apps.chatbot.selectors.conversations import visitor_view
from freehold.apps.chatbot.services import conversations, portal_chat
from freehold.apps.chatbot.services.bot_words import greeting
from freehold.apps.chatbot.views.public_call import MOST_BYTES
from freehold.domain.errors import UserError
from freehold.kit.guests import address_hash, network_address

_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
_ORIGIN = re.compile(r"(home|statement|document|project)(?::(\d{1,18}))?")
_WEB = re.compile(r"https?://[^\s]{1,1000}")
_QUIET_AFTER = timedelta(minutes=15)
_QUICK, _SLOW = "5s", "60s"


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as the page shows it; `sources` are (words, address), the address "" where there is no page for it."""

    author: str
    who: str
    text: str
    at: datetime
    sources: tuple[tuple[str, str], ...]


@by_link(*READING)
def chat(visit: Visit) -> HttpResponse:
    """Show what was said and a place to write."""
    return _page(visit)


@by_link(*READING)
def messages(visit: Visit) -> HttpResponse:
    """Show what came after a number, for a page that stays open; nothing (204) when nothing has."""
    row = portal_chat.talk_of(visit.link)
    if row is None:
        raise Http404
    if row.unanswered_since is not None:
        conversations.answer_waiting(row.pk, now=visit.now)
        row.refresh_from_db()
    asked = visit.request.GET.get("after", "")
    after = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    if row.last_number <= after and not _is_over(row):
        return HttpResponse(status=204)
    return visit.render("chatbot/portal/_news.html", {**_said(visit, row, after=after), "is_part": True})


@by_link(*WRITING)
def say(visit: Visit) -> HttpResponse:
    """Take a message and answer it."""
    size = visit.request.headers.get("Content-Length") or "0"
    if not (size.isascii() and size.isdigit()) or int(size[:12]) > MOST_BYTES:
        return _page(visit, trouble=_("This is longer than 2,000 characters. Nothing was sent. Please shorten it."), status=413)
    text, key = visit.request.POST.get("text", ""), visit.request.POST.get("key", "")
    if not _KEY.fullmatch(key):
        key = secrets.token_hex(12)
    hashed = address_hash(network_address(visit.request), now=visit.now)
    try:
        row = portal_chat.say(visit.link, text, key=key, address_hash=hashed, now=visit.now)
    except UserError as error:
        return _page(visit, trouble=str(error), typed=text[:4_000], key=key, status=422)
    conversations.answer_waiting(row.pk, now=timezone.now())
    return _back(visit)


@by_link(*WRITING)
def person(visit: Visit) -> HttpResponse:
    """Pass the conversation on to a person."""
    row = portal_chat.talk_of(visit.link)
    if row is not None:
        conversations.ask_for_person(row, now=visit.now)
    return _back(visit)


@by_link(*WRITING)
def close(visit: Visit) -> HttpResponse:
    """End the conversation."""
    row = portal_chat.talk_of(visit.link)
    if row is not None:
        conversations.close_by_visitor(row, now=visit.now)
    return _back(visit)


def _back(visit: Visit) -> HttpResponse:
    return redirect(reverse("portal_chat:chat", args=[visit.token]) + "#end")


def _page(visit: Visit, *, trouble: str = "", typed: str = "", key: str = "", status: int = 200) -> HttpResponse:
    site = portal_chat.portal_site(visit.link)
    row = portal_chat.talk_of(visit.link)
    if site is None and row is None:
        raise Http404
    context = {
        **_said(visit, row),
        "greeting": greeting(site, get_language() or "en") if row is None and site is not None else "",
        "can_write": site is not None,
        "trouble": trouble,
        "typed": typed,
        "key": key or secrets.token_hex(12),
    }
    return visit.render("chatbot/portal/chat.html", context, status=status)


def _said(visit: Visit, row: Conversation | None, *, after: int = 0) -> dict[str, Any]:
    if row is None:
        return {"said": [], "state": "", "every": "", "after": 0}
    found = visitor_view(row, after=after)
    conversations.note_seen(row, after=row.last_number)
    quiet = visit.now - row.last_at > _QUIET_AFTER
    return {
        "said": [_shown(message, row, visit.token) for message in found],
        "state": row.state,
        "every": "" if _is_over(row) else _SLOW if quiet else _QUICK,
        "after": row.last_number,
    }


def _is_over(row: Conversation) -> bool:
    return row.state == ConversationState.CLOSED


def _shown(message: Message, row: Conversation, token: str) -> Shown:
    names = {Author.VISITOR: _("You"), Author.BOT: _("Automatic assistant"), Author.NOTE: ""}
    who = names.get(Author(message.author), "") if message.author != Author.HUMAN else ""
    if message.author == Author.HUMAN:
        who = (message.user.get_full_name() if message.user else "") or row.site.name
    sources = [_source(quote, token) for quote in message.quotes]
    return Shown(message.author, who, message.text, message.at, tuple(dict.fromkeys(source for source in sources if source[0])))


def _source(quote: dict[str, Any], token: str) -> tuple[str, str]:
    """Return where a quote stands: on the client's own pages, or on the web."""
    words, url = str(quote.get("source") or ""), str(quote.get("url") or "")
    place = _ORIGIN.fullmatch(str(quote.get("origin") or ""))
    if place and place[1] == "document" and place[2]:
        return words, reverse("portal:paper", args=[token, int(place[2])])
    if place and place[1] in {"home", "statement"}:
        return words, reverse(f"portal:{place[1]}", args=[token])
    return words, url if _WEB.fullmatch(url) else ""
