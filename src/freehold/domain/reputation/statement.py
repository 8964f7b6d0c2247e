"""What is signed: the work history as plain values, with the key that signs it named inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from freehold.domain.money.rounding import round_money
from freehold.domain.reputation.canonical import NotCanonical, canonical, parsed
from freehold.domain.reputation.history import Holder, Praise, Work
from freehold.domain.reputation.signing import fingerprint, is_signed, public_key, sign

FORMAT, VERSION = "freehold.reputation", 1
#: What the signature proves and what it does not, in the words that every file carries.
PROVES = "This record was not changed since it was signed, and it was signed with the key that is named in it."
PROVES_NOT = (
    "The signature does not prove that the clients exist, that the work was done, or who holds the key. "
    "Compare the key's fingerprint with one that you have from the holder, and ask the clients who agreed to be named."
)


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed statement: its values, the signature, and the canonical bytes of both, which are the JSON file."""

    statement: Mapping[str, Any]
    signature: str
    content: bytes


class NotGenuine(ValueError):  # noqa: N818 - named for what it is, as it is caught
    """Bytes that are no reputation file, or one that was changed. `code` is "unknown", "newer" or "changed"."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def statement(holder: Holder, work: Sequence[Work], praise: Sequence[Praise], *, public: str, at: datetime) -> dict[str, Any]:
    """Return what is to be signed. `work` and `praise` hold only what may be shown (`history.showable`).

    Amounts are text with their currency, times UTC to the second; what nobody agreed to is absent, not empty.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "signed_at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "holder": _without_empty({"name": holder.name, "headline": holder.headline, "country": holder.country}),
        "summary": _summary(work, praise),
        "work": [_work(one) for one in work],
        "testimonials": [_praise(one) for one in praise],
        "proves": PROVES,
        "does_not_prove": PROVES_NOT,
        "key": {"algorithm": "Ed25519", "public": public, "fingerprint": fingerprint(public)},
    }


def signed(value: Mapping[str, Any], private: bytes) -> Signed:
    """Sign a statement. Raises ValueError when the key is not the one that the statement names, NotCanonical for values of no form."""
    if value["key"]["public"] != public_key(private):
        raise ValueError("The statement names another key than the one that it would be signed with.")
    signature = sign(canonical(value), private)
    return Signed(value, signature, canonical({"signature": signature, "statement": value}))


def read(content: bytes) -> Signed:
    """Return the statement of a JSON file after checking form, key and signature. Raises NotGenuine, which says what is wrong."""
    try:
        envelope = parsed(content)
    except NotCanonical as error:
        raise NotGenuine(
            "changed" if FORMAT.encode() in content else "unknown", f"This is no signed record as it was written: {error}."
        ) from error
    if not isinstance(envelope, Mapping) or set(envelope) != {"signature", "statement"}:
        raise NotGenuine("unknown", "This JSON holds no signed work history.")
    value, signature = envelope["statement"], envelope["signature"]
    if not isinstance(value, Mapping) or value.get("format") != FORMAT or not isinstance(signature, str):
        raise NotGenuine("unknown", "This JSON holds no signed work history.")
    key = value.get("key")
    public, named = (key.get("public"), key.get("fingerprint")) if isinstance(key, Mapping) else (None, None)
    if not isinstance(public, str) or not is_signed(canonical(value), signature, public) or fingerprint(public) != named:
        raise NotGenuine("changed", "The signature does not fit: the record was changed after it was signed, or this key never signed it.")
    if value.get("version") != VERSION:
        raise NotGenuine("newer", "The record was made by a newer Freehold. Its signature fits, but this version cannot read it.")
    if not _is_whole(value):
        raise NotGenuine("unknown", "The signature fits, but the record lacks parts that a work history has.")
    return Signed(value, signature, content)


def _summary(work: Sequence[Work], praise: Sequence[Praise]) -> dict[str, Any]:
    years = [day.year for one in work for day in (one.first, one.last) if day is not None]
    counts = {
        "clients": len(work),
        "clients_named": sum(1 for one in work if one.name),
        "clients_who_came_back": sum(1 for one in work if one.is_repeat),
        "invoices": sum(one.invoices for one in work),
        "invoices_paid": sum(one.paid for one in work),
        "projects": sum(one.projects for one in work),
        "proposals_accepted": sum(one.accepted for one in work),
        "testimonials": len(praise),
    }
    return counts | ({"first_year": min(years), "last_year": max(years)} if years else {})


def _work(one: Work) -> dict[str, Any]:
    found: dict[str, Any] = {
        "client": _client(one),
        "invoices": one.invoices,
        "invoices_paid": one.paid,
        "projects": one.projects,
        "proposals_accepted": one.accepted,
        "came_back": one.is_repeat,
    }
    if one.first and one.last:
        found |= {"first_year": one.first.year, "last_year": one.last.year}
    sums = [{"currency": currency, "net_paid": _amount(amount, currency)} for currency, amount in sorted(one.net.items()) if amount]
    return found | ({"figures": sums} if sums else {})


def _praise(one: Praise) -> dict[str, Any]:
    return _without_empty(
        {
            "text": one.text,
            "given_on": one.given_on.isoformat(),
            "name": one.name,
            "role": one.role,
            "from": _client(one.about) if one.about is not None else {},
            "delivered_on_time": one.on_time,
        }
    )


def _client(one: Work) -> dict[str, Any]:
    return _without_empty({"name": one.name, "kind": one.kind, "country": one.country, "trade": one.trade})


def _amount(amount: Decimal, currency: str) -> str:
    return f"{round_money(amount, currency):f}"


def _without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _is_whole(value: Mapping[str, Any]) -> bool:
    rows = [value.get("work"), value.get("testimonials")]
    parts = [value.get("holder"), value.get("summary")]
    return (
        all(isinstance(part, Mapping) for part in parts)
        and all(isinstance(row, list) and all(isinstance(one, Mapping) for one in row) for row in rows)
        and isinstance(value.get("signed_at"), str)
    )
