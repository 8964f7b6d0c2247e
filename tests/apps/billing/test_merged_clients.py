"""After a merge the issued papers keep the gone client's id: lists, sums, pages and reminders of the kept one must know them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from freehold.apps.billing.client_panel import owed_notes
from freehold.apps.billing.models import Alias, Document, DocumentState, Expense, Payment, PortalLink, Project, TimeEntry
from freehold.apps.billing.selectors import for_api, overview, payments, portal, reminders
from freehold.apps.billing.selectors import time as times
from freehold.apps.billing.selectors.credit import client_credit, credits_by_client
from freehold.apps.billing.selectors.documents import Filters, figures, narrowed
from freehold.apps.billing.selectors.expenses import unbilled_expenses
from freehold.apps.billing.selectors.ledger import ledger
from freehold.apps.billing.selectors.portal_work import shown_projects
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.selectors.statement import statements
from freehold.apps.billing.services import payments as paying
from freehold.apps.billing.services import reminders as reminding
from freehold.apps.billing.services.bill_work import bill_time
from freehold.apps.billing.services.portal import make_link
from freehold.apps.billing.services.reconcile import reconcile_waiting
from freehold.apps.billing.services.reconcile_facts import bookings, experience, invoices
from freehold.apps.chatbot.services import conversations as talks
from freehold.apps.chatbot.services import sites
from freehold.apps.clients import selectors as clients
from freehold.apps.clients import services as client_services
from freehold.domain.errors import UserError
from freehold.kit.mailing.models import OutgoingMail
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.billing.payment_samples import IBAN, invoice, line
from tests.apps.billing.portal_samples import issued, link_to


@pytest.fixture
def gone(workspace):
    """The same hotel, entered a second time."""
    return client_services.add_client(
        workspace,
        name="Linde Hotels",
        line1="Am Markt 1",
        postcode="80331",
        city="München",
        country="DE",
        email="buchhaltung@linde.example",
        vat_id="DE129273398",
        language="de",
        now=NOW,
    )


@pytest.fixture
def merge(workspace, linde, gone):
    """Merge and undo by name."""

    class Deeds:
        def do(self, kept=linde, other=gone):
            return client_services.merge_clients(workspace, kept.pk, other.pk, now=NOW)

        def undo(self, row):
            return client_services.undo_merge(workspace, row.pk, now=NOW)

    return Deeds()


@pytest.fixture
def papers(workspace, linde, gone, tulip):
    """One open invoice of each, and one of somebody else."""
    return [
        invoice(workspace, who, f"R-{place}", amount) for place, (who, amount) in enumerate([(linde, "100"), (gone, "40"), (tulip, "7")])
    ]


def own(row):
    row.refresh_from_db()
    return row.client_id


def visit(path):
    answer = Browser().get(path)
    return answer.status_code, answer.content.decode()


def test_every_list_of_the_kept_client_knows_the_papers_of_the_gone_one(workspace, linde, gone, tulip, papers, merge):
    paying.record_payment(workspace, document_id=papers[1].pk, amount=Decimal(10), currency="EUR", paid_on=date(2026, 11, 1), now=NOW)
    merge.do()
    assert own(papers[1]) == gone.pk
    both = {papers[0].pk, papers[1].pk}
    of_linde = Filters(client_id=linde.pk)
    assert {row.pk for row in narrowed(workspace, of_linde)} == both
    assert figures(workspace, of_linde, TODAY)["open"].sums == {"EUR": Decimal(130)}
    assert {row.pk for row in for_api.documents(workspace, client_id=linde.pk)} == both
    assert [row.amount for row in for_api.payments(workspace, client_id=linde.pk)] == [Decimal(10)]
    assert [row.amount for row in payments.payments(workspace, client_id=linde.pk)] == [Decimal(10)]
    assert {row.id for row in ledger(workspace, "EUR", client_id=linde.pk)} == both
    assert {row.client_id for row in ledger(workspace, "EUR")} == {linde.pk, tulip.pk}
    (account,) = statements(workspace, linde.pk, date(2026, 1, 1), TODAY)
    assert (len(account.entries), account.balance) == (3, Decimal(130))
    assert owed_notes(workspace, [linde.pk]) == {linde.pk: "owes €130.00"}
    assert owed_notes(workspace, [tulip.pk]) == {tulip.pk: "owes €7.00"}
    rows = overview.profit_by_client(workspace, "EUR", date(2026, 1, 1), TODAY, clients.client_names(workspace))
    assert [(row.client_id, row.net) for row in rows] == [(linde.pk, Decimal(140)), (tulip.pk, Decimal(7))]


def test_sums_by_client_follow_three_merges_behind_one_another_and_come_apart_again(workspace, linde, gone, tulip, harbour, papers, merge):
    last = client_services.add_client(workspace, name="Linde Holding", now=NOW)
    first = merge.do()
    merge.do(harbour, linde)
    outer = merge.do(last, harbour)
    assert owed_notes(workspace, [last.pk, tulip.pk]) == {last.pk: "owes €140.00", tulip.pk: "owes €7.00"}
    assert {row.client_id for row in ledger(workspace, "EUR")} == {last.pk, tulip.pk}
    assert {row.id for row in ledger(workspace, "EUR", client_id=last.pk)} == {papers[0].pk, papers[1].pk}
    assert {one.customer for one in invoices(workspace, TODAY)} == {str(last.pk), str(tulip.pk)}
    with pytest.raises(UserError):
        merge.undo(first)
    merge.undo(outer)
    assert owed_notes(workspace, [last.pk, harbour.pk]) == {harbour.pk: "owes €140.00"}


def test_lists_of_clients_and_papers_ask_no_more_for_it(workspace, linde, papers, merge, django_assert_num_queries):
    with django_assert_num_queries(1):
        owed_notes(workspace, [linde.pk])
    with django_assert_num_queries(1):
        ledger(workspace, "EUR")
    merge.do()
    with django_assert_num_queries(1):
        owed_notes(workspace, [linde.pk])
    with django_assert_num_queries(1):
        ledger(workspace, "EUR")


def test_work_that_was_noted_for_the_gone_one_after_the_merge_is_billed_with_the_rest(workspace, seller, linde, gone, merge):
    merge.do()
    made = {"workspace": workspace, "day": TODAY, "created_at": NOW}
    entries = [TimeEntry.objects.create(client=who, minutes=60, rate=Decimal(50), **made) for who in (linde, gone)]
    costs = [
        Expense.objects.create(
            client=who,
            supplier="Rail",
            gross=Decimal(10),
            net=Decimal(10),
            tax=Decimal(0),
            currency="EUR",
            billable=True,
            **made,
        )
        for who in (linde, gone)
    ]
    for found in (times.unbilled(workspace), times.unbilled(workspace, linde.pk)):
        assert [(row.client_id, row.name, row.minutes, row.expenses) for row in found] == [(linde.pk, linde.name, 120, 2)]
    assert [row for row, _worth in times.unbilled_entries(workspace, linde.pk)] == entries
    assert list(unbilled_expenses(workspace, linde.pk)) == costs
    draft = bill_time(workspace, gone.pk, [row.pk for row in entries], [row.pk for row in costs], now=NOW)
    assert Document.objects.get(pk=draft).client_id == linde.pk
    assert times.unbilled(workspace) == []


def test_the_pages_of_the_kept_client_show_both(browser, workspace, seller, linde, gone, papers, merge):
    merge.do()
    page = browser.get(reverse("clients:detail", args=[linde.pk])).content.decode()
    assert "R-0" in page and "R-1" in page and "R-2" not in page and "€140.00" in page
    for who in (linde, gone):
        text = browser.get(reverse("billing:statement", args=[who.pk])).content.decode()
        assert "R-0" in text and "R-1" in text and "R-2" not in text


def test_a_link_to_the_kept_client_shows_the_papers_and_projects_of_both_and_of_nobody_else(workspace, seller, linde, gone, papers, merge):
    now = timezone.now()
    Project.objects.create(workspace=workspace, client=gone, name="Booking engine", created_at=NOW)
    Project.objects.create(workspace=workspace, client=linde, name="New site", created_at=NOW)
    link, path = link_to(workspace, linde, now=now)
    assert {row.pk for row in portal.papers(link)} == {papers[0].pk}
    row = merge.do()
    link = PortalLink.objects.get(pk=link.pk)
    assert {row.pk for row in portal.papers(link)} == {papers[0].pk, papers[1].pk}
    assert {one.name for one in shown_projects(link)} == {"Booking engine", "New site"}
    status, text = visit(path)
    assert status == 200 and "R-0" in text and "R-1" in text and "R-2" not in text and "140,00" in text
    assert "R-1" in visit(f"{path}statement/")[1]
    assert visit(f"{path}{papers[1].pk}/")[0] == 200
    assert visit(f"{path}{papers[2].pk}/")[0] == 404
    merge.undo(row)
    status, text = visit(path)
    assert "R-0" in text and "R-1" not in text
    assert visit(f"{path}{papers[1].pk}/")[0] == 404
    assert "R-1" not in visit(f"{path}statement/")[1]


def test_a_link_made_for_the_gone_one_shows_both_while_they_are_one(workspace, seller, linde, gone, papers, merge):
    """The owner has said that they are one client, and new papers are the kept one's: by the link in their hands they would miss them."""
    link, path = link_to(workspace, gone, now=timezone.now())
    assert "R-0" not in visit(path)[1]
    row = merge.do()
    assert PortalLink.objects.get(pk=link.pk).client_id == linde.pk
    assert [one.pk for one in portal.links_of(workspace, timezone.now(), client_id=linde.pk)] == [link.pk]
    text = visit(path)[1]
    assert "R-0" in text and "R-1" in text and "R-2" not in text
    merge.undo(row)
    text = visit(path)[1]
    assert "R-0" not in text and "R-1" in text
    assert visit(f"{path}{papers[0].pk}/")[0] == 404


