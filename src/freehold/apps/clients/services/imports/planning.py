"""What an import would do with each row: a new client, joined to one that is there, known already, or refused and why.

The preview and the taking in go through the same steps, so that what was shown is what happens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db.models import F
from django.utils.translation import gettext as _

from freehold.apps.clients.labels import LABELS
from freehold.apps.clients.models import Client, ClientImport, Contact, FieldDefinition
from freehold.apps.clients.services.imports.columns import FIELD
from freehold.apps.clients.services.imports.entries import Entry, entry_of, named_cells
from freehold.apps.clients.words import folded
from freehold.kit.scoping.ref import Workspace, id_of

Deed = Literal["new", "joined", "known", "refused"]
#: What is filled where it is empty; nothing that stands there is ever overwritten.
FILLED = (
    *("email", "phone", "website", "line1", "line2", "postcode", "city", "region", "country", "vat_id", "tax_number"),
    *("language", "currency", "payment_days", "hourly_rate", "channel", "notes"),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens with one row. `key` is the client's id, or a negative number for one that this import makes."""

    deed: Deed
    entry: Entry
    key: int = 0
    reason: str = ""
    fill: dict[str, Any] = field(default_factory=dict)
    adds_person: bool = False


@dataclass(slots=True)
class State:
    """What of a client matters for joining: what is filled, and who is there."""

    name: str
    values: dict[str, Any]
    own: dict[str, str]
    people: set[str]


@dataclass(slots=True)
class Known:
    """The clients that are there, and those that the import has made so far, to be asked row by row."""

    states: dict[int, State] = field(default_factory=dict)
    by_vat: dict[str, int] = field(default_factory=dict)
    by_email: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, int] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    made: int = 0

    @classmethod
    def of(cls, workspace: Workspace) -> Known:
        """Read what there is (two queries); a merged client is known by whoever stands for it."""
        known = cls()
        rows = (
            Client.objects.for_workspace(workspace).filter(forgotten_at__isnull=True).order_by(F("archived_at").asc(nulls_last=True), "-pk")
        )
        into: dict[int, int] = {}
        for row in rows.values("pk", "name", "number", "merged_into_id", "fields", *FILLED):
            known.numbers.add(row["number"])
            if row["merged_into_id"]:
                into[row["pk"]] = row["merged_into_id"]
                continue
            values = {name: row[name] for name in FILLED}
            known.states[row["pk"]] = State(row["name"], values, dict(row["fields"]), set())
            known._note(row["pk"], row["name"], row["vat_id"], row["email"])
        people = Contact.objects.filter(client__workspace_id=id_of(workspace), client__forgotten_at__isnull=True)
        for client_id, name, email in people.order_by("-pk").values_list("client_id", "name", "email"):
            key = client_id
            for _step in into:
                key = into.get(key, key)
            if key in known.states:
                known._person(key, name, email)
        return known

    def plan(self, entry: Entry) -> Plan:
        """Say what happens with a row, and remember it for the rows that follow."""
        if entry.refused:
            return Plan("refused", entry, reason=entry.refused)
        if entry.client.get("number") in self.numbers:
            # The same number of two programs means nothing; whoever has it here keeps it.
            del entry.client["number"]
        found, why = self._found(entry)
        if found is None:
            self.made += 1
            key = -self.made
            values = {name: entry.client.get(name, "") for name in FILLED}
            self.states[key] = State(entry.client["name"], values, dict(entry.client.get("fields", {})), set())
            self._remember(key, entry)
            return Plan("new", entry, key, adds_person=bool(entry.person))
        state = self.states[found]
        fill = {name: entry.client[name] for name in FILLED if entry.client.get(name) and state.values.get(name) in ("", None)}
        own = {name: value for name, value in entry.client.get("fields", {}).items() if not state.own.get(name)}
        adds = bool(entry.person) and not self._has_person(state, entry.person)
        state.values |= fill
        state.own |= own
        self._remember(found, entry if adds else Entry(entry.client))
        fill |= {"fields": own} if own else {}
        return Plan("joined" if fill or adds else "known", entry, found, why, fill, adds)

    def name_of(self, key: int) -> str:
        """Return the name of a client that was found."""
        return self.states[key].name

    def _found(self, entry: Entry) -> tuple[int | None, str]:
        vat, name = entry.client.get("vat_id", ""), folded(entry.client["name"])
        if vat and vat in self.by_vat:
            return self.by_vat[vat], _("the same VAT number")
        named = self.by_name.get(name)
        if named is not None and self._fits(named, entry):
            return named, _("the same name")
        email = (entry.person.get("email") or entry.client.get("email", "")).casefold()
        if email and email in self.by_email and self._fits(self.by_email[email], entry):
            return self.by_email[email], _("the same mail address")
        return None, ""

    def _fits(self, key: int, entry: Entry) -> bool:
        """Two VAT numbers are two companies; two people of one name with two addresses are two people."""
        values = self.states[key].values
        mine, theirs = entry.client.get("vat_id", ""), values.get("vat_id", "")
        if mine and theirs and mine != theirs:
            return False
        email, other = entry.client.get("email", "").casefold(), str(values.get("email", "")).casefold()
        return not (entry.client["kind"] == "person" and email and other and email != other and email not in self.states[key].people)

    def _remember(self, key: int, entry: Entry) -> None:
        self._note(key, entry.client["name"], entry.client.get("vat_id", ""), entry.client.get("email", ""))
        self.numbers.add(entry.client.get("number", ""))
        self.numbers.discard("")
        if entry.person:
            self._person(key, entry.person["name"], entry.person["email"])

    def _note(self, key: int, name: str, vat_id: str, email: str) -> None:
        if name:
            self.by_name[folded(name)] = key
        if vat_id:
            self.by_vat[vat_id] = key
        if email:
            self.by_email[email.casefold()] = key

    def _person(self, key: int, name: str, email: str) -> None:
        self.states[key].people |= {folded(name), email.casefold()} - {""}
        if email:
            self.by_email[email.casefold()] = key

    @staticmethod
    def _has_person(state: State, person: Mapping[str, str]) -> bool:
        email = person["email"].casefold()
        return (email in state.people) if email else folded(person["name"]) in state.people


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the preview, in words."""

    number: int
    deed: Deed
    name: str
    person: str
    place: str
    email: str
    words: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a confirmation would bring: how many rows come to what, and the first of them in words."""

    counts: Mapping[str, int]
    rows: tuple[Shown, ...]
    refused: tuple[Shown, ...]
    left_out: Mapping[str, int]

    @property
    def brings(self) -> int:
        """How many rows change anything."""
        return self.counts.get("new", 0) + self.counts.get("joined", 0)


