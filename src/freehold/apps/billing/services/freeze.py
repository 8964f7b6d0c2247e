"""Freezing: what leaves is stored in every form with its hashes, each document sealed to the one before it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from freehold.apps.billing.models import Document, FrozenDocument
from freehold.apps.billing.services.compose import Composed, Papers
from freehold.domain.invoicing.hash_chain import GENESIS, ChainEntry, canonical_json, digest, link
from freehold.domain.invoicing.retention import keep_until
from freehold.domain.invoicing.sheet import Sheet

VERSION = 1


@dataclass(frozen=True, slots=True)
class Rendered:
    """A paper in every form, as it is stored: canonical JSON, PDF, and the XML with its format ("" for none)."""

    canonical: str
    pdf: bytes
    xml: bytes | None
    xml_format: str
    rules: dict[str, Any]


def canonical_text(papers: Papers, composed: Composed, sheet: Sheet) -> str:
    """Return the one spelling of everything that the paper says, with the digests of the files that lie in it."""
    document = papers.document
    invoice = replace(
        composed.invoice, documents=tuple(replace(one, content=digest(one.content).encode()) for one in composed.invoice.documents)
    )
    printed = {field.name: getattr(sheet, field.name) for field in dataclasses.fields(sheet) if field.name not in {"invoice", "logo"}}
    content = {
        "version": VERSION,
        "kind": document.kind,
        "document": document.pk,
        "client": document.client_id,
        "invoice": invoice,
        "sheet": printed | {"logo": digest(sheet.logo) if sheet.logo else ""},
        "tax_case": document.tax_case,
        "tax_note": document.tax_note,
        "withheld": composed.withheld,
        "prepaid": composed.prepaid,
        "payable": composed.payable,
        "base_rate": composed.rate,
        "base_rate_on": composed.rate_on,
    }
    return canonical_json(content).decode()


def freeze(document: Document, rendered: Rendered, *, country: str, now: datetime) -> FrozenDocument:
    """Store the forms of an issued document behind the last of its workspace.

    The caller holds the lock of the workspace's settings, so that positions follow each other without a gap.
    """
    rows = FrozenDocument.objects.for_workspace(document.workspace_id)
    last = rows.order_by("-position").values_list("position", "hash").first()
    position, previous = (last[0] + 1, last[1]) if last else (1, GENESIS)
    day = document.issue_date or now.date()
    row = FrozenDocument(
        workspace_id=document.workspace_id,
        document=document,
        position=position,
        canonical=rendered.canonical,
        canonical_sha256=digest(rendered.canonical.encode()),
        xml=rendered.xml,
        xml_format=rendered.xml_format,
        xml_sha256=digest(rendered.xml) if rendered.xml is not None else "",
        pdf=rendered.pdf,
        pdf_sha256=digest(rendered.pdf),
        rules=rendered.rules,
        previous_hash=previous,
        frozen_at=now,
        keep_until=keep_until(country, day),
    )
    row.hash = link(previous, parts(row, number=document.number, kind=document.kind, issued=day))
    row.save(force_insert=True)
    return row


def parts(row: FrozenDocument, *, number: str, kind: str, issued: date | None) -> dict[str, str]:
    """Return what an entry of the chain seals: whose it is, its number, and the digests of its forms."""
    return {
        "number": number,
        "kind": kind,
        "issued": issued.isoformat() if issued else "",
        "frozen_at": row.frozen_at.astimezone(UTC).isoformat(),
        "json": row.canonical_sha256,
        "xml": row.xml_sha256,
        "pdf": row.pdf_sha256,
    }


def entry_of(row: FrozenDocument) -> ChainEntry:
    """Return the link of the chain that a row is; its document must be loaded."""
    sealed = parts(row, number=row.document.number, kind=row.document.kind, issued=row.document.issue_date)
    return ChainEntry(position=row.position, previous_hash=row.previous_hash, parts=sealed, hash=row.hash, name=row.document.number)
