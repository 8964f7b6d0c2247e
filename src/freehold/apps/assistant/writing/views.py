"""What the desk beside a long text field asks for: a check, a rewriting, a word to learn, a rule to switch off; and its settings."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.accounts.views.common import WorkspaceRequest, actor
from freehold.apps.accounts.views.settings import tabs
from freehold.apps.assistant.writing import settings as own
from freehold.apps.assistant.writing.checking import Suggestion, check
from freehold.apps.assistant.writing.forms import WritingForm
from freehold.apps.assistant.writing.rewriting import PRESETS, rewrite
from freehold.domain.errors import UserError
from freehold.kit.ai import selectors as ai
from freehold.kit.design.htmx import flash

_KINDS = {"spelling": "bad", "grammar": "bad", "punctuation": "warn", "style": "info", "wording": "info", "rewrite": "info"}


@require_POST
def check_text(request: WorkspaceRequest) -> HttpResponse:
    """Show what may be better in a text, each with its replacements."""
    text = _text(request)
    try:
        found = check(request.workspace, text, now=timezone.now())
    except UserError as error:
        return _panel(request, text, trouble=str(error))
    return _panel(request, text, checked=found, rows=_rows(text, found.suggestions))


@require_POST
def rewrite_text(request: WorkspaceRequest) -> HttpResponse:
    """Show a rewriting by the chat model as single changes."""
    text = _text(request)
    try:
        made = rewrite(request.workspace, text, request.POST.get("preset", "")[:40], now=timezone.now())
    except UserError as error:
        return _panel(request, text, trouble=str(error))
    return _panel(request, text, rewritten=made, rows=_rows(text, made.suggestions))


@require_POST
def learn(request: WorkspaceRequest) -> HttpResponse:
    """Put a word into the dictionary."""
    own.learn_word(request.workspace, request.POST.get("word", "")[:200], now=timezone.now(), actor=actor(request))
    return HttpResponse(status=204)


@require_POST
def switch_off(request: WorkspaceRequest) -> HttpResponse:
    """Switch a rule off."""
    own.switch_rule_off(request.workspace, request.POST.get("rule", "")[:200], now=timezone.now(), actor=actor(request))
    return HttpResponse(status=204)


def settings_page(request: WorkspaceRequest) -> HttpResponse:
    """Show and change how this workspace writes."""
    row = own.writing_settings(request.workspace, now=timezone.now())
    names = ("dialect", "favourites", "banned", "dictionary", "off_rules")
    form = WritingForm(request.POST if request.method == "POST" else None, initial={name: getattr(row, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            own.change_settings(request.workspace, now=timezone.now(), actor=actor(request), **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved."))
            return redirect("assistant:writing")
    context = {"form": form, "tabs": tabs("assistant"), "model": ai.is_on(request.workspace.pk)}
    return render(request, "assistant/writing/settings.html", context, status=422 if form.errors else 200)


def _text(request: WorkspaceRequest) -> str:
    # As the browser counts: a line ends with one sign there, and the places below are places in that text.
    return request.POST.get("text", "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


def _panel(request: WorkspaceRequest, text: str, **found: Any) -> HttpResponse:
    context = {"presets": PRESETS.items(), "model": ai.is_on(request.workspace.pk), "empty": not text.strip(), **found}
    return render(request, "assistant/writing/_panel.html", context)


def _rows(text: str, suggestions: tuple[Suggestion, ...]) -> list[dict[str, Any]]:
    """Return the suggestions with their places as the browser counts them, and a few words around each."""
    places = _Utf16(text)
    return [
        {
            "one": one,
            "start": places.at(one.start),
            "end": places.at(one.end),
            "level": _KINDS.get(one.kind, "info"),
            "lead": ("…" if one.start > 30 else "") + text[max(0, one.start - 30) : one.start].replace("\n", " "),
            "tail": text[one.end : one.end + 30].replace("\n", " ") + ("…" if one.end + 30 < len(text) else ""),
            "long": len(one.before) > 160,
        }
        for one in suggestions
    ]


class _Utf16:
    """Places in a text as JavaScript counts them: in UTF-16 units. To be asked in rising order or not, each in one pass from the last."""

    def __init__(self, text: str) -> None:
        self._plain = text.isascii()
        self._text, self._at, self._units = text, 0, 0

    def at(self, place: int) -> int:
        if self._plain:
            return place
        if place < self._at:
            self._at = self._units = 0
        self._units += len(self._text[self._at : place].encode("utf-16-le", "surrogatepass")) // 2
        self._at = place
        return self._units
