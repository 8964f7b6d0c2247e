"""What of an import is there already: clients by name or VAT number, time by its day, length and words, invoices by number."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from freehold.apps.billing.models import AccountingImport, TimeEntry
from freehold.apps.billing.services.imports.stored import DONE, records
from freehold.apps.clients import selectors as clients
from freehold.integrations.accounting import ImportedClient, ImportedInvoice, ImportedTime
from freehold.kit.scoping.ref import Workspace

# Client's id, day, minutes, words.
TimeKey = tuple[int | None, date, int, str]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a confirmation would bring, and what is there already."""

    new_clients: int = 0
    known_clients: int = 0
    new_times: int = 0
    known_times: int = 0
    billed_times: int = 0
    minutes: int = 0
    new_invoices: int = 0
    known_invoices: int = 0
    open_invoices: int = 0

    @property
    def brings(self) -> int:
        """How many rows would come in."""
        return self.new_clients + self.new_times + self.new_invoices


@dataclass(slots=True)
class Known:
    """The clients, time and invoices that a workspace has, to be asked row by row."""

    workspace: Workspace
    by_name: dict[str, int] = field(default_factory=dict)
    by_vat: dict[str, int] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    times: Counter[TimeKey] = field(default_factory=Counter)
    invoices: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, workspace: Workspace, run: AccountingImport) -> Known:
        """Read what there is, as far as it can meet the rows of this import."""
        known = cls(workspace)
        for archived in (True, False):
            # Those that are in use win over those put away.
            for pk, name, vat_id, number in clients.clients(workspace, archived=archived).values_list("pk", "name", "vat_id", "number"):
                known.by_name[folded(name)] = pk
                known.numbers.add(number)
                if vat_id:
                    known.by_vat[vat_id] = pk
        days = [row["day"] for row in run.rows if row["record"] == "time"]
        if days:
            mine = TimeEntry.objects.for_workspace(workspace).filter(day__gte=min(days), day__lte=max(days), minutes__isnull=False)
            for client_id, day, minutes, words in mine.values_list("client_id", "day", "minutes", "description").iterator():
                known.times[client_id, day, minutes or 0, words] += 1
        for other in AccountingImport.objects.for_workspace(workspace).filter(state=DONE).exclude(pk=run.pk):
            known.invoices |= {(row["number"], folded(row["client"])) for row in other.rows if row["record"] == "invoice"}
        return known

    def client(self, name: str, vat_id: str = "") -> int | None:
        """Return the id of the client of that VAT number or name."""
        vat_id = vat_id.upper().replace(" ", "")
        return self.by_vat.get(vat_id) if vat_id and vat_id in self.by_vat else self.by_name.get(folded(name))

    def takes_time(self, key: TimeKey) -> bool:
        """Tell whether such an entry is new; each that is there answers for one of the file."""
        if self.times[key] > 0:
            self.times[key] -= 1
            return False
        return True


def outlook(workspace: Workspace, run: AccountingImport) -> Outlook:
    """Return what a confirmation would bring."""
    known = Known.of(workspace, run)
    counts: Counter[str] = Counter()
    met: set[str] = set()
    for record in records(run):
        if isinstance(record, ImportedClient):
            name, is_known = record.name, known.client(record.name, record.vat_id) is not None
            counts["known_clients"] += is_known
        else:
            name = record.client
            is_known = not name or known.client(name) is not None
        if not is_known and folded(name) not in met:
            counts["new_clients"] += 1
            met.add(folded(name))
        if isinstance(record, ImportedTime):
            _count_time(record, known, counts)
        elif isinstance(record, ImportedInvoice):
            there = (record.number, folded(record.client)) in known.invoices
            counts["known_invoices" if there else "new_invoices"] += 1
            counts["open_invoices"] += not there and record.paid < record.gross
    return Outlook(**counts)


def time_key(record: ImportedTime, client_id: int | None) -> TimeKey:
    """Return by what a time entry is known again."""
    return client_id, record.day, record.minutes, record.description


def folded(name: str) -> str:
    """Return a name for comparing: case and space do not count."""
    return " ".join(name.split()).casefold()


def _count_time(record: ImportedTime, known: Known, counts: Counter[str]) -> None:
    if not known.takes_time(time_key(record, known.client(record.client) if record.client else None)):
        counts["known_times"] += 1
        return
    counts["new_times"] += 1
    counts["minutes"] += record.minutes
    counts["billed_times"] += record.billed
