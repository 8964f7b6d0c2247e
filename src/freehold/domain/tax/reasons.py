"""Every sentence that explains a tax proposal, in one table: the apps translate it, and the catalogue is made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

TEMPLATES: dict[str, str] = {
    "domestic": "Your client is in {country}, as you are: the standard rate of {rate} % applies.",
    "domestic_other_rate": "{country} also has a rate of {rate} % for some kinds of work and goods.",
    "buyer_country_unknown": "The client's country is not known, so your own rate is proposed. Add the country to the client.",
    "small_business": "You are exempt as a small business in {country}, so no VAT is charged.",
    "small_business_unsure": "{country} has no exemption for small businesses that is known here. Ask your tax office.",
    "not_registered": "You are not registered for VAT or sales tax, so none is charged.",
    "eu_reverse_charge": "A business in another EU country with a VAT number: your client pays the VAT there (reverse charge).",
    "eu_reverse_charge_unsure": "If your client has a VAT number of another EU country, they pay the VAT there (reverse charge).",
    "eu_business_without_id": "A business in {country} without a VAT number: until you have it, your own VAT of {rate} % is due.",
    "eu_id_refused": "The client's VAT number was not confirmed, so your own VAT of {rate} % is due until it is.",
    "eu_id_wrong": "The client's VAT number does not fit {country}, so your own VAT of {rate} % is due until it does.",
    "eu_consumer": "A private client in {country}: services are taxed where you are, at {rate} %.",
    "eu_consumer_below": "A private client in {country}: below 10,000 € a year of such sales in the EU, your own {rate} % applies.",
    "eu_consumer_oss": "A private client in {country}: digital services and goods are taxed there, at {rate} %, declared by "
    "the one-stop shop.",
    "eu_goods": "Goods to a business in another EU country: free of VAT when they leave your country and the VAT number is valid.",
    "northern_ireland_goods": "Goods to a business in Northern Ireland count as goods to another EU country.",
    "export_goods": "Goods that leave the EU are free of VAT. Keep the proof of export.",
    "export_service": "A business outside the EU: the service is taxed where your client is, so no VAT here.",
    "export_digital_consumer": "Digital services to a private client outside the EU are taxed there, so no VAT here.",
    "export_consumer": "A private client outside the EU: many services are taxed where you are, at {rate} %. Advice, data work, "
    "translation and advertising are not.",
    "export_consumer_free": "Advice, data work, translation and advertising for private clients outside the EU: no VAT here.",
    "outside_scope": "The service is taxed where your client is, so no tax of {country} is charged.",
    "outside_consumer": "A private client abroad: many services are taxed where you are, at {rate} %.",
    "zero_export": "What goes abroad is free of tax in {country}.",
    "us_none": "The United States have no federal sales tax, and most states tax no services. Ask in your state if you sell goods or "
    "software.",
    "ca_province": "Your client is in {region}: {rate} % applies there.",
    "ca_second_tax": "In {region} a provincial sales tax of {rate} % may be due as well, if you are registered for it.",
    "in_same_state": "You and your client are in the same state: CGST and SGST.",
    "in_other_state": "Your client is in another state: IGST.",
    "no_table": "The taxes of {country} are not known here. Ask your tax office, and enter the rate with a note.",
    "withholding_usual": "Clients in your country usually keep this back as an advance on your income tax.",
    "withholding_new": "In the first three years of your activity you may ask for this lower rate.",
}


def reason_text(code: str, values: Mapping[str, str], translate: Callable[[str], str] | None = None) -> str:
    """Return the sentence for a reason code with its values filled in; `translate` turns the English pattern into another language."""
    pattern = TEMPLATES[code]
    return (translate(pattern) if translate else pattern).format(**values)
