"""Issues every draft of a data folder, one after the other, as a process of its own that can be killed; prints each number it got.

With the argument "prepare N" it makes the workspace with N drafts instead; with "count" it prints what is there; with "verify" it
does what `freehold verify` does.
"""

from __future__ import annotations

import sys
from decimal import Decimal
from itertools import pairwise


def main() -> None:
    from freehold.cli.django_setup import start_django

    start_django()
    task, *more = sys.argv[1:] or ["issue"]
    {"prepare": prepare, "issue": issue, "count": count, "verify": verify}[task](*more)


def prepare(drafts: str) -> None:
    from django.utils import timezone

    from freehold.apps.accounts.services import people
    from freehold.apps.billing.services.drafts import new_draft
    from freehold.apps.billing.services.lines import LineInput
    from freehold.apps.billing.services.settings import save_settings
    from freehold.apps.clients.services import add_client
    from freehold.cli.serving import bring_up_to_date

    bring_up_to_date()
    now = timezone.now()
    workspace = people.create_workspace(people.create_owner(now=now, name="Ada"), name="Ada", country="DE", now=now)
    save_settings(
        workspace, now=now, name="Ada Winter", line1="Lindenweg 4", postcode="50667", city="Köln", country="DE", email="ada@winter.example",
        vat_id="DE136695976", iban="DE89370400440532013000",
    )  # fmt: skip
    client = add_client(
        workspace, now=now, name="Hotel Linde", line1="Am Markt 1", postcode="80331", city="München", country="DE", vat_id="DE129273398"
    )
    for _ in range(int(drafts)):
        new_draft(workspace, kind="invoice", client_id=client.pk, now=now, lines=[LineInput(name="Work", price=Decimal(80))])


def issue(turn: str = "0", of: str = "1") -> None:
    from django.utils import timezone

    from freehold.apps.billing.models import Document
    from freehold.apps.billing.services.issue import issue as issue_paper

    for pk, workspace_id in list(Document.objects.filter(number="").order_by("pk").values_list("pk", "workspace_id")):
        if pk % int(of) == int(turn):
            print(issue_paper(workspace_id, pk, now=timezone.now()).number, flush=True)


def count() -> None:
    from freehold.apps.billing.models import Document, FrozenDocument

    numbers = sorted(Document.objects.exclude(number="").values_list("sequence", flat=True))
    gaps = sum(1 for before, after in pairwise([0, *numbers]) if after != before + 1)
    half = Document.objects.exclude(number="").filter(frozen=None).count() + FrozenDocument.objects.filter(document__number="").count()
    print(len(numbers), Document.objects.filter(number="").count(), gaps, half)


def verify() -> None:
    from freehold.cli.verify import verify as command

    sys.exit(command(as_json=False, data_dir=None))


if __name__ == "__main__":
    main()
