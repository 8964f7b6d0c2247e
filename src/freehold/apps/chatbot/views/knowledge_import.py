"""Taking in questions and answers from a YAML or Markdown file: shown first, then added. The file travels with the form, nothing waits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.chatbot.selectors import knowledge as reads
from freehold.apps.chatbot.services import knowledge
from freehold.apps.chatbot.views.knowledge_common import frame
from freehold.domain.errors import Problem, UserError
from freehold.domain.retrieval import Entry
from freehold.integrations.knowledge import read_faq, read_faq_markdown
from freehold.kit.design.htmx import flash, go

MOST_BYTES = 1_000_000
ACCEPTED = ".yaml,.yml,.md,.markdown,.txt"
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would bring. `known` are questions that are there already; they are left as they are."""

    name: str
    content: str
    fresh: tuple[Entry, ...]
    known: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def start(request: Any) -> HttpResponse:
    """Ask for a file or text, show what it would bring, and take it in when the person says so."""
    context: dict[str, Any] = {**frame("answers"), "accepted": ACCEPTED, "content": "", "complaint": ""}
    if request.method == "POST":
        try:
            name, content = _given(request)
            context["content"] = content
            preview = read(request.workspace, name, content)
        except UserError as error:
            return render(request, "chatbot/knowledge/import.html", {**context, "complaint": str(error)}, status=422)
        if "confirm" in request.POST:
            return _taken(request, preview)
        shown = {"preview": preview, "rows": preview.fresh[:_SHOWN], "rest": max(0, len(preview.fresh) - _SHOWN)}
        return render(request, "chatbot/knowledge/import_preview.html", {**context, **shown})
    return render(request, "chatbot/knowledge/import.html", context)


def read(workspace: Any, name: str, content: str) -> Preview:
    """Return what a text would bring. Raises UserError when it holds no question."""
    payload = content.encode("utf-8", "replace")
    if len(payload) > MOST_BYTES:
        raise UserError(_("This is larger than 1 MB. Nothing was taken in. Split it into smaller files."))
    reader = read_faq if name.lower().endswith((".yaml", ".yml")) or content.lstrip().startswith("- ") else read_faq_markdown
    entries, problems = reader(payload, source=name)
    fresh: list[Entry] = []
    for entry in entries:
        if len(entry.question) > knowledge.LONGEST_QUESTION or len(entry.answer) > knowledge.LONGEST_ANSWER:
            problems.append(Problem(name, _("“%(question)s” is too long") % {"question": entry.question[:60]}, _("It was left out.")))
        else:
            fresh.append(entry)
    known = {_folded(text) for text in reads.entries(workspace).values_list("question", flat=True)}
    new = tuple(entry for entry in fresh if _folded(entry.question) not in known)
    return Preview(name, content, new, tuple(entry for entry in fresh if _folded(entry.question) in known), tuple(problems))


def _given(request: Any) -> tuple[str, str]:
    file = request.FILES.get("file")
    if file is not None:
        if file.size > MOST_BYTES:
            raise UserError(_("“%s” is larger than 1 MB. Nothing was taken in. Split it into smaller files.") % file.name)
        name = PurePath((file.name or "file").replace("\\", "/")).name[:200]
        try:
            return name, file.read().decode("utf-8-sig").replace("\x00", "")
        except UnicodeDecodeError:
            raise UserError(_("“%s” is no text in UTF-8. Nothing was taken in. Save it as UTF-8 and try again.") % name) from None
    content = request.POST.get("content", "").replace("\x00", "")
    if not content.strip():
        raise UserError(_("There is nothing to read. Choose a file, or paste its text."))
    return request.POST.get("name", "").replace("\x00", "")[:200] or _("Pasted text"), content


def _taken(request: Any, preview: Preview) -> HttpResponse:
    rows = [
        {
            "question": entry.question,
            "answer": entry.answer,
            "phrasings": entry.phrasings[: knowledge.MOST_PHRASINGS],
            "language": entry.language,
            "valid_from": entry.valid_from,
            "valid_until": entry.valid_until,
        }
        for entry in preview.fresh
    ]
    try:
        count = knowledge.save_entries(request.workspace, rows, origin="import", actor=str(request.user), now=timezone.now())
    except UserError as error:
        flash(request, str(error), level="bad")
        return redirect("chatbot:knowledge_import")
    text = ngettext("%(count)s answer was taken in.", "%(count)s answers were taken in.", count)
    flash(request, text % {"count": count})
    return go(request, reverse("chatbot:knowledge"))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" ?!.")
