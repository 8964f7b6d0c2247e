"""The public page: made, changed, switched on and off; each change is audited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from freehold.apps.accounts import selectors as accounts
from freehold.apps.storefront.models import Part, PublicPage
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

#: What is shown at first: nothing that says where somebody lives or what they work for.
FIRST_PARTS = (Part.SUMMARY, Part.SERVICES, Part.SKILLS, Part.EXPERIENCE, Part.AVAILABILITY)
LONGEST_GREETING = 1_000
REPLY_DAYS = range(1, 15)
_HANDLE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")


def page_for(workspace: Workspace, freelancer_id: int, *, now: datetime) -> PublicPage:
    """Return the freelancer's page, made and switched off where there is none. Raises UserError for a stranger's freelancer."""
    row = PublicPage.objects.for_workspace(workspace).filter(freelancer_id=freelancer_id).first()
    if row is not None:
        return row
    freelancer = accounts.freelancer(id_of(workspace), freelancer_id)
    if freelancer is None:
        raise UserError(_("This freelancer is not there any more. Nothing was changed."))
    return PublicPage.objects.create(
        workspace_id=id_of(workspace),
        freelancer_id=freelancer_id,
        handle=_free_handle(freelancer.handle or slugify(freelancer.name) or "freelancer"),
        language=freelancer.workspace.language,
        parts=list(FIRST_PARTS),
        created_at=now,
        changed_at=now,
    )


@transaction.atomic
def change_page(
    workspace: Workspace,
    page_id: int,
    *,
    handle: str,
    enabled: bool,
    language: str,
    greeting: str,
    parts: Iterable[str],
    takes_briefs: bool,
    reply_days: int,
    now: datetime,
    actor: str = "",
) -> PublicPage:
    """Change what the page shows. Raises UserError for a handle that is taken or cannot stand in an address; nothing is saved then."""
    page = PublicPage.objects.for_workspace(workspace).select_for_update().filter(pk=page_id).first()
    if page is None:
        raise UserError(_("This page is not there any more. Nothing was changed."))
    was_on, page.handle = page.enabled, _checked_handle(handle)
    page.enabled, page.takes_briefs = enabled, takes_briefs
    page.language = language if language in dict(settings.LANGUAGES) else page.language
    page.greeting = greeting.replace("\x00", "").strip()[:LONGEST_GREETING]
    chosen = set(parts)
    page.parts = [part for part in Part.values if part in chosen]
    page.reply_days = min(max(reply_days, REPLY_DAYS.start), REPLY_DAYS.stop - 1)
    page.changed_at = now
    try:
        with transaction.atomic():
            page.save()
    except IntegrityError:
        raise UserError(
            _("Somebody here has the address “%(handle)s” already. Nothing was saved. Choose another.") % {"handle": handle}
        ) from None
    action = "public_page.changed" if was_on == enabled else ("public_page.switched_on" if enabled else "public_page.switched_off")
    record(action, workspace_id=page.workspace_id, actor=actor, target=page, detail={"handle": page.handle, "parts": page.parts}, at=now)
    return page


def _checked_handle(handle: str) -> str:
    wanted = handle.strip().lower()
    if not _HANDLE.fullmatch(wanted):
        raise UserError(
            _("“%(handle)s” cannot stand in an address. Nothing was saved. Use letters a to z, digits and hyphens.")
            % {"handle": handle[:60]}
        )
    return wanted


def _free_handle(wished: str) -> str:
    """Return the wished handle, with a number behind it where somebody has it."""
    base = _HANDLE.match(wished.lower())
    stem = base[0][:50] if base else "freelancer"
    # any workspace: addresses are one for all
    taken = set(PublicPage.objects.filter(handle__startswith=stem).values_list("handle", flat=True))
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)
