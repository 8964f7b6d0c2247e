"""A reminder as a letter: what is open, since when, and the interest that terms or law give."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from freehold.apps.billing.models import BillingSettings
from freehold.apps.billing.selectors.reminders import Due
from freehold.apps.billing.services.parties import buyer, seller
from freehold.apps.billing.services.reminder_words import basis_words, interest_label, letter_title, written
from freehold.domain.invoicing import invoice as terms
from freehold.domain.invoicing.sheet import Row, Sheet
from freehold.domain.invoicing.totals import NO_TOTALS
from freehold.integrations.pdf import render

#: How long a reminder gives to pay, as its words say.
GRACE = timedelta(days=7)


def letter(due: Due, settings: BillingSettings, *, now: datetime) -> bytes:
    """Return the letter as a PDF, in the client's language; the tone follows the ladder."""
    return render(letter_sheet(due, settings, now=now), attachment=None, at=now)


def letter_sheet(due: Due, settings: BillingSettings, *, now: datetime) -> Sheet:
    """Return the letter as it is printed."""
    document, level = due.document, max(due.decision.level, 1)
    words, language = written(document, level=level, days=max(due.days_late, 0), sender="", contact=document.client.name, interest=None)
    greeting, _gap, rest = words.text.strip().partition("\n\n")
    body, _gap, closing = rest.rpartition("\n\n")
    rows = [Row(text=document.number, day=document.issue_date, amount=document.payable, paid=document.paid or None)]
    if level > 1 and due.interest and due.interest.total:
        rows.append(Row(text=interest_label(language), detail=basis_words(due.interest, language), amount=due.interest.total))
    return Sheet(
        kind="reminder",
        invoice=_carrier(due, settings, now),
        language=language,
        look=settings.look,  # type: ignore[arg-type]  # a choice of the model, which has the same three
        colour=settings.colour or "#1f5f5b",
        logo=bytes(settings.logo or b""),
        title=letter_title(level, language),
        letterhead=tuple(line.strip() for line in settings.letterhead.splitlines() if line.strip()),
        intro=f"{greeting}\n\n{body}",
        outro=f"{closing}\n{settings.trading_name or settings.name}".strip(),
        rows=tuple(rows),
    )


def _carrier(due: Due, settings: BillingSettings, now: datetime) -> terms.Invoice:
    """Return what a sheet needs of an invoice: the parties, the currency, the number, the day, and where to pay."""
    document = due.document
    account = terms.CreditTransfer(account=settings.iban.replace(" ", ""), name=settings.account_holder or settings.name, bic=settings.bic)
    pay = terms.PaymentInstructions(means_code="30", remittance=document.reference or document.number, transfers=(account,))
    return terms.Invoice(
        number=document.number,
        issue_date=timezone.localdate(now),
        due_date=timezone.localdate(now) + GRACE,
        currency=document.currency,
        seller=seller(settings),
        buyer=buyer(document.client),
        totals=NO_TOTALS,
        lines=(),
        vat=(),
        payment=(pay,) if settings.iban else (),
    )
