"""Who writes and who is written to: sender, window address and the columns at the foot of the sheet."""

from __future__ import annotations

from babel import Locale

from freehold.domain.invoicing.parties import Address, ContactPerson
from freehold.integrations.pdf.desk import Desk

#: Where the town stands before the code ("Leeds LS1 4AP"), and where also the region belongs in that line.
_TOWN_FIRST = frozenset({"GB", "IE", "US", "CA", "AU", "NZ", "IN", "SG", "HK", "ZA"})
_WITH_REGION = frozenset({"US", "CA", "AU", "IN", "IT"})


def sender(desk: Desk) -> dict[str, object]:
    """Return the sender's name, the lines under it, and the one line above the window."""
    seller = desk.invoice.seller
    name = seller.trading_name or seller.name
    lines = list(desk.sheet.letterhead) or [*address_lines(seller.address, ""), *contact_lines(desk, seller.contact, short=True)]
    return {"name": name, "lines": lines, "above_window": " · ".join([name, *address_lines(seller.address, "")])}


def recipient(desk: Desk) -> list[str]:
    """Return the lines of the window: name, person, address, and the country when it is another than the sender's."""
    buyer, seller = desk.invoice.buyer, desk.invoice.seller
    home = seller.address.country if seller.address else ""
    foreign = buyer.address.country if buyer.address and buyer.address.country != home else ""
    person = buyer.contact.name if buyer.contact and buyer.contact.name != buyer.name else ""
    return [line for line in (buyer.name, person, *address_lines(buyer.address, country_name(foreign, desk.write.locale))) if line]


def delivered_to(desk: Desk) -> str:
    """Return the place of delivery in one line, when it was another than the client's address."""
    delivery = desk.invoice.delivery
    if delivery is None or (delivery.address is None and not delivery.name):
        return ""
    return ", ".join(line for line in (delivery.name, *address_lines(delivery.address, "")) if line)


def footer(desk: Desk) -> list[list[str]]:
    """Return the columns at the foot: the owner's own, or address, contact, tax numbers and bank."""
    if desk.sheet.footer:
        return [list(column) for column in desk.sheet.footer]
    seller = desk.invoice.seller
    legal = [seller.name, *address_lines(seller.address, "")]
    numbers = [
        _labelled(desk.word["vat_id"], seller.vat_id),
        _labelled(desk.word["tax_number"], seller.tax_number),
        _labelled(desk.word["registration"], seller.legal_registration.value if seller.legal_registration else ""),
        *seller.legal_information.splitlines(),
    ]
    columns = [legal, contact_lines(desk, seller.contact, short=False), [line for line in numbers if line], _bank(desk)]
    return [column for column in columns if column]


def address_lines(address: Address | None, country: str) -> list[str]:
    """Return a postal address as its country writes it; `country` is the last line, in capitals, when given."""
    if address is None:
        return []
    parts = [address.postcode, address.city]
    if address.country in _TOWN_FIRST:
        parts = [address.city + ("," if address.country == "US" and address.city else ""), address.region, address.postcode]
        if address.country not in _WITH_REGION:
            parts = [address.city, address.postcode]
    elif address.country in _WITH_REGION:
        parts.append(address.region)
    town = " ".join(part for part in parts if part)
    return [line for line in (address.line1, address.line2, address.line3, town, country.upper()) if line]


def country_name(code: str, locale: Locale) -> str:
    """Return the country's name in the sheet's language; the code itself when Babel does not know it."""
    return str(locale.territories.get(code, code)) if code else ""


def contact_lines(desk: Desk, contact: ContactPerson | None, *, short: bool) -> list[str]:
    """Return how to reach the sender; `short` leaves out the person's name when it is the sender's own."""
    if contact is None:
        return []
    seller = desk.invoice.seller
    name = "" if short or contact.name in {seller.name, seller.trading_name} else contact.name
    return [line for line in (name, contact.email, contact.phone) if line]


def _bank(desk: Desk) -> list[str]:
    for means in desk.invoice.payment:
        for transfer in means.transfers:
            label, account = account_line(desk, transfer.account)
            return [_labelled(label, account), _labelled(desk.word["bic"], transfer.bic)] if transfer.bic else [_labelled(label, account)]
    return []


def account_line(desk: Desk, account: str) -> tuple[str, str]:
    """Return the label and the account, an IBAN in its groups of four."""
    plain = account.replace(" ", "")
    if plain[:2].isalpha() and plain[2:4].isdigit() and plain.isalnum():
        return desk.word["iban"], "\u00a0".join(plain[place : place + 4] for place in range(0, len(plain), 4))
    return desk.word["account"], account


def _labelled(label: str, value: str) -> str:
    return f"{label} {value}" if value else ""
