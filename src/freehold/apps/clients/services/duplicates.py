"""Clients that are perhaps the same: by mail address, phone, VAT number, or a like name with the same domain or place.

Only clients that share a key are compared, so ten thousand of them take moments and not fifty million comparisons.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.clients.models import Client, Contact, DistinctPair
from freehold.domain.errors import UserError
from freehold.kit.scoping.ref import Workspace, id_of, storable

#: A key that more clients share says nothing: a switchboard, an office building, a common word.
MOST_SHARED = 12
LIKE = 0.82
#: Mail addresses there belong to people of any company.
_EVERYBODYS = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "yahoo.de", "yahoo.fr"),
        *("yahoo.co.uk", "icloud.com", "me.com", "mac.com", "aol.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de"),
        *("t-online.de", "freenet.de", "posteo.de", "mailbox.org", "proton.me", "protonmail.com", "orange.fr", "free.fr"),
        *("wanadoo.fr", "laposte.net", "libero.it", "virgilio.it", "btinternet.com", "mail.com", "zoho.com", "fastmail.com"),
    }
)
_FORMS = frozenset(
    {
        *("gmbh", "mbh", "ag", "kg", "ug", "ohg", "gbr", "eg", "ev", "ek", "se", "co", "cokg", "inc", "llc", "llp", "ltd", "limited"),
        *("plc", "corp", "corporation", "company", "sarl", "sas", "sasu", "sa", "eurl", "bv", "nv", "srl", "spa", "sl", "slu", "oy"),
        *("ab", "aps", "as", "sro", "doo", "the", "und", "and", "haftungsbeschrankt"),
    }
)
_POINTS = {"vat": 60, "email": 50, "phone": 30, "name": 30, "domain": 20, "like": 20, "place": 10}
ENOUGH = 30


@dataclass(frozen=True, slots=True)
class Known:
    """What of a client is compared."""

    pk: int
    name: str
    city: str
    vat_id: str
    emails: frozenset[str]
    phones: frozenset[str]
    domains: frozenset[str]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name that count."""
        return name_words(self.name)


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two clients that are perhaps the same; `points` says how sure that is, `why` by which codes."""

    points: int
    first: int
    second: int
    why: tuple[str, ...] = field(compare=False)


def pairs(workspace: Workspace) -> list[Pair]:
    """Return the pairs of a workspace, the surest first, without those of whom a person said that they are not the same (3 queries)."""
    rows = DistinctPair.objects.for_workspace(workspace)
    return find(known_of(workspace), set(rows.values_list("first_id", "second_id")))


def find(known: Iterable[Known], but: set[tuple[int, int]]) -> list[Pair]:
    """Return the pairs among these clients. Pure."""
    by_pk = {one.pk: one for one in known}
    shared: dict[tuple[int, int], set[str]] = defaultdict(set)
    for why, keys in _keys(by_pk.values()).items():
        for members in keys.values():
            if 1 < len(members) <= MOST_SHARED:
                for pair in combinations(sorted(members), 2):
                    shared[pair].add(why)
    found = []
    for (first, second), codes in shared.items():
        if (first, second) in but:
            continue
        reasons = _reasons(by_pk[first], by_pk[second], codes)
        points = sum(_POINTS[code] for code in reasons)
        if points >= ENOUGH:
            found.append(Pair(min(points, 100), first, second, reasons))
    return sorted(found, key=lambda pair: (-pair.points, pair.first, pair.second))


def known_of(workspace: Workspace) -> list[Known]:
    """Return what is compared of every client in use."""
    people: dict[int, list[tuple[str, str]]] = defaultdict(list)
    contacts = Contact.objects.filter(client__workspace_id=id_of(workspace), client__merged_into__isnull=True)
    for client_id, email, phone in contacts.values_list("client_id", "email", "phone"):
        people[client_id].append((email, phone))
    rows = Client.objects.for_workspace(workspace).filter(merged_into__isnull=True, forgotten_at__isnull=True)
    found = []
    for pk, name, city, vat_id, email, phone, website in rows.values_list("pk", "name", "city", "vat_id", "email", "phone", "website"):
        emails = frozenset(filter(None, (one.strip().casefold() for one in (email, *(mail for mail, _phone in people[pk])))))
        phones = frozenset(filter(None, (phone_key(one) for one in (phone, *(number for _mail, number in people[pk])))))
        domains = frozenset(filter(None, (*(domain_of(one) for one in emails), site_of(website))))
        found.append(Known(pk, name, city.casefold().strip(), vat_id, emails, phones, domains))
    return found


@transaction.atomic
def keep_apart(workspace: Workspace, one: int, other: int, *, now: datetime) -> DistinctPair:
    """Note that two clients are not the same, so that they are not shown again; twice does no harm."""
    first, second = sorted((one, other))
    if first == second or Client.objects.for_workspace(workspace).filter(pk__in=storable((first, second))).count() < 2:
        raise UserError(_("One of these clients is not there any more. Nothing was changed."))
    row, _made = DistinctPair.objects.for_workspace(workspace).get_or_create(
        first_id=first, second_id=second, defaults={"workspace_id": id_of(workspace), "at": now}
    )
    return row


@transaction.atomic
def together_again(workspace: Workspace, one: int, other: int) -> None:
    """Take back that two clients are not the same."""
    first, second = sorted((one, other))
    DistinctPair.objects.for_workspace(workspace).filter(first_id=first, second_id=second).delete()


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a company's name that count: small letters without accents, dots and legal forms."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.", "", plain)  # "B.V." is one word
    words = re.findall(r"[^\W_]+", plain)
    found = tuple(word for word in words if word not in _FORMS)
    return found or tuple(words)


def phone_key(number: str) -> str:
    """Return the last nine digits, which are the same with and without the country's code; "" for too short a number."""
    digits = re.sub(r"\D", "", number)
    return digits[-9:] if len(digits) >= 7 else ""


