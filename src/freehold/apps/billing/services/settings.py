"""How a workspace bills: saved piece by piece, each page for itself."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from freehold.apps.billing.models import BillingSettings, Document, DocumentState
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

LOGO_BYTES = 2 * 1024 * 1024
LOGO_DOTS = 16_000_000
LOGO_KEPT = 1200
_OWN = frozenset(field.name for field in BillingSettings._meta.concrete_fields) - {"id", "workspace", "changed_at", "logo", "logo_type"}  # noqa: SLF001 - documented by Django
_RETAXING = frozenset({"country", "region", "vat_id", "tax_scheme"})


def stored_settings(workspace: Workspace) -> BillingSettings:
    """Return the stored settings of a workspace; the first time they are stored as they are known."""
    found = billing_settings(workspace)
    if found.pk is None:
        values = {name: getattr(found, name) for name in _OWN}
        found, _new = BillingSettings.objects.for_workspace(workspace).get_or_create(workspace_id=id_of(workspace), defaults=values)
    return found


@transaction.atomic
def save_settings(workspace: Workspace, *, now: datetime, actor: str = "", **values: Any) -> BillingSettings:
    """Change settings; the tax of drafts that nobody has decided otherwise follows. Raises UserError for an unknown name."""
    unknown = sorted(set(values) - _OWN)
    if unknown:
        raise UserError(_("“%(name)s” is no setting. Nothing was saved.") % {"name": unknown[0]})
    row = stored_settings(workspace)
    row = BillingSettings.objects.for_workspace(workspace).select_for_update(of=("self",)).select_related("workspace").get(pk=row.pk)
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    row.changed_at = now
    row.save()
    if changed:
        record("billing.settings_changed", workspace_id=row.workspace_id, actor=actor, target=row, detail={"fields": changed}, at=now)
    if _RETAXING & set(changed):
        retax_drafts(workspace, now=now)
    return row


def retax_drafts(workspace: Workspace, *, now: datetime) -> int:
    """Let the tax of every draft follow what is known now; return how many changed."""
    from freehold.apps.billing.services.drafts import freshen

    drafts = Document.objects.for_workspace(workspace).filter(state=DocumentState.DRAFT, number="").values_list("pk", flat=True)
    return sum(freshen(workspace, pk, now=now) for pk in list(drafts))


@transaction.atomic
def save_logo(workspace: Workspace, payload: bytes, *, now: datetime, actor: str = "") -> BillingSettings:
    """Keep a logo (PNG or JPEG), made smaller where it is larger than paper needs. Raises UserError for what is no such picture."""
    content, mime = _picture(payload)
    row = stored_settings(workspace)
    row.logo, row.logo_type, row.changed_at = content, mime, now
    row.save(update_fields=["logo", "logo_type", "changed_at"])
    record("billing.logo_changed", workspace_id=row.workspace_id, actor=actor, target=row, at=now)
    return row


@transaction.atomic
def remove_logo(workspace: Workspace, *, now: datetime, actor: str = "") -> BillingSettings:
    """Take the logo away."""
    row = stored_settings(workspace)
    row.logo, row.logo_type, row.changed_at = None, "", now
    row.save(update_fields=["logo", "logo_type", "changed_at"])
    record("billing.logo_removed", workspace_id=row.workspace_id, actor=actor, target=row, at=now)
    return row


def _picture(payload: bytes) -> tuple[bytes, str]:
    """Return the picture as PNG or JPEG without anything that it carried beside its dots."""
    kept = _("The former logo was kept. Choose a PNG or JPEG of at most 2 MB.")
    if len(payload) > LOGO_BYTES:
        raise UserError(_("This picture is larger than 2 MB.") + " " + kept)
    try:
        with Image.open(io.BytesIO(payload), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > LOGO_DOTS:
                raise UserError(_("This picture has too many dots to be a logo.") + " " + kept)
            picture.load()
            mode = "RGBA" if picture.mode in {"RGBA", "LA", "P"} else "RGB"
            drawn = picture.convert(mode)
            kind = "JPEG" if picture.format == "JPEG" else "PNG"
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UserError(_("This file cannot be read as a picture.") + " " + kept) from error
    drawn.thumbnail((LOGO_KEPT, LOGO_KEPT))
    out = io.BytesIO()
    drawn.save(out, format=kind, optimize=True)
    return out.getvalue(), f"image/{kind.lower()}"
