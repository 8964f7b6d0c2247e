"""The tax of a paper: proposed with its reason by domain/tax, kept on the document as codes, and put on its lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.utils.translation import gettext as _

from freehold.apps.accounts.countries import country_names
from freehold.apps.billing.models import BillingSettings, Document, Line
from freehold.apps.clients.types import Client
from freehold.domain.errors import UserError
from freehold.domain.tax.places import tax_region
from freehold.domain.tax.proposal import Scheme, TaxBuyer, TaxProposal, TaxSeller
from freehold.domain.tax.propose import propose
from freehold.domain.tax.rates import TaxRate, check_rate, rates_on
from freehold.domain.tax.reasons import reason_text
from freehold.domain.tax.withholding import propose_withholding
from freehold.domain.tax.wording import wording

RATED = frozenset({"S", "L", "M", "Z"})
OUTSIDE, EXEMPT = "O", "E"
#: The case that a person chooses when no other fits: exempt, for the reason that the note gives.
BY_NOTE = "exempt_by_note"


@dataclass(frozen=True, slots=True)
class Choice:
    """One tax case that can be chosen for a paper, with its name and the reason for it."""

    case: str
    label: str
    reason: str


def proposal_for(settings: BillingSettings, client: Client, on: date) -> TaxProposal | None:
    """Return what domain/tax proposes for a service to this client; None while the seller's country is not known."""
    if not settings.country:
        return None
    seller = TaxSeller(country=settings.country, region=settings.region, vat_id=settings.vat_id, scheme=cast("Scheme", settings.tax_scheme))
    confirmed = client.vat_check.get("valid") if client.vat_checked_at and isinstance(client.vat_check, dict) else None
    buyer = TaxBuyer(
        country=client.country,
        region=client.region,
        vat_id=client.vat_id,
        is_business=client.is_business,
        vat_id_confirmed=confirmed if isinstance(confirmed, bool) else None,
    )
    return propose(seller, buyer, on=on)


def usual_withholding(settings: BillingSettings, client: Client, on: date) -> Decimal | None:
    """Return the per cent that clients like this one usually withhold, or None."""
    if not settings.country or not client.country:
        return None
    small = settings.tax_scheme == "small"
    found = propose_withholding(settings.country, client.country, on=on, buyer_is_business=client.is_business, small_business=small)
    return found[0].percent if found else None


def decide(document: Document, settings: BillingSettings, client: Client, on: date) -> bool:
    """Set the document's tax case and its reason; a case that a person chose with a note stays. Tell whether the case changed.

    Raises UserError when the chosen case is none that fits these countries.
    """
    before = (document.tax_case, document.tax_reason)
    if document.corrects is not None:
        # What was charged is given back, whatever would be proposed today.
        document.tax_case, document.tax_note = document.corrects.tax_case, document.corrects.tax_note
        document.tax_reason = document.corrects.tax_reason
        return before != (document.tax_case, document.tax_reason)
    proposal = proposal_for(settings, client, on)
    if proposal is None:
        document.tax_case, document.tax_reason = "", {}
    elif not document.tax_note.strip():
        document.tax_case, document.tax_reason = proposal.case, _kept(proposal, settings, client)
    elif document.tax_case == BY_NOTE:
        document.tax_reason = {"case": BY_NOTE, "category": EXEMPT, "rate": "0", "country": settings.country, "overruled": True}
    else:
        chosen = next((one for one in _every(proposal) if one.case == document.tax_case), None)
        if chosen is None:
            raise UserError(_("This tax case does not fit you and this client. Nothing was saved. Choose one from the list."))
        document.tax_reason = _kept(chosen, settings, client) | {"overruled": True}
    return before != (document.tax_case, document.tax_reason)


def is_stale(document: Document, settings: BillingSettings, client: Client, on: date) -> bool:
    """Tell whether another tax follows from what is known now than when the draft was saved."""
    if document.tax_note.strip() or document.corrects_id is not None:
        return False
    proposal = proposal_for(settings, client, on)
    return proposal is not None and (document.tax_case, document.tax_reason) != (proposal.case, _kept(proposal, settings, client))


def choices(settings: BillingSettings, client: Client, on: date) -> list[Choice]:
    """Return the tax cases that a person may choose from, the proposed one first."""
    proposal = proposal_for(settings, client, on)
    if proposal is None:
        return []
    found = {one.case: one for one in reversed(_every(proposal))}
    names = case_names()
    listed = [Choice(case, names.get(case, case), reason_words(one.reason, dict(one.values))) for case, one in found.items()]
    listed.sort(key=lambda one: one.case != proposal.case)
    return [*listed, Choice(BY_NOTE, names[BY_NOTE], _("Your note stands on the invoice as the reason."))]


def _every(proposal: TaxProposal) -> list[TaxProposal]:
    """Return the proposal and what else may be right; reduced rates are chosen by the line, not for the whole paper."""
    others = [one for one in proposal.alternatives if one.case not in {"domestic_reduced", "domestic_zero"}]
    return [proposal, *others]