def test_a_row_that_still_names_the_gone_one_never_opens_what_is_the_kept_one_s(workspace, seller, linde, gone, papers, merge):
    link, path = link_to(workspace, gone, now=timezone.now())
    merge.do()
    PortalLink.objects.filter(pk=link.pk).update(client=gone)
    assert [row.pk for row in portal.papers(PortalLink.objects.get(pk=link.pk))] == [papers[1].pk]
    assert "R-0" not in visit(f"{path}statement/")[1]


def test_a_link_to_one_paper_opens_that_one_alone_before_and_after(workspace, seller, linde, gone, papers, merge):
    now = timezone.now()
    early = link_to(workspace, gone, papers[1], now=now)[1]
    row = merge.do()
    late = link_to(workspace, linde, papers[1], now=now)[1]
    by_old_id = make_link(workspace, gone.pk, document_id=papers[1].pk, now=now)
    for _step in ("merged", "two again"):
        for path in (early, late, by_old_id):
            assert visit(f"{path}{papers[1].pk}/")[0] == 200
            assert visit(f"{path}{papers[0].pk}/")[0] == 404
            assert visit(f"{path}statement/")[0] == 404
        if row.undone_at is None:
            merge.undo(row)
            row.refresh_from_db()
    with pytest.raises(UserError, match="Only an issued paper of this client"):
        make_link(workspace, linde.pk, document_id=papers[1].pk, now=now)


