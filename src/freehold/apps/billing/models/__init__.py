"""The tables of money."""

from freehold.apps.billing.models.bank import (
    Alias,
    BankAccount,
    BankTransaction,
    CsvDialect,
    MatchDecision,
    Refusal,
    StatementImport,
    TransactionState,
)
from freehold.apps.billing.models.document import Attachment, Document, DocumentKind, DocumentState, Line
from freehold.apps.billing.models.expenses import Expense
from freehold.apps.billing.models.frozen import FrozenDocument
from freehold.apps.billing.models.imports import AccountingImport
from freehold.apps.billing.models.payments import Allocation, AllocationKind, Payment, PaymentMethod
from freehold.apps.billing.models.portal import ClientQuestion, PortalLink, QuoteAnswer
from freehold.apps.billing.models.providers import HandledProviderEvent, PaymentAttempt, ProviderAccount
from freehold.apps.billing.models.rates import DailyRates
from freehold.apps.billing.models.recurring import RecurringPlan, RecurringRun
from freehold.apps.billing.models.reminders import ClientLadder, Reminder
from freehold.apps.billing.models.settings import BillingSettings, EInvoice, Look, Series, TaxScheme
from freehold.apps.billing.models.work import Project, TimeEntry

__all__ = [
    "AccountingImport",
    "Alias",
    "Allocation",
    "AllocationKind",
    "Attachment",
    "BankAccount",
    "BankTransaction",
    "BillingSettings",
    "ClientLadder",
    "ClientQuestion",
    "CsvDialect",
    "DailyRates",
    "Document",
    "DocumentKind",
    "DocumentState",
    "EInvoice",
    "Expense",
    "FrozenDocument",
    "HandledProviderEvent",
    "Line",
    "Look",
    "MatchDecision",
    "Payment",
    "PaymentAttempt",
    "PaymentMethod",
    "PortalLink",
    "Project",
    "ProviderAccount",
    "QuoteAnswer",
    "RecurringPlan",
    "RecurringRun",
    "Refusal",
    "Reminder",
    "Series",
    "StatementImport",
    "TaxScheme",
    "TimeEntry",
    "TransactionState",
]
