"""Receipts: checked before they are kept, named by their hash, handed out as files only."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from freehold.apps.billing.models import Expense
from freehold.domain.errors import UserError

MAX_BYTES = 10 * 1024 * 1024
MAX_PAGES = 100
MAX_PIXELS = 60_000_000
ACCEPTED = ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg"
_ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})
#: What pypdf raises for files that are no PDF or only look like one.
_NO_PDF = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, NotImplementedError, OverflowError)
_NO_PICTURE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt that may be kept: its content, its type as the content tells it, and the name that the person gave it."""

    content: bytes
    mime: str
    name: str

    @property
    def sha256(self) -> str:
        """The hash of the content."""
        return hashlib.sha256(self.content).hexdigest()


def read_receipt(name: str, content: bytes) -> Receipt:
    """Return the receipt. Raises UserError for what is too large, broken, locked, a bomb, or neither PDF, PNG nor JPEG."""
    shown = _file_name(name)
    if not content:
        raise UserError(_("“%(name)s” is empty. Nothing was saved. Choose the file again.") % {"name": shown})
    if len(content) > MAX_BYTES:
        raise UserError(_("“%(name)s” is larger than 10 MB. Nothing was saved. Save it smaller, or photograph it again.") % {"name": shown})
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        raise UserError(
            _("“%(name)s” is a HEIC photograph, which few computers open. Nothing was saved. Share it as JPEG and choose that file.")
            % {"name": shown}
        )
    if content[:1024].lstrip().startswith(b"%PDF-"):
        _check_pdf(shown, content)
        return Receipt(content, "application/pdf", shown)
    return Receipt(content, _picture_type(shown, content), shown)


def attach(expense: Expense, receipt: Receipt) -> None:
    """Write the file and note it in the row, which the caller saves. The same file of one workspace is kept once."""
    path = f"receipts/{expense.workspace_id}/{receipt.sha256}{_ENDINGS[receipt.mime]}"
    if not default_storage.exists(path):
        path = default_storage.save(path, ContentFile(receipt.content))
    expense.receipt.name = path
    expense.receipt_name, expense.receipt_type, expense.receipt_sha256 = receipt.name, receipt.mime, receipt.sha256


def forget_file(workspace_id: int, path: str) -> None:
    """Delete the file of a receipt that no expense names any more."""
    if path and not Expense.objects.for_workspace(workspace_id).filter(receipt=path).exists():
        default_storage.delete(path)


def _check_pdf(name: str, content: bytes) -> None:
    # Late: few pages need it, and it is large.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UserError(
                _("“%(name)s” is locked with a password. Nothing was saved. Save it without the password and choose that.") % {"name": name}
            )
        pages = reader.get_num_pages()
    except (PyPdfError, *_NO_PDF) as error:
        raise UserError(
            _("“%(name)s” is a broken PDF. Nothing was saved. Open it, save it anew, and choose that.") % {"name": name}
        ) from error
    if not 1 <= pages <= MAX_PAGES:
        raise UserError(
            _("“%(name)s” has %(pages)s pages, and a receipt has 1 to %(most)s. Nothing was saved. Choose the pages that count.")
            % {"name": name, "pages": pages, "most": MAX_PAGES}
        )


def _picture_type(name: str, content: bytes) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture: Any = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
            if picture.width * picture.height > MAX_PIXELS:
                raise UserError(_("“%(name)s” has too many dots to be a photograph of a receipt. Nothing was saved.") % {"name": name})
            picture.load()
    except _NO_PICTURE as error:
        raise UserError(
            _("“%(name)s” is no PDF, PNG or JPEG, or it is broken. Nothing was saved. Choose the file again, or photograph the receipt.")
            % {"name": name}
        ) from error
    return "image/png" if picture.format == "PNG" else "image/jpeg"


def _file_name(name: str) -> str:
    """The last part of the name, without what a file system or a header could trip over."""
    last = re.split(r"[\\/]", name)[-1]
    return re.sub(r"[\x00-\x1f\x7f\"<>|:*?\u202a-\u202e\u2066-\u2069]", "", last).strip(". ")[:150] or "receipt"