def test_a_merge_opens_nothing_of_another_workspace(workspace, other_workspace, seller, linde, gone, papers, merge):
    foreign = client_services.add_client(other_workspace, name="Linde Hotels", now=NOW)
    merged = client_services.add_client(other_workspace, name="Linde", now=NOW)
    theirs = invoice(other_workspace, merged, "X-1", "900")
    client_services.merge_clients(other_workspace, foreign.pk, merged.pk, now=NOW)
    merge.do()
    # Even a row that was damaged, so that it points across, opens nothing there.
    type(foreign).objects.filter(pk=merged.pk).update(merged_into=linde)
    path = link_to(workspace, linde, now=timezone.now())[1]
    assert "X-1" not in visit(path)[1]
    assert visit(f"{path}{theirs.pk}/")[0] == 404
    assert theirs.pk not in {row.pk for row in narrowed(workspace, Filters(client_id=linde.pk))}
    assert owed_notes(workspace, [linde.pk]) == {linde.pk: "owes €140.00"}
    with pytest.raises(UserError, match="different clients"):
        paying.record_payment(
            workspace, document_id=papers[0].pk, client_id=merged.pk, amount=Decimal(1), currency="EUR", paid_on=TODAY, now=NOW
        )


def test_one_payment_settles_papers_of_both_and_credit_is_one(workspace, linde, gone, tulip, papers, merge):
    shares = [paying.Share(papers[0].pk, Decimal(100)), paying.Share(papers[1].pk, Decimal(20))]
    paid = {"currency": "EUR", "paid_on": TODAY, "now": NOW}
    with pytest.raises(UserError, match="different clients"):
        paying.record_payment(workspace, amount=Decimal(125), allocations=shares, **paid)
    merge.do()
    payment = paying.record_payment(workspace, amount=Decimal(125), allocations=shares, **paid)
    assert payment.client_id == linde.pk
    with pytest.raises(UserError, match="different clients"):
        paying.record_payment(workspace, amount=Decimal(9), allocations=[*shares, paying.Share(papers[2].pk, Decimal(7))], **paid)
    invoice(workspace, gone, "C-1", "10", kind="credit_note")
    for who in (linde, gone):
        assert client_credit(workspace, who.pk) == {"EUR": Decimal(15)}
    assert credits_by_client(workspace) == {linde.pk: {"EUR": Decimal(15)}}
    assert paying.use_credit(workspace, papers[1].pk, now=NOW) == Decimal(15)
    assert client_credit(workspace, linde.pk) == {}


