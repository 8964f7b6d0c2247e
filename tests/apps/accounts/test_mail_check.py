"""Settings → Mail → Do your mails arrive: looked up only when the owner asks, and signing only with a record that was found."""

from __future__ import annotations

import pytest
from django.urls import reverse

from freehold.domain.errors import UserError
from freehold.kit.mailing import selectors, services
from freehold.kit.mailing.port import Slot
from freehold.kit.mailing.preflight import Finding
from freehold.kit.mailing.services import dkim, preflight
from freehold.kit.mailing.services.accounts import AccountFacts
from tests.apps.accounts.samples import NOW


class Names:
    """Stands in for the DNS."""

    def __init__(self) -> None:
        self.asked = 0
        self.published = ""

    def check(self, facts):
        self.asked += 1
        record = (facts.domain, "TXT", "v=spf1 a:<b>smtp</b> ~all")
        return [
            Finding("spf", "warn", "spf.missing", {"domain": facts.domain}, *record),
            Finding("mx", "ok", "mx.there", {"servers": "mx"}),
        ]

    def dkim_key_at(self, name):
        self.asked += 1
        if self.published == "silent":
            raise UserError("The name servers did not answer.")
        return self.published


@pytest.fixture
def names(monkeypatch) -> Names:
    stand_in = Names()
    slot = Slot("mail check")
    slot.use(stand_in)
    for module in (dkim, preflight):
        monkeypatch.setattr(module, "mail_check", slot)
    return stand_in


@pytest.fixture
def account(workspace):
    facts = AccountFacts(
        from_name="Mara Lind", from_address="mara@studio.example", host="smtp.studio.example", port=587, security="starttls", user="mara", password="x"
    )  # fmt: skip
    return services.save_account(workspace.pk, facts, by="Mara", now=NOW)


def shown(page) -> str:
    response = page.get(reverse("accounts:mail_check"))
    assert response.status_code == 200
    return response.content.decode()


def press(page, wish: str) -> str:
    response = page.post(reverse("accounts:mail_key"), {"wish": wish}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_opening_the_page_asks_nobody_and_says_so(page, account, names):
    text = shown(page)
    assert "Not looked up yet." in text and "nothing else leaves the machine, and never by itself" in text and names.asked == 0
    assert reverse("accounts:mail_check") in page.get(reverse("accounts:mail")).content.decode()


def test_what_was_found_is_shown_with_its_date_and_what_to_publish(page, account, names):
    page.post(reverse("accounts:mail_check_now"))
    text = shown(page)
    assert "Looked up" in text and "does not say which servers may send for it" in text and "List-Unsubscribe" in text
    assert "v=spf1 a:&lt;b&gt;smtp&lt;/b&gt; ~all" in text and names.asked == 1


def test_without_an_account_there_is_nothing_to_check(page, names):
    assert "No mail account yet" in shown(page)
    assert page.post(reverse("accounts:mail_check_now"), follow=True).status_code == 200 and names.asked == 0


def test_a_key_is_made_its_record_shown_and_signing_switched_on_when_it_is_found(page, account, names, workspace):
    text = press(page, "make")
    row = selectors.account_of(workspace.pk)
    assert dkim.record_name(row) in text and "p=MII" in text and "PRIVATE" not in text
    assert "was not found" in press(page, "on") and not selectors.account_of(workspace.pk).dkim_on
    names.published = "silent"
    assert "did not answer" in press(page, "on")
    names.published = row.dkim_public
    assert "Signing" in press(page, "on") and selectors.account_of(workspace.pk).dkim_on
    press(page, "off")
    assert not selectors.account_of(workspace.pk).dkim_on
    press(page, "trust")
    assert selectors.account_of(workspace.pk).dkim_on
    assert "nonsense" not in press(page, "nonsense")


def test_a_key_of_a_former_domain_is_told(page, account, names, workspace):
    press(page, "make")
    account.refresh_from_db()
    account.from_address = "mara@else.example"
    account.save()
    assert "Make a new one" in shown(page)


def test_only_the_owner_may_ask_or_sign(client, account, names, stranger, workspace):
    from freehold.apps.accounts.models import Membership, Role

    Membership.objects.filter(user=stranger).delete()
    Membership.objects.create(workspace=workspace, user=stranger, role=Role.MEMBER, created_at=NOW)
    client.force_login(stranger)
    text = client.get(reverse("accounts:mail_check")).content.decode()
    assert "studio.example" in text and "<button" not in text.partition("What the world sees")[2].partition("What large")[0]
    assert client.post(reverse("accounts:mail_check_now")).status_code == 403
    assert client.post(reverse("accounts:mail_key"), {"wish": "make"}).status_code == 403
    assert names.asked == 0 and not selectors.account_of(workspace.pk).dkim_key


def test_strangers_see_nothing(client, account, names):
    for name in ("mail_check", "mail_check_now", "mail_key"):
        assert client.post(reverse(f"accounts:{name}")).status_code == 303
    assert names.asked == 0


def test_a_get_changes_nothing(page, account, names):
    assert page.get(reverse("accounts:mail_check_now")).status_code == 405
    assert page.get(reverse("accounts:mail_key")).status_code == 405


def test_the_page_costs_few_queries(page, account, names, django_assert_max_num_queries):
    press(page, "make")
    page.post(reverse("accounts:mail_check_now"))
    shown(page)
    with django_assert_max_num_queries(8):
        shown(page)
