"""The billing settings: the short first run, each page, the logo, the numbers."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from freehold.apps.billing.models import BillingSettings, Series
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services.settings import save_logo, save_settings
from freehold.domain.errors import UserError
from tests.apps.billing.conftest import NOW

START = {
    "name": "Mara Winter",
    "line1": "Lindenweg 4",
    "postcode": "50667",
    "city": "Köln",
    "country": "DE",
    "tax_scheme": "regular",
    "vat_id": "DE 136 695 976",
    "iban": "DE89 3704 0044 0532 0130 00",
}


def png(width: int = 40, height: int = 20, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(out, format=kind)
    return out.getvalue()


def test_the_first_run_asks_for_what_the_law_wants_and_no_more(browser, workspace):
    url = reverse("billing:settings_start")
    text = browser.get(url).content.decode()
    assert "Every invoice must name its seller" in text
    assert text.count('name="vat_id"') == 1
    assert "footer" not in text.partition("<form")[2].partition("</form>")[0]
    answer = browser.post(url, START)
    assert answer.status_code == 302, answer.content.decode()
    row = BillingSettings.objects.get(workspace=workspace)
    assert (row.vat_id, row.iban, row.account_holder) == ("DE136695976", "DE89370400440532013000", "Mara Winter")
    assert row.einvoice == "facturx"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"vat_id": "DE136695977"}, "check digit"),
        ({"iban": "DE89370400440532013001"}, "typing error"),
        ({"name": ""}, "required"),
    ],
)
def test_what_is_mistyped_is_told_at_its_field_and_kept(browser, workspace, changes, words):
    answer = browser.post(reverse("billing:settings_start"), {**START, **changes})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "Lindenweg 4" in text
    assert not BillingSettings.objects.exists()


@pytest.mark.parametrize(
    ("name", "values", "kept"),
    [
        ("you", {"name": "Mara", "city": "Bonn", "country": "DE", "email": "m@x.example"}, {"city": "Bonn"}),
        ("tax", {"tax_scheme": "small", "tax_number": "12/345", "set_aside_percent": "30"}, {"tax_scheme": "small"}),
        ("paying", {"iban": "", "other_account": "Routing 1", "payment_days": "30"}, {"payment_days": 30}),
        ("look", {"look": "modern", "colour": "#123456", "footer": "One\n\nTwo"}, {"look": "modern"}),
        ("einvoice", {"einvoice": "peppol", "check_vat_ids_online": "on"}, {"einvoice": "peppol", "check_vat_ids_online": True}),
    ],
)
def test_each_page_saves_its_own_fields(browser, workspace, seller, name, values, kept):
    url = reverse("billing:settings_section", args=[name])
    assert browser.get(url).status_code == 200
    answer = browser.post(url, values)
    assert answer.status_code == 302, answer.content.decode()
    seller.refresh_from_db()
    assert {key: getattr(seller, key) for key in kept} == kept


def test_numbers_are_changed_within_what_the_law_allows(browser, workspace, seller):
    url = reverse("billing:settings_section", args=["numbers"])
    assert "Next: INV-2" in browser.get(url).content.decode()
    series = Series.objects.get(kind="invoice")
    prefix = f"series{series.pk}-"
    bad = browser.post(url, {"series": series.pk, prefix + "pattern": "RE-{number}", prefix + "restarts": "on"})
    assert bad.status_code == 422
    assert "need the year in them" in bad.content.decode()
    good = browser.post(
        url, {"series": series.pk, prefix + "pattern": "{year}/{number:03}", prefix + "restarts": "on", prefix + "start": "42"}
    )
    assert good.status_code == 302
    series.refresh_from_db()
    assert (series.pattern, series.next_number) == ("{year}/{number:03}", 42)


def test_a_sample_follows_the_form(browser, workspace, seller):
    answer = browser.get(reverse("billing:settings_picture"), {"look": "letter", "colour": "#aa0000"})
    assert answer.content.startswith(b"\x89PNG")
    frame = browser.get(
        reverse("billing:settings_sample"), {"look": "letter", "colour": "#aa0000", "csrfmiddlewaretoken": "x"}
    ).content.decode()
    assert "look=letter&amp;colour=%23aa0000" in frame
    assert "csrf" not in frame


def test_a_logo_is_kept_small_and_plain(browser, workspace, seller):
    browser.post(reverse("billing:settings_logo"), {"logo": SimpleUploadedFile("logo.png", png(3000, 1000))})
    seller.refresh_from_db()
    with Image.open(io.BytesIO(bytes(seller.logo))) as kept:
        assert kept.size == (1200, 400)
    assert seller.logo_type == "image/png"
    browser.post(reverse("billing:settings_logo"), {"remove": "1"})
    seller.refresh_from_db()
    assert seller.logo is None


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"\x89PNG broken", b"x" * 3_000_000])
def test_what_is_no_picture_is_refused(workspace, seller, content):
    with pytest.raises(UserError, match="former logo was kept"):
        save_logo(workspace, content, now=NOW)


def test_a_picture_of_too_many_dots_is_refused_before_it_is_unpacked(workspace, seller):
    with pytest.raises(UserError, match="too many dots"):
        save_logo(workspace, png(6000, 3000), now=NOW)


def test_an_unknown_setting_is_refused(workspace, seller):
    with pytest.raises(UserError, match="is no setting"):
        save_settings(workspace, now=NOW, workspace_id=7)


def test_settings_begin_with_what_is_known(workspace, freelancer):
    found = billing_settings(workspace)
    assert (found.pk, found.name, found.country, found.einvoice) == (None, "Mara Winter", "DE", "facturx")