def domain_of(address: str) -> str:
    """Return the domain of a mail address, "" when people of any company have one there."""
    domain = address.rpartition("@")[2].strip(". ").casefold()
    return "" if domain in _EVERYBODYS or "." not in domain else domain


def site_of(website: str) -> str:
    """Return the domain of a web address."""
    host = re.sub(r"^[a-z]+://", "", website.strip().casefold()).partition("/")[0].partition(":")[0].removeprefix("www.")
    return host if "." in host and host not in _EVERYBODYS else ""


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return how alike two names are, 0 to 1: the share of pairs of letters that both have (Dice)."""
    left, right = _pairs_of_letters(" ".join(one)), _pairs_of_letters(" ".join(other))
    if not left or not right:
        return 1.0 if one and one == other else 0.0
    rest, both = list(right), 0
    for pair in left:
        if pair in rest:
            rest.remove(pair)
            both += 1
    return 2 * both / (len(left) + len(right))


def _pairs_of_letters(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(min(len(text), 200) - 1)]


def _keys(known: Iterable[Known]) -> dict[str, dict[str, set[int]]]:
    keys: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for one in known:
        for why, key in _keys_of(one):
            keys[why][key].add(one.pk)
    return keys


def _keys_of(one: Known) -> Iterator[tuple[str, str]]:
    words = one.words
    if one.vat_id:
        yield "vat", one.vat_id
    yield from (("email", email) for email in one.emails)
    yield from (("phone", phone) for phone in one.phones)
    yield from (("domain", domain) for domain in one.domains)
    if words:
        yield "name", " ".join(sorted(words))
        yield "near", "".join(words)[:5]
        yield "near", "".join(words)[-6:]
        if one.city:
            yield "town", f"{max(words, key=len)[:4]} {one.city}"


def _reasons(one: Known, other: Known, codes: set[str]) -> tuple[str, ...]:
    why: list[str] = [code for code in ("vat", "email", "phone", "name", "domain") if code in codes]
    alike = "name" in codes or likeness(one.words, other.words) >= LIKE
    if alike and "name" not in codes:
        why.append("like")
    if alike and one.city and one.city == other.city:
        why.append("place")
    # One domain alone is a group of companies, and a like name alone is a coincidence.
    if set(why) <= {"domain"} or (one.vat_id and other.vat_id and one.vat_id != other.vat_id and not {"email", "name"} & codes):
        return ()
    return tuple(why)
