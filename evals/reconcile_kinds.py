"""The kinds of bank lines that a matcher may be tuned on, each with what a careful bookkeeper would do about it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from evals.reconcile_corpus import CENT, Case, World, spoken
from evals.reconcile_lines import in_real_text, kind, only, phrase, stranger, unique_amount, whole


@kind(4)
def exact_reference(world: World) -> list[Case]:
    found = world.take()
    if not found:
        return []
    invoice, customer = found
    written = invoice.reference if world.rng.random() < 0.5 else " ".join(re.findall(r".{1,4}", invoice.reference))
    in_field = world.rng.random() < 0.7
    text = world.rng.choice(world.texts) if in_field else f"Ref {written}"
    return [
        Case(
            "exact_reference",
            world.pay(customer, invoice.open_amount, text, references=(written,) if in_field else ()),
            auto=whole(invoice),
        )
    ]


@kind(3)
def provider_id(world: World) -> list[Case]:
    found = world.take(lambda invoice, _customer: bool(invoice.provider_ids))
    if not found:
        return []
    invoice, customer = found
    more = {"references": invoice.provider_ids, "payer_name": "Stripe Payments Europe", "payer_account": ""}
    return [Case("provider_id", world.pay(customer, invoice.open_amount, "STRIPE PAYOUT", **more), auto=whole(invoice))]


@kind(22)
def exact_number(world: World) -> list[Case]:
    found = world.take()
    if not found:
        return []
    invoice, customer = found
    return [
        Case(
            "exact_number",
            world.pay(customer, invoice.open_amount, in_real_text(world, phrase(world, invoice.number))),
            auto=whole(invoice),
        )
    ]


@kind(8)
def separators_changed(world: World) -> list[Case]:
    found = world.take()
    if not found:
        return []
    invoice, customer = found
    written = re.sub(r"[-/]", world.rng.choice(["", " ", ".", "/", "_", " - "]), invoice.number)
    if written == invoice.number:
        written = world.rng.choice(
            [invoice.number.lower(), re.sub(r"(?<=[A-Z])(?=\d)", " ", invoice.number), f"{invoice.number[:4]} {invoice.number[4:]}"]
        )
    return [
        Case(
            "separators_changed",
            world.pay(customer, invoice.open_amount, in_real_text(world, f"Rechnung {written}")),
            auto=whole(invoice),
        )
    ]


@kind(6)
def several_numbers(world: World) -> list[Case]:
    found = world.take(lambda _invoice, customer: len(world.free_of(customer)) >= 2)
    if not found:
        return []
    first, customer = found
    more = world.rng.sample(world.free_of(customer), min(world.rng.choice([1, 1, 2]), len(world.free_of(customer))))
    together = [first, *more]
    world.used |= {invoice.id for invoice in more}
    text = "Rechnungen " + world.rng.choice([", ", " + ", " und ", "/ ", " "]).join(invoice.number for invoice in together)
    amount = sum((invoice.open_amount for invoice in together), Decimal(0))
    return [
        Case("several_numbers", world.pay(customer, amount, text), auto=tuple((invoice.id, invoice.open_amount) for invoice in together))
    ]


@kind(5)
def number_and_part(world: World) -> list[Case]:
    found = world.take()
    if not found:
        return []
    invoice, customer = found
    share = world.rng.choice([Decimal("0.3"), Decimal("0.5"), Decimal("0.4"), Decimal(1) / 3])
    amount = (invoice.open_amount * share).quantize(CENT)
    if any(other.open_amount == amount for other in world.by_customer[customer.id]):
        return []
    text = f"Anzahlung {invoice.number}" if world.rng.random() < 0.4 else phrase(world, invoice.number)
    line = world.pay(customer, amount, text, payer_name=customer.payer)
    return [Case("number_and_part", line, auto=((invoice.id, amount),), suggest=only(invoice))]


@kind(3)
def bank_fee_taken_off(world: World) -> list[Case]:
    found = world.take(lambda invoice, _customer: invoice.open_amount > 300)
    if not found:
        return []
    invoice, customer = found
    fee = Decimal(world.rng.choice(["5.00", "7.50", "12.00", "15.00", "2.40"]))
    known = {"fee": fee} if world.rng.random() < 0.4 else {}
    line = world.pay(customer, invoice.open_amount - fee, phrase(world, invoice.number), **known)
    return [Case("bank_fee_taken_off", line, suggest=only(invoice))]


@kind(3)
def discount_taken_off(world: World) -> list[Case]:
    found = world.take(lambda invoice, _customer: invoice.discount_amount is not None)
    if not found:
        return []
    invoice, customer = found
    text = phrase(world, invoice.number) + world.rng.choice(["", " abzgl. 2% Skonto", " less 2% discount"])
    line = world.pay(customer, invoice.open_amount - (invoice.discount_amount or Decimal(0)), text)
    return [Case("discount_taken_off", line, suggest=only(invoice))]


@kind(9)
def known_account_and_unique_amount(world: World) -> list[Case]:
    unique = unique_amount(world)
    found = world.take(lambda invoice, customer: customer.is_confirmed and unique(invoice, customer))
    if not found:
        return []
    invoice, customer = found
    text = world.rng.choice(["", "Rechnung", "Vielen Dank", "Payment", "Honorar Oktober", world.rng.choice(world.texts)])
    return [
        Case("known_account_and_unique_amount", world.pay(customer, invoice.open_amount, text), auto=whole(invoice), suggest=only(invoice))
    ]


@kind(4)
def name_only(world: World) -> list[Case]:
    unique = unique_amount(world)
    found = world.take(lambda invoice, customer: not customer.is_confirmed and unique(invoice, customer))
    if not found:
        return []
    invoice, customer = found
    line = world.pay(
        customer, invoice.open_amount, world.rng.choice(["Rechnung", "Danke", "invoice", ""]), payer_name=spoken(customer.payer, world.rng)
    )
    return [Case("name_only", line, suggest=only(invoice))]


@kind(3)
def amount_twins(world: World) -> list[Case]:
    found = world.take(lambda _invoice, customer: customer.is_confirmed and len(world.free_of(customer)) >= 2)
    if not found:
        return []
    first, customer = found
    second = world.free_of(customer)[0]
    world.used.add(second.id)
    twin = replace(second, open_amount=first.open_amount, total=first.open_amount)
    for listed in (world.invoices, world.by_customer[customer.id]):
        listed[listed.index(second)] = twin
    line = world.pay(customer, first.open_amount, world.rng.choice(["Rechnung", "", "Zahlung"]))
    return [Case("amount_twins", line, suggest=(frozenset({first.id}), frozenset({twin.id})))]


@kind(3)
def number_of_another_year(world: World) -> list[Case]:
    found = world.take()
    if not found or world.style == "RE-7":
        return []
    invoice, customer = found
    older = {
        "2026-007": lambda: invoice.number.replace("2026-", "2025-"),
        "INV00007": lambda: f"INV{int(invoice.number[3:]) - 20_000:05d}",
        "R26/0007": lambda: invoice.number.replace("R26/", "R25/"),
        "20260007": lambda: f"2025{invoice.number[4:]}",
    }[world.style]()
    if older not in world.settled:
        return []
    return [Case("number_of_another_year", world.pay(customer, invoice.open_amount, phrase(world, older)))]


@kind(3)
def wrong_customers_number(world: World) -> list[Case]:
    """A known payer names the number of somebody else's invoice, but pays the sum of an own one."""
    unique = unique_amount(world)
    own = world.take(lambda invoice, customer: customer.is_confirmed and unique(invoice, customer))
    foreign = world.take(lambda invoice, customer: bool(own) and customer.id != own[1].id and invoice.open_amount != own[0].open_amount)
    if not own or not foreign:
        return []
    line = world.pay(own[1], own[0].open_amount, phrase(world, foreign[0].number))
    return [Case("wrong_customers_number", line, suggest=(*only(own[0]), *only(foreign[0])))]


