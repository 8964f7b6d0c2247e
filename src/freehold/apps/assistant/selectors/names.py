"""Rows of the own workspace by the names that a person uses for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from freehold.apps.assistant.action import Context, ParameterKind
from freehold.apps.billing.selectors import documents, time
from freehold.apps.clients import selectors as clients
from freehold.apps.opportunities import selectors as inbox
from freehold.apps.opportunities.selectors.finding import named
from freehold.domain.commanding import Found, Named, find_names, find_numbers_of_papers
from freehold.domain.retrieval.words import fold, terms

#: So many rows are looked at for one word of the question.
_BY_WORD = 30
_MOST_WORDS = 8
#: Two names this near to each other may both be meant.
NEAR = 0.06


def mentioned(context: Context, kind: ParameterKind, text: str) -> list[Found[Named]]:
    """Return which rows of a kind the text may name, the surest first."""
    if kind == "client":
        return find_names(text, dict(clients.client_choices(context.workspace_id)))
    if kind == "project":
        choices = time.project_choices(context.workspace_id)
        return find_names(text, {key: name for _, rows in choices for key, name in rows})
    if kind == "document":
        return find_numbers_of_papers(text, _papers(context, text))
    if kind == "opportunity":
        return find_names(text, _opportunities(context, text))
    return []


def sure(found: list[Found[Named]]) -> Found[Named] | None:
    """Return the one that is meant, or None when none is or several may be."""
    if not found or (len(found) > 1 and found[0].value.likeness - found[1].value.likeness < NEAR):
        return None
    return found[0]


def name_of(context: Context, kind: ParameterKind, key: int) -> str:
    """Return how a row of the own workspace is called, "" when there is none of that id."""
    if kind == "client":
        row = clients.client(context.workspace_id, key)
        return row.name if row is not None else ""
    if kind == "project":
        project = time.project(context.workspace_id, key)
        return f"{project.client} · {project.name}" if project is not None else ""
    if kind == "document":
        paper = documents.document(context.workspace_id, key)
        return " · ".join(filter(None, [paper.number or paper.title or paper.get_kind_display(), str(paper.client)])) if paper else ""
    detail = inbox.detail(context.workspace_id, context.freelancer_id, key)
    return detail.opportunity.title if detail is not None else ""


def choices_of(context: Context, kind: ParameterKind, near: list[Found[Named]]) -> list[tuple[int, str]]:
    """Return what a form offers for a parameter: everything where it is little, else what may be meant."""
    if kind == "client":
        return clients.client_choices(context.workspace_id)[:500]
    if kind == "project":
        return [(key, f"{client} · {name}") for client, rows in time.project_choices(context.workspace_id) for key, name in rows][:500]
    if kind == "document":
        rows = documents.documents(context.workspace_id, documents.Filters(tab="open"), context.today)[:100]
        return [(row.pk, f"{row.number} · {row.client}") for row in rows]
    found = {hit.value.id: hit.value.name for hit in near}
    if not found:
        found = {row.pk: row.title for row in named(context.workspace_id, "", _BY_WORD)}
    return list(found.items())


def _papers(context: Context, text: str) -> Mapping[int, str]:
    words = [word for word in text.split()[:60] if any(sign.isdigit() for sign in word)][:_MOST_WORDS]
    found: dict[int, str] = {}
    for word in words:
        digits = _last_digits(word)
        if len(digits) >= 2:
            rows = documents.narrowed(context.workspace_id, documents.Filters(q=digits)).exclude(number="")
            found.update(rows.order_by("-pk").values_list("pk", "number")[:_BY_WORD])
    return found


@lru_cache(maxsize=256)
def _last_digits(word: str) -> str:
    digits = ""
    for sign in reversed(word):
        if sign.isdigit():
            digits = sign + digits
        elif digits:
            break
    return digits


def _opportunities(context: Context, text: str) -> Mapping[int, str]:
    plain = [word.strip(".,;:!?“”„\"'()") for word in text.split()]
    telling = set(terms(text))
    words = [word for word in plain if len(word) >= 4 and set(terms(word)) & telling][:_MOST_WORDS]
    found: dict[int, str] = {}
    for word in dict.fromkeys(fold(word) for word in words):
        rows = named(context.workspace_id, word, _BY_WORD)
        found.update({row.pk: f"{row.title} {row.company}".strip() for row in rows})
    return found
