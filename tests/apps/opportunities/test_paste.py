"""Pasting: the person sees the posting read and matched at once; an address is fetched at their word only."""

from __future__ import annotations

from pathlib import Path

import pytest

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.models import Opportunity
from freehold.apps.opportunities.services import fetching, paste
from freehold.domain.errors import UserError
from tests.apps.opportunities.conftest import BODY, NOW

GOLDEN = Path(__file__).parents[2] / "integrations" / "feeds" / "golden"
PAGE = f"""<html><head><script type="application/ld+json">{{"@context": "https://schema.org", "@type": "JobPosting",
"title": "Django developer", "description": "{BODY}", "hiringOrganization": {{"@type": "Organization", "name": "Hotel Linde"}}}}
</script></head><body><h1>Careers</h1></body></html>"""


def test_pasted_text_is_read_and_matched_at_once(workspace, freelancer):
    found = paste.paste(workspace, f"Django developer for a hotel\n\n{BODY}", now=NOW)
    assert found.title == "Django developer for a hotel"
    detail = selectors.detail(workspace, freelancer.pk, found.pk)
    assert detail.is_analysed
    assert detail.analysis.pay.quote in BODY
    assert detail.match.state == "scored"
    assert [sighting.source_kind for sighting in detail.sightings] == ["text"]


def test_a_pasted_page_is_read_by_what_it_states_as_data(workspace, freelancer):
    found = paste.paste(workspace, PAGE, now=NOW)
    assert (found.title, found.company) == ("Django developer", "Hotel Linde")


def test_a_page_without_data_is_read_as_text(workspace, freelancer):
    found = paste.paste(workspace, f"<html><body><h1>Django developer</h1><p>{BODY}</p></body></html>", now=NOW)
    assert "booking system" in found.text


def test_pasting_the_same_twice_is_one_opportunity(workspace, freelancer):
    first = paste.paste(workspace, f"Django developer\n\n{BODY}", now=NOW)
    assert paste.paste(workspace, f"Django developer\n\n{BODY}", now=NOW).pk == first.pk


def test_an_address_is_not_fetched_without_the_persons_word(workspace, freelancer, monkeypatch):
    asked = []
    monkeypatch.setattr(fetching, "fetch_page", lambda address, now: asked.append(address) or PAGE.encode())
    with pytest.raises(paste.AddressOnly) as refusal:
        paste.paste(workspace, " https://firm.example/jobs/7 ", now=NOW)
    assert refusal.value.address == "https://firm.example/jobs/7"
    assert asked == []
    assert not Opportunity.objects.exists()
    found = paste.paste(workspace, "https://firm.example/jobs/7", now=NOW, may_fetch=True)
    assert asked == ["https://firm.example/jobs/7"]
    assert found.company == "Hotel Linde"


@pytest.mark.parametrize("content", ["", "  \n ", "x" * 2_000_001])
def test_nothing_and_too_much_are_refused_kindly(workspace, content):
    with pytest.raises(UserError):
        paste.paste(workspace, content, now=NOW)


@pytest.mark.parametrize("page", ["freelancermap/page.html", "workana/list.html", "99freelas/list.html"])
def test_a_saved_page_of_a_market_place_is_read_as_what_it_is(page):
    kind, reading = paste.read_pasted((GOLDEN / page).read_bytes())
    assert kind == page.partition("/")[0] and len(reading.postings) > 1