@kind(3)
def chargeback(world: World) -> list[Case]:
    found = world.take()
    if not found:
        return []
    invoice, customer = found
    back = world.rng.random() < 0.6
    words = world.rng.choice(["Ruecklastschrift ", "RETOURE ", "Return of ", "Chargeback "]) + phrase(world, invoice.number)
    amount = -invoice.open_amount if back else invoice.open_amount
    return [Case("chargeback", world.pay(customer, amount, words, is_return=True))]


@kind(4)
def unrelated_incoming(world: World) -> list[Case]:
    what = world.rng.choice(
        [
            "GEHALT 10/2026",
            "Miete November Whg 3",
            "Erstattung Steuernummer 123/456/78901",
            "Zinsen",
            "Uebertrag Sparkonto",
            "TAX REFUND 2025",
        ]
    )
    amount = Decimal(world.rng.randrange(5_000, 500_000)) / 100
    if any(invoice.open_amount == amount for invoice in world.invoices):
        return []
    return [Case("unrelated_incoming", world.pay(None, amount, what, **stranger(world.rng)))]


@kind(2)
def overpayment(world: World) -> list[Case]:
    found = world.take()
    if not found:
        return []
    invoice, customer = found
    line = world.pay(customer, invoice.open_amount + Decimal(world.rng.choice(["10.00", "100.00", "0.90"])), phrase(world, invoice.number))
    return [Case("overpayment", line, allowed=whole(invoice), suggest=only(invoice))]


