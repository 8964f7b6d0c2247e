"""What a history is gathered from, the files that are made of it, and the keys that sign them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from freehold.apps.billing.models import Document
from freehold.apps.billing.selectors.reputation import papers_by_client
from freehold.apps.billing.services.projects import add_project
from freehold.apps.clients.services.merging import merge_clients
from freehold.apps.proposals.models import Proposal
from freehold.apps.proposals.selectors.reputation import accepted_by_client
from freehold.apps.reputation.models import HistoryChoice, IssuedFile, SigningKey
from freehold.apps.reputation.selectors import public_fingerprint
from freehold.apps.reputation.services import answering, choices
from freehold.apps.reputation.services.gathering import gather
from freehold.apps.reputation.services.issuing import issue_file
from freehold.apps.reputation.services.keys import private_half, renew_key, signing_key
from freehold.apps.reputation.services.wording import entry_of
from freehold.domain.errors import UserError
from freehold.domain.reputation.checking import check
from freehold.domain.reputation.signing import in_groups, public_key
from freehold.domain.reputation.statement import NotGenuine
from freehold.integrations.pdf import history_record
from freehold.kit.audit.models import AuditEntry
from tests.apps.billing.conftest import NOW
from tests.apps.billing.payment_samples import invoice


def made(workspace, kind="json", **values):
    return issue_file(workspace, kind, now=NOW, actor="Mara", **values)


def statement(workspace, kind="json"):
    return check(made(workspace, kind).content, from_pdf=history_record).signed.statement


def save(workspace, **changes):
    given = {"holder": "", "headline": "", "with_work": True, "with_proposals": True, "with_testimonials": True}
    choices.save_settings(workspace, **{**given, **changes}, now=NOW, actor="Mara")


def test_paid_invoices_are_summed_by_client_and_currency(workspace, papers, linde, tulip):
    invoice(workspace, linde, "R-4", "80.00", state="cancelled")
    note = invoice(workspace, linde, "G-1", "100.00", kind="credit_note", corrects=papers[0])
    invoice(workspace, linde, "G-2", "80.00", kind="credit_note", corrects=Document.objects.get(number="R-4"))
    project = add_project(workspace, client_id=linde.pk, name="Shop", now=NOW)
    invoice(workspace, linde, "R-5", "10.00", project=project, service_from=date(2023, 12, 1), service_to=date(2024, 1, 31))
    found = papers_by_client(workspace)
    assert (found[linde.pk].invoices, found[linde.pk].paid, found[linde.pk].net) == (3, 1, {"EUR": Decimal(900)})
    assert (found[linde.pk].first, found[linde.pk].last) == (date(2023, 12, 1), date(2026, 3, 1))
    assert (found[linde.pk].projects, found[tulip.pk].net) == ({project.pk}, {"USD": Decimal(70)})
    assert note.corrects_id == papers[0].pk


def test_papers_of_a_merged_client_count_for_the_one_that_stands_for_it(workspace, papers, linde, tulip):
    merge_clients(workspace, linde.pk, tulip.pk, now=NOW, actor="Mara")
    assert set(papers_by_client(workspace)) == {linde.pk}
    assert [one.name for one in gather(workspace).work] == ["Hotel Linde GmbH"]


def test_accepted_proposals_are_counted(workspace, freelancer, linde):
    common = {"workspace": workspace, "title": "t", "currency": "EUR", "created_at": NOW, "changed_at": NOW}
    for number, state, at in ((1, "accepted", NOW - timedelta(days=400)), (2, "accepted", NOW), (3, "declined", None)):
        Proposal.objects.create(**common, client=linde, number=number, state=state, accepted_at=at)
    Proposal.objects.create(**common, number=4, state="accepted", accepted_at=NOW)
    found = accepted_by_client(workspace)
    assert {key: (one.count, one.first.year, one.last.year) for key, one in found.items()} == {linde.pk: (2, 2025, 2026)}
    assert gather(workspace).shown_work[0].is_repeat


def test_without_a_yes_a_file_names_no_client_and_no_sum(workspace, papers):
    content = made(workspace).content.decode()
    assert "Linde" not in content
    assert "Tulip" not in content
    assert "net_paid" not in content
    kinds = [one["client"] for one in statement(workspace)["work"]]
    assert sorted(one["country"] for one in kinds) == ["DE", "NL"]


@pytest.mark.parametrize("kind", ["json", "html", "pdf"])
def test_every_kind_of_file_verifies_and_is_noted_by_its_hash(workspace, papers, said, kind):
    ready = made(workspace, kind)
    checked = check(ready.content, from_pdf=history_record)
    row = IssuedFile.objects.for_workspace(workspace).get()
    assert (checked.kind, row.kind, row.sha256) == (kind, kind, hashlib.sha256(ready.content).hexdigest())
    assert (row.fingerprint, row.entries, row.testimonials) == (checked.fingerprint, 2, 1)
    assert ready.name == f"mara-winter-work-history.{kind}"
    named = next(one for one in checked.signed.statement["work"] if one["client"].get("name"))
    assert named["figures"] == [{"currency": "EUR", "net_paid": "1000.00"}]


@pytest.mark.parametrize("place", [200, 2_000, 9_000, 20_000, -40])
def test_one_changed_byte_of_a_pdf_fails(workspace, papers, said, place):
    content = bytearray(made(workspace, "pdf").content)
    content[place] ^= 1
    with pytest.raises(NotGenuine):
        check(bytes(content), from_pdf=history_record)


def test_the_page_shows_words_of_clients_as_words(workspace, papers, said):
    text = made(workspace, "html").content.decode()
    assert "Quick &amp; &lt;careful&gt;." in text
    assert "<script" not in text
    assert "http://" not in text
    assert "https://" not in text
    assert in_groups(SigningKey.objects.get().fingerprint) in text


def test_the_words_of_the_file_are_in_its_language_and_the_record_is_the_same(workspace, papers):
    english, german = made(workspace, "html", language="en"), made(workspace, "html", language="de")
    assert b'<html lang="de">' in german.content
    first, second = (check(one.content, from_pdf=history_record).signed.content for one in (english, german))
    assert first == second


def test_a_history_of_one_word_of_a_client_is_a_history(workspace, said):
    value = statement(workspace)
    assert (value["work"], value["testimonials"][0]["from"]["name"]) == ([], "Hotel Linde GmbH")


def test_nothing_to_show_is_said_and_nothing_is_signed(workspace, freelancer):
    with pytest.raises(UserError, match="nothing to show yet"):
        made(workspace)
    assert not SigningKey.objects.exists()
    assert public_fingerprint(workspace) == ""


def test_other_kinds_are_refused(workspace, papers):
    with pytest.raises(UserError):
        made(workspace, "exe")


def test_a_text_with_half_a_character_is_refused_not_signed(workspace, papers, monkeypatch):
    broken = replace(gather(workspace).holder, name="Mara \ud800")
    monkeypatch.setattr("freehold.apps.reputation.services.gathering.gather_holder", lambda *_: broken)
    with pytest.raises(UserError, match="cannot be signed"):
        made(workspace)


def test_words_that_were_taken_back_are_in_no_later_file(workspace, papers, said, token):
    assert statement(workspace)["testimonials"]
    answering.withdraw(token, now=NOW + timedelta(hours=1))
    content = made(workspace).content.decode()
    assert "careful" not in content
    assert "Linde" not in content


def test_what_the_owner_leaves_out_is_in_no_file(workspace, papers, said, linde, tulip):
    choices.choose_client(workspace, tulip.pk, hidden=True, trade="", now=NOW, actor="Mara")
    assert len(statement(workspace)["work"]) == 1
    save(workspace, with_work=False, with_testimonials=False, holder="M. Winter")
    with pytest.raises(UserError):
        made(workspace)
    save(workspace, with_work=False, holder="M.\nWinter")
    value = statement(workspace)
    assert (value["work"], value["holder"]["name"], len(value["testimonials"])) == ([], "M. Winter", 1)


def test_what_a_client_does_stands_in_place_of_its_name(workspace, papers, tulip):
    choices.choose_client(workspace, tulip.pk, hidden=False, trade=" software  for\nshops ", now=NOW, actor="Mara")
    one = next(one for one in gather(workspace).shown_work if one.client == tulip.pk)
    assert entry_of(one).client == "A company in the Netherlands, software for shops"


def test_words_that_would_name_a_client_are_refused(workspace, papers, linde, foreign):
    with pytest.raises(UserError, match="would name Hotel Linde"):
        choices.choose_client(workspace, linde.pk, hidden=False, trade="the Linde", now=NOW, actor="Mara")
    for client_id in (foreign.pk, 0, 2**70):
        with pytest.raises(UserError):
            choices.choose_client(workspace, client_id, hidden=True, trade="", now=NOW, actor="Mara")
    assert not HistoryChoice.objects.exists()


def test_a_merge_keeps_one_choice_a_client(workspace, papers, linde, tulip):
    for client in (linde, tulip):
        choices.choose_client(workspace, client.pk, hidden=True, trade="", now=NOW, actor="Mara")
    merge_clients(workspace, linde.pk, tulip.pk, now=NOW, actor="Mara")
    assert gather(workspace).work[0].hidden


def test_the_key_is_made_once_encrypted_and_opened_again(workspace):
    key = signing_key(workspace, now=NOW)
    assert signing_key(workspace, now=NOW).pk == key.pk
    stored = SigningKey.objects.get()
    assert public_key(private_half(stored)) == key.public
    assert "private" not in str(stored.private)
    assert str(stored.private) != stored.private.reveal()


def test_a_renewed_key_signs_and_the_old_one_is_still_known(workspace, papers):
    first = statement(workspace)["key"]["fingerprint"]
    new = renew_key(workspace, seen=first, now=NOW, actor="Mara")
    assert renew_key(workspace, seen=first, now=NOW, actor="Mara").pk == new.pk
    old = SigningKey.objects.get(fingerprint=first)
    assert (old.private.reveal(), old.retired_at) == ("", NOW)
    assert statement(workspace)["key"]["fingerprint"] == new.fingerprint != first
    assert public_fingerprint(workspace) == in_groups(new.fingerprint)
    assert AuditEntry.objects.filter(action="reputation.key_renewed").count() == 1


def test_a_key_whose_lock_is_gone_says_so_and_can_be_renewed(workspace, papers, settings):
    fingerprint = statement(workspace)["key"]["fingerprint"]
    (settings.DATA_DIR / "secrets.key").unlink()
    with pytest.raises(UserError, match="cannot be opened"):
        made(workspace)
    renew_key(workspace, seen=fingerprint, now=NOW, actor="Mara")
    assert statement(workspace)["key"]["fingerprint"] != fingerprint


def test_every_workspace_has_its_own_key_and_history(workspace, papers, said, other_workspace):
    assert gather(other_workspace).work == ()
    assert signing_key(workspace, now=NOW).fingerprint != signing_key(other_workspace, now=NOW).fingerprint


def test_a_long_history_is_gathered_in_few_queries(workspace, papers, said, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        gather(workspace)


def test_the_record_is_plain_json(workspace, papers, said):
    value = json.loads(made(workspace).content)
    assert set(value) == {"signature", "statement"}
    assert value["statement"]["summary"]["clients_named"] == 1