def apply_to(line: Line, document: Document) -> None:
    """Give a line the category, rate and reason that the document's tax case asks for.

    Where tax is charged, a rate of the line's own stays if it was in force that day (or a note overrules).
    Raises UserError naming the rates that were.
    """
    reason = document.tax_reason
    category = reason.get("category", OUTSIDE)
    line.exemption_code, line.exemption_reason = "", ""
    if category in RATED:
        usual = Decimal(reason["rate"])
        rate = usual if line.vat_rate is None else line.vat_rate
        if rate != usual and not document.tax_note.strip():
            check_rate(reason["country"], rate, _day(document), reason.get("region", ""))
        line.vat_rate, line.vat_category = rate, category if rate else "Z"
        return
    line.vat_category = category
    line.vat_rate = None if category == OUTSIDE else Decimal(0)
    line.exemption_code = reason.get("code", "")
    line.exemption_reason = exemption_words(document)[:500]


def apply_to_lines(document: Document) -> None:
    """Give every stored line of a draft the tax of the document's case as it is now; a former rate gives way where none is charged."""
    rows = list(document.lines.all())
    rated = document.tax_reason.get("category", OUTSIDE) in RATED
    for row in rows:
        if not (rated and row.vat_category in RATED and _in_force(document, row.vat_rate)):
            row.vat_rate = None
        apply_to(row, document)
    Line.objects.bulk_update(rows, ["vat_category", "vat_rate", "exemption_code", "exemption_reason"])


def exemption_words(document: Document) -> str:
    """Return why there is no VAT, in the language of the paper."""
    reason = document.tax_reason
    if document.tax_case == BY_NOTE:
        return document.tax_note.strip()
    return wording(reason.get("wording_key", ""), reason.get("country", ""), document.language)


def line_rates(document: Document) -> list[Decimal]:
    """Return the rates that a line of the document may have, the usual first; empty where no tax is charged."""
    reason = document.tax_reason
    if reason.get("category") not in RATED:
        return []
    usual = Decimal(reason["rate"])
    return [usual, *dict.fromkeys(rate.percent for rate in _rates(document) if rate.percent != usual and rate.kind != "second")]


def reason_words(code: str, values: dict[str, str], translate: Callable[[str], str] = _) -> str:
    """Return the sentence for a reason in the reader's language, with countries by their names."""
    from django.utils.translation import get_language

    named = dict(values)
    if "country" in named:
        named["country"] = dict(country_names(get_language() or "en")).get(named["country"], named["country"])
    return reason_text(code, named, translate) if code else ""


def document_reason(document: Document) -> str:
    """Return why the document is taxed as it is, in the reader's language."""
    reason = document.tax_reason
    if document.tax_note.strip():
        return _("You decided: %(note)s") % {"note": document.tax_note.strip()}
    return reason_words(reason.get("reason", ""), reason.get("values", {}))


def case_names() -> dict[str, str]:
    """Return the name of each tax case, for lists and facts."""
    return {
        "domestic": _("Tax of your country"),
        "domestic_two_taxes": _("Federal and provincial tax"),
        "us_none": _("No sales tax"),
        "small_business": _("Exempt as a small business"),
        "not_registered": _("Not registered: no tax"),
        "eu_reverse_charge": _("Reverse charge: your client pays the VAT"),
        "eu_business_unproven": _("Your own VAT, until the VAT number is proven"),
        "eu_consumer": _("Your own VAT, private client in the EU"),
        "eu_consumer_below": _("Your own VAT, below the EU limit"),
        "eu_consumer_oss": _("VAT of the client's country (one-stop shop)"),
        "eu_goods": _("Goods to another EU country, free of VAT"),
        "export_goods": _("Goods that leave the EU, free of VAT"),
        "export_service": _("Service taxed abroad: no VAT here"),
        "export_consumer": _("Your own VAT, private client abroad"),
        "outside_scope": _("Service taxed abroad: no tax here"),
        "outside_consumer": _("Your own tax, private client abroad"),
        "zero_export": _("Zero rate for what goes abroad"),
        "no_table": _("No tax known for this country"),
        BY_NOTE: _("Exempt for another reason"),
    }


def _kept(proposal: TaxProposal, settings: BillingSettings, client: Client) -> dict[str, Any]:
    region = client.region if proposal.country == "CA" else settings.region
    return {
        "case": proposal.case,
        "category": proposal.category,
        "rate": None if proposal.rate is None else f"{proposal.rate.normalize():f}",
        "country": proposal.country,
        "region": tax_region(proposal.country, region),
        "reason": proposal.reason,
        "values": dict(proposal.values),
        "code": proposal.exemption_code,
        "wording_key": proposal.wording_key,
        "needs_check": proposal.needs_check,
        "parts": [[part.name, f"{part.percent.normalize():f}"] for part in proposal.parts],
    }


def _day(document: Document) -> date:
    if document.corrects is not None and document.corrects.issue_date:
        return document.corrects.issue_date
    return document.issue_date or document.changed_at.date()


def _rates(document: Document) -> tuple[TaxRate, ...]:
    reason = document.tax_reason
    country = reason.get("country", "")
    return rates_on(country, _day(document), reason.get("region", ""))


def _in_force(document: Document, rate: Decimal | None) -> bool:
    return rate is not None and any(one.percent == rate for one in _rates(document))
