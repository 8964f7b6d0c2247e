"""The rules on advertising by mail, country by country: name, since when, where to read it, and how strict it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from freehold.domain.outreach.wording import STRICTEST

#: The rules were written down as they stood on this day. They are a help, no legal advice; later changes are the owner's to follow.
AS_OF = date(2025, 6, 30)

Strictness = Literal["opt_out", "corporate", "relevance", "customers", "consent", "canada"]
"""opt_out: anybody until they object. corporate: companies and public bodies until they object, people with consent or as customers.
relevance: as corporate for everybody at work, when the message is about their work. customers: consent, or a customer under narrow
conditions. consent: consent only. canada: consent, or a customer or an enquiry of a limited age."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule of one country. `link` is where to read it, `since` when this text came into force."""

    country: str
    name: str
    link: str
    since: date
    strictness: Strictness
    privacy: bool = True
    """A data protection law of the kind of the GDPR holds: basis and source must be known, and the first mail names the source."""


_EU_DIRECTIVE = ("Directive 2002/58/EC, Article 13", "eur-lex.europa.eu/eli/dir/2002/58/oj", date(2003, 10, 31))
# One line a country; where a country lets companies be written to only under conditions that a machine cannot judge, it counts as strict.
_TABLE: tuple[Rule, ...] = (
    Rule(
        "US", "CAN-SPAM Act, 15 U.S.C. § 7704", "ftc.gov: CAN-SPAM Act, a compliance guide for business", date(2004, 1, 1), "opt_out", False
    ),
    Rule("GB", "PECR 2003, regulation 22, and UK GDPR", "ico.org.uk: Business-to-business marketing", date(2003, 12, 11), "corporate"),
    Rule("IE", "S.I. 336/2011, regulation 13, and GDPR", "irishstatutebook.ie/eli/2011/si/336", date(2011, 7, 1), "corporate"),
    Rule("SE", "Marknadsföringslagen (2008:486) § 19 and GDPR", "lagen.nu/2008:486", date(2008, 7, 1), "corporate"),
    Rule(
        "FI",
        "Act on Electronic Communications Services 917/2014, section 200, and GDPR",
        "finlex.fi: 917/2014",
        date(2015, 1, 1),
        "corporate",
    ),
    Rule("PT", "Lei 41/2004, artigo 13.º-A, and GDPR", "cnpd.pt: Diretriz 2022/1", date(2012, 8, 30), "corporate"),
    Rule(
        "FR",
        "Code des postes et des communications électroniques, art. L34-5, and GDPR",
        "cnil.fr: prospection commerciale par courrier électronique",
        date(2004, 6, 22),
        "relevance",
    ),
    Rule("DE", "UWG § 7 and GDPR", "gesetze-im-internet.de/uwg_2004/__7.html", date(2009, 8, 4), "customers"),
    Rule("AT", "TKG 2021 § 174 and GDPR", "ris.bka.gv.at: TKG 2021 § 174", date(2021, 11, 1), "customers"),
    Rule(
        "IT",
        "Codice in materia di protezione dei dati personali, art. 130, and GDPR",
        "garanteprivacy.it: Linee guida in materia di spam",
        date(2004, 1, 1),
        "customers",
    ),
    Rule("ES", "LSSI (Ley 34/2002), artículo 21, and GDPR", "boe.es: BOE-A-2002-13758", date(2002, 10, 12), "customers"),
    Rule("NL", "Telecommunicatiewet, artikel 11.7, and GDPR", "acm.nl: spamverbod", date(2009, 10, 1), "customers"),
    Rule(
        "BE",
        "Code de droit économique, art. XII.13, and GDPR",
        "economie.fgov.be: publicité par courrier électronique",
        date(2014, 5, 31),
        "customers",
    ),
    Rule("DK", "Markedsføringsloven § 10 and GDPR", "forbrugerombudsmanden.dk: spam", date(2017, 7, 1), "customers"),
    Rule("PL", "Prawo komunikacji elektronicznej, art. 398, and GDPR", "uke.gov.pl: PKE art. 398", date(2024, 11, 10), "consent"),
    Rule("NO", "Markedsføringsloven § 15 and GDPR", "forbrukertilsynet.no: markedsføring via e-post", date(2009, 6, 1), "customers"),
    Rule("CH", "UWG Art. 3 Abs. 1 lit. o and DSG", "fedlex.admin.ch: SR 241", date(2007, 4, 1), "customers"),
    Rule(
        "CA", "CASL, S.C. 2010, c. 23, sections 6 and 10", "crtc.gc.ca: Canada's anti-spam legislation", date(2014, 7, 1), "canada", False
    ),
    Rule("AU", "Spam Act 2003, section 16 and schedule 2", "acma.gov.au: avoid sending spam", date(2004, 4, 10), "customers", False),
    Rule(
        "NZ", "Unsolicited Electronic Messages Act 2007, section 9", "legislation.govt.nz: 2007 No 7", date(2007, 9, 5), "customers", False
    ),
)
_REST_OF_THE_AREA = frozenset(("BG", "CY", "CZ", "EE", "GR", "HR", "HU", "IS", "LI", "LT", "LU", "LV", "MT", "RO", "SI", "SK"))
_RULES = {rule.country: rule for rule in _TABLE}
_SAME = {"UK": "GB", "GG": "GB", "JE": "GB", "IM": "GB", "PR": "US", "MC": "FR", "EL": "GR"}


def rule_of(country: str) -> Rule:
    """Return the rule of a country (ISO 3166-1 alpha-2); of one that is not known here the strictest: consent only."""
    code = country.strip().upper()
    code = _SAME.get(code, code)
    if code in _RULES:
        return _RULES[code]
    if code in _REST_OF_THE_AREA:
        name, link, since = _EU_DIRECTIVE
        return Rule(code, f"{name}, and GDPR", link, since, "customers")
    return Rule(code, STRICTEST, "", AS_OF, "consent")


def known_countries() -> tuple[str, ...]:
    """Return the countries whose own rule is written down here."""
    return tuple(sorted({*_RULES, *_REST_OF_THE_AREA}))