def test_a_payment_for_a_paper_of_the_gone_one_stays_with_it_when_they_are_two_again(workspace, linde, gone, papers, merge):
    row = merge.do()
    payment = paying.record_payment(
        workspace, document_id=papers[1].pk, client_id=linde.pk, amount=Decimal(40), currency="EUR", paid_on=TODAY, now=NOW
    )
    merge.undo(row)
    assert own(payment) == gone.pk
    (account,) = statements(workspace, gone.pk, date(2026, 1, 1), TODAY)
    assert account.balance == 0


def test_what_was_learned_of_how_both_pay_stays_known(workspace, linde, gone, papers, merge):
    for who in (linde, gone):
        Alias.objects.create(workspace=workspace, client=who, kind="account", value=IBAN, confirmed=1, last_at=NOW)
    assert experience(workspace, TODAY).accounts == {}
    merge.do()
    assert Alias.objects.filter(client=gone).exists()
    assert experience(workspace, TODAY).accounts == {IBAN: str(linde.pk)}
    facts = {one.number: one for one in invoices(workspace, TODAY)}
    assert facts["R-1"].customer == facts["R-0"].customer == str(linde.pk)
    assert facts["R-1"].customer_names == ("Linde Hotels", "Hotel Linde GmbH")
    bank = line(workspace, "140", "R-0 R-1", "Hotel Linde", IBAN)
    assert reconcile_waiting(workspace, now=NOW) == (1, 0)
    bank.refresh_from_db()
    assert bank.state == "matched"
    assert {row.state for row in Document.objects.filter(pk__in=[papers[0].pk, papers[1].pk])} == {DocumentState.PAID}
    Payment.objects.update(client=gone)
    assert [one.customer for one in bookings(workspace, TODAY)] == [str(linde.pk)]


def test_reminders_of_the_gone_one_go_to_the_kept_one_by_its_ladder(workspace, seller, linde, gone, merge):
    client_services.add_contact(workspace, gone.pk, name="Ute", email="ute@linde.example", gets_invoices=True, now=NOW)
    paper = issued(workspace, gone)
    merge.do()
    assert own(paper) == gone.pk
    due = NOW + timedelta(days=17)
    reminding.set_client_ladder(workspace, gone.pk, [], now=NOW)
    assert reminders.client_ladders(workspace) == {linde.pk: []}
    assert [row for row in reminders.today(workspace, due.date()).going if row.document.pk == paper.pk] == []
    reminding.set_client_ladder(workspace, linde.pk, None, now=NOW)
    assert [row.document.pk for row in reminders.today(workspace, due.date()).going] == [paper.pk]
    assert reminding.send_reminders(workspace, [paper.pk], now=due).count == 1
    mail = OutgoingMail.objects.for_workspace(workspace).get()
    assert mail.to == "ute@linde.example"


def test_never_reminding_the_kept_one_holds_for_the_gone_one_s_papers_too(workspace, seller, linde, gone, merge):
    paper = issued(workspace, gone)
    reminding.set_client_ladder(workspace, linde.pk, [], now=NOW)
    reminding.set_client_ladder(workspace, gone.pk, [3], now=NOW)
    row = merge.do()
    due = TODAY + timedelta(days=17)
    document = reminders.unpaid(workspace).get(pk=paper.pk)
    assert reminders.judged(document, billing_settings(workspace), reminders.client_ladders(workspace), due).decision.step is None
    merge.undo(row)
    document = reminders.unpaid(workspace).get(pk=paper.pk)
    assert reminders.judged(document, billing_settings(workspace), reminders.client_ladders(workspace), due).decision.step == 3


def test_the_chat_on_the_kept_client_s_page_knows_who_wrote_as_the_gone_one(browser, workspace, seller, linde, gone, merge):
    site = sites.add_site(workspace, name="Site", now=NOW)
    talk = talks.open_conversation(site, language="en", email="buchhaltung@linde.example", now=NOW).conversation
    talks.post_message(talk, "Where is the Tuesday file?", key="one", now=NOW)
    assert "Tuesday file" not in browser.get(reverse("clients:detail", args=[linde.pk])).content.decode()
    merge.do()
    assert "Tuesday file" in browser.get(reverse("clients:detail", args=[linde.pk])).content.decode()
