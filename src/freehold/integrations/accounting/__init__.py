"""Exports of other programs: clients, invoices and time of Invoice Ninja, FreshBooks, Kimai and Toggl."""

from freehold.integrations.accounting.reading import read_export
from freehold.integrations.accounting.records import AccountingReading, ImportedClient, ImportedInvoice, ImportedLine, ImportedTime

__all__ = ["AccountingReading", "ImportedClient", "ImportedInvoice", "ImportedLine", "ImportedTime", "read_export"]
