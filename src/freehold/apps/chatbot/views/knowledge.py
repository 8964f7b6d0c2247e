"""The owner's answers: the list, writing one with its phrasings, approving, switching off, deleting with undo, and facts of the profile."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from freehold.apps.chatbot.forms.knowledge import EntryForm
from freehold.apps.chatbot.models import EntryState, KnowledgeEntry
from freehold.apps.chatbot.selectors import coverage as reads_of_questions
from freehold.apps.chatbot.selectors import knowledge as reads
from freehold.apps.chatbot.services import coverage, knowledge
from freehold.apps.chatbot.services.answerer_measured import measured_of
from freehold.apps.chatbot.services.knowledge_facts import HARMLESS, KINDS, every_fact
from freehold.apps.chatbot.views.knowledge_common import entry_or_404, frame
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go, refresh, render_page

PAGE_SIZE = 50
FACT_NAMES = {
    "service": gettext_lazy("Services and their prices"),
    "skill": gettext_lazy("Skills"),
    "language": gettext_lazy("Languages"),
    "availability": gettext_lazy("Availability"),
    "place": gettext_lazy("Where you work"),
    "terms": gettext_lazy("Payment terms"),
    "rate": gettext_lazy("Your hourly rate"),
    "floor": gettext_lazy("The least you work for"),
}


def listing(request: Any) -> HttpResponse:
    """List the answers, what waits for the owner's word first."""
    today = timezone.localdate()
    chosen = _chosen(request)
    counts = reads.counts(request.workspace, today)
    page = Paginator(reads.listed(request.workspace, chosen, today), PAGE_SIZE).get_page(request.GET.get("page"))
    state = reads.state(request.workspace)
    kinds = list(state.facts) if state else []
    context = {
        **frame("answers"),
        "page": page,
        "chosen": chosen,
        "counts": counts,
        "states": _states(chosen, counts),
        "languages": reads.languages(request.workspace),
        "query": urlencode({name: getattr(chosen, name) for name in ("q", "state", "language") if getattr(chosen, name)}),
        "today": today,
        "measured": measured_of(state),
        "kinds": kinds,
        "is_empty": not counts["all"] and not kinds,
        "fact_count": len(kinds),
    }
    return render_page(request, "chatbot/knowledge/list.html", "chatbot/knowledge/_list.html", context)


def add(request: Any) -> HttpResponse:
    """Write an answer; what was asked may come along from the page of questions."""
    if request.method != "POST":
        wordings = reads_of_questions.wordings(request.workspace, _asked(request.GET))
        form = EntryForm(initial={"question": wordings[0] if wordings else ""}, phrasings=wordings[1:6])
        return _form_page(request, form, None)
    return _saved(request, EntryForm(request.POST), None)


def edit(request: Any, entry_id: int) -> HttpResponse:
    """Change an answer; a proposed one is approved by saving it."""
    entry = entry_or_404(request, entry_id)
    if request.method != "POST":
        return _form_page(request, EntryForm.of(entry), entry)
    return _saved(request, EntryForm(request.POST), entry)


@require_POST
def phrasings(request: Any) -> HttpResponse:
    """Show the phrasings with fresh proposals, and one more of them taken; nothing is stored."""
    form = EntryForm(request.POST)
    form.take(request.GET.get("take", "").replace("\x00", ""))
    form.errors.clear()
    asked = ",".join(map(str, _asked(request.POST)))
    number = request.POST.get("entry", "")
    entry = reads.entry(request.workspace, int(number)) if number.isdecimal() and len(number) < 19 else None
    return render_page(
        request, "chatbot/knowledge/form.html", "chatbot/knowledge/_phrasings.html", _form_context(form, entry) | {"asked": asked}
    )


@require_POST
@complaints_as_toasts
def state(request: Any, entry_id: int) -> HttpResponse:
    """Approve an answer, or switch it off."""
    wanted = request.POST.get("state", "")
    entry = knowledge.set_state(request.workspace, entry_id, wanted, actor=str(request.user), now=timezone.now())
    words = {
        EntryState.APPROVED: _("“%(question)s” is answered from now on."),
        EntryState.OFF: _("“%(question)s” is switched off. It was kept."),
    }.get(EntryState(entry.state), _("“%(question)s” waits for your word."))
    flash(request, words % {"question": entry.question[:80]})
    return refresh(request)


@require_POST
@complaints_as_toasts
def remove(request: Any, entry_id: int) -> HttpResponse:
    """Delete an answer, with a way back for a day."""
    entry = knowledge.remove_entry(request.workspace, entry_id, actor=str(request.user), now=timezone.now())
    undo = reverse("chatbot:knowledge_restore", args=[entry.pk])
    flash(request, _("“%(question)s” is deleted.") % {"question": entry.question[:80]}, undo=undo)
    return go(request, reverse("chatbot:knowledge"))


