"""Files that go out with a paper: only kinds that e-invoices may carry, small enough for a mail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from freehold.apps.billing.models import Attachment
from freehold.apps.billing.services.drafts import locked_draft, touch
from freehold.domain.errors import UserError
from freehold.kit.scoping.ref import Workspace

FILE_BYTES = 5 * 1024 * 1024
ALL_BYTES = 10 * 1024 * 1024
#: What EN 16931 lets an invoice carry (BT-125), by the file's ending, with the bytes that it must begin with.
KINDS = {
    "pdf": ("application/pdf", b"%PDF"),
    "png": ("image/png", b"\x89PNG"),
    "jpg": ("image/jpeg", b"\xff\xd8"),
    "jpeg": ("image/jpeg", b"\xff\xd8"),
    "csv": ("text/csv", b""),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", b"PK"),
}


@transaction.atomic
def attach(workspace: Workspace, document_id: int, *, name: str, content: bytes, now: datetime) -> Attachment:
    """Keep a file with a draft. Raises UserError for a kind that e-invoices may not carry, for one too large, and for an equal name."""
    document = locked_draft(workspace, document_id)
    short = name.replace("\\", "/").rpartition("/")[2].replace("\x00", "").strip()[-200:]
    mime, begins = KINDS.get(short.rpartition(".")[2].lower(), ("", b""))
    if not mime or not content.startswith(begins):
        raise UserError(
            _("“%(name)s” cannot go out with an invoice. Nothing was added. PDF, PNG, JPEG, CSV, XLSX and ODS files can.") % {"name": short}
        )
    rows = Attachment.objects.filter(document=document)
    together = sum(rows.annotate(size=Length("content")).values_list("size", flat=True), len(content))
    if len(content) > FILE_BYTES or together > ALL_BYTES:
        raise UserError(_("Files may have 5 MB each and 10 MB together, or mail servers refuse them. Nothing was added."))
    if rows.filter(name=short).exists():
        raise UserError(_("There is a file “%(name)s” on it already. Nothing was added. Rename one of them.") % {"name": short})
    made = Attachment.objects.create(document=document, name=short, mime=mime, content=content, created_at=now)
    touch(document, now)
    return made


@transaction.atomic
def detach(workspace: Workspace, document_id: int, attachment_id: int, *, now: datetime) -> None:
    """Take a file off a draft; doing it twice does no harm."""
    document = locked_draft(workspace, document_id)
    Attachment.objects.filter(document=document, pk=attachment_id).delete()
    touch(document, now)
