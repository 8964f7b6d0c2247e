"""Guesses which column of a table holds what, from the names that exports give them, in English and German."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

# Field of a posting or of its structured values -> names of columns, most telling first. Compared without case, blanks and signs.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "job_id", "posting_id", "project_id", "external_id", "uid", "guid", "reference", "referenz", "reference_id", "key",
        "jobkey", "hn_id"),
    "title": ("title", "job_title", "position", "role", "headline", "subject", "project", "project_title", "titel", "stelle",
        "projekt", "projekttitel", "stellentitel", "bezeichnung"),
    "description": ("description", "job_description", "body", "text", "details", "content", "summary", "beschreibung",
        "projektbeschreibung", "stellenbeschreibung", "hn_text", "html"),
    "url": ("url", "link", "job_url", "href", "address", "posting_url", "source_url", "apply_url", "web", "webseite", "adresse"),
    "company": ("company", "company_name", "client", "client_name", "employer", "organization", "organisation", "firma",
        "unternehmen", "kunde", "auftraggeber"),
    "location": ("location", "place", "city", "ort", "einsatzort", "standort", "region", "domestic_label"),
    "tags": ("tags", "skills", "keywords", "technologies", "categories", "category", "schlagworte", "fähigkeiten", "kenntnisse"),
    "published": ("published", "published_at", "published_on", "posted", "posted_at", "posted_on", "date_posted", "publication_date",
        "created", "created_at", "created_on", "date", "datum", "veröffentlicht", "eingestellt_am", "time"),
    "expires": ("expires", "expires_at", "valid_through", "closing_date", "gültig_bis", "läuft_ab"),
    "source": ("source", "board", "platform", "quelle", "plattform"),
    "pay_kind": ("pay_kind", "job_type", "rate_type", "salary_period", "pay_period", "type", "budget_type", "vergütungsart"),
    "pay_min": ("pay_min", "hourly_budget_min", "min_hourly_rate", "rate_min", "salary_min", "budget_min", "min_rate", "min"),
    "pay_max": ("pay_max", "hourly_budget_max", "max_hourly_rate", "rate_max", "salary_max", "budget_max", "max_rate", "max"),
    "fixed": ("fixed_budget", "fixed_price", "budget", "festpreis"),
    "hourly": ("hourly_rate", "rate", "stundensatz"),
    "pay_currency": ("pay_currency", "currency", "currency_code", "salary_currency", "währung"),
    "mode": ("mode", "workplace_type", "work_mode", "arbeitsort"),
    "contract": ("contract", "contract_type", "employment_type", "vertragsart"),
    "hours_per_week": ("hours_per_week", "weekly_hours", "engagement", "workload", "auslastung"),
    "duration": ("duration", "duration_label", "project_length", "laufzeit", "dauer"),
    "seniority": ("seniority", "experience_level", "tier_text", "level", "erfahrung"),
    "client_country": ("client_country", "country", "client_location", "land"),
    "client_hires": ("client_hires", "client_total_hires", "hires"),
    "client_spent": ("client_spent", "client_total_spent", "total_spent"),
    "client_rating": ("client_rating", "client_avg_feedback", "client_total_feedback", "rating"),
    "client_verified": ("client_verified", "client_payment_verified", "payment_verified"),
    "proposals": ("proposals", "proposals_tier", "applicants", "total_applicants", "bewerbungen"),
}  # fmt: skip


def column_key(name: str) -> str:
    """Return a column's name without case, blanks and signs."""
    return re.sub(r"[\W_]+", "", re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower())


_FIELD_OF = {(column_key(name)): (field, rank) for field, names in SYNONYMS.items() for rank, name in reversed(list(enumerate(names)))}


def guess_columns(headers: Sequence[str]) -> dict[str, str]:
    """Return field → header for the headers that are understood; of several for one field the most telling wins."""
    return dict(_guessed(tuple(headers)))


@lru_cache(maxsize=256)
def _guessed(headers: tuple[str, ...]) -> dict[str, str]:
    best: dict[str, tuple[int, str]] = {}
    for header in headers:
        field, rank = _FIELD_OF.get(column_key(header), ("", 0))
        if field and (field not in best or rank < best[field][0]):
            best[field] = (rank, header)
    return {field: header for field, (_rank, header) in best.items()}
