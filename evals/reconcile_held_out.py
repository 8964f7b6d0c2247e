"""The kinds of bank lines that are held out: reported on their own, so that a matcher tuned on the others is seen on these."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from evals.reconcile_corpus import CENT, Case, World
from evals.reconcile_lines import day, in_real_text, kind, only, phrase, stranger, whole


@kind(4, held_out=True)
def exact_number_from_a_stranger(world: World) -> list[Case]:
    found = world.take()
    if not found:
        return []
    invoice, customer = found
    text = in_real_text(world, f"Rechnung {invoice.number} fuer {customer.names[0]}")
    return [
        Case("exact_number_from_a_stranger", world.pay(customer, invoice.open_amount, text, **stranger(world.rng)), auto=whole(invoice))
    ]


@kind(8, held_out=True)
def split_by_a_line_break(world: World) -> list[Case]:
    found = world.take()
    if not found:
        return []
    invoice, customer = found
    width = world.rng.choice([27, 35])
    inside = world.rng.randrange(1, len(invoice.number))
    before = f"Zahlung Ihrer Rechnung vom {day(world)} Nr. "[: width - inside - 1].ljust(width - inside - 1, ".") + " "
    line = f"{before}{invoice.number} Vielen Dank"
    return [Case("split_by_a_line_break", world.pay(customer, invoice.open_amount, f"{line[:width]} {line[width:]}"), auto=whole(invoice))]


@kind(3, held_out=True)
def part_from_a_stranger(world: World) -> list[Case]:
    found = world.take()
    if not found:
        return []
    invoice, customer = found
    amount = (invoice.open_amount * Decimal("0.5")).quantize(CENT)
    line = world.pay(customer, amount, phrase(world, invoice.number), **stranger(world.rng))
    return [Case("part_from_a_stranger", line, suggest=only(invoice))]


@kind(3, held_out=True)
def paid_in_another_currency(world: World) -> list[Case]:
    found = world.take(lambda _invoice, customer: customer.currency == "USD")
    if not found:
        return []
    invoice, customer = found
    amount = (invoice.open_amount * Decimal(world.rng.uniform(0.84, 0.88))).quantize(CENT)
    told = {"original_amount": invoice.open_amount, "original_currency": "USD"} if world.rng.random() < 0.5 else {}
    line = world.pay(customer, amount, phrase(world, invoice.number), currency="EUR", **told)
    return [Case("paid_in_another_currency", line, suggest=only(invoice))]


@kind(2, held_out=True)
def same_figure_in_another_currency(world: World) -> list[Case]:
    found = world.take()
    if not found:
        return []
    invoice, customer = found
    line = world.pay(customer, invoice.open_amount, phrase(world, invoice.number), currency="SEK")
    return [Case("same_figure_in_another_currency", line, suggest=only(invoice))]


@kind(4, held_out=True)
def longer_number_that_holds_ours(world: World) -> list[Case]:
    """A foreign number such as RE-101 or 12026-0011, while RE-10 or 2026-001 is open with just that amount."""
    found = world.take()
    if not found:
        return []
    invoice, customer = found
    numbers = {other.number for other in world.invoices} | set(world.settled)
    longer = world.rng.choice(
        [f"{invoice.number}{world.rng.randrange(10)}", f"{invoice.number}{world.rng.randrange(10, 99)}", f"{invoice.number}0"]
    )
    if world.style in {"2026-007", "20260007"} and world.rng.random() < 0.5:
        longer = f"1{invoice.number}1"
    if longer in numbers:
        return []
    line = world.pay(customer, invoice.open_amount, f"Rechnung {longer}", **stranger(world.rng))
    return [Case("longer_number_that_holds_ours", line)]


@kind(3, held_out=True)
def number_of_a_settled_invoice(world: World) -> list[Case]:
    """Paid a second time; the same customer happens to owe another invoice of that amount."""
    found = world.take(lambda _invoice, customer: customer.is_confirmed)
    if not found:
        return []
    invoice, customer = found
    return [Case("number_of_a_settled_invoice", world.pay(customer, invoice.open_amount, phrase(world, world.rng.choice(world.settled))))]


@kind(2, held_out=True)
def paid_by_another_customer(world: World) -> list[Case]:
    """Number and sum are those of one customer's invoice, but the account is known to be another customer's."""
    found = world.take()
    payer = world.rng.choice([customer for customer in world.customers if customer.is_confirmed])
    if not found or found[1].id == payer.id or found[1].currency != payer.currency:
        return []
    line = world.pay(payer, found[0].open_amount, phrase(world, found[0].number))
    return [Case("paid_by_another_customer", line, suggest=only(found[0]))]


@kind(4, held_out=True)
def real_line_as_it_is(world: World) -> list[Case]:
    """The text of a real statement with a sum that nobody owes."""
    amount = Decimal(world.rng.randrange(5_000, 500_000)) / 100
    if any(invoice.open_amount == amount for invoice in world.invoices):
        return []
    return [Case("real_line_as_it_is", world.pay(None, amount, world.rng.choice(world.texts), **stranger(world.rng)))]


@kind(4, held_out=True)
def outgoing(world: World) -> list[Case]:
    """Money that leaves, some of it for a supplier's invoice that is numbered like one of ours."""
    found = world.take()
    if not found:
        return []
    invoice, _customer = found
    text = world.rng.choice([f"Rechnung {invoice.number}", "Miete November", "Telekom Festnetz", f"Invoice {invoice.number} hosting"])
    return [
        Case(
            "outgoing",
            world.pay(
                None, -invoice.open_amount, text, currency=invoice.currency, payer_name="Supplier Ltd", payer_account="NL20INGB0001234567"
            ),
        )
    ]


