"""The JSON that VIES speaks, turned into a check that can be kept as proof."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.tax.vat_ids import VatId
from freehold.kit.http.errors import FetchFailed

# What VIES writes when a member state tells nothing.
_SILENCE = {"", "---"}
_LONGEST = 500
# The member state's register or the service is busy or down: the same question may be answered later.
_LATER = {
    "GLOBAL_MAX_CONCURRENT_REQ",
    "GLOBAL_MAX_CONCURRENT_REQ_TIME",
    "MS_MAX_CONCURRENT_REQ",
    "MS_MAX_CONCURRENT_REQ_TIME",
    "MS_UNAVAILABLE",
    "SERVICE_UNAVAILABLE",
    "SERVER_BUSY",
    "TIMEOUT",
}


@dataclass(frozen=True, slots=True)
class VatCheck:
    """What VIES said of a number: whether it is valid, of whom, and the consultation number that proves the question was asked.

    `name` and `address` are empty where the member state does not tell them (Germany, Spain); `consultation_number` is empty when
    no requester was given. `raw` is the answer as it came, to be kept.
    """

    vat_id: str
    valid: bool
    name: str
    address: str
    consultation_number: str
    at: datetime
    raw: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Return what is stored with the client."""
        return {
            "vat_id": self.vat_id,
            "valid": self.valid,
            "name": self.name,
            "address": self.address,
            "consultation_number": self.consultation_number,
            "at": self.at.isoformat(),
            "raw": self.raw,
        }


def question(vat_id: VatId, requester: VatId | None) -> bytes:
    """Return the body to send: the number asked about and, for a consultation number, who asks."""
    body = {"countryCode": vat_id.value[:2], "vatNumber": vat_id.value[2:]}
    if requester is not None:
        body |= {"requesterMemberStateCode": requester.value[:2], "requesterNumber": requester.value[2:]}
    return json.dumps(body).encode()


def answer(body: bytes, vat_id: VatId, *, now: datetime) -> VatCheck:
    """Read the answer. Raises FetchFailed (transient where waiting helps) when VIES could not tell, or spoke of another number."""
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        raise _unreadable() from None
    if not isinstance(raw, dict):
        raise _unreadable()
    fault = _fault(raw)
    if fault:
        raise _worded(fault, vat_id)
    valid = raw.get("valid", raw.get("isValid"))
    if not isinstance(valid, bool) or _answered(raw) != vat_id.value:
        raise _unreadable()
    return VatCheck(
        vat_id=vat_id.value,
        valid=valid,
        name=_text(raw.get("name")),
        address=_text(raw.get("address")),
        consultation_number=_text(raw.get("requestIdentifier")),
        at=now,
        raw={key: value for key, value in raw.items() if isinstance(value, (str, bool, int)) and len(str(value)) <= _LONGEST},
    )


def _answered(raw: dict[str, Any]) -> str:
    number = str(raw.get("vatNumber", ""))
    country = str(raw.get("countryCode", ""))
    return "".join(f"{country}{number}".split()).upper()


def _fault(raw: dict[str, Any]) -> str:
    """Return the code of what went wrong, "" when nothing did."""
    wrappers = raw.get("errorWrappers")
    if isinstance(wrappers, list) and wrappers and isinstance(wrappers[0], dict):
        return str(wrappers[0].get("error", "")) or "SERVICE_UNAVAILABLE"
    said = str(raw.get("userError", "VALID"))
    return "" if said in {"VALID", "INVALID", ""} else said


def _worded(fault: str, vat_id: VatId) -> FetchFailed:
    if fault in _LATER:
        text = _("The register for %(country)s does not answer at the moment. The number was not checked; try again later.")
        return FetchFailed(text % {"country": vat_id.value[:2]}, transient=True)
    if fault == "INVALID_REQUESTER_INFO":
        return FetchFailed(_("VIES does not accept your own VAT number. Check it under Settings, Invoices."), transient=False)
    if fault == "INVALID_INPUT":
        text = _("VIES cannot check %(number)s: it is not written as numbers of that country are.")
        return FetchFailed(text % {"number": vat_id.value}, transient=False)
    text = _("VIES refused to check %(number)s (%(code)s). The number was not checked.")
    return FetchFailed(text % {"number": vat_id.value, "code": fault[:60]}, transient=False)


def _unreadable() -> FetchFailed:
    return FetchFailed(_("VIES sent an answer that cannot be understood. The number was not checked; try again later."), transient=True)


def _text(value: object) -> str:
    if not isinstance(value, str) or value.strip() in _SILENCE:
        return ""
    return "\n".join(line.strip() for line in value.strip().splitlines() if line.strip())[:_LONGEST]
