"""Every golden payload, written in the true shape of its source with invented values, is read as its expected file says."""

from __future__ import annotations

import json

import pytest

from freehold.domain.ports import PostingSource
from freehold.domain.postings.posting import Posting
from tests.integrations.feeds.readings import GOLDEN, SOURCES, as_json, payloads

SECRETS = ("SECRET", "TRACK1", "REF1", "otpToken", "midToken", "awstrack", "google.com/url", "utm_")
ORIGINS = {
    "atom.xml": "https://verein.example.org/feed",
    "adzuna_gb.json": "https://api.adzuna.com/v1/api/jobs/gb/search/1",
    "positions.xml": "https://moos-stein.jobs.personio.de/xml",
    "postings.json": "https://heathermaps.pinpointhq.com/postings.json",
}


def read(path):
    return SOURCES[path.parent.name].read(path.read_bytes(), origin=ORIGINS.get(path.name, ""))


@pytest.mark.parametrize("path", payloads(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_golden_payload_is_read_as_expected(path):
    expected = json.loads(path.with_name(path.name + ".expected.json").read_text(encoding="utf-8"))
    assert as_json(read(path)) == expected


@pytest.mark.parametrize("path", payloads(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_ids_are_stable_and_unique_and_times_are_aware(path):
    first, second = read(path), read(path)
    assert first == second
    assert len({posting.id for posting in first.postings}) == len(first.postings)
    assert all(moment is None or moment.tzinfo for posting in first.postings for moment in (posting.published, posting.expires))
    json.dumps([dict(posting.structured) for posting in first.postings])


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("mail/*.eml")), ids=lambda path: path.name)
def test_no_token_of_a_mail_is_kept(path):
    for posting in read(path).postings:
        kept = json.dumps(as_json_of(posting))
        assert not [secret for secret in SECRETS if secret in kept]


def as_json_of(posting: Posting):
    return [posting.id, posting.url, posting.title, posting.description, posting.company, dict(posting.structured)]


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.name)
def test_a_source_fulfils_the_port_and_states_its_terms(source):
    assert isinstance(source, PostingSource)
    assert source.label
    assert source.terms.terms.endswith(".")
    assert source.terms.tier in ("open", "key", "restricted", "paste")
    assert source.terms.tier == "paste" or source.terms.min_interval_minutes >= 10
