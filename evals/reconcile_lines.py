"""What every kind of bank line is made of: the registry of kinds, and phrases put into the texts of real statements."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from evals.reconcile_corpus import Case, Customer, World
from freehold.domain.reconciliation.ledger import OpenInvoice

Maker = Callable[[World], list[Case]]
KINDS: dict[str, tuple[Maker, float]] = {}
HELD_OUT: set[str] = set()

_AROUND = (
    "Rechnung {n}", "{n}", "RE-Nr. {n} vom {d}", "Invoice {n}", "Payment for invoice {n}", "RG {n} Danke",
    "Zahlung {n} KD-NR 30214",    "inv. no. {n} dated {d}",
    "Rechnungsnr {n} Datum {d}", "Ihre Rechnung {n}, Tel. 030 4471299", "{n} / order 88213",
)  # fmt: skip


def kind(weight: float, *, held_out: bool = False) -> Callable[[Maker], Maker]:
    """Register a maker under its name; `weight` is its share of all lines."""

    def register(maker: Maker) -> Maker:
        KINDS[maker.__name__] = (maker, weight)
        if held_out:
            HELD_OUT.add(maker.__name__)
        return maker

    return register


def day(world: World) -> str:
    return f"{world.rng.randrange(1, 29):02d}.{world.rng.randrange(8, 12):02d}.2026"


def phrase(world: World, number: str) -> str:
    return world.rng.choice(_AROUND).format(n=number, d=day(world))


def in_real_text(world: World, words_of_ours: str) -> str:
    """Put our words before, behind or into a text of a real statement, at a blank; two of five lines hold ours only."""
    rng = world.rng
    if rng.random() < 0.4:
        return words_of_ours
    words = rng.choice(world.texts)[: 138 - len(words_of_ours)].split()
    at = rng.choice([0, len(words), rng.randrange(len(words) + 1)])
    return " ".join([*words[:at], words_of_ours, *words[at:]])


def whole(invoice: OpenInvoice) -> tuple[tuple[str, Decimal], ...]:
    return ((invoice.id, invoice.open_amount),)


def only(*invoices: OpenInvoice) -> tuple[frozenset[str], ...]:
    return (frozenset(invoice.id for invoice in invoices),)


def unique_amount(world: World) -> Callable[[OpenInvoice, Customer], bool]:
    def holds(invoice: OpenInvoice, customer: Customer) -> bool:
        return sum(other.open_amount == invoice.open_amount for other in world.by_customer[customer.id]) == 1

    return holds


def stranger(rng: random.Random) -> dict[str, str]:
    """Return a payer nobody knows: a person's name and an account that was never seen."""
    return {
        "payer_name": rng.choice(["M. Kramer", "Jane Doe", "Buchhaltung Zentral", "K. Yilmaz"]),
        "payer_account": f"FR76{rng.randrange(10**22):023d}",
    }
