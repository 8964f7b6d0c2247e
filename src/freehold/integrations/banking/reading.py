"""Reads a bank statement of any known format: what it is, is seen by its content, never by its name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freehold.domain.errors import Problem, UserError
from freehold.integrations.banking.balances import check_balances
from freehold.integrations.banking.camt import looks_like_camt, read_camt
from freehold.integrations.banking.contract import MAX_BYTES, MAX_PROBLEMS, Drafts, StatementReading
from freehold.integrations.banking.csv_dialect import CsvDialect
from freehold.integrations.banking.csv_guess import propose_dialect
from freehold.integrations.banking.csv_rows import read_csv
from freehold.integrations.banking.identity import with_ids
from freehold.integrations.banking.mt940 import looks_like_mt940, read_mt940
from freehold.integrations.banking.ofx import looks_like_ofx, read_ofx

_NOT_STATEMENTS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\xd0\xcf\x11\xe0", "XLS"),
    (b"GIF8", "GIF"),
)


def read_statement(payload: bytes, *, name: str = "", dialect: CsvDialect | None = None) -> StatementReading:
    """Read a CAMT.052/053/054, MT940, OFX or CSV file.

    `dialect` tells how the columns of a CSV file are read; without it they are guessed. `name` is only used to speak of the file.
    Raises UserError when nothing can be read, when an XML or OFX file breaks off (nothing of it is taken then), or over 50 MB.
    """
    check_payload(payload)
    try:
        drafts = _read(payload, dialect)
    except UserError as error:
        raise UserError(f"{name}: {error}" if name else str(error)) from None
    problems = [*drafts.problems, *check_balances(drafts)]
    if not (drafts.accounts or drafts.drafts or drafts.balances or problems):
        problems.append(
            Problem(name, _("the file holds no account and no entries"), _("Choose a period with entries in your bank's export."))
        )
    if len(problems) > MAX_PROBLEMS:
        rest = len(problems) - MAX_PROBLEMS
        problems = [*problems[:MAX_PROBLEMS], Problem("", _("%d more entries have like problems") % rest)]
    identified = with_ids(drafts.drafts)
    return StatementReading(
        format=drafts.format,
        accounts=tuple(drafts.accounts),
        transactions=tuple(transaction for draft, transaction in identified if not draft.pending),
        balances=tuple(drafts.balances),
        problems=tuple(problems),
        pending=tuple(transaction for draft, transaction in identified if draft.pending),
    )


def check_payload(payload: bytes) -> None:
    """Raise UserError for an empty file, one over 50 MB, and one that is plainly something else."""
    if not payload.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UserError(_("This file is empty; nothing was taken in. Download the statement from your bank once more."))
    if len(payload) > MAX_BYTES:
        raise UserError(
            _("This file has %(size)s MB and at most %(limit)s MB are read; nothing was taken in. Export a shorter period.")
            % {"size": round(len(payload) / 1024 / 1024, 1), "limit": MAX_BYTES // 1024 // 1024}
        )
    for start, kind in _NOT_STATEMENTS:
        if payload.startswith(start):
            raise UserError(
                _(
                    "This is a %s file, not a bank statement that can be read. Nothing was taken in. "
                    "Export CAMT, MT940, OFX or CSV from your bank."
                )
                % kind
            )


def is_csv(payload: bytes) -> bool:
    """Tell whether a file is none of the formats that say themselves how they are read."""
    return not (looks_like_camt(payload) or _is_xml(payload) or looks_like_ofx(payload) or looks_like_mt940(payload))


def _is_xml(payload: bytes) -> bool:
    return payload.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<?xml")


def _read(payload: bytes, dialect: CsvDialect | None) -> Drafts:
    if dialect is None:
        if looks_like_ofx(payload):
            return read_ofx(payload)
        if looks_like_camt(payload) or _is_xml(payload):
            return read_camt(payload)
        if looks_like_mt940(payload):
            return read_mt940(payload)
    if dialect is not None:
        return read_csv(payload, dialect)
    guessed = propose_dialect(payload)
    drafts = read_csv(payload, guessed)
    drafts.problems[:0] = [
        Problem("", doubt, _("It was read as is most likely; say it with a dialect to be sure.")) for doubt in guessed.doubts
    ]
    return drafts
