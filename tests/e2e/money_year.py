"""Writes a year of a busy freelancer into a data folder: 400 invoices in three currencies, by the product's own services.

Run as `python -m tests.e2e.money_year PORT`, with the port of a mail server on this machine. Every invoice is issued for real: its
number, its official rules, its PDF with the e-invoice inside, its link of the chain. Prints what was issued as JSON. The last
`LEFT` of the 400 stay drafts, so that a person can issue and send them.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

INVOICES, LEFT = 400, 30
MONTHS = 12
CLIENTS = {"EUR": ("DE", 24), "USD": ("US", 9), "GBP": ("GB", 7)}
CITIES = {"DE": ("München", "80331", ""), "US": ("Boston", "02108", "MA"), "GB": ("Leeds", "LS1 4AP", "")}
FIRST = ("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Harbour", "Indigo", "Juniper", "Kestrel", "Lagoon", "Meadow")
SECOND = ("Studio", "Works", "Press", "Hotel", "Foods")


@dataclass(frozen=True)
class Issued:
    """An invoice as its payer sees it."""

    number: str
    client: str
    currency: str
    amount: str
    issued_on: str


def clients() -> Iterator[tuple[str, str, str]]:
    """Yield name, country and currency of 40 clients whose names have no word in common within one currency's neighbours."""
    names = [f"{first} {second}" for second in SECOND for first in FIRST]
    for currency, (country, count) in CLIENTS.items():
        for _ in range(count):
            yield names.pop(0), country, currency


def days(today: date) -> list[date]:
    """Return the days on which the invoices are issued, evenly over the twelve months before this one, in order."""
    first = (today.replace(day=1) - timedelta(days=MONTHS * 30)).replace(day=1)
    span = (today.replace(day=1) - first).days
    return [first + timedelta(days=at * span // INVOICES) for at in range(INVOICES)]


def main(port: str) -> None:
    from freehold.cli.django_setup import start_django

    start_django()
    from freehold.cli.serving import bring_up_to_date

    bring_up_to_date()
    print(json.dumps([asdict(one) for one in write(datetime.now(tz=UTC), int(port))]))


def write(now: datetime, port: int) -> list[Issued]:
    """Make workspace, clients and invoices; return what was issued."""
    from freehold.apps.clients.services import add_client

    begin = days(now.date())
    workspace = owner(at(begin[0]), port)
    people = []
    for name, country, currency in clients():
        city, postcode, region = CITIES[country]
        address = f"office@{name.replace(' ', '-').lower()}.example"
        row = add_client(
            workspace, now=at(begin[0]), name=name, email=address, line1="1 High Street", postcode=postcode, city=city, region=region,
            country=country, currency=currency, language="en", payment_days=14,
        )  # fmt: skip
        people.append((row, name, currency))
    return [one for place, day in enumerate(begin) if (one := paper(workspace, people, place, at(day)))]


def owner(now: datetime, port: int) -> Any:
    """Make the freelancer with everything that a person would have typed on the first day."""
    from freehold.apps.accounts.services import people
    from freehold.apps.billing.services.settings import save_settings
    from freehold.domain.matching.profile import Profile
    from freehold.kit.mailing.services.accounts import AccountFacts, save_account

    user = people.create_owner(now=now, name="Ada Winter")
    workspace = people.create_workspace(user, name="Ada's work", country="DE", currency="EUR", now=now)
    people.add_freelancer(workspace, Profile(name="Ada Winter", country="DE"), now=now, user=user)
    save_settings(
        workspace, now=now, name="Ada Winter", line1="Lindenweg 4", postcode="50667", city="Köln", country="DE", email="ada@winter.example",
        vat_id="DE136695976", iban="DE89370400440532013000",
    )  # fmt: skip
    facts = AccountFacts(from_name="Ada Winter", from_address="ada@winter.example", host="127.0.0.1", port=port, security="none")
    save_account(workspace.pk, facts, by="Ada Winter", now=now)
    return workspace


def paper(workspace: Any, people: list[Any], place: int, now: datetime) -> Issued | None:
    """Write one invoice, and issue it unless it is one of the last; no two are of the same amount."""
    from freehold.apps.billing.services.drafts import new_draft
    from freehold.apps.billing.services.issue import issue
    from freehold.apps.billing.services.lines import LineInput

    client, name, currency = people[(place * 7) % len(people)]
    chance = random.Random(place)
    lines = [
        LineInput(
            name="Design of the month", quantity=Decimal(chance.randint(8, 70)) / 2, unit="HUR", price=Decimal(chance.randint(60, 120))
        ),
        LineInput(name=f"Licence {place}", price=Decimal(20) + Decimal(place * 37) / 100),
    ]
    draft = new_draft(workspace, kind="invoice", client_id=client.pk, now=now, lines=lines)
    if place >= INVOICES - LEFT:
        return None
    made = issue(workspace, draft.pk, now=now, actor="Ada Winter")
    return Issued(made.number, name, currency, str(made.payable), now.date().isoformat())


def at(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)


if __name__ == "__main__":
    main(*sys.argv[1:])
