"""The search over everything that the owner may see, with literal words from where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from freehold.apps.assistant.action import Context, Row
from freehold.apps.assistant.actions.common import amount, knowledge_url
from freehold.apps.billing.selectors import documents, time
from freehold.apps.billing.selectors.expenses import expenses
from freehold.apps.chatbot.selectors import knowledge
from freehold.apps.clients import selectors as clients
from freehold.apps.opportunities.selectors.filters import matches_of
from freehold.domain.retrieval.sentences import sentences
from freehold.domain.retrieval.words import fold, terms
from freehold.kit.design.shell import shell

PER_GROUP = 5
LONGEST_QUOTE = 240
_MOST_WORDS = 5
_WORD = re.compile(r"[^\W_][\w.+#&-]*[^\W_]|[^\W_]")


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind."""

    name: str
    rows: tuple[Row, ...]


def search(context: Context, request: Any, text: str) -> list[Group]:
    """Return what has the telling words of a question, by kind: all of them together where anything has, else each by itself.

    `request` is handed to the searches of the apps, which look in its workspace only.
    """
    words = telling(text)
    if not words:
        return []
    together = _merged(_found(context, request, " ".join(words)))
    if together or len(words) == 1:
        return together
    # A word that much is found by says little: the two that least is found by say what was looked for.
    single = [list(_found(context, request, word)) for word in words]
    telling_most = sorted(
        (groups for groups in single if any(group.rows for group in groups)), key=lambda groups: sum(len(one.rows) for one in groups)
    )
    return _merged(group for groups in telling_most[:2] for group in groups)


def telling(text: str) -> list[str]:
    """Return the words of a question that say what is looked for, without the function words."""
    found = [word for word in _WORD.findall(text.replace("\x00", "")) if terms(word)]
    return list(dict.fromkeys(found))[:_MOST_WORDS]


def quote_of(text: str, words: Iterable[str]) -> str:
    """Return the sentence that has most of the words, literally, cut at its end when it is long; "" when none has any."""
    wanted = [fold(word) for word in words]
    best, most = "", 0
    for sentence in sentences(text[:50_000]):
        count = sum(word in fold(sentence.words) for word in wanted)
        if count > most:
            best, most = sentence.words, count
    return best if len(best) <= LONGEST_QUOTE else best[: LONGEST_QUOTE - 1].rsplit(" ", 1)[0]


def _found(context: Context, request: Any, query: str) -> Iterator[Group]:
    for finder in shell.searches:
        hits = finder(request, query, PER_GROUP)
        if hits:
            yield Group(str(hits[0].kind), tuple(Row(hit.label, hit.hint, hit.url) for hit in hits))
    yield Group(_("Opportunities"), tuple(_postings(context, query)))
    yield Group(_("Clients"), tuple(_notes(context, query)))
    yield Group(_("Projects"), tuple(_projects(context, query)))
    yield Group(_("Expenses"), tuple(_expenses(context, query)))
    yield Group(_("Quotes and invoices"), tuple(_lines(context, query)))
    yield Group(_("Answers"), tuple(_knowledge(context, query)))


def _merged(groups: Iterable[Group]) -> list[Group]:
    kept: dict[str, dict[str, Row]] = {}
    for group in groups:
        rows = kept.setdefault(group.name, {})
        for row in group.rows:
            before = rows.get(row.url or row.label)
            if before is None or (row.quote and not before.quote):
                rows[row.url or row.label] = row
    return [Group(name, tuple(rows.values())[:PER_GROUP]) for name, rows in kept.items() if rows]


def _postings(context: Context, query: str) -> Iterator[Row]:
    having = Q()
    for word in query.split():
        having &= Q(opportunity__body__text__icontains=word)
    rows = matches_of(context.workspace_id, context.freelancer_id).filter(having).order_by("-opportunity_id")
    columns = ("opportunity_id", "opportunity__title", "opportunity__company", "opportunity__body__text")
    for key, title, company, text in rows.values_list(*columns)[:PER_GROUP]:
        yield Row(title, company, reverse("opportunities:detail", args=[key]), quote_of(text, query.split()))


def _notes(context: Context, query: str) -> Iterator[Row]:
    having = Q()
    for word in query.split():
        having &= Q(notes__icontains=word)
    rows = clients.clients(context.workspace_id).filter(having).values_list("pk", "name", "notes")
    for key, name, notes in rows[:PER_GROUP]:
        yield Row(name, _("your notes"), reverse("clients:detail", args=[key]), quote_of(notes, query.split()))


def _projects(context: Context, query: str) -> Iterator[Row]:
    wanted = [fold(word) for word in query.split()]
    for client, rows in time.project_choices(context.workspace_id):
        for key, name in rows:
            if all(word in fold(f"{client} {name}") for word in wanted):
                yield Row(name, client, reverse("billing:project", args=[key]))


def _expenses(context: Context, query: str) -> Iterator[Row]:
    for row in expenses(context.workspace_id, q=query)[:PER_GROUP]:
        yield Row(row.supplier, amount(row.gross, row.currency), reverse("billing:expense", args=[row.pk]), row.description)


def _lines(context: Context, query: str) -> Iterator[Row]:
    having = Q()
    for word in query.split():
        having &= Q(lines__name__icontains=word) | Q(lines__description__icontains=word)
    rows = documents.narrowed(context.workspace_id, documents.Filters()).filter(having).distinct().order_by("-created_at")
    for key, number, client, line in rows.values_list("pk", "number", "client__name", "lines__name")[:PER_GROUP]:
        yield Row(number or _("Draft"), client, reverse("billing:document", args=[key]), line or "")


def _knowledge(context: Context, query: str) -> Iterator[Row]:
    having = Q()
    for word in query.split():
        having &= Q(question__icontains=word) | Q(answer__icontains=word)
    for row in knowledge.entries(context.workspace_id).filter(having)[:PER_GROUP]:
        yield Row(row.question, "", knowledge_url(), Truncator(row.answer).chars(LONGEST_QUOTE, truncate=""))
