"""Issuing an invoice, whole and by part, in a throw-away database of the configured kind; and the list over many papers."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from bench.measure import milliseconds, rss_mb, summary

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LISTED = 5000
ROUNDS = 30


def run(n: int) -> dict[str, Any]:
    """Issue `n` invoices (default 100) as Factur-X with PDF, e-invoice and official rules, the checker being warm."""
    with tempfile.TemporaryDirectory(prefix="freehold-bench-") as folder:
        os.environ.setdefault("FREEHOLD_DATA_DIR", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freehold.config.settings")
        import django

        django.setup()
        from django.db import connection
        from django.test.utils import override_settings, setup_databases, teardown_databases

        before = setup_databases(verbosity=0, interactive=False, keepdb=False)
        try:
            with override_settings(ALLOWED_HOSTS=["*"]):
                return {"database": connection.vendor, **_measured(n or 100)}
        finally:
            teardown_databases(before, verbosity=0)


def _measured(n: int) -> dict[str, Any]:
    from freehold.apps.billing.services.issue import issue

    workspace, draft = _workspace()
    for _ in range(3):
        issue(workspace, draft().pk, now=NOW)
    ids = [draft().pk for _ in range(n)]
    parts = _parts(workspace, ids[0])
    times = [milliseconds(lambda pk=pk: issue(workspace, pk, now=NOW)) for pk in ids]
    return {"n": n, **summary(times), "rss_mb": rss_mb(), "parts": parts, "list": _list(workspace, ids[0])}


def _workspace() -> tuple[Any, Callable[[], Any]]:
    from freehold.apps.accounts.services import people
    from freehold.apps.billing.services.drafts import new_draft
    from freehold.apps.billing.services.lines import LineInput
    from freehold.apps.billing.services.settings import save_settings
    from freehold.apps.clients.services import add_client

    workspace = people.create_workspace(people.create_owner(now=NOW, name="Ada"), name="Ada", country="DE", now=NOW)
    save_settings(
        workspace, now=NOW, name="Ada Winter", line1="Lindenweg 4", postcode="50667", city="Köln", country="DE", email="ada@winter.example",
        vat_id="DE136695976", iban="DE89370400440532013000",
    )  # fmt: skip
    client = add_client(
        workspace, now=NOW, name="Hotel Linde", line1="Am Markt 1", postcode="80331", city="München", country="DE", vat_id="DE129273398"
    )
    lines = [LineInput(name=f"Work {at}", quantity=Decimal("7.5"), unit="HUR", price=Decimal(80 + at)) for at in range(5)]
    return workspace, lambda: new_draft(workspace, kind="invoice", client_id=client.pk, now=NOW, lines=lines)


def _parts(workspace: Any, document_id: int) -> dict[str, dict[str, float]]:
    from freehold.apps.billing.services import render
    from freehold.apps.billing.services.compose import compose, read_papers
    from freehold.apps.billing.services.freeze import canonical_text
    from freehold.apps.billing.services.sheets import sheet_of

    papers = read_papers(workspace, document_id)
    assert papers is not None
    composed = compose(papers, number="INV-1", on=NOW.date())
    xml, xml_format = render.xml_of(papers, composed.invoice)
    sheet = sheet_of(papers, composed)
    assert xml is not None
    work: dict[str, Callable[[], object]] = {
        "read": lambda: read_papers(workspace, document_id),
        "compose": lambda: compose(papers, number="INV-1", on=NOW.date()),
        "xml": lambda: render.xml_of(papers, composed.invoice),
        "rules": lambda: render.check(xml),
        "canonical": lambda: canonical_text(papers, composed, sheet),
        "pdf": lambda: render.pdf_of(sheet, xml, xml_format, NOW),
    }
    return {name: summary([milliseconds(deed) for _ in range(ROUNDS)]) for name, deed in work.items()}


def _list(workspace: Any, document_id: int) -> dict[str, Any]:
    """Fill the workspace with papers and ask for the list and for one paper as a browser does."""
    from django.test import Client
    from django.urls import reverse

    from freehold.apps.accounts import selectors as people
    from freehold.apps.billing.models import Document
    from freehold.apps.billing.selectors.documents import Filters, documents, figures

    issued = Document.objects.get(pk=document_id)
    names = [field.attname for field in Document._meta.concrete_fields if field.attname != "id"]  # noqa: SLF001 - documented by Django
    rows = []
    for at in range(LISTED):
        values = {name: getattr(issued, name) for name in names}
        rows.append(Document(**values | {"number": f"OLD-{at}", "sequence": None, "series_id": None}))
    Document.objects.bulk_create(rows, batch_size=200)
    browser = Client()
    owner = people.owner()
    assert owner is not None
    browser.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    found: dict[str, Any] = {"papers": LISTED}
    selected = Filters("open")
    found["selectors"] = summary(
        [
            milliseconds(lambda: (figures(workspace, selected, NOW.date()), list(documents(workspace, selected, NOW.date())[:25])))
            for _ in range(ROUNDS)
        ]
    )
    for name, url in (("page", reverse("billing:documents")), ("document", reverse("billing:document", args=[document_id]))):
        assert browser.get(url).status_code == 200
        found[name] = summary([milliseconds(lambda url=url: browser.get(url)) for _ in range(ROUNDS)])
    return found