def plans(workspace: Workspace, run: ClientImport, known: Known, rows: Sequence[Any]) -> Iterator[Plan]:
    """Yield what happens with each of these rows."""
    own = own_fields(workspace)
    for row in rows:
        yield known.plan(entry_of(named_cells(row, run.mapping, run.headings), own))


def own_fields(workspace: Workspace) -> dict[str, FieldDefinition]:
    """Return the workspace's own fields by the code of their column."""
    rows = FieldDefinition.objects.for_workspace(workspace).filter(removed_at__isnull=True)
    return {f"{FIELD}{row.pk}": row for row in rows}


def outlook(workspace: Workspace, run: ClientImport, *, first: int = 25, most_refused: int = 25) -> Outlook:
    """Return what a confirmation would bring (three queries, whatever the file's length)."""
    known = Known.of(workspace)
    counts: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    rows: list[Shown] = []
    refused: list[Shown] = []
    for number, plan in enumerate(plans(workspace, run, known, run.rows), start=1):
        counts[plan.deed] += 1
        left_out.update(plan.entry.left_out)
        if len(rows) < first:
            rows.append(_shown(number, plan, known))
        if plan.deed == "refused" and len(refused) < most_refused:
            refused.append(_shown(number, plan, known))
    return Outlook(counts, tuple(rows), tuple(refused), {str(LABELS.get(name, name)): count for name, count in left_out.items()})


def _shown(number: int, plan: Plan, known: Known) -> Shown:
    entry = plan.entry
    email = entry.person.get("email") or entry.client.get("email", "")
    place = " ".join(filter(None, (entry.client.get("city", ""), entry.client.get("country", ""))))
    return Shown(number, plan.deed, entry.client.get("name", ""), entry.person.get("name", ""), place, email, _words(plan, known))


def _words(plan: Plan, known: Known) -> str:
    if plan.deed == "refused":
        return plan.reason
    if plan.deed == "new":
        return _("A new client, with a person there.") if plan.adds_person else _("A new client.")
    name = known.name_of(plan.key)
    if plan.deed == "known":
        return _("“%(name)s” has all of it (%(why)s). Nothing changes.") % {"name": name, "why": plan.reason}
    parts = [_("a person is added")] if plan.adds_person else []
    if plan.fill:
        parts.append(_("filled: %(fields)s") % {"fields": ", ".join(str(LABELS.get(key, key)) for key in plan.fill)})
    return _("Joined to “%(name)s” (%(why)s); %(what)s.") % {"name": name, "why": plan.reason, "what": "; ".join(parts)}
