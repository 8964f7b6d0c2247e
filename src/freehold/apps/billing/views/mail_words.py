"""The words of the mails that papers go out with: ours to begin with, your own when you change them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.billing.forms.sending import WordsForm
from freehold.apps.billing.services.mail_words import NAMES, WORDS, words_for
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash
from freehold.kit.mailing import selectors, services


@require_safe
def listing(request: Any) -> HttpResponse:
    """List the kinds of mail and say which have words of your own."""
    own = {(row.kind, row.language) for row in selectors.wordings(request.workspace.pk)}
    rows = [
        {"kind": kind, "name": name, "languages": [(code, label, (kind, code) in own) for code, label in settings.LANGUAGES]}
        for kind, name in _names().items()
    ]
    return render(request, "billing/send_words.html", {"rows": rows})


def edit(request: Any, kind: str, language: str) -> HttpResponse:
    """Change the words of one kind of mail in one language."""
    _check(kind, language)
    workspace_id = request.workspace.pk
    words = words_for(workspace_id, kind, language)
    form = WordsForm(request.POST if request.method == "POST" else None, initial={"subject": words.subject, "text": words.text})
    if request.method == "POST" and form.is_valid():
        try:
            services.save_wording(workspace_id, kind, language, names=NAMES, by=str(request.user), now=timezone.now(), **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved. The next mails go out in these words."))
            return redirect("billing:mail_words")
    context = {
        "form": form,
        "kind": kind,
        "language": language,
        "title": _names()[kind],
        "language_name": get_language_info(language)["name_translated"],
        "own": selectors.wording_of(workspace_id, kind, language) is not None,
        "names": [(f"{{{name}}}", meaning) for name, meaning in _meanings().items()],
    }
    return render(request, "billing/send_words_edit.html", context, status=422 if form.errors else 200)


@require_POST
def reset(request: Any, kind: str, language: str) -> HttpResponse:
    """Go back to our words."""
    _check(kind, language)
    services.reset_wording(request.workspace.pk, kind, language, by=str(request.user), now=timezone.now())
    flash(request, _("The words that come with Freehold are used again."))
    return redirect("billing:mail_words")


def _check(kind: str, language: str) -> None:
    if kind not in WORDS or language not in dict(settings.LANGUAGES):
        raise Http404


def _names() -> dict[str, str]:
    return {
        "invoice": _("Invoice"),
        "settled": _("Invoice that is paid already"),
        "quote": _("Quote"),
        "credit_note": _("Credit note"),
    }


def _meanings() -> dict[str, str]:
    return {
        "number": _("the paper's number"),
        "client": _("the client's name"),
        "contact": _("the name of the person it goes to"),
        "amount": _("what is to be paid"),
        "issued": _("the day on the paper"),
        "due": _("until when it is to be paid"),
        "valid_until": _("until when a quote holds"),
        "title": _("what it is about"),
        "corrects": _("the invoice that a credit note belongs to"),
        "link": _("the client's personal link to the paper, where this installation can be reached from outside"),
        "sender": _("your name as it stands on the paper"),
    }
