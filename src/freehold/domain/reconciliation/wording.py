"""Every sentence that explains a reconciliation, in one table: the apps translate it, and the catalogue is made from it."""

from __future__ import annotations

from collections.abc import Callable

TEMPLATES: dict[str, str] = {
    # What speaks for a match.
    "reference": "The payment carries the reference of invoice {number}",
    "provider_id": "The payment carries the payment id that was started for invoice {number}",
    "number": "The text names invoice {number}",
    "number_loose": "The text names “{quote}”, which is most likely invoice {number}",
    "number_tail": "The text names {quote}, the end of invoice number {number}",
    "number_typo": "The text names “{quote}”, which is close to invoice {number}",
    "sum_exact": "The amount is exactly what is still open",
    "sums_exact": "The amount is exactly what these {count} invoices add up to",
    "amount_exact": "The amount is exactly what is open on invoice {number}",
    "amount_only": "Only the amount fits",
    "part_payment": "It is less than the open {open} {currency}, and the payer is the client: a part payment",
    "part_possible": "It is less than the open {open} {currency}: it may be a part payment",
    "account_known": "This account has paid for the client before",
    "name_known": "This payer has paid for the client before",
    "name_fits": "The payer's name fits {name}",
    "name_near": "The payer's name is similar to {name}",
    "name_in_text": "The text names {name}",
    "only_open": "It is the only open invoice of the client with this amount",
    "discount": "{missing} {currency} are missing: the early-payment discount agreed until {until}",
    "discount_late": "{missing} {currency} are missing: the early-payment discount, but it ended on {until}",
    "discount_like": "{missing} {currency} are missing, {percent} %: it looks like an early-payment discount",
    "fee_like": "{missing} {currency} are missing: it looks like a bank or card fee",
    "exchange": "{amount} {currency} is within {percent} % of the open {open} {other} at the day's rate",
    "original_amount": "The payer sent {amount} {currency}, exactly what is open",
    "overpaid": "{extra} {currency} more than is open: the rest stays as the client's credit",
    # What kept it from being booked by itself.
    "return": "This is a return or a chargeback: an earlier payment was taken back",
    "return_words": "The text says that this is a return: “{quote}”",
    "outgoing": "The money went out",
    "no_amount": "The line moves no money",
    "future": "The line is dated in the future",
    "repeated": "The same line is there twice; the first one counts",
    "reverses": "It takes back the payment of {date} for {numbers}",
    "already_paid": "The text names {number}, which is already settled: it may have been paid twice",
    "settled_named": "The text also names {number}, which is already settled",
    "other_year": "The text names {quote} of another year",
    "foreign_number": "The text names {quote}, which is none of your open invoices",
    "twins": "{quote} may be any of {numbers}",
    "amount_twins": "{count} open invoices of the client have this amount",
    "two_customers": "The named invoices belong to different clients",
    "wrong_customer": "Invoice {number} is of another client than the payer",
    "payer_unknown": "The payer is not known as the client of invoice {number}",
    "number_weak": "“{quote}” is too little to be sure",
    "other_currency": "The payment is in {currency}, invoice {number} in {other}",
    "not_yet_issued": "Invoice {number} was issued after this payment",
    "sum_differs": "The named invoices add up to {sum} {currency}",
    "claimed": "Another line names invoice {number}",
    "competing": "Another line of the same payer and amount has as good a claim",
    "also_sum": "Other invoices of the client add up to the same amount",
    "refused": "You have declined this match before",
    "not_invoice": "The text speaks of something else than an invoice: “{quote}”",
}


def word(template: str, translate: Callable[[str], str] | None = None, /, **params: str) -> str:
    """Return the sentence of `template` with `params` filled in; `translate` turns the English pattern into another language."""
    pattern = TEMPLATES[template]
    return (translate(pattern) if translate else pattern).format(**params)
