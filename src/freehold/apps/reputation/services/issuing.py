"""Issuing a work history: the record is built, signed, set as a page, a PDF or JSON, sealed, and noted with its hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.reputation.models import IssuedFile
from freehold.apps.reputation.services.gathering import gather
from freehold.apps.reputation.services.keys import private_half, signing_key
from freehold.apps.reputation.services.wording import paper_of
from freehold.domain.errors import UserError
from freehold.domain.reputation.canonical import NotCanonical
from freehold.domain.reputation.checking import check
from freehold.domain.reputation.page import enclosed
from freehold.domain.reputation.paper import Paper
from freehold.domain.reputation.sealing import HOLE, HTML_MARK, PDF_MARK, sealed
from freehold.domain.reputation.statement import signed, statement
from freehold.integrations.pdf import history_record, render_history
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """A file to hand over."""

    name: str
    mime: str
    content: bytes


def issue_file(workspace: Workspace, kind: str, *, now: datetime, actor: str, language: str = "") -> ReadyFile:
    """Make a file of what may be shown now, sign and check it, note it, and return it.

    `kind` is "html", "pdf" or "json"; `language` that of its words (the workspace's by default), the record itself is the same in all.
    Raises UserError when there is nothing to show yet, when a text cannot be signed, and when the key cannot be opened.
    """
    if kind not in TYPES:
        raise UserError(_("A work history is made as a page, a PDF or JSON. Nothing was made."))
    found = gather(workspace)
    if not found.shown_work and not found.shown_praise:
        raise UserError(_("There is nothing to show yet, so nothing was signed. An issued invoice or a client’s words are enough."))
    key = signing_key(workspace, now=now)
    private, billing = private_half(key), billing_settings(workspace)
    try:
        value = statement(found.holder, found.shown_work, found.shown_praise, public=key.public, at=now)
        record_of = signed(value, private)
    except NotCanonical as error:
        raise UserError(_("A text in it cannot be signed (%(why)s). Nothing was made.") % {"why": error}) from error
    content = record_of.content
    if kind != "json":
        with translation.override(language or billing.workspace.language):
            paper = paper_of(
                found.holder, found.shown_work, found.shown_praise, fingerprint=key.fingerprint, at=now, colour=billing.colour
            )  # fmt: skip
            content = _page(paper, content, private) if kind == "html" else _pdf(paper, content, private, now)
    check(content, from_pdf=history_record)  # what we hand out must pass at the reader's, too
    _note(workspace, kind, content, key.fingerprint, len(found.shown_work), len(found.shown_praise), now, actor)
    return ReadyFile(f"{slugify(found.holder.name) or 'freelancer'}-work-history.{kind}", TYPES[kind], content)


def _page(paper: Paper, content: bytes, private: bytes) -> bytes:
    page = render_to_string("reputation/file.html", {"paper": paper, "record": enclosed(content), "hole": HOLE})
    return sealed(page.encode("utf-8"), HTML_MARK, private)


def _pdf(paper: Paper, content: bytes, private: bytes, now: datetime) -> bytes:
    return sealed(render_history(paper, content, at=now), PDF_MARK, private)


@transaction.atomic
def _note(
    workspace: Workspace, kind: str, content: bytes, fingerprint: str, entries: int, testimonials: int, now: datetime, actor: str
) -> None:
    row = IssuedFile.objects.create(
        workspace_id=id_of(workspace),
        kind=kind,
        sha256=hashlib.sha256(content).hexdigest(),
        fingerprint=fingerprint,
        entries=entries,
        testimonials=testimonials,
        actor=actor[:200],
        at=now,
    )
    detail = {"kind": kind, "sha256": row.sha256}
    record("reputation.issued", workspace_id=row.workspace_id, actor=actor, target=row, detail=detail, at=now)
