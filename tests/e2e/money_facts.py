"""Tells as JSON what stands in the books of a data folder, and how many queries the pages of money need: a process of its own."""

from __future__ import annotations

import json
import sys
from typing import Any


def main(*pages: str) -> None:
    from freehold.cli.django_setup import start_django

    start_django()
    print(json.dumps({"booked": booked(), "papers": papers(), "queries": {page: queries(page) for page in pages}}))


def booked() -> list[dict[str, Any]]:
    """Return every bank line that pays invoices: its words, which numbers it pays, and whether the rules booked it."""
    from freehold.apps.billing.models import Payment

    rows = Payment.objects.filter(undone_at=None, transaction__isnull=False).select_related("transaction")
    return [
        {
            "text": row.transaction.text,
            "amount": f"{row.transaction.amount:.2f}",
            "numbers": sorted(row.allocations.filter(undone_at=None).values_list("document__number", flat=True)),
            "by": row.transaction.decision.by,
        }
        for row in rows
        if row.transaction
    ]


def papers() -> dict[str, int]:
    """Return how many papers are in which state."""
    from django.db.models import Count

    from freehold.apps.billing.models import Document

    return dict(Document.objects.order_by().values_list("state").annotate(Count("pk")))


def queries(page: str) -> int:
    """Return how many queries one page needs, asked for the second time."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from freehold.apps.accounts import selectors as people

    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(people.owner(), backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get(page).status_code == 200
    with CaptureQueriesContext(connection) as caught:
        browser.get(page)
    return len(caught)


if __name__ == "__main__":
    main(*sys.argv[1:])
