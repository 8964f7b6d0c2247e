"""Holding one testimonial of a workspace while it changes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from freehold.apps.reputation.models import Testimonial
from freehold.domain.errors import UserError
from freehold.kit.scoping.ref import Workspace

ABOUT = "reputation.testimonial"


def locked(workspace: Workspace, testimonial_id: int) -> Testimonial:
    """Return the testimonial, held until the transaction ends. Raises UserError when it is not of this workspace."""
    rows = Testimonial.objects.for_workspace(workspace).select_for_update(of=("self",)).select_related("workspace")
    row = rows.filter(pk=testimonial_id).first()
    if row is None:
        raise UserError(_("This testimonial is not there any more. Nothing was changed."))
    return row


def touch(row: Testimonial, now: datetime, *fields: str) -> None:
    """Save these fields and move the mark of the last change on, also within one tick of the clock."""
    row.changed_at = max(now, row.changed_at + timedelta(microseconds=1))
    row.save(update_fields=[*fields, "changed_at"])
