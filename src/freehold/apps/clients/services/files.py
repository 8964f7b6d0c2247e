"""Files kept with a client: checked before they are kept, handed out as files only."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.clients.models import ClientFile
from freehold.apps.clients.services.clients import locked
from freehold.apps.clients.services.stored_files import forget_files, keep
from freehold.domain.errors import UserError
from freehold.kit.scoping.ref import Workspace

MOST_BYTES = 20 * 1024 * 1024
MOST_FILES = 500
KEPT_FOR = timedelta(days=1)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
#: What is kept, by the file's ending: the type, and the bytes that it must begin with; none: it must be text.
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "gif": ("image/gif", (b"GIF87a", b"GIF89a")),
    "webp": ("image/webp", (b"RIFF",)),
    "docx": (f"{_OFFICE}.wordprocessingml.document", (b"PK\x03\x04",)),
    "xlsx": (f"{_OFFICE}.spreadsheetml.sheet", (b"PK\x03\x04",)),
    "pptx": (f"{_OFFICE}.presentationml.presentation", (b"PK\x03\x04",)),
    "odt": (f"{_OPEN}.text", (b"PK\x03\x04",)),
    "ods": (f"{_OPEN}.spreadsheet", (b"PK\x03\x04",)),
    "odp": (f"{_OPEN}.presentation", (b"PK\x03\x04",)),
    "zip": ("application/zip", (b"PK\x03\x04",)),
    "txt": ("text/plain", ()),
    "md": ("text/markdown", ()),
    "csv": ("text/csv", ()),
    "eml": ("message/rfc822", ()),
    "ics": ("text/calendar", ()),
    "vcf": ("text/vcard", ()),
}
ACCEPTED = ",".join(f".{ending}" for ending in KINDS)
_INSIDE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/", "odt": "mimetype", "ods": "mimetype", "odp": "mimetype"}


@transaction.atomic
def add_file(workspace: Workspace, client_id: int, *, name: str, content: bytes, now: datetime, by: str = "") -> ClientFile:
    """Keep a file with a client; the same one twice is kept once. Raises UserError for a kind that is not kept, a broken or huge one."""
    client = locked(workspace, client_id)
    shown = file_name(name)
    ending, mime = _checked(shown, content)
    sha256 = hashlib.sha256(content).hexdigest()
    rows = ClientFile.objects.for_workspace(workspace).filter(client=client)
    _forget_removed(workspace, now)
    there = rows.filter(sha256=sha256, name=shown).first()
    if there is not None:
        if there.removed_at is not None:
            there.removed_at = None
            there.save(update_fields=["removed_at"])
        return there
    if rows.filter(removed_at__isnull=True).count() >= MOST_FILES:
        raise UserError(_("There are %(most)d files with this client. Nothing was kept. Remove some first.") % {"most": MOST_FILES})
    path = keep(client.workspace_id, sha256, f".{ending}", content)
    return ClientFile.objects.create(
        workspace_id=client.workspace_id,
        client=client,
        name=shown,
        mime=mime,
        path=path,
        size=len(content),
        sha256=sha256,
        at=now,
        by=by[:200],
    )


@transaction.atomic
def remove_file(workspace: Workspace, file_id: int, *, now: datetime) -> ClientFile:
    """Take a file away; for a day it can be brought back. Twice does no harm."""
    row = _file(workspace, file_id)
    if row.removed_at is None:
        row.removed_at = now
        row.save(update_fields=["removed_at"])
    _forget_removed(workspace, now)
    return row


@transaction.atomic
def restore_file(workspace: Workspace, file_id: int) -> ClientFile:
    """Bring a removed file back."""
    row = _file(workspace, file_id)
    row.removed_at = None
    row.save(update_fields=["removed_at"])
    return row


def file_name(name: str) -> str:
    """Return the last part of a name, without what a file system or a header could trip over."""
    last = re.split(r"[\\/]", name)[-1]
    bare = re.sub(r"[\x00-\x1f\x7f\"<>|:*?\u202a-\u202e\u2066-\u2069]", "", last).strip(". ")
    stem, dot, ending = bare.rpartition(".")
    return f"{stem[:150]}{dot}{ending[:20]}" if dot else bare[:150]


def _checked(name: str, content: bytes) -> tuple[str, str]:
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if not content:
        raise UserError(_("“%(name)s” is empty. Nothing was kept. Choose the file again.") % {"name": name})
    if len(content) > MOST_BYTES:
        raise UserError(_("“%(name)s” is larger than 20 MB. Nothing was kept.") % {"name": name})
    if ending not in KINDS:
        raise UserError(
            _("“%(name)s” is of a kind that is not kept here. Nothing was kept. These are: %(kinds)s.")
            % {"name": name, "kinds": ", ".join(KINDS)}
        )
    mime, begins = KINDS[ending]
    fits = content.startswith(begins) if begins else b"\x00" not in content[:4096] or content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    if not fits or (begins == (b"PK\x03\x04",) and not _is_archive(ending, content)):
        raise UserError(
            _("“%(name)s” is not what its ending says, or it is broken. Nothing was kept. Save it anew and choose that.") % {"name": name}
        )
    return ending, mime


def _is_archive(ending: str, content: bytes) -> bool:
    """Tell whether it is a whole archive with what such a file has inside; nothing of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return False
    wanted = _INSIDE.get(ending, "")
    return any(name.startswith(wanted) for name in names)


def _file(workspace: Workspace, file_id: int) -> ClientFile:
    row = ClientFile.objects.for_workspace(workspace).select_for_update().filter(pk=file_id).first()
    if row is None:
        raise UserError(_("This file is not there any more. Nothing was changed."))
    return row


def _forget_removed(workspace: Workspace, now: datetime) -> None:
    old = ClientFile.objects.for_workspace(workspace).filter(removed_at__lt=now - KEPT_FOR)
    paths = sorted(set(old.values_list("path", flat=True)))
    if paths:
        old.delete()
        transaction.on_commit(lambda: forget_files(workspace, paths))
