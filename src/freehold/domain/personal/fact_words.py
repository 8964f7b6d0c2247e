"""Facts as sentences in the language of a draft (English and German), so that a draft can be held against them word by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: Kind of fact → its parts: the values a part needs, and its words. A part whose values are not all known is left out.
_ENGLISH: dict[str, tuple[str, ...]] = {
    "contact": ("{name} ({first_name})", ", {role}", ", is a contact at {company}", " in {city}", "."),
    "posting": (
        "{company} posted “{posting_title}” on {posting_on}",
        ", {posting_days} ago",
        ", and asks for {posting_skills}",
        "; of these, {shared_skills} are yours",
        ".",
    ),
    "project": ("“{project}” for {company} was finished on {project_end}", ", {project_months} ago", ", in {project_year}", "."),
    "invoice": (
        "The first invoice to {company} is of {since_year}",
        ", the last one of {last_invoice_on}",
        ", {last_invoice_months} ago",
        ".",
    ),
    "offer": ("The offer “{offer_title}” to {company} of {offer_on} did not come to an order.",),
    "told": ("On {told_on} {company} said: “{told}”",),
    "me": ("Your profile: {my_name}", ", {my_headline}", ", {my_city}", "."),
    "skill": ("Your profile names {my_skill}", ", for {my_skill_years}", ": “{my_proof}”", "."),
    "service": ("Your profile offers “{my_service}”.",),
    "available": ("By your profile you are free from {available_from}.",),
    "calendar": ("It is the year {year}, and {next_year} comes next.",),
}
_GERMAN: dict[str, tuple[str, ...]] = {
    "contact": ("{name} ({first_name})", ", {role}", ", ist Kontakt bei {company}", " in {city}", "."),
    "posting": (
        "{company} hat am {posting_on} „{posting_title}“ ausgeschrieben",
        ", vor {posting_days}",
        ", und sucht {posting_skills}",
        "; davon können Sie {shared_skills}",
        ".",
    ),
    "project": ("„{project}“ für {company} wurde am {project_end} abgeschlossen", ", vor {project_months}", ", {project_year}", "."),
    "invoice": (
        "Die erste Rechnung an {company} ist aus dem Jahr {since_year}",
        ", die letzte vom {last_invoice_on}",
        ", vor {last_invoice_months}",
        ".",
    ),
    "offer": ("Aus dem Angebot „{offer_title}“ an {company} vom {offer_on} wurde kein Auftrag.",),
    "told": ("Am {told_on} sagte {company}: „{told}“",),
    "me": ("Ihr Profil: {my_name}", ", {my_headline}", ", {my_city}", "."),
    "skill": ("Ihr Profil nennt {my_skill}", ", seit {my_skill_years}", ": „{my_proof}“", "."),
    "service": ("Ihr Profil bietet „{my_service}“ an.",),
    "available": ("Nach Ihrem Profil sind Sie ab {available_from} frei.",),
    "calendar": ("Es ist das Jahr {year}, danach kommt {next_year}.",),
}
_UNITS = {
    "en": {"day": ("day", "days"), "month": ("month", "months"), "year": ("year", "years")},
    "de": {"day": ("Tag", "Tagen"), "month": ("Monat", "Monaten"), "year": ("Jahr", "Jahren")},
}
_AND = {"en": " and ", "de": " und "}


def language_of(code: str) -> str:
    """Return the language that facts and default templates are written in for a reader: "de" or "en"."""
    return "de" if code.casefold().startswith("de") else "en"


def fact_text(kind: str, values: Mapping[str, str], language: str) -> str:
    """Return a fact as one sentence. What is not known is left out."""
    parts = (_GERMAN if language_of(language) == "de" else _ENGLISH)[kind]
    return "".join(part.format_map(values) for part in parts if all(values.get(name) for name in _names(part)))


def amount(count: int, unit: str, language: str) -> str:
    """Return "9 months", in German in the case that follows "vor" and "seit": "9 Monaten"; "" for less than one."""
    one, many = _UNITS[language_of(language)][unit]
    return f"{count} {one if count == 1 else many}" if count > 0 else ""


def listed(names: Sequence[str], language: str) -> str:
    """Return "A, B and C"."""
    return _AND[language_of(language)].join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _names(part: str) -> list[str]:
    return [piece.partition("}")[0] for piece in part.split("{")[1:]]