@kind(2, held_out=True)
def paid_twice(world: World) -> list[Case]:
    found = world.take()
    if not found:
        return []
    invoice, customer = found
    first = world.pay(customer, invoice.open_amount, phrase(world, invoice.number))
    second = replace(first, id=f"{first.id}b", booked_on=first.booked_on + timedelta(days=2))
    return [Case("exact_number", first, auto=whole(invoice)), Case("paid_twice", second)]


@kind(3, held_out=True)
def payers_own_number(world: World) -> list[Case]:
    """Our number beside an order or customer number of the payer."""
    found = world.take()
    if not found:
        return []
    invoice, customer = found
    theirs = world.rng.choice(["Auftrag 4711-A", "PO 4500123456", "unser Zeichen KR/2026-99812", "Bestellung B-20261", "cust. 77812-3"])
    return [
        Case(
            "payers_own_number",
            world.pay(customer, invoice.open_amount, f"{theirs} {phrase(world, invoice.number)}"),
            auto=whole(invoice),
        )
    ]


@kind(3, held_out=True)
def digits_that_only_look_like_a_number(world: World) -> list[Case]:
    """A phone, card or account number holds the digits of an invoice of the same payer, who pays something else."""
    found = world.take(lambda _invoice, customer: customer.is_confirmed)
    if not found:
        return []
    invoice, customer = found
    digits = re.sub(r"\D", "", invoice.number)
    text = world.rng.choice(["Tel 0171 99{d}5", "Konto 3310{d}12 Abschlag", "DE12 5001 0517 {d} 4471", "Karte 4998{d}001"]).format(d=digits)
    amount = (invoice.open_amount * Decimal("0.37")).quantize(CENT)
    if any(other.open_amount == amount for other in world.by_customer[customer.id]):
        return []
    return [Case("digits_that_only_look_like_a_number", world.pay(customer, amount, text))]


@kind(2, held_out=True)
def sum_of_open_invoices_without_numbers(world: World) -> list[Case]:
    found = world.take(lambda _invoice, customer: customer.is_confirmed and 2 <= len(world.free_of(customer)) <= 5)
    if not found:
        return []
    first, customer = found
    second = world.free_of(customer)[0]
    world.used.add(second.id)
    amount = first.open_amount + second.open_amount
    if any(other.open_amount == amount for other in world.by_customer[customer.id]):
        return []
    line = world.pay(customer, amount, world.rng.choice(["Rechnungen", "Zahlung lt. Aufstellung", ""]))
    return [Case("sum_of_open_invoices_without_numbers", line, suggest=only(first, second))]


