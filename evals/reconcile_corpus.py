"""Ledgers and remittance texts to reconcile: customers and invoices are invented from a seed, the texts are those of real statements.

Nothing here knows how matching is done. A world is one owner's books: one style of numbers, open and settled invoices, payers.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from stdnum import iban as iban_number
from stdnum import iso11649

from evals.bank import statements_below
from freehold.domain.errors import UserError
from freehold.domain.reconciliation.ledger import Experience, OpenInvoice, Transaction
from freehold.integrations.banking import read_statement

TODAY = date(2026, 11, 15)
CENT = Decimal("0.01")

STYLES: dict[str, Callable[[int, int], str]] = {
    "RE-7": lambda _year, count: f"RE-{count}",
    "2026-007": lambda year, count: f"{year}-{count:03d}",
    "INV00007": lambda year, count: f"INV{(year - 2025) * 20_000 + count:05d}",
    "R26/0007": lambda year, count: f"R{year % 100}/{count:04d}",
    "20260007": lambda year, count: f"{year}{count:04d}",
}

_FIRST = [
    "Nord",
    "Süd",
    "Blau",
    "Grün",
    "Rot",
    "Alpen",
    "Hansa",
    "Rhein",
    "Isar",
    "Delta",
    "Orbit",
    "Pixel",
    "Harbour",
    "Summit",
    "River",
    "Maple",
    "Cedar",
    "Falcon",
    "Copper",
    "Silver",
    "Vector",
    "Lumen",
    "Nova",
    "Atlas",
]
_SECOND = [
    "werk",
    "licht",
    "bau",
    "Media",
    "Design",
    "Systems",
    "Logistik",
    "Software",
    "Verlag",
    "Handel",
    "Möbel",
    "Studio",
    "Foods",
    "Energy",
    "Consulting",
    "Architekten",
    "Labs",
    "Motion",
    "Garten",
    "Optik",
]
_FORMS = ["GmbH", "AG", "KG", "e.K.", "GmbH & Co. KG", "Ltd", "Inc.", "LLC", "UG (haftungsbeschränkt)", "B.V.", "S.à r.l.", ""]
_GIVEN = ["Anna", "Jürgen", "Lena", "Thomas", "Grace", "Oliver", "Priya", "Käthe", "Michael", "Sofía", "Björn", "Emily"]
_FAMILY = ["Müller", "Schäfer", "Weiß", "Krüger", "Smith", "Taylor", "Brown", "Özdemir", "Nowak", "Larsson", "Rossi", "O'Neill"]
_NOT_FOR_INVOICES = re.compile(
    r"gehalt|lohn\b|salar|miete|huur|retour|storno|reject|terugboek|r[uü]ck|sammler|zinsen|interest|fee\b|check|dividend|entgelt",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Customer:
    """Someone who owes: the names on file, the name and account they pay with, and whether that account was confirmed before."""

    id: str
    names: tuple[str, ...]
    payer: str
    iban: str
    is_confirmed: bool
    currency: str


Allocations = tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One bank line with what a careful bookkeeper would do.

    `auto`: must be booked by itself, exactly so. `allowed`: may be booked so, but need not. Anything else must not be automatic.
    `suggest`: sets of invoice ids, one of which belongs among the first suggestions; empty where nothing is right.
    """

    kind: str
    transaction: Transaction
    auto: Allocations = ()
    allowed: Allocations = ()
    suggest: tuple[frozenset[str], ...] = ()


@dataclass(slots=True)
class World:
    """One owner's books while cases are made from them. An invoice is used by one case only."""

    style: str
    rng: random.Random
    texts: tuple[str, ...]
    customers: list[Customer] = field(default_factory=list)
    invoices: list[OpenInvoice] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    by_customer: dict[str, list[OpenInvoice]] = field(default_factory=lambda: defaultdict(list))
    used: set[str] = field(default_factory=set)
    count: int = 0

    def experience(self) -> Experience:
        """Return what earlier matches have taught: confirmed accounts, and the numbers of settled documents."""
        accounts = {customer.iban: customer.id for customer in self.customers if customer.is_confirmed}
        return Experience(accounts=accounts, other_numbers=frozenset(self.settled))

    def take(self, wanted: Callable[[OpenInvoice, Customer], bool] | None = None) -> tuple[OpenInvoice, Customer] | None:
        """Return an open invoice that no case uses yet, and its customer; None when there is none of that kind."""
        for _try in range(60):
            invoice = self.rng.choice(self.invoices)
            customer = self.customers[int(invoice.customer[1:])]
            if invoice.id not in self.used and invoice.open_amount > 0 and (wanted is None or wanted(invoice, customer)):
                self.used.add(invoice.id)
                return invoice, customer
        return None

    def free_of(self, customer: Customer) -> list[OpenInvoice]:
        """Return the customer's invoices that no case uses yet."""
        return [invoice for invoice in self.by_customer[customer.id] if invoice.id not in self.used and invoice.open_amount > 0]

    def pay(self, customer: Customer | None, amount: Decimal, text: str, **more: object) -> Transaction:
        """Return a bank line as the customer's bank would send it."""
        self.count += 1
        values: dict[str, object] = {
            "id": f"{self.style}:{self.count}",
            "booked_on": TODAY - timedelta(days=2 + self.rng.randrange(9)),
            "amount": amount,
            "currency": customer.currency if customer else "EUR",
            "account": "DE02120300000000202051",
            "payer_name": spoken(customer.payer, self.rng) if customer else "",
            "payer_account": customer.iban if customer else "",
            "text": text,
        }
        return Transaction(**(values | more))  # type: ignore[arg-type] # the fields of Transaction by name


