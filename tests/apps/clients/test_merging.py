"""Clients that are the same: found without comparing all with all, merged, and taken back exactly."""

from __future__ import annotations

import time

import pytest
from django.core import serializers
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from freehold.apps.billing.models import Document, Project, TimeEntry
from freehold.apps.clients import selectors, services
from freehold.apps.clients.models import Client, Contact, Merge, Note
from freehold.apps.clients.services import duplicates
from freehold.apps.clients.services.duplicates import Known, find, likeness, name_words, phone_key
from freehold.apps.clients.services.notes import add_note
from freehold.domain.errors import UserError
from freehold.kit.outbox.models import Event
from tests.apps.billing.conftest import NOW, TODAY


@pytest.fixture
def twins(workspace):
    """Two clients that are one, each with a person, a note, a project and a draft."""
    first = services.add_client(workspace, name="Hotel Linde GmbH", city="München", email="info@linde.example", number="K-1", now=NOW)
    second = services.add_client(
        workspace, name="Hotel Linde", country="DE", phone="+49 89 5550101", number="K-2", tags=["hotel"], notes="Old", now=NOW
    )
    for client in (first, second):
        services.add_contact(workspace, client.pk, name=f"Ute {client.pk}", email=f"ute{client.pk}@linde.example", now=NOW)
        add_note(workspace, client.pk, f"About {client.pk}", now=NOW)
        Project.objects.create(workspace=workspace, client=client, name="Booking", created_at=NOW)
    Document.objects.create(workspace=workspace, kind="invoice", client=second, currency="EUR", created_at=NOW, changed_at=NOW)
    return first, second


def everything(workspace):
    """Every row that a merge can touch, but for when it was changed."""
    rows = [
        *Client.objects.for_workspace(workspace).order_by("pk"),
        *Contact.objects.order_by("pk"),
        *Note.objects.for_workspace(workspace).order_by("pk"),
        *Project.objects.for_workspace(workspace).order_by("pk"),
        *Document.objects.for_workspace(workspace).order_by("pk"),
    ]
    told = serializers.serialize("python", rows)
    return [{**row, "fields": {name: value for name, value in row["fields"].items() if name != "changed_at"}} for row in told]


def issue(document_id, number="R-1"):
    rows = Document.objects.filter(pk=document_id)
    rows.update(number=number, state="issued", issue_date=TODAY, issued_at=NOW)


def test_a_merge_gives_everything_to_the_kept_one_and_hides_the_other(workspace, twins):
    first, second = twins
    services.merge_clients(workspace, first.pk, second.pk, choose={"name": second.pk}, now=NOW)
    kept = selectors.client(workspace, first.pk)
    assert (kept.name, kept.city, kept.country, kept.phone, kept.number) == ("Hotel Linde", "München", "DE", "+49 89 5550101", "K-1")
    assert (kept.tags, kept.notes, kept.contacts.count()) == (["hotel"], "Old", 2)
    assert set(Project.objects.for_workspace(workspace).values_list("client_id", flat=True)) == {first.pk}
    assert Document.objects.for_workspace(workspace).get().client_id == first.pk
    assert [row.pk for row in selectors.clients(workspace)] == [first.pk]
    assert selectors.client(workspace, second.pk).pk == first.pk
    assert selectors.client_names(workspace)[second.pk] == "Hotel Linde"
    assert sorted(selectors.ids_of(kept)) == [first.pk, second.pk]
    assert Event.objects.get(name="ClientsMerged").payload == {"workspace_id": workspace.pk, "kept_id": first.pk, "gone_id": second.pk}


def test_undo_brings_everything_back_exactly(workspace, twins):
    before = everything(workspace)
    merge = services.merge_clients(workspace, twins[0].pk, twins[1].pk, choose={"name": twins[1].pk, "number": twins[1].pk}, now=NOW)
    assert everything(workspace) != before
    undone = services.undo_merge(workspace, merge.pk, now=NOW)
    assert undone.stays == ()
    assert everything(workspace) == before
    assert services.undo_merge(workspace, merge.pk, now=NOW).stays == ()
    assert everything(workspace) == before


def test_an_issued_paper_keeps_the_client_it_was_issued_to_and_is_listed_with_both(workspace, twins):
    first, second = twins
    paper = Document.objects.for_workspace(workspace).get()
    issue(paper.pk)
    services.merge_clients(workspace, first.pk, second.pk, now=NOW)
    paper.refresh_from_db()
    assert paper.client_id == second.pk
    assert set(Project.objects.for_workspace(workspace).values_list("client_id", flat=True)) == {first.pk}
    mine = Document.objects.for_workspace(workspace).filter(client_id__in=selectors.ids_of(selectors.client(workspace, first.pk)))
    assert [row.pk for row in mine] == [paper.pk]


