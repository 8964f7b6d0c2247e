"""Cards from a vCard file of Apple, Google, Outlook, Nextcloud or Thunderbird. Birthdays, pictures and the like are not taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from freehold.apps.clients.services.vcards.lines import Line, decoded, lines_of
from freehold.domain.errors import Problem, UserError

MOST_BYTES = 20 * 1024 * 1024
MOST_CARDS = 50_000


@dataclass(slots=True)
class Card:
    """One card: which line it begins at, and its values under the names of our columns (see imports/columns.py)."""

    line: int
    values: dict[str, str] = field(default_factory=dict)


def read_cards(payload: bytes, name: str) -> tuple[list[Card], list[Problem]]:
    """Return the cards of a file and what was wrong with single ones. Raises UserError for a file without any."""
    if len(payload) > MOST_BYTES:
        raise UserError(_("“%(name)s” is larger than 20 MB. Nothing was read. Export the cards without pictures.") % {"name": name})
    cards: list[Card] = []
    problems: list[Problem] = []
    for start, lines, whole in _cards(lines_of(decoded(payload))):
        values = _values(lines)
        if not whole:
            problems.append(Problem(_("Line %(line)s") % {"line": start}, _("The card has no end"), _("What is there was read.")))
        if values:
            cards.append(Card(start, values))
        else:
            problems.append(Problem(_("Line %(line)s") % {"line": start}, _("The card names nobody"), _("It is left out.")))
        if len(cards) > MOST_CARDS:
            raise UserError(_("“%(name)s” has more than 50,000 cards. Nothing was read. Export fewer.") % {"name": name})
    if not cards:
        raise UserError(_("There is no card in “%(name)s”. Nothing was read. Export your contacts as vCard again.") % {"name": name})
    return cards, problems


def _cards(lines: Iterator[Line]) -> Iterator[tuple[int, list[Line], bool]]:
    """Yield each outer card as (line of its beginning, properties, whether it has an end); a card within a card is passed over."""
    depth, start = 0, 0
    found: list[Line] = []
    for line in lines:
        mark = line.value.strip().upper() == "VCARD"
        if line.name == "BEGIN" and mark:
            # A card that begins where one was not ended: version 2.1 nests cards only in AGENT, which is announced.
            if depth == 1 and (not found or found[-1].name != "AGENT"):
                yield start, found, False
                depth = 0
            depth += 1
            if depth == 1:
                start, found = line.number, []
        elif line.name == "END" and mark:
            if depth == 1:
                yield start, found, True
            depth = max(0, depth - 1)
        elif depth == 1:
            found.append(line)
    if depth:
        yield start, found, False


def _values(lines: list[Line]) -> dict[str, str]:
    by_name: dict[str, list[Line]] = {}
    for line in lines:
        by_name.setdefault(line.name, []).append(line)
    values: dict[str, str] = {}
    for said in by_name.values():
        said.sort(key=lambda line: line.preference)
    _who(by_name, values)
    if not values:
        return {}
    emails = list(dict.fromkeys(line.text for line in by_name.get("EMAIL", ()) if "@" in line.text))
    phones = [line for line in by_name.get("TEL", ()) if line.text and not {"FAX", "PAGER"} & line.types]
    values["email"] = emails[0] if emails else ""
    values["phone"] = phones[0].text.removeprefix("tel:") if phones else ""
    _where(by_name, values)
    for name, column in {"URL": "website", "LANG": "language"}.items():
        values[column] = next((line.text for line in by_name.get(name, ()) if line.text), "")
    tags = [tag.strip() for line in by_name.get("CATEGORIES", ()) for tag in line.text.split(",")]
    values["tags"] = ", ".join(tag for tag in tags if tag and tag.casefold() not in {"mycontacts", "my contacts"})
    more = [_("Also: %(values)s") % {"values": ", ".join(rest)} for rest in (emails[1:], [line.text for line in phones[1:]]) if rest]
    values["notes"] = "\n".join([*(line.text for line in by_name.get("NOTE", ()) if line.text), *more])
    return {name: value for name, value in values.items() if value}


def _who(by_name: dict[str, list[Line]], values: dict[str, str]) -> None:
    full = next((line.text for line in by_name.get("FN", ()) if line.text), "")
    parts = next((line.parts for line in by_name.get("N", ()) if any(line.parts)), [])
    family, given, *_rest = [*parts, "", ""]
    named = " ".join(filter(None, (given, family)))
    company = next((line.parts[0] for line in by_name.get("ORG", ()) if line.parts and line.parts[0]), "")
    kind = next((line.text.casefold() for line in by_name.get("KIND", ())), "")
    shown_as_company = any(line.text.upper() == "COMPANY" for line in by_name.get("X-ABSHOWAS", ()))
    if kind in {"org", "organization"} or shown_as_company or (company and full == company and not named):
        values["company"] = company or full
    else:
        values["company"] = company
        values["person"] = " ".join((full or named).split())
    role = next((line.text for name in ("TITLE", "ROLE") for line in by_name.get(name, ()) if line.text), "")
    values["role"] = role
    if not values["company"] and not values.get("person"):
        values.clear()


def _where(by_name: dict[str, list[Line]], values: dict[str, str]) -> None:
    places = sorted(by_name.get("ADR", ()), key=lambda line: (line.preference, "WORK" not in line.types))
    for line in places:
        _box, extended, street, city, region, postcode, country, *_rest = [*line.parts, *[""] * 7]
        if not any((street, city, postcode, country)):
            continue
        rows = [row.strip() for row in street.splitlines() if row.strip()]
        values |= {"line1": rows[0] if rows else "", "line2": ", ".join([*rows[1:], *filter(None, [extended])])}
        values |= {"city": city, "region": region, "postcode": postcode, "country": country}
        if line.group and not country:
            codes = [code.text for code in by_name.get("X-ABADR", ()) if code.group == line.group]
            values["country"] = codes[0] if codes else ""
        return
