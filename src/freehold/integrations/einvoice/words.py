"""What the commonest rules mean in the owner's words, and which field of the invoice to look at."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from freehold.integrations.einvoice.fields import field_at, line_at, vat_at
from freehold.integrations.einvoice.words_profiles import PROFILE_RULES

# Rule → field of Invoice JSON ("{line}" and "{vat}" stand for the one that the rule names) and sentence.
_RULES: dict[str, tuple[str, str]] = {
    "BR-01": ("specification", gettext_noop("The file does not say which standard it follows.")),
    "BR-02": ("number", gettext_noop("The invoice has no number.")),
    "BR-03": ("issue_date", gettext_noop("The invoice has no date.")),
    "BR-04": ("type_code", gettext_noop("It is not said whether this is an invoice or a credit note.")),
    "BR-05": ("currency", gettext_noop("The invoice has no currency.")),
    "BR-06": ("seller.name", gettext_noop("Your name is missing.")),
    "BR-07": ("buyer.name", gettext_noop("The client's name is missing.")),
    "BR-08": ("seller.address", gettext_noop("Your address is missing.")),
    "BR-09": ("seller.address.country", gettext_noop("The country in your address is missing.")),
    "BR-10": ("buyer.address", gettext_noop("The client's address is missing.")),
    "BR-11": ("buyer.address.country", gettext_noop("The country in the client's address is missing.")),
    "BR-12": ("totals.line_net", gettext_noop("The sum of the lines is missing.")),
    "BR-13": ("totals.tax_exclusive", gettext_noop("The total without VAT is missing.")),
    "BR-14": ("totals.tax_inclusive", gettext_noop("The total with VAT is missing.")),
    "BR-15": ("totals.due", gettext_noop("The amount to pay is missing.")),
    "BR-16": ("lines", gettext_noop("The invoice has no lines. Add at least one.")),
    "BR-17": ("payee.name", gettext_noop("Somebody else is to be paid, but the name is missing.")),
    "BR-21": ("{line}.id", gettext_noop("This line has no number of its own.")),
    "BR-22": ("{line}.quantity", gettext_noop("This line has no quantity.")),
    "BR-23": ("{line}.unit", gettext_noop("This line has no unit, such as hour, day or piece.")),
    "BR-24": ("{line}.net", gettext_noop("This line has no amount.")),
    "BR-25": ("{line}.name", gettext_noop("This line does not say what was done or sold.")),
    "BR-26": ("{line}.price", gettext_noop("This line has no price.")),
    "BR-27": ("{line}.price", gettext_noop("The price of this line is negative. Make the quantity negative instead.")),
    "BR-28": ("{line}.gross_price", gettext_noop("The price before discount of this line is negative.")),
    "BR-29": ("period", gettext_noop("The period of the invoice ends before it begins.")),
    "BR-30": ("{line}.period", gettext_noop("The period of this line ends before it begins.")),
    "BR-31": ("allowances", gettext_noop("A discount has no amount.")),
    "BR-32": ("allowances", gettext_noop("A discount does not say to which VAT rate it belongs.")),
    "BR-33": ("allowances", gettext_noop("A discount has no reason. Say in a few words what it is for.")),
    "BR-36": ("allowances", gettext_noop("An extra charge has no amount.")),
    "BR-37": ("allowances", gettext_noop("An extra charge does not say to which VAT rate it belongs.")),
    "BR-38": ("allowances", gettext_noop("An extra charge has no reason. Say in a few words what it is for.")),
    "BR-41": ("{line}.allowances", gettext_noop("A discount of this line has no amount.")),
    "BR-42": ("{line}.allowances", gettext_noop("A discount of this line has no reason.")),
    "BR-43": ("{line}.allowances", gettext_noop("An extra charge of this line has no amount.")),
    "BR-44": ("{line}.allowances", gettext_noop("An extra charge of this line has no reason.")),
    "BR-45": ("{vat}.taxable", gettext_noop("A row of the VAT table has no amount that is taxed.")),
    "BR-46": ("{vat}.tax", gettext_noop("A row of the VAT table has no VAT amount.")),
    "BR-47": ("{vat}.category", gettext_noop("A row of the VAT table does not say what kind of VAT it is.")),
    "BR-48": ("{vat}.rate", gettext_noop("A row of the VAT table has no rate.")),
    "BR-49": ("payment", gettext_noop("The way to pay does not say what kind it is, such as a bank transfer.")),
    "BR-50": ("payment", gettext_noop("The account to pay to is missing.")),
    "BR-51": ("payment", gettext_noop("Of a card number, only the last digits may be shown.")),
    "BR-52": ("documents", gettext_noop("An attachment has no name.")),
    "BR-53": ("totals.tax_in_vat_currency", gettext_noop("The VAT must also be given in the currency in which you report it.")),
    "BR-54": ("{line}.attributes", gettext_noop("A property of this item needs a name and a value.")),
    "BR-55": ("preceding", gettext_noop("The number of the earlier invoice is missing.")),
    "BR-57": ("delivery.address.country", gettext_noop("The country in the delivery address is missing.")),
    "BR-61": ("payment", gettext_noop("For a bank transfer, the account to pay to (IBAN) is missing.")),
    "BR-62": ("seller.electronic_address", gettext_noop("Your electronic address does not say of which kind it is.")),
    "BR-63": ("buyer.electronic_address", gettext_noop("The client's electronic address does not say of which kind it is.")),
    "BR-64": ("{line}.standard_item_id", gettext_noop("The item number of this line does not say of which kind it is.")),
    "BR-65": ("{line}.classifications", gettext_noop("The item class of this line does not say from which list it is.")),
    "BR-CO-03": ("tax_point_date", gettext_noop("Give either the day of the tax point or its kind, not both.")),
    "BR-CO-04": ("{line}.vat_category", gettext_noop("This line does not say what kind of VAT it has.")),
    "BR-CO-09": ("seller.vat_id", gettext_noop("A VAT number must begin with the two letters of its country, such as DE or FR.")),
    "BR-CO-10": ("totals.line_net", gettext_noop("The sum of the lines does not agree with the lines.")),
    "BR-CO-11": ("totals.allowances", gettext_noop("The sum of the discounts does not agree with the discounts.")),
    "BR-CO-12": ("totals.charges", gettext_noop("The sum of the extra charges does not agree with the charges.")),
    "BR-CO-13": ("totals.tax_exclusive", gettext_noop("The total without VAT does not agree with lines, discounts and charges.")),
    "BR-CO-14": ("totals.tax", gettext_noop("The VAT total does not agree with the VAT table.")),
    "BR-CO-15": ("totals.tax_inclusive", gettext_noop("The total with VAT is not the total without VAT plus the VAT.")),
    "BR-CO-16": ("totals.due", gettext_noop("The amount to pay does not agree with the total and what was paid already.")),
    "BR-CO-17": ("{vat}.tax", gettext_noop("A VAT amount is not its rate times the amount that is taxed.")),
    "BR-CO-18": ("vat", gettext_noop("The VAT table is missing. Even an invoice without VAT needs one row that says why.")),
    "BR-CO-19": ("period", gettext_noop("The period of the invoice needs a first or a last day.")),
    "BR-CO-20": ("{line}.period", gettext_noop("The period of this line needs a first or a last day.")),
    "BR-CO-25": ("due_date", gettext_noop("There is something to pay, but neither a day nor terms by when.")),
    "BR-CO-26": (
        "seller.vat_id",
        gettext_noop("The buyer must be able to tell who you are: give a VAT or registration number."),
    ),
    "BR-CL-01": ("type_code", gettext_noop("This kind of document is not known to the standard.")),
    "BR-CL-03": ("currency", gettext_noop("This currency is not known. Use three letters such as EUR.")),
    "BR-CL-04": ("currency", gettext_noop("This currency is not known. Use three letters such as EUR.")),
    "BR-CL-14": ("seller.address.country", gettext_noop("A country is not known. Use two letters such as DE.")),
    "BR-CL-16": ("payment", gettext_noop("This way to pay is not known to the standard.")),
    "BR-CL-17": ("{line}.vat_category", gettext_noop("This kind of VAT is not known to the standard.")),
    "BR-CL-18": ("{line}.vat_category", gettext_noop("This kind of VAT is not known to the standard.")),
    "BR-CL-23": ("{line}.unit", gettext_noop("This unit is not known to the standard. Use a code such as HUR (hour), DAY or C62 (piece).")),
    "BR-CL-24": ("documents", gettext_noop("This kind of attachment is not allowed: only PDF, PNG, JPEG, CSV, XLSX and ODS are.")),
    "BR-CL-25": ("seller.electronic_address", gettext_noop("This kind of electronic address is not known to the standard.")),
    "BR-O-02": ("seller.vat_id", gettext_noop("An invoice outside of VAT must not show VAT numbers.")),
    "BR-O-05": ("{line}.vat_rate", gettext_noop("A line outside of VAT must not have a VAT rate. Leave it empty.")),
    "BR-O-11": ("vat", gettext_noop("An invoice outside of VAT can have no other kind of VAT beside it.")),
    "STOPPED": ("", gettext_noop("The rules could not be checked to the end, because a value is not what it should be")),
    "XSD": ("", gettext_noop("The form of the file is wrong here")),
}

# The same rules exist for each kind of VAT; {kind} is told in words.
_KINDS = {
    "S": gettext_noop("standard VAT"),
    "Z": gettext_noop("a zero rate"),
    "E": gettext_noop("an exemption"),
    "AE": gettext_noop("reverse charge"),
    "IC": gettext_noop("a sale to a business in another EU country"),
    "G": gettext_noop("an export"),
    "O": gettext_noop("business outside of VAT"),
    "AF": gettext_noop("the tax of the Canary Islands"),
    "AG": gettext_noop("the tax of Ceuta and Melilla"),
}
_FAMILY: dict[str, tuple[str, str]] = {
    "01": ("vat", gettext_noop("With %(kind)s, the VAT table needs exactly one row for it.")),
    "02": (
        "seller.vat_id",
        gettext_noop("With %(kind)s, your VAT number (for some kinds the client's too) must be given."),
    ),
    "03": ("seller.vat_id", gettext_noop("With %(kind)s on a discount, your VAT number must stand on the invoice.")),
    "04": ("seller.vat_id", gettext_noop("With %(kind)s on an extra charge, your VAT number must stand on the invoice.")),
    "05": ("{line}.vat_rate", gettext_noop("The VAT rate of this line does not fit %(kind)s.")),
    "06": ("allowances", gettext_noop("The VAT rate of a discount does not fit %(kind)s.")),
    "07": ("allowances", gettext_noop("The VAT rate of an extra charge does not fit %(kind)s.")),
    "08": ("{vat}.taxable", gettext_noop("The taxed amount for %(kind)s does not agree with the lines, discounts and charges.")),
    "09": ("{vat}.tax", gettext_noop("The VAT amount for %(kind)s is wrong.")),
    "10": ("{vat}.exemption_reason", gettext_noop("For %(kind)s the reason why no VAT is charged is missing, or stands where none may.")),
    "11": ("delivery_date", gettext_noop("With %(kind)s, the day of delivery or the period must be given.")),
    "12": ("delivery.address.country", gettext_noop("With %(kind)s, the country of delivery must be given.")),
}
_FAMILY_RULE = re.compile(r"BR-(S|Z|E|AE|IC|G|O|AF|AG)-(\d\d)")
_DECIMALS = re.compile(r"BR-DEC-\d\d")


def in_words(rule: str, official: str) -> str:
    """Return what a broken rule means in plain words; the rule's own text for those that are rare."""
    if rule in {"XSD", "STOPPED"}:
        return f"{_(_RULES[rule][1])}: {official}"
    if rule in PROFILE_RULES:
        return _(PROFILE_RULES[rule])
    if rule in _RULES:
        return _(_RULES[rule][1])
    if (found := _FAMILY_RULE.fullmatch(rule)) and found[2] in _FAMILY:
        return _(_FAMILY[found[2]][1]) % {"kind": _(_KINDS[found[1]])}
    if _DECIMALS.fullmatch(rule):
        return _("An amount has more than two decimals.")
    if official.startswith("Value of"):
        return _("This value is not in the standard's list of codes. %(official)s") % {"official": official}
    return official


def field_of(rule: str, location: str, syntax: str) -> str:
    """Return the field of Invoice JSON that a finding is about, by the rule where it is known and else by the place; may be empty."""
    found = _FAMILY_RULE.fullmatch(rule)
    known = _RULES.get(rule) or (_FAMILY.get(found[2]) if found else None)
    if known and known[0]:
        line, vat = line_at(location, syntax), vat_at(location, syntax)
        return known[0].replace("{line}", line or "lines").replace("{vat}", vat or "vat")
    return field_at(location, syntax)
