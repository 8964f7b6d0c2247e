"""The outbox: every mail with where it stands, in words, and what a person can do about it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.billing.views.sending import as_file
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash, refresh
from freehold.kit.mailing import selectors, services
from freehold.kit.mailing.kinds import kind_name
from freehold.kit.mailing.models import MailState, OutgoingMail

PAGE_SIZE = 50
_TABS: dict[str, tuple[str, ...]] = {
    "": (),
    "you": selectors.NEEDS_A_PERSON,
    "waiting": (MailState.QUEUED, MailState.SENDING),
    "sent": (MailState.SENT,),
}
LEVELS = {
    MailState.WAITING_APPROVAL: "warn",
    MailState.UNKNOWN: "warn",
    MailState.SENT: "ok",
    MailState.BOUNCED: "bad",
    MailState.FAILED: "bad",
    MailState.QUEUED: "info",
    MailState.SENDING: "info",
}


@require_safe
def listing(request: Any) -> HttpResponse:
    """List the mails, newest first, and what keeps them from leaving."""
    tab = request.GET.get("show", "") if request.GET.get("show", "") in _TABS else ""
    workspace_id = request.workspace.pk
    trouble = selectors.trouble(workspace_id)
    page = Paginator(selectors.mails(workspace_id, states=_TABS[tab]), PAGE_SIZE).get_page(request.GET.get("page"))
    names = {"": _("All"), "you": _("Needs you"), "waiting": _("Waiting"), "sent": _("Sent")}
    tabs = [
        {
            "label": label,
            "url": reverse("billing:outbox") + (f"?show={key}" if key else ""),
            "current": key == tab,
            "count": trouble.total - trouble.without_account if key == "you" else None,
        }
        for key, label in names.items()
    ]
    kinds = [(kind, kind_name(kind), count) for kind, count in selectors.waiting_kinds(workspace_id)]
    context = {
        "page": page,
        "rows": [(mail, LEVELS.get(mail.state, "")) for mail in page],
        "tabs": tabs,
        "tab": tab,
        "trouble": trouble,
        "has_account": selectors.account_of(workspace_id) is not None,
        "kinds": kinds,
        "now": timezone.now(),
        "query": f"show={tab}" if tab else "",
    }
    return render(request, "billing/send_outbox.html", context)


@require_safe
def mail(request: Any, mail_id: int) -> HttpResponse:
    """Show one mail exactly as it goes out, or went."""
    row = _mail(request, mail_id)
    context = {
        "mail": row,
        "level": LEVELS.get(row.state, ""),
        "files": selectors.files_of(row),
        "kind": kind_name(row.kind),
        "now": timezone.now(),
    }
    return render(request, "billing/send_mail.html", context)


@require_safe
def file(request: Any, mail_id: int, attachment_id: int) -> HttpResponse:
    """Hand out a file of a mail."""
    found = selectors.file_of(request.workspace.pk, mail_id, attachment_id)
    if found is None or (found.size and not found.content):
        raise Http404
    return as_file(found.name, found.mime, bytes(found.content))


@require_POST
def approve(request: Any, kind: str) -> HttpResponse:
    """Allow a kind of mail, and send those that wait for it."""
    if len(kind) > 50:
        raise Http404
    count = services.approve_kind(request.workspace.pk, kind, by=str(request.user), now=timezone.now())
    flash(request, ngettext("%(count)s mail is on its way.", "%(count)s mails are on their way.", count) % {"count": count})
    return redirect("billing:outbox")


@require_POST
def cancel(request: Any, mail_id: int) -> HttpResponse:
    """Keep a mail from leaving; sending it after all undoes that."""

    def act() -> None:
        row = services.cancel(request.workspace.pk, mail_id, by=str(request.user), now=timezone.now())
        flash(request, _("The mail to %(to)s stays here.") % {"to": row.to}, undo=reverse("billing:outbox_retry", args=[row.pk]))

    return _act(request, act)


@require_POST
def retry(request: Any, mail_id: int) -> HttpResponse:
    """Send a mail again, to another address if one is given."""

    def act() -> None:
        row = services.retry(request.workspace.pk, mail_id, to=request.POST.get("to", "")[:400], by=str(request.user), now=timezone.now())
        flash(request, _("The mail to %(to)s is being sent.") % {"to": row.to}, level="info")

    return _act(request, act)


@require_POST
def confirm_sent(request: Any, mail_id: int) -> HttpResponse:
    """Note that a mail which may have left did."""

    def act() -> None:
        row = services.confirm_sent(request.workspace.pk, mail_id, by=str(request.user), now=timezone.now())
        flash(request, _("The mail to %(to)s counts as sent.") % {"to": row.to})

    return _act(request, act)


def _act(request: Any, act: Any) -> HttpResponse:
    try:
        act()
    except UserError as error:
        flash(request, str(error), level="bad")
    return refresh(request)


def _mail(request: Any, mail_id: int) -> OutgoingMail:
    found = selectors.mail_of(request.workspace.pk, mail_id)
    if found is None:
        raise Http404
    return found
