"""One workspace with a row of every kind that a page of money can name, each carrying the same mark in its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from freehold.apps.accounts.services import people
from freehold.apps.billing import models
from freehold.apps.billing.services import bank_waiting
from freehold.apps.billing.services.imports import preview
from freehold.apps.billing.views import time as time_views
from freehold.apps.clients import services as clients
from freehold.apps.clients.services import files as client_files
from freehold.apps.clients.services import imports as client_imports
from freehold.apps.clients.services import notes
from freehold.apps.clients.services.own_fields import add_field
from freehold.domain.matching.profile import Profile
from freehold.kit.api.scopes import scopes
from freehold.kit.api.services import create_token
from freehold.kit.mailing.models import Attachment as MailFile
from freehold.kit.mailing.models import OutgoingMail
from freehold.kit.webhooks.models import Delivery, Endpoint
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.billing.payment_samples import line as bank_line
from tests.apps.billing.portal_samples import issued, link_to
from tests.integrations.accounting import exports

MARK = "Zyxomark"


@dataclass
class House:
    """A workspace, its owner, and one row of each kind by the word that addresses use for it."""

    owner: Any
    workspace: Any
    rows: dict[str, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    """Keys in addresses that are no ids: tokens, hashes."""
    token: str = ""

    def id(self, kind: str) -> int:
        return int(self.rows[kind].pk)


def furnish(owner: Any, mark: str) -> House:
    """Make a workspace of `owner` with everything in it; `mark` stands in every name, number and text."""
    workspace = people.create_workspace(owner, name=f"{mark} works", country="DE", currency="EUR", now=NOW)
    freelancer = people.add_freelancer(workspace, Profile(name=f"{mark} Winter", country="DE"), user=owner, now=NOW)
    house = House(owner, workspace, {"freelancer": freelancer, "workspace": workspace})
    _settings(workspace, mark)
    _clients(house, mark)
    _papers(house, mark)
    _money(house, mark)
    _work(house, mark)
    _outside(house, mark)
    _files(house, mark)
    return house


def _settings(workspace: Any, mark: str) -> None:
    seller = {"line1": "Lindenweg 4", "postcode": "50667", "city": "Köln", "country": "DE", "email": f"{mark}@winter.example"}
    models.BillingSettings.objects.create(
        workspace=workspace, name=f"{mark} Winter", vat_id="DE136695976", tax_number="215/5555/0815", phone="+49 221 555 0100",
        contact_name=mark, account_holder=mark, iban="DE89370400440532013000", einvoice="none", payment_days=14, ladder=[3, 10], **seller,
    )  # fmt: skip
    for kind in ("invoice", "quote", "credit_note"):
        models.Series.objects.create(workspace=workspace, kind=kind, name=mark, pattern=f"{mark}-{kind[0]}{{number:04}}")


def _clients(house: House, mark: str) -> None:
    address = {"line1": "Am Markt 1", "postcode": "80331", "city": "München", "country": "DE", "email": f"{mark}@linde.example"}
    client = clients.add_client(house.workspace, now=NOW, name=f"{mark} Linde GmbH", language="en", notes=mark, **address)
    house.rows["client"] = client
    house.rows["contact"] = clients.add_contact(house.workspace, client.pk, name=f"{mark} Person", email=f"p.{mark}@linde.example", now=NOW)
    house.rows["kept"] = clients.add_client(house.workspace, now=NOW, name=f"{mark} Twin GmbH")
    house.rows["twin"] = clients.add_client(house.workspace, now=NOW, name=f"{mark} Twin")
    gone = clients.add_client(house.workspace, now=NOW, name=f"{mark} Gone")
    house.rows["merge"] = clients.merge_clients(house.workspace, house.rows["kept"].pk, gone.pk, now=NOW)
    house.rows["note"] = notes.add_note(house.workspace, client.pk, f"{mark} note", now=NOW)
    house.rows["client_file"] = client_files.add_file(house.workspace, client.pk, name=f"{mark}.txt", content=mark.encode(), now=NOW)
    house.rows["own_field"] = add_field(house.workspace, name=f"{mark} field", now=NOW)
    rows = f"Company\n{mark} row\n".encode()
    house.rows["client_import"] = client_imports.preview(house.workspace, f"{mark}.csv", rows, now=NOW)


def _papers(house: House, mark: str) -> None:
    workspace, client = house.workspace, house.rows["client"]
    invoice = issued(workspace, client, title=mark, intro=mark)
    quote = issued(workspace, client, kind="quote", title=mark)
    draft = models.Document.objects.create(
        workspace=workspace, client=client, kind="invoice", currency="EUR", title=f"{mark} draft", language="en", created_at=NOW,
        changed_at=NOW,
    )  # fmt: skip
    models.Line.objects.create(document=draft, position=1, name=f"{mark} line", price=Decimal(80))
    house.rows |= {"document": invoice, "quote": quote, "draft": draft}
    house.rows["attachment"] = models.Attachment.objects.create(
        document=draft, name=f"{mark}.csv", mime="text/csv", content=mark.encode(), created_at=NOW
    )
    house.rows["question"] = models.ClientQuestion.objects.create(workspace=workspace, document=invoice, name=mark, text=mark, at=NOW)
    house.rows["link"], path = link_to(workspace, client, days=4_000)
    house.words["portal_token"] = path.split("/")[2]
    house.rows["reminder"] = models.Reminder.objects.create(
        workspace=workspace, document=invoice, step=3, state="queued", open_amount=invoice.open, created_at=NOW
    )


def _money(house: House, mark: str) -> None:
    workspace, client, invoice = house.workspace, house.rows["client"], house.rows["document"]
    payment = models.Payment.objects.create(
        workspace=workspace, client=client, amount=Decimal(50), currency="EUR", paid_on=TODAY, note=mark, key=f"k:{mark}", created_at=NOW
    )
    house.rows["payment"] = payment
    house.rows["allocation"] = models.Allocation.objects.create(
        workspace=workspace, document=invoice, payment=payment, amount=Decimal(10), payment_amount=Decimal(10), created_at=NOW
    )
    line = bank_line(workspace, "12.34", text=mark, payer=f"{mark} payer", fingerprint=mark.ljust(64, "0"))
    suggestion = {"kind": "exact", "client": client.pk, "score": 0.5, "allocations": [[invoice.pk, "12.34"]], "write_off": [],
                  "credit": "0", "why": []}  # fmt: skip
    models.MatchDecision.objects.create(transaction=line, decision="suggest", why=[], suggestions=[suggestion], decided_at=NOW)
    house.rows |= {"line": line, "account": line.account, "import": line.statement}
    house.rows["account"].name = house.rows["import"].name = mark
    house.rows["account"].save()
    house.rows["import"].save()
    house.rows["provider"] = models.ProviderAccount.objects.create(
        workspace=workspace,
        provider="stripe",
        secret_key=f"sk_test_{mark}",
        webhook_secret=f"whsec_{mark}",
        hook=f"{mark}hook",
        created_at=NOW,
    )
    house.words["hook"] = house.rows["provider"].hook


def _work(house: House, mark: str) -> None:
    workspace, client = house.workspace, house.rows["client"]
    project = models.Project.objects.create(workspace=workspace, client=client, name=f"{mark} project", created_at=NOW)
    own = {"workspace": workspace, "client": client, "project": project, "day": TODAY, "description": mark, "created_at": NOW}
    house.rows["project"] = project
    house.rows["entry"] = models.TimeEntry.objects.create(minutes=90, **own)
    house.rows["running"] = models.TimeEntry.objects.create(started_at=NOW, **own)
    kept = {"client_id": client.pk, "project_id": project.pk, "freelancer_id": None, "minutes": 5, "description": mark, "billable": True}
    gone = kept | {"origin": "", "day": TODAY.isoformat(), "rate": None, "workspace": workspace.pk}
    house.words["restore_token"] = signing.dumps(gone, salt=time_views._SALT, compress=True)
    path = default_storage.save(f"receipts/{workspace.pk}/{mark}.pdf", ContentFile(f"%PDF-{mark}".encode()))
    house.rows["expense"] = models.Expense.objects.create(
        workspace=workspace, day=TODAY, supplier=f"{mark} Ltd", currency="EUR", net=Decimal(9), gross=Decimal(9), client=client, billable=True,
        receipt=path, receipt_name=f"{mark}.pdf", receipt_type="application/pdf", created_at=NOW,
    )  # fmt: skip
    house.rows["plan"] = models.RecurringPlan.objects.create(
        workspace=workspace, client=client, name=f"{mark} plan", unit="month", starts_on=date(2027, 1, 1), currency="EUR", created_at=NOW,
        lines=[{"name": mark, "quantity": "1", "price": "5"}],
    )  # fmt: skip


def _outside(house: House, mark: str) -> None:
    workspace = house.workspace
    mail = OutgoingMail.objects.create(
        workspace=workspace, kind="invoice", key=mark, to=f"{mark}@linde.example", subject=mark, text=mark, state="failed", created_at=NOW
    )
    house.rows["mail"] = mail
    house.rows["mail_file"] = MailFile.objects.create(
        mail=mail, name=f"{mark}.pdf", mime="application/pdf", content=mark.encode(), size=len(mark), sha256="0" * 64
    )
    endpoint = Endpoint.objects.create(workspace=workspace, url=f"https://{mark}.example/", secret=mark, events=["*"], created_at=NOW)
    house.rows["endpoint"] = endpoint
    house.rows["delivery"] = Delivery.objects.create(
        endpoint=endpoint, event="ping", payload={"mark": mark}, state="failed", created_at=NOW, tried_since=NOW
    )
    row, house.token = create_token(workspace.pk, name=mark, scopes=[one.code for one in scopes], now=NOW, actor=mark)
    row.expires_at = NOW + timedelta(days=9_999)
    row.save()
    house.rows["token"] = row


def _files(house: House, mark: str) -> None:
    workspace = house.workspace
    house.rows["run"] = preview(workspace, f"{mark}.csv", exports.TOGGL, now=NOW)
    models.AccountingImport.objects.filter(pk=house.id("run")).update(name=f"{mark}.csv")
    house.words["bank_token"] = bank_waiting.keep(workspace, f"{mark}.csv", f"{mark};1\n2;3\n".encode())
    bill = mark.encode()
    house.words["bill_token"] = "ab" * 32
    default_storage.save(f"incoming/waiting/{workspace.pk}/{house.words['bill_token']}.{mark}.xml", ContentFile(bill))
