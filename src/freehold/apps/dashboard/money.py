"""What Today shows of money: what is late, what waits for a decision, and what is owed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.billing.selectors import overview
from freehold.apps.billing.selectors.payments import to_check_count
from freehold.apps.dashboard.selectors import Need
from freehold.kit.mailing.selectors import trouble
from freehold.kit.scoping.ref import Workspace, id_of


def needs(workspace: Workspace, on: date) -> list[Need]:
    """Return what waits, the most pressing first: mails that did not leave, money that is late, payments and quotes to look at."""
    return [*_mails(workspace), *_papers(workspace, on)]


def owed(workspace: Workspace, on: date) -> list[overview.Owed]:
    """Return what is owed in each currency."""
    return overview.owed(workspace, on)


def _mails(workspace: Workspace) -> Iterator[Need]:
    found = trouble(id_of(workspace))
    if found.total:
        title = ngettext("%(count)s mail did not leave", "%(count)s mails did not leave", found.total) % {"count": found.total}
        yield Need("mail-x", title, _("The outbox says why, and what you can do."), reverse("billing:outbox"), _("Look at it"), "bad")


def _papers(workspace: Workspace, on: date) -> Iterator[Need]:
    counts = overview.needs(workspace, on)
    if counts["late"]:
        title = ngettext("%(count)s invoice is overdue", "%(count)s invoices are overdue", counts["late"]) % {"count": counts["late"]}
        note = _("The reminders are written; you see each of them before it leaves.")
        yield Need("clock-alert", title, note, reverse("billing:reminders"), _("Look through"), "warn")
    check = to_check_count(workspace)
    if check:
        title = ngettext("%(count)s payment to check", "%(count)s payments to check", check) % {"count": check}
        yield Need("list-checks", title, _("The bank line is there; say which invoice it pays."), reverse("billing:to_check"), _("Check"))
    if counts["quotes"]:
        title = ngettext("%(count)s quote waits for an answer", "%(count)s quotes wait for an answer", counts["quotes"])
        note = _("A friendly question may help.")
        yield Need("file-clock", title % {"count": counts["quotes"]}, note, f"{reverse('billing:documents')}?tab=quotes", _("Look at it"))
    if counts["drafts"]:
        title = ngettext("%(count)s draft is not issued yet", "%(count)s drafts are not issued yet", counts["drafts"])
        note = _("Nobody has seen them.")
        yield Need("file-pen", title % {"count": counts["drafts"]}, note, f"{reverse('billing:documents')}?tab=drafts", _("Look at it"))
