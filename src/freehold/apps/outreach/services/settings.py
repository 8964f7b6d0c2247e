"""How a workspace approaches people: read, checked and saved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.accounts import selectors as accounts
from freehold.apps.outreach.models import OutreachSettings
from freehold.apps.outreach.selectors.campaigns import settings_of
from freehold.domain.errors import UserError
from freehold.domain.outreach.windows import Window
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

MOST_A_DAY = 200
LONGEST_ADDRESS = 500
LONGEST_WAIT_DAYS = 60
_OWN = frozenset(("daily_cap", "domain_cap", "window_start", "window_end", "weekdays", "follow_up_days", "postal_address", "freelancer_id"))


@transaction.atomic
def save_settings(workspace: Workspace, *, now: datetime, actor: str = "", **values: Any) -> OutreachSettings:
    """Change settings, by the names of OutreachSettings (`freelancer_id` for the freelancer). Raises UserError for what cannot be."""
    unknown = sorted(set(values) - _OWN)
    if unknown:
        raise UserError(_("“%(name)s” is no setting. Nothing was saved.") % {"name": unknown[0]})
    row = stored_settings(workspace, now=now)
    row = OutreachSettings.objects.for_workspace(workspace).select_for_update(of=("self",)).get(pk=row.pk)
    values = {name: _clean(name, value) for name, value in values.items()}
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    _check(workspace, row)
    row.changed_at = now
    row.save()
    if changed:
        record("outreach.settings_changed", workspace_id=row.workspace_id, actor=actor, target=row, detail={"fields": changed}, at=now)
    return row


def stored_settings(workspace: Workspace, *, now: datetime) -> OutreachSettings:
    """Return the settings as a stored row, made with what is usual where there is none."""
    found = settings_of(workspace)
    if found.pk is None:
        found, _new = OutreachSettings.objects.for_workspace(workspace).get_or_create(
            workspace_id=id_of(workspace), defaults={"changed_at": now}
        )
    return found


def window_of(settings: OutreachSettings) -> Window:
    """Return the hours in which readers may be written to; the usual ones where the stored ones make no sense."""
    days = frozenset(day for day in settings.weekdays if isinstance(day, int) and 0 <= day <= 6)
    if not days or not 0 <= settings.window_start < settings.window_end <= 24:
        return Window()
    return Window(settings.window_start, settings.window_end, days)


def _clean(name: str, value: Any) -> Any:
    if name == "weekdays":
        return sorted({int(day) for day in value})
    if name == "postal_address":
        lines = (line.strip() for line in str(value).replace("\x00", "").replace("\r\n", "\n").split("\n"))
        return "\n".join(line for line in lines if line)
    return value


def _check(workspace: Workspace, row: OutreachSettings) -> None:
    """Raise UserError for the first value that cannot be."""
    wrong = (
        (not 1 <= row.daily_cap <= MOST_A_DAY, _("The most mails a day must be a number from 1 to 200.")),
        (not 1 <= row.domain_cap <= row.daily_cap, _("The most mails to one domain must be from 1 to the most a day.")),
        (not 0 <= row.window_start < row.window_end <= 24, _("The hours must begin before they end, from 0 to 24.")),
        (not row.weekdays or not set(row.weekdays) <= set(range(7)), _("Choose at least one day of the week.")),
        (not 1 <= row.follow_up_days <= LONGEST_WAIT_DAYS, _("The follow-up must come 1 to 60 days after the first mail.")),
        (len(row.postal_address) > LONGEST_ADDRESS, _("The postal address is longer than 500 characters.")),
    )
    for is_wrong, words in wrong:
        if is_wrong:
            raise UserError(words + " " + _("Nothing was saved."))
    if row.freelancer_id is not None and accounts.freelancer(id_of(workspace), row.freelancer_id) is None:
        raise UserError(_("This freelancer is not there any more. Nothing was saved."))