@require_POST
@complaints_as_toasts
def restore(request: Any, entry_id: int) -> HttpResponse:
    """Bring a deleted answer back."""
    entry = knowledge.restore_entry(request.workspace, entry_id, actor=str(request.user), now=timezone.now())
    flash(request, _("“%(question)s” is back.") % {"question": entry.question[:80]})
    return go(request, reverse("chatbot:knowledge"))


def facts(request: Any) -> HttpResponse:
    """Show what the profile and the billing settings could answer, and say which kinds clients may be told."""
    if request.method == "POST":
        wanted = HARMLESS if "profile" in request.POST else request.POST.getlist("kind")
        chosen = knowledge.set_facts(request.workspace, wanted, actor=str(request.user), now=timezone.now())
        flash(request, _("Clients are told these facts from now on.") if chosen else _("Clients are told no facts of your profile."))
        return go(request, reverse("chatbot:knowledge_facts"))
    known = every_fact(request.workspace.pk, KINDS, timezone.localdate())
    on = set(reads.fact_kinds(request.workspace.pk))
    code = "de" if request.LANGUAGE_CODE.startswith("de") else "en"
    rows = [
        {
            "kind": kind,
            "name": FACT_NAMES[kind],
            "is_on": kind in on,
            "is_private": kind not in HARMLESS,
            "entries": [fact.entry(code) for fact in known if fact.kind == kind],
        }
        for kind in KINDS
    ]
    return render(request, "chatbot/knowledge/facts.html", {**frame("answers"), "rows": rows, "any_on": bool(on)})


def _saved(request: Any, form: EntryForm, entry: KnowledgeEntry | None) -> HttpResponse:
    if form.is_valid():
        try:
            row = knowledge.save_entry(
                request.workspace,
                entry.pk if entry else None,
                **form.values(),
                state=_state_after(request, entry),
                origin=entry.origin if entry else "",
                actor=str(request.user),
                now=timezone.now(),
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            if asked := _asked(request.POST):
                coverage.set_aside(request.workspace, asked)
            _tell(request, row)
            return redirect("chatbot:knowledge_add" if "another" in request.POST else "chatbot:knowledge")
    return _form_page(request, form, entry)


def _asked(data: Any) -> list[int]:
    """Return the ids of the questions that the form was opened for."""
    return [int(part) for part in data.get("asked", "").split(",")[:200] if part.isdecimal() and len(part) < 19]


def _state_after(request: Any, entry: KnowledgeEntry | None) -> str:
    if entry is None or "approve" in request.POST:
        return EntryState.APPROVED
    return entry.state


def _tell(request: Any, row: KnowledgeEntry) -> None:
    flash(request, _("Saved. It takes a moment until it is answered from.") if row.state == EntryState.APPROVED else _("Saved."))
    others = reads.same_wordings(request.workspace, [row.question, *row.phrasings], but=row.pk)
    if others:
        words = _("“%(question)s” is asked in the same words. If the answers differ, visitors get one of them by chance.")
        flash(request, words % {"question": others[0].question[:80]}, level="warn")


def _form_page(request: Any, form: EntryForm, entry: KnowledgeEntry | None) -> HttpResponse:
    context = _form_context(form, entry) | {"asked": ",".join(map(str, _asked(request.POST or request.GET)))}
    return render(request, "chatbot/knowledge/form.html", context, status=422 if form.is_bound and form.errors else 200)


def _form_context(form: EntryForm, entry: KnowledgeEntry | None) -> dict[str, Any]:
    return {**frame("answers"), "form": form, "entry": entry, "is_proposed": bool(entry and entry.state == EntryState.PROPOSED)}


def _chosen(request: Any) -> reads.Chosen:
    state_wanted = request.GET.get("state", "")
    return reads.Chosen(
        q=request.GET.get("q", "").replace("\x00", "").strip()[:100],
        state=state_wanted if state_wanted in reads.FILTERS else "",
        language=request.GET.get("language", "").replace("\x00", "")[:8],
    )


def _states(chosen: reads.Chosen, counts: dict[str, int]) -> list[dict[str, Any]]:
    names = (
        ("", _("All"), "all"),
        ("proposed", _("Wait for you"), "proposed"),
        ("approved", _("Answer clients"), "approved"),
        ("off", _("Off"), "off"),
        ("expired", _("Run out"), "expired"),
    )
    kept = {name: value for name, value in (("q", chosen.q), ("language", chosen.language)) if value}
    return [
        {"label": label, "count": counts[count], "url": "?" + urlencode({**kept, "state": key}), "current": chosen.state == key}
        for key, label, count in names
        if not key or counts[count] or chosen.state == key
    ]