def _is_same(written: str, number: str) -> bool:
    """Tell whether a slip changed nothing but zeros in front, which is no error to a reader."""
    return [int(digits) for digits in re.findall(r"\d+", written)] == [int(digits) for digits in re.findall(r"\d+", number)]


def _slip(number: str, world: World) -> str:
    """Return the number with a digit wrong, missing, doubled, changed for a letter, or two of them changed over."""
    at = world.rng.choice([index for index, character in enumerate(number) if character.isdigit()])
    digit = number[at]
    other = str((int(digit) + world.rng.randrange(1, 10)) % 10)
    changes = [other, "", digit + digit, {"0": "O", "1": "l", "5": "S", "8": "B"}.get(digit, other)]
    if at + 1 < len(number) and number[at + 1].isdigit() and number[at + 1] != digit and world.rng.random() < 0.3:
        return number[:at] + number[at + 1] + digit + number[at + 2 :]
    return number[:at] + world.rng.choice(changes) + number[at + 1 :]


@kind(3)
def typing_error(world: World) -> list[Case]:
    """One digit wrong, the account unknown, the name and the sum right."""
    unique = unique_amount(world)
    found = world.take(lambda invoice, customer: not customer.is_confirmed and unique(invoice, customer))
    if not found:
        return []
    invoice, customer = found
    known = {other.number for other in world.invoices} | set(world.settled)
    wrong = next(
        (slip for _try in range(30) if (slip := _slip(invoice.number, world)) not in known and not _is_same(slip, invoice.number)), ""
    )
    if not wrong:
        return []
    line = world.pay(customer, invoice.open_amount, phrase(world, wrong), payer_name=customer.payer)
    return [Case("typing_error", line, suggest=only(invoice))]


@kind(2)
def refund_of_a_credit_note(world: World) -> list[Case]:
    notes = [invoice for invoice in world.invoices if invoice.open_amount < 0 and invoice.id not in world.used]
    if not notes:
        return []
    note = world.rng.choice(notes)
    world.used.add(note.id)
    customer = world.customers[int(note.customer[1:])]
    return [
        Case(
            "refund_of_a_credit_note",
            world.pay(customer, note.open_amount, f"Gutschrift {note.number}"),
            allowed=whole(note),
            suggest=only(note),
        )
    ]


@kind(2)
def counter_only(world: World) -> list[Case]:
    """The year or the letters of the number left out: right, but not sure enough to be asked for."""
    unique = unique_amount(world)
    found = world.take(unique)
    if not found:
        return []
    invoice, customer = found
    counter = re.findall(r"\d+", invoice.number)[-1][-4:].lstrip("0")
    line = world.pay(customer, invoice.open_amount, f"Rechnung {counter}", payer_name=customer.payer)
    return [Case("counter_only", line, allowed=whole(invoice), suggest=only(invoice))]


@kind(2)
def list_written_short(world: World) -> list[Case]:
    """Two numbers of which the second is written by its last digits only."""
    found = world.take(lambda _invoice, customer: len(world.free_of(customer)) >= 2)
    if not found:
        return []
    first, customer = found
    second = world.free_of(customer)[0]
    world.used.add(second.id)
    counter = re.findall(r"\d+", second.number)[-1][-4:]
    line = world.pay(customer, first.open_amount + second.open_amount, f"Rechnungen {first.number} / {counter}")
    allowed = ((first.id, first.open_amount), (second.id, second.open_amount))
    return [Case("list_written_short", line, allowed=allowed, suggest=only(first, second))]


@kind(2)
def settled_number_beside_an_open_one(world: World) -> list[Case]:
    """An open invoice is paid, and an old one is mentioned with it."""
    found = world.take()
    if not found:
        return []
    invoice, customer = found
    text = f"Rechnung {invoice.number}, {world.rng.choice(world.settled)} ist schon bezahlt"
    return [
        Case(
            "settled_number_beside_an_open_one",
            world.pay(customer, invoice.open_amount, text),
            allowed=whole(invoice),
            suggest=only(invoice),
        )
    ]


@kind(2)
def sum_written_in_the_text(world: World) -> list[Case]:
    """The text repeats the sum, whose digits are another open invoice's number now and then."""
    unique = unique_amount(world)
    found = world.take(lambda invoice, customer: customer.is_confirmed and unique(invoice, customer))
    if not found:
        return []
    invoice, customer = found
    text = world.rng.choice(["Rechnung ueber {a} EUR", "RE {a}", "Betrag {a}", "Ueberweisung {a} EUR"]).format(
        a=f"{invoice.open_amount:.2f}".replace(".", ",")
    )
    return [Case("sum_written_in_the_text", world.pay(customer, invoice.open_amount, text), allowed=whole(invoice), suggest=only(invoice))]
