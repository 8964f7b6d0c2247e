"""Reads the form of the contract."""

from __future__ import annotations

import re

from freehold.domain.postings.document import Document

# In the order of how much they say: a posting that is both "contract" and "inside IR35" is the latter.
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ir35_outside", re.compile(r"\boutside (?:of )?ir ?35\b|\bir ?35\s?[:\-–]?\s?\(?outside\b", re.IGNORECASE)),
    ("ir35_inside", re.compile(r"\binside (?:of )?ir ?35\b|\bir ?35\s?[:\-–]?\s?\(?inside\b", re.IGNORECASE)),
    (
        "employee_leasing",
        re.compile(r"\barbeitnehmerüberlassung\b|\barbeitnehmerueberlassung\b|\bANÜ\b|\bAÜG\b|\bzeitarbeit\b", re.IGNORECASE),
    ),
    ("c2c", re.compile(r"\bcorp[- ](?:to|2)[- ]corp\b|\bC2C\b", re.IGNORECASE)),
    ("w2", re.compile(r"\bW-?2\b(?! form)")),
    ("1099", re.compile(r"(?<![\d,.#-])1099\b(?![,.]?\d)")),
    (
        "internship",
        re.compile(
            r"\binternships?\b|\bpraktikum\b|\bwerkstudent\w*|\bprácticas (?:remuneradas|profesionales)\b|\bstage de fin d'études\b",
            re.IGNORECASE,
        ),
    ),
    (
        "freelance",
        re.compile(
            r"\bfreelanc\w+\b(?! (?:platform|marketplace|market|network|economy))|\bindependent contractors?\b|\bfreiberuf\w+"
            r"|\bfreie[rn]? mitarbeit\w*|\bselbst(?:st)?ändig\w* (?:tätig|mitarb)|\bauf rechnung\b|\bautónom[oa]s?\b(?= |[,.)/"
            r"|\n])(?! (?:y|e) )|\bpor cuenta propia\b|\bportage salarial\b"
            r"|\bindépendant(?:e|s|es)?\b(?=[ ]?[,./|)\n(]|$)|\bauto-?entrepreneurs?\b"
            r"|\bself[- ]employed\b",
            re.IGNORECASE,
        ),
    ),
    (
        "contract",
        re.compile(
            r"\bcontract(?:or)?s?\b(?= (?:role|position|work|basis|to|job|opportunit|engagement|only|or|for|/|\||\))|[ ]?[,|/)\n(]|$"
            r"|\s?-\s)|\b(?:\d{1,2}[- ]month|short[- ]term|long[- ]term|fixed[- ]term|hourly) contract\b|\bcontract[- ]to[- ]hire\b"
            r"|\bfractional\b"
            r"|\bprojektbasis\b|\bwerkvertrag\b|\bdienstvertrag\b|\bproject[- ]based\b|\bcontrato de obra\b",
            re.IGNORECASE,
        ),
    ),
    (
        "temporary",
        re.compile(
            r"\btemporary (?:role|position|job|contract|work|employment|assignment)\b|\bbefristete?[nrs]?\b|\bfixed[- ]term\b"
            r"|\bseasonal\b|\bCDD\b"
            r"|\bcontrato temporal\b",
            re.IGNORECASE,
        ),
    ),
    (
        "permanent",
        re.compile(
            r"\bfull[- ]?time\b|\bpermanent (?:role|position|job|contract|employment|employee|staff|hire)\b|\bfestanstellung\b"
            r"|\bfest angestellt\b|\bunbefristet\w*|\bvollzeit\b|\bpart[- ]?time\b|\bteilzeit\b"
            r"|\bemployment contract\b|\bpermanent\b(?=\s?[|,/)\n])|\bCDI\b|\bcontrato indefinido\b"
            r"|\btemps plein\b|\bjornada completa\b",
            re.IGNORECASE,
        ),
    ),
)
_NOT_THE_WORK = re.compile(
    r"\b(?:smart|government|our|customer|customers'|with|sign(?:ed)?|of|these|data|api|figure|federal|dod|legal|no|not|keine|vendor"
    r"|pricing)\s?(?:\w{1,12}\s)?$",
    re.IGNORECASE,
)


def find_contract(document: Document) -> tuple[str, str] | None:
    """Return (form, quote) of the contract; what the title and header say wins over the body."""
    text = document.text
    start, end = document.header
    for low, high in ((start, end), (end, len(text))):
        for form, pattern in FORMS:
            for found in document.find(pattern, low, high):
                if form in {"contract", "freelance"} and _NOT_THE_WORK.search(text[max(0, found.start() - 25) : found.start()]):
                    continue
                return form, document.clause(*found.span())
    return None