def build_world(style: str, seed: int, texts: tuple[str, ...], *, invoices: int) -> World:
    """Return one owner's books with that many open invoices; the same for the same seed."""
    world = World(style, random.Random(f"{seed}/{style}"), texts)
    rng = world.rng
    world.customers = [_customer(number, rng) for number in range(max(8, invoices // 5))]
    number_of = STYLES[style]
    count = 0
    while len(world.invoices) < invoices:
        count += 1
        if rng.random() < 0.35:
            world.settled.append(number_of(2026, count))
            continue
        world.invoices.append(_invoice(number_of(2026, count), rng.choice(world.customers), rng))
    if style != "RE-7":
        world.settled += [number_of(2025, number) for number in range(1, count + 1) if rng.random() < 0.9]
    for invoice in world.invoices:
        world.by_customer[invoice.customer].append(invoice)
    return world


def _customer(number: int, rng: random.Random) -> Customer:
    if rng.random() < 0.2:
        name = f"{rng.choice(_GIVEN)} {rng.choice(_FAMILY)}"
        names: tuple[str, ...] = (name,)
    else:
        family = rng.choice(_FAMILY) if rng.random() < 0.5 else ""
        brand = f"{rng.choice(_FIRST)}{rng.choice(['', ' ', ' & '])}{rng.choice(_SECOND)} {family}".strip()
        name = f"{brand} {rng.choice(_FORMS)}".strip()
        names = (name, brand) if rng.random() < 0.4 else (name,)
    bban = f"{rng.randrange(10**8):08d}{rng.randrange(10**10):010d}"
    account = f"DE{iban_number.calc_check_digits(f'DE00{bban}')}{bban}"
    currency = rng.choices(["EUR", "USD", "GBP", "CHF"], [80, 8, 7, 5])[0]
    return Customer(f"c{number}", names, name, account, rng.random() < 0.6, currency)


def _invoice(number: str, customer: Customer, rng: random.Random) -> OpenInvoice:
    net = (
        Decimal(rng.choice([450, 500, 750, 800, 950, 1000, 1200, 1500, 2400]))
        if rng.random() < 0.4
        else Decimal(rng.randrange(4_000, 900_000)) / 100
    )
    total = (net * Decimal("1.19")).quantize(CENT) if rng.random() < 0.6 else net.quantize(CENT)
    issued = TODAY - timedelta(days=rng.randrange(12, 110))  # no line is booked before its invoice was written
    skonto = rng.random() < 0.25
    is_credit = rng.random() < 0.02
    total = -total if is_credit else total
    return OpenInvoice(
        id=f"i-{number}",
        number=number,
        customer=customer.id,
        customer_names=customer.names,
        open_amount=total,
        total=total,
        currency=customer.currency,
        issued_on=issued,
        due_on=issued + timedelta(days=14),
        reference=rf_reference(number),
        provider_ids=(f"pi_3{rng.randrange(36**10):x}{number.encode().hex()}",) if rng.random() < 0.3 else (),
        discount_amount=(total * Decimal("0.02")).quantize(CENT) if skonto and not is_credit else None,
        discount_until=TODAY + timedelta(days=5) if skonto and not is_credit else None,
    )


def rf_reference(number: str) -> str:
    """Return the ISO 11649 reference made from a number: RF, check digits, its letters and digits."""
    bare = re.sub(r"[^A-Z0-9]", "", number.upper())
    digits = "".join(str(int(character, 36)) for character in f"{bare}RF00")
    reference = f"RF{98 - int(digits) % 97:02d}{bare}"
    assert iso11649.is_valid(reference)
    return reference


def spoken(name: str, rng: random.Random) -> str:
    """Return a name as banks carry it: cut, in capitals, without umlauts, sometimes without its legal form."""
    if rng.random() < 0.3:
        name = name.upper()
    if rng.random() < 0.3:
        name = name.translate(
            str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "AE", "Ö": "OE", "Ü": "UE", "é": "e", "à": "a"})
        )
    if rng.random() < 0.2:
        name = re.sub(r"\s+(?:GmbH|AG|KG|Ltd|Inc\.|LLC|e\.K\.)\s*$", "", name, flags=re.IGNORECASE)
    return name[: rng.choice([27, 35, 70])].strip()


def real_texts(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (texts around which numbers are put, texts of returns, wages, rents and fees) from the statements below a folder."""
    plain: dict[str, None] = {}
    others: dict[str, None] = {}
    for path in statements_below(folder):
        try:
            reading = read_statement(path.read_bytes())
        except UserError:
            continue
        for transaction in reading.transactions:
            text = transaction.text.strip()[:140]
            if len(text) >= 4:
                (others if transaction.is_return or _NOT_FOR_INVOICES.search(text) else plain).setdefault(text)
    if not plain:
        raise FileNotFoundError(f"no statement below {folder} holds a text")
    return tuple(plain), tuple(others)