def test_undo_says_what_it_cannot_take_back(workspace, twins):
    first, second = twins
    merge = services.merge_clients(workspace, first.pk, second.pk, choose={"name": second.pk}, now=NOW)
    services.change_client(workspace, first.pk, name="Linde Hotels", now=NOW)
    issue(Document.objects.for_workspace(workspace).get().pk)
    later = Project.objects.create(workspace=workspace, client_id=first.pk, name="Later", created_at=NOW)
    undone = services.undo_merge(workspace, merge.pk, now=NOW)
    assert len(undone.stays) == 2
    assert "“Name” of “Linde Hotels” was changed" in undone.stays[0]
    assert "document" in undone.stays[1]
    first.refresh_from_db()
    second.refresh_from_db()
    later.refresh_from_db()
    assert (first.name, second.merged_into_id, later.client_id) == ("Linde Hotels", None, first.pk)
    assert first.country == ""


def test_a_client_is_not_merged_into_itself_nor_in_a_circle(workspace, twins):
    first, second = twins
    third = services.add_client(workspace, name="Linde Wien", now=NOW)
    with pytest.raises(UserError, match="one and the same"):
        services.merge_clients(workspace, first.pk, first.pk, now=NOW)
    services.merge_clients(workspace, second.pk, first.pk, now=NOW)
    services.merge_clients(workspace, third.pk, second.pk, now=NOW)
    for kept, gone in ((first, third), (second, third), (first, second), (third, first)):
        with pytest.raises(UserError, match="one and the same"):
            services.merge_clients(workspace, kept.pk, gone.pk, now=NOW)
    assert selectors.standing_for(workspace, first.pk) == third.pk
    assert selectors.client(workspace, first.pk).pk == third.pk
    assert sorted(selectors.ids_of(third)) == [first.pk, second.pk, third.pk]


def test_the_later_merge_is_taken_back_first(workspace, twins):
    first, second = twins
    third = services.add_client(workspace, name="Linde Wien", now=NOW)
    before = everything(workspace)
    inner = services.merge_clients(workspace, second.pk, first.pk, now=NOW)
    outer = services.merge_clients(workspace, third.pk, second.pk, now=NOW)
    with pytest.raises(UserError, match="Take that merge back first"):
        services.undo_merge(workspace, inner.pk, now=NOW)
    services.undo_merge(workspace, outer.pk, now=NOW)
    services.undo_merge(workspace, inner.pk, now=NOW)
    assert everything(workspace) == before


def test_nothing_of_another_workspace_is_merged(workspace, other_workspace, twins):
    foreign = services.add_client(other_workspace, name="Hotel Linde", now=NOW)
    for kept, gone in ((twins[0].pk, foreign.pk), (foreign.pk, twins[0].pk)):
        with pytest.raises(UserError, match="not there"):
            services.merge_clients(workspace, kept, gone, now=NOW)
    merge = services.merge_clients(workspace, twins[0].pk, twins[1].pk, now=NOW)
    with pytest.raises(UserError, match="not there"):
        services.undo_merge(other_workspace, merge.pk, now=NOW)


def test_a_person_with_the_same_address_stands_once(workspace, twins):
    first, second = twins
    services.add_contact(workspace, second.pk, name="U. Maier", email=f"UTE{first.pk}@linde.example", now=NOW)
    before = everything(workspace)
    merge = services.merge_clients(workspace, first.pk, second.pk, now=NOW)
    assert selectors.client(workspace, first.pk).contacts.count() == 2
    found = selectors.by_address(workspace, f"ute{first.pk}@LINDE.example")
    assert found is not None
    assert found[0].pk == first.pk
    services.undo_merge(workspace, merge.pk, now=NOW)
    assert everything(workspace) == before


def test_work_that_goes_on_for_the_gone_one_goes_to_the_kept_one(workspace, twins):
    first, second = twins
    TimeEntry.objects.create(workspace=workspace, client=second, day=TODAY, minutes=30, created_at=NOW)
    services.merge_clients(workspace, first.pk, second.pk, now=NOW)
    assert set(TimeEntry.objects.for_workspace(workspace).values_list("client_id", flat=True)) == {first.pk}
    services.change_client(workspace, second.pk, city="Augsburg", now=NOW)
    assert selectors.client(workspace, first.pk).city == "Augsburg"


