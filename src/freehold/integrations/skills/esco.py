"""Reads the ESCO skills file that an owner has downloaded: the ESCO address of each skill name."""

from __future__ import annotations

import csv
from pathlib import Path

from freehold.domain.errors import UserError
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.skill_names import key_of

# Occupations have addresses and labels too, but are no skills.
ADDRESSES = ("http://data.europa.eu/esco/skill/", "https://data.europa.eu/esco/skill/")
NEEDED = ("conceptUri", "preferredLabel", "altLabels")


def esco_addresses(path: Path, gazetteer: Gazetteer) -> dict[str, str]:
    """Return the ESCO address of each canonical name that the file knows by its preferred or an alternative label.

    `path` is one of the CSV files of an ESCO download ("skills_en.csv", "digitalSkillsCollection_en.csv"). A preferred label wins over
    an alternative one. Raises UserError when the file is no such file or names no skill.
    """
    preferred: dict[str, str] = {}
    alternative: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = csv.DictReader(handle)
            missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
            if missing:
                raise UserError(
                    f"{path.name} is no ESCO skills file: the columns {', '.join(missing)} are missing. Choose skills_en.csv of an ESCO "
                    f"download."
                )
            for row in rows:
                address = (row["conceptUri"] or "").strip()
                if not address.startswith(ADDRESSES):
                    continue
                preferred.setdefault(key_of(row["preferredLabel"] or ""), address)
                for label in (row["altLabels"] or "").replace(" | ", "\n").split("\n"):
                    alternative.setdefault(key_of(label), address)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{path.name} cannot be read as CSV in UTF-8 ({error}). Nothing was changed. Download the file again.") from error
    if not preferred:
        raise UserError(f"{path.name} holds no ESCO skills. Nothing was changed. Choose skills_en.csv of an ESCO download.")
    return {
        name: address
        for name in (skill.name for skill in gazetteer.skills())
        if (address := _address(name, gazetteer, preferred, alternative))
    }


def _address(name: str, gazetteer: Gazetteer, preferred: dict[str, str], alternative: dict[str, str]) -> str:
    spellings = [key_of(name), *gazetteer.spellings(name)]
    for table in (preferred, alternative):
        for spelling in spellings:
            if spelling and spelling in table:
                return table[spelling]
    # ESCO writes "Python (computer programming)".
    return preferred.get(f"{key_of(name)} computer programming", "")
