"""The public profile: what is shown, to whom, and what is not."""

from __future__ import annotations

import json

import pytest
from django.test import Client as Browser

from freehold.apps.accounts.services import people
from freehold.apps.reputation.selectors import public_fingerprint
from freehold.apps.storefront.extras import FINGERPRINTS
from freehold.apps.storefront.models import Part, PublicPage
from freehold.apps.storefront.services.pages import page_for
from freehold.domain.errors import UserError
from freehold.domain.matching.profile import Profile
from tests.apps.billing.conftest import NOW
from tests.apps.storefront.conftest import switched

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranger():
    return Browser(enforce_csrf_checks=True)


def test_a_page_is_off_until_its_owner_switches_it_on(workspace, freelancer, stranger):
    row = page_for(workspace, freelancer.pk, now=NOW)
    assert not row.enabled
    answer = stranger.get(f"/p/{row.handle}/")
    assert answer.status_code == 404
    assert answer.content == stranger.get("/p/nobody-at-all/").content


def test_a_stranger_reads_the_parts_that_are_shown(page, stranger):
    text = stranger.get("/p/mara/").content.decode()
    for words in ("Mara Winter", "calm web applications", "Booking system", "from €4,800", "Nine years of Django", "Köln", "€95.00"):
        assert words in text


def test_what_is_left_out_is_in_no_file_of_the_page(workspace, page, stranger):
    switched(workspace, page, parts=[Part.SERVICES])
    for path in ("", "resume.json", "schema.jsonld"):
        text = stranger.get(f"/p/mara/{path}").content.decode()
        assert "Booking system" in text
        for hidden in ("Köln", "€95", "minPrice", "Nine years", "Hotel Linde", "calm web", "2026-12-01"):
            assert hidden not in text, (path, hidden)


def test_the_cv_and_what_to_avoid_are_never_shown(page, stranger):
    for path in ("", "resume.json", "schema.jsonld"):
        text = stranger.get(f"/p/mara/{path}").content.decode()
        assert "gambling" not in text
        assert "555 0100" not in text


def test_no_cookie_is_set_and_nothing_is_loaded_from_elsewhere(page, stranger):
    answer = stranger.get("/p/mara/")
    assert not answer.cookies
    text = answer.content.decode()
    assert "http://testserver/p/mara/" in text
    assert all(source.startswith("/static/") for source in (part.split('"')[0] for part in text.split('<link rel="stylesheet" href="')[1:]))


def test_the_data_for_machines_is_the_profile_and_cannot_end_its_element(workspace, owner, stranger):
    evil = people.add_freelancer(workspace, Profile(name="</script><script>alert(1)</script>", headline="A & B"), now=NOW)
    switched(workspace, page_for(workspace, evil.pk, now=NOW), handle="evil")
    text = stranger.get("/p/evil/").content.decode()
    assert "<script>alert" not in text
    data = json.loads(text.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["name"] == "</script><script>alert(1)</script>"
    assert data["jobTitle"] == "A & B"


def test_the_words_of_schema_org_say_services_rates_and_skills(page, stranger):
    data = stranger.get("/p/mara/schema.jsonld").json()
    assert data["@type"] == "Person"
    assert data["knowsAbout"] == ["Django", "htmx"]
    assert data["makesOffer"][0]["itemOffered"]["name"] == "Booking system"
    assert data["makesOffer"][1]["priceSpecification"] == {
        "@type": "UnitPriceSpecification",
        "minPrice": "95",
        "priceCurrency": "EUR",
        "unitCode": "HUR",
    }


def test_the_json_resume_reads_back_as_the_profile_that_is_shown(page, stranger):
    from freehold.domain.matching.read_profile import from_json_resume

    read = from_json_resume(stranger.get("/p/mara/resume.json").json())
    assert (read.name, read.city, read.services[0].name, read.rates[0].min) == ("Mara Winter", "Köln", "Booking system", 95)


def test_two_pages_cannot_have_one_address(workspace, page, owner):
    other = people.add_freelancer(workspace, Profile(name="Mara Winter"), now=NOW)
    row = page_for(workspace, other.pk, now=NOW)
    assert row.handle != page.handle
    with pytest.raises(UserError, match="already"):
        switched(workspace, row, handle="mara")
    assert PublicPage.objects.get(pk=row.pk).handle == row.handle


@pytest.mark.parametrize("handle", ["", "a b", "-a", "ümlaut", "a/b", "x" * 61])
def test_a_handle_that_cannot_stand_in_an_address_is_refused(workspace, page, handle):
    with pytest.raises(UserError, match="address"):
        switched(workspace, page, handle=handle)


def test_the_page_speaks_its_own_language(workspace, page, stranger):
    switched(workspace, page, language="de")
    answer = stranger.get("/p/mara/", headers={"Accept-Language": "en"})
    assert answer.headers["Content-Language"] == "de"
    assert '<html lang="de"' in answer.content.decode()


def test_the_page_shows_the_fingerprint_of_the_key_that_signs_once_there_is_a_file(workspace, page, stranger, monkeypatch):
    assert "fingerprint" not in stranger.get("/p/mara/").content.decode()
    asked = []
    monkeypatch.setattr("freehold.apps.storefront.extras.FINGERPRINTS", [lambda found: asked.append(found) or "ab12 cd34"])
    assert '<code class="fingerprint">ab12 cd34</code>' in stranger.get("/p/mara/").content.decode()
    assert asked == [workspace]


def test_wiring_says_whose_fingerprint_that_is():
    assert FINGERPRINTS == [public_fingerprint]


def test_the_page_costs_few_queries(page, stranger, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        assert stranger.get("/p/mara/").status_code == 200


def test_the_owner_switches_the_page_on_and_reads_its_address(browser, freelancer, workspace):
    assert browser.get("/public-page/").status_code == 200
    sent = {
        "enabled": "on",
        "handle": "mara-w",
        "language": "en",
        "parts": ["services"],
        "takes_briefs": "on",
        "reply_days": "3",
        "greeting": "Hello",
    }
    assert browser.post("/public-page/", sent).status_code == 302
    text = browser.get("/public-page/").content.decode()
    assert "/p/mara-w/" in text
    row = PublicPage.objects.get()
    assert (row.enabled, row.parts, row.reply_days, row.greeting) == (True, ["services"], 3, "Hello")


def test_another_workspace_has_a_page_of_its_own(browser, other_workspace, page):
    from freehold.apps.storefront.services.pages import change_page

    with pytest.raises(UserError, match="not there"):
        change_page(
            other_workspace,
            page.pk,
            handle="x",
            enabled=True,
            language="en",
            greeting="",
            parts=[],
            takes_briefs=True,
            reply_days=1,
            now=NOW,
        )
