"""Payment instructions: both syntaxes repeat the whole element for each account, the term model holds a list of accounts."""

from __future__ import annotations

from typing import Any

_SAME = ("means_code", "remittance", "card_number", "card_holder", "mandate", "debited_account")
_NAMES = {"means_code": "code", "means_text": "text", "debited_account": "debited"}
_ALIKE = ("remittance", "card_number", "card_holder", "mandate")


def gather_means(values: dict[str, Any], means: list[dict[str, Any]], *, remittance: str, mandate: str, creditor: str) -> None:
    """Put the payment instructions that `means` spread out into `values["payment"]`."""
    found: list[dict[str, Any]] = []
    for item in means:
        one = {ours: item.get(theirs, "") for ours, theirs in _NAMES.items()} | {name: item.get(name, "") for name in _ALIKE}
        one["remittance"], one["mandate"] = one["remittance"] or remittance, one["mandate"] or mandate
        one["creditor_id"] = creditor
        transfers = [{"account": item.get("iban", ""), "name": item.get("name", ""), "bic": item.get("bic", "")}]
        transfers = [transfer for transfer in transfers if any(transfer.values())]
        twin = next((known for known in found if all(known[name] == one[name] for name in _SAME)), None)
        if twin is None:
            found.append(one | {"transfers": transfers})
        else:
            twin["transfers"] += transfers
            twin["means_text"] = twin["means_text"] or one["means_text"]
    if not means and (remittance or mandate or creditor):
        found.append({"means_code": "1", "remittance": remittance, "mandate": mandate, "creditor_id": creditor})
    if found:
        values["payment"] = found


def spread_means(values: dict[str, Any]) -> list[dict[str, Any]]:
    """Return one flat record for each account of the payment instructions, as the syntaxes want them."""
    means: list[dict[str, Any]] = []
    for payment in values.get("payment", ()):
        flat = {theirs: payment.get(ours, "") for ours, theirs in _NAMES.items()} | {name: payment.get(name, "") for name in _ALIKE}
        means.extend(flat | _account(transfer) for transfer in payment.get("transfers") or [{}])
    return means


def _account(transfer: dict[str, Any]) -> dict[str, Any]:
    return {"iban": transfer.get("account", ""), "name": transfer.get("name", ""), "bic": transfer.get("bic", "")}
