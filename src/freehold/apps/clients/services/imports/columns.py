"""Which of our fields a column of a foreign file is, guessed from its heading and changed by the person."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freehold.apps.clients.labels import LABELS
from freehold.apps.clients.models import FieldDefinition
from freehold.integrations.accounting.tables import normal, without_prefix
from freehold.kit.scoping.ref import Workspace

FIELD, NOTE, NOTHING = "field:", "note", ""
#: Columns of ours in the order in which they are offered: the code, and what it is called.
COLUMNS: dict[str, str | Promise] = {
    "company": _("Company"),
    "person": _("Person: whole name"),
    "first": _("Person: first name"),
    "last": _("Person: last name"),
    "email": LABELS["email"],
    "phone": LABELS["phone"],
    "role": _("What they do"),
    "website": LABELS["website"],
    "line1": LABELS["line1"],
    "line2": LABELS["line2"],
    "postcode": LABELS["postcode"],
    "city": LABELS["city"],
    "region": LABELS["region"],
    "country": LABELS["country"],
    "kind": LABELS["kind"],
    "number": LABELS["number"],
    "vat_id": LABELS["vat_id"],
    "tax_number": LABELS["tax_number"],
    "language": LABELS["language"],
    "currency": LABELS["currency"],
    "payment_days": LABELS["payment_days"],
    "hourly_rate": LABELS["hourly_rate"],
    "channel": LABELS["channel"],
    "tags": LABELS["tags"],
    "notes": LABELS["notes"],
}
_HEADINGS: dict[str, str] = {
    "company": "company|company name|organization|organization name|organisation|organization 1 name|firma|firmenname|unternehmen|kunde"
    "|kundenname|client|client name|customer|customer name|business name|account name|société|societe|entreprise|azienda|empresa",
    "person": "name|full name|display name|contact|contact name|contact person|ansprechpartner|kontakt|anzeigename|vollständiger name"
    "|nom complet|file as",
    "first": "first name|given name|vorname|firstname|prénom|prenom|nome",
    "last": "last name|family name|surname|nachname|lastname|familienname|nom|cognome",
    "email": "email|e mail|e mail address|email address|mail|e mail 1 value|e mail adresse|email 1|primary email|work email|adresse e mail"
    "|courriel|contact email|geschäftlich e mail|e mail geschäftlich",
    "phone": "phone|telephone|telefon|tel|phone number|business phone|work phone|phone 1 value|telefonnummer|mobile|mobile phone|handy"
    "|telefon geschäftlich|mobiltelefon|téléphone|telefono|primary phone",
    "role": "role|job title|title|position|funktion|organization title|organization 1 title|fonction|berufsbezeichnung",
    "website": "website|web page|web|url|homepage|webseite|internet|website 1 value|site web|web page 1",
    "line1": "street|address|address 1|address line 1|address1|street address|business street|straße|strasse|adresse|anschrift"
    "|address 1 street|work address|straße geschäftlich|rue|street and number|addition",
    "line2": "address 2|address line 2|address2|business street 2|adresszusatz|zusatz|address 1 extended address|apt suite",
    "postcode": "postcode|postal code|zip|zip code|plz|postleitzahl|business postal code|address 1 postal code|code postal|work zipcode"
    "|postleitzahl geschäftlich|cap",
    "city": "city|town|ort|stadt|business city|address 1 city|ville|work city|ort geschäftlich|città",
    "region": "region|state|province|bundesland|kanton|business state|address 1 region|county|region or state|state province|work state",
    "country": "country|land|business country region|business country|address 1 country|pays|country region|staat|work country|nation",
    "kind": "kind|type of client|kundentyp|client type",
    "number": "client number|customer number|kundennummer|kunden nr|customer no|your number for them|customer id|kdnr",
    "vat_id": "vat|vat number|vat id|ust idnr|ust id|ustid|umsatzsteuer id|tva|numéro de tva|partita iva|vat no|ust id nr",
    "tax_number": "tax number|tax id|steuernummer|siret|ein",
    "language": "language|sprache|langue",
    "currency": "currency|währung|devise",
    "payment_days": "payment days|payment terms|zahlungsziel|days to pay|terms",
    "hourly_rate": "hourly rate|rate|rate per hour|stundensatz",
    "channel": "channel|platform|marketplace|came through|plattform|kanal|marktplatz|vermittelt durch|lead source|plateforme",
    "tags": "tags|tag|labels|categories|category|kategorien|kategorie|group membership|gruppe|groups|schlagwörter|stichwörter",
    "notes": "notes|note|comment|comments|notizen|notiz|bemerkung|bemerkungen|remarks|notes for yourself|kommentar|remarque",
}
_BY_HEADING = {normal(heading): column for column, said in _HEADINGS.items() for heading in said.split("|")}
_ORDINAL = {heading: place for said in _HEADINGS.values() for place, heading in enumerate(normal(one) for one in said.split("|"))}


def guess(workspace: Workspace, titles: Sequence[str]) -> list[str]:
    """Return for each heading which column of ours it is, "" for none. A column is given once, to the likeliest heading."""
    ours = {normal(str(label)): column for column, label in COLUMNS.items()}
    own = ours | {normal(name): f"{FIELD}{key}" for key, name in own_columns(workspace)}
    best: dict[str, tuple[int, int]] = {}
    for place, title in enumerate(titles):
        heading = normal(title)
        for rank, candidate in ((0, heading), (50, without_prefix(heading))):
            column = _BY_HEADING.get(candidate) or own.get(candidate)
            if column:
                weight = (rank + _ORDINAL.get(candidate, 0), place)
                best[column] = min(best.get(column, weight), weight)
                break
    found = [NOTHING] * len(titles)
    for column, (_weight, place) in best.items():
        found[place] = column
    if "company" not in best and "person" in best and {"vat_id", "kind", "number"} & set(best) and not {"first", "last"} & set(best):
        # A plain "name" in a list with VAT numbers is that of the company.
        found[best["person"][1]] = "company"
    return found


def own_columns(workspace: Workspace) -> list[tuple[int, str]]:
    """Return (id, name) of the workspace's own fields."""
    rows = FieldDefinition.objects.for_workspace(workspace).filter(removed_at__isnull=True)
    return list(rows.values_list("pk", "name"))


def choices(workspace: Workspace) -> list[tuple[str, str]]:
    """Return what a column can be, for a select."""
    own = [(f"{FIELD}{key}", name) for key, name in own_columns(workspace)]
    words = [(code, str(label)) for code, label in COLUMNS.items()]
    return [(NOTHING, str(_("Leave it out"))), *words, *own, (NOTE, str(_("Into the notes, with its heading")))]
