"""What is proposed for the tax of an invoice, and what the proposal is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from freehold.domain.invoicing.totals import Exemption
from freehold.domain.tax.rates import TaxRate
from freehold.domain.tax.wording import wording

Supply = Literal["service", "digital", "goods"]
Scheme = Literal["regular", "small", "none"]
RateLookup = Callable[[str, date, str], tuple[TaxRate, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxSeller:
    """Who invoices: country (ISO 3166-1) and region as written, VAT number, and how they stand to the tax.

    `scheme` "regular" charges tax, "small" is exempt as a small business, "none" is not registered. `oss` says whether they
    declare sales to consumers in other member states by the one-stop shop.
    """

    country: str
    region: str = ""
    vat_id: str = ""
    scheme: Scheme = "regular"
    oss: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxBuyer:
    """Who is invoiced. `vat_id_confirmed` is what VIES last said of the number, None when it was not asked."""

    country: str
    region: str = ""
    vat_id: str = ""
    is_business: bool = True
    vat_id_confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class TaxPart:
    """One of several taxes that a rate is made of, as Canada and India want them shown."""

    name: str
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxProposal:
    """The tax case of an invoice, with its reason.

    `category` is of UNTDID 5305 and `rate` in per cent (None outside the scope of VAT). `exemption_code` is the VATEX code,
    `wording_key` and `country` give the legal words (see `exemption`). `reason` and `values` say why (see `reasons`).
    `needs_check` asks the person to look. `requires` names what such an invoice must have: "seller_vat_id", "buyer_vat_id",
    "delivery_date", "delivery_country"; in category O no VAT number of either side may stand on the e-invoice (BR-O-02).
    `parts` are the taxes that the rate is made of, when it is several. `alternatives` are what else may be right.
    """

    case: str
    category: str
    rate: Decimal | None
    country: str
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)
    exemption_code: str = ""
    wording_key: str = ""
    needs_check: bool = False
    requires: tuple[str, ...] = ()
    parts: tuple[TaxPart, ...] = ()
    alternatives: tuple[TaxProposal, ...] = ()

    def exemption(self, language: str) -> Exemption:
        """Return the words (BT-120) in the invoice's language and the code (BT-121) why there is no VAT; empty where there is."""
        return Exemption(wording(self.wording_key, self.country, language), self.exemption_code)

    @property
    def without_vat_ids(self) -> bool:
        """Tell whether the e-invoice must not carry the VAT numbers (category O)."""
        return self.category == "O"