@kind(2, held_out=True)
def numbers_whose_sum_is_not_paid(world: World) -> list[Case]:
    found = world.take(lambda _invoice, customer: len(world.free_of(customer)) >= 2)
    if not found:
        return []
    first, customer = found
    second = world.free_of(customer)[0]
    world.used.add(second.id)
    amount = first.open_amount + second.open_amount - Decimal(world.rng.choice(["37.10", "80.00", "11.90"]))
    if amount <= 0:
        return []
    line = world.pay(customer, amount, f"Rechnungen {first.number} und {second.number}")
    return [Case("numbers_whose_sum_is_not_paid", line, suggest=only(first, second))]


@kind(2, held_out=True)
def date_that_looks_like_a_number(world: World) -> list[Case]:
    """A day written without marks, as 20261105 for the fifth of November, where an invoice of the same payer has just that number."""
    found = world.take(
        lambda invoice, customer: (
            customer.is_confirmed and re.fullmatch(r"2026-?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d)", invoice.number) is not None
        )
    )
    if not found:
        return []
    invoice, customer = found
    amount = (invoice.open_amount * Decimal("0.41")).quantize(CENT)
    if any(other.open_amount == amount for other in world.by_customer[customer.id]):
        return []
    digits = re.sub(r"\D", "", invoice.number)
    as_date = ["Leistung vom {d}", "Termin {i}", "DATUM {i} 10.15 UHR"]
    # Where our numbers are written just so, bare digits are a number to any reader.
    words = world.rng.choice(as_date if world.style == "20260007" else [*as_date, "Honorar {d}"])
    text = words.format(d=digits, i=f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    return [Case("date_that_looks_like_a_number", world.pay(customer, amount, text))]


@kind(2, held_out=True)
def customer_number_like_ours(world: World) -> list[Case]:
    """The payer's customer or order number has the digits of one of its own invoices, and the sum is another one."""
    found = world.take(lambda _invoice, customer: customer.is_confirmed)
    if not found:
        return []
    invoice, customer = found
    counter = re.findall(r"\d+", invoice.number)[-1]
    amount = (invoice.open_amount * Decimal("0.43")).quantize(CENT)
    if any(other.open_amount == amount for other in world.by_customer[customer.id]):
        return []
    text = world.rng.choice(["KD-NR {c}", "Kundennummer {c} Abschlag", "Order {c}/A", "Vertrag {c} Rate 2"]).format(c=counter)
    return [Case("customer_number_like_ours", world.pay(customer, amount, text))]


@kind(3, held_out=True)
def two_parts(world: World) -> list[Case]:
    """An invoice paid in two parts, each with its number: both are booked, the second settles it."""
    found = world.take()
    if not found:
        return []
    invoice, customer = found
    first = (invoice.open_amount * Decimal("0.6")).quantize(CENT)
    rest = invoice.open_amount - first
    if any(other.open_amount in {first, rest} for other in world.by_customer[customer.id]):
        return []
    one = world.pay(customer, first, phrase(world, invoice.number), payer_name=customer.payer)
    two = replace(one, id=f"{one.id}b", amount=rest, booked_on=one.booked_on + timedelta(days=1))
    return [Case("two_parts", one, auto=((invoice.id, first),)), Case("two_parts", two, auto=((invoice.id, rest),))]


@kind(2, held_out=True)
def net_of_a_credit_note(world: World) -> list[Case]:
    """The payer takes a credit note off and names both numbers."""
    notes = [note for note in world.invoices if note.open_amount < 0 and note.id not in world.used]
    world.rng.shuffle(notes)
    for note in notes:
        customer = world.customers[int(note.customer[1:])]
        larger = [invoice for invoice in world.free_of(customer) if invoice.open_amount + note.open_amount > 0]
        if larger:
            world.used |= {note.id, larger[0].id}
            both = ((larger[0].id, larger[0].open_amount), (note.id, note.open_amount))
            line = world.pay(
                customer, larger[0].open_amount + note.open_amount, f"Rechnung {larger[0].number} abzgl. Gutschrift {note.number}"
            )
            return [Case("net_of_a_credit_note", line, allowed=both, suggest=only(larger[0], note))]
    return []