def known(pk, name, **more):
    empty = {"city": "", "vat_id": "", "emails": frozenset(), "phones": frozenset(), "domains": frozenset()}
    return Known(pk, name, **{**empty, **more})


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"name": "Alpha", "vat_id": "DE1"}, {"name": "Beta", "vat_id": "DE1"}, ("vat",)),
        ({"name": "Alpha", "emails": frozenset({"a@a.example"})}, {"name": "Beta", "emails": frozenset({"a@a.example"})}, ("email",)),
        ({"name": "Alpha", "phones": frozenset({"305550101"})}, {"name": "Beta", "phones": frozenset({"305550101"})}, ("phone",)),
        ({"name": "Müller & Söhne GmbH"}, {"name": "mueller söhne".replace("ue", "ü")}, ("name",)),
        ({"name": "Tulip Studio B.V."}, {"name": "Studio Tulip"}, ("name",)),
        (
            {"name": "Nordlicht Reisen", "domains": frozenset({"n.example"})},
            {"name": "Nordlicht Reisn GmbH", "domains": frozenset({"n.example"})},
            ("domain", "like"),
        ),
        ({"name": "Nordlicht Reisen", "city": "kiel"}, {"name": "Nordlicht-Reise", "city": "kiel"}, ("like", "place")),
    ],
)
def test_what_makes_two_clients_alike(one, other, why):
    (pair,) = find([known(1, **one), known(2, **other)], set())
    assert pair.why == why
    assert find([known(1, **one), known(2, **other)], {(1, 2)}) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Alpha", "domains": frozenset({"g.example"})}, {"name": "Beta", "domains": frozenset({"g.example"})}),
        ({"name": "Nordlicht Reisen"}, {"name": "Nordlicht Reise"}),
        ({"name": "Linde", "city": "kiel"}, {"name": "Tanne", "city": "kiel"}),
        ({"name": "Nordlicht Reisen", "city": "kiel", "vat_id": "DE1"}, {"name": "Nordlicht Reise", "city": "kiel", "vat_id": "DE2"}),
    ],
)
def test_what_does_not(one, other):
    assert find([known(1, **one), known(2, **other)], set()) == []


def test_forms_accents_and_codes_do_not_count():
    assert name_words("Müller & Söhne GmbH & Co. KG") == name_words("MULLER UND SOHNE")
    assert phone_key("+49 (0)89 555 01 01") == phone_key("089 5550101")
    assert duplicates.domain_of("a@gmail.com") == ""
    assert duplicates.site_of("https://www.linde.example:443/a") == "linde.example"


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_share_and_the_same_both_ways(one, other):
    left, right = name_words(one), name_words(other)
    assert 0 <= likeness(left, right) <= 1
    assert abs(likeness(left, right) - likeness(right, left)) < 1e-9


def test_ten_thousand_clients_are_searched_in_moments():
    every = [
        known(number, f"Studio {number * 7919 % 10_007} {number % 90}", city=f"c{number % 40}", emails=frozenset({f"a{number}@c.example"}))
        for number in range(10_000)
    ]
    every.append(known(10_001, "Zephyr Yachts", vat_id="DE9"))
    every.append(known(10_002, "Zephyr Yacht", vat_id="DE9"))
    began = time.monotonic()
    found = find(every, set())
    assert time.monotonic() - began < 20
    assert (found[0].first, found[0].second) == (10_001, 10_002)


def test_the_pages_compare_merge_undo_and_keep_apart(browser, workspace, twins, django_assert_max_num_queries):
    first, second = twins
    with django_assert_max_num_queries(16):
        page = browser.get(reverse("clients:duplicates")).content.decode()
    assert "same name" in page
    with django_assert_max_num_queries(14):
        assert "Make them one" in browser.get(reverse("clients:compare", args=[first.pk, second.pk])).content.decode()
    merge_url = reverse("clients:merge", args=[first.pk, second.pk])
    answer = browser.post(merge_url, {"take_name": "theirs", "take_city": "nonsense"})
    assert answer.headers["Location"] == reverse("clients:detail", args=[first.pk])
    assert browser.post(merge_url).headers["Location"] == reverse("clients:detail", args=[first.pk])
    assert Merge.objects.for_workspace(workspace).count() == 1
    assert browser.get(reverse("clients:detail", args=[second.pk])).headers["Location"] == reverse("clients:detail", args=[first.pk])
    merge = Merge.objects.for_workspace(workspace).get()
    assert "Make them two again" in browser.get(reverse("clients:merged", args=[merge.pk])).content.decode()
    browser.post(reverse("clients:merge_undo", args=[merge.pk]))
    assert Client.objects.for_workspace(workspace).filter(merged_into__isnull=True).count() == 2
    browser.post(reverse("clients:apart", args=[second.pk, first.pk]))
    assert "Nobody stands here twice" in browser.get(reverse("clients:duplicates")).content.decode()
    browser.post(reverse("clients:together", args=[first.pk, second.pk]))
    assert "same name" in browser.get(reverse("clients:duplicates")).content.decode()
