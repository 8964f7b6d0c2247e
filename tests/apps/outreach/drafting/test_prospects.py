"""Whom to approach: who is found, what is said of them, and who can be selected."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freehold.apps.billing.models import Document, Project
from freehold.apps.clients.models import Client, Contact
from freehold.apps.outreach.services import prospects_reading
from freehold.apps.outreach.services.prospects import prospect, prospects
from freehold.apps.outreach.services.segments import choices, people_of, segment_of
from freehold.domain.prospects import Segment
from freehold.kit.mailing.services.suppression import suppress
from tests.apps.outreach.drafting import generated
from tests.apps.outreach.drafting.generated import NOW, TODAY, posting

DRAW = random.Random(1)


def client(workspace, name="Hotel Linde GmbH", **fields) -> Client:
    given = {"country": "DE", "language": "de", "currency": "EUR", "created_at": NOW, "changed_at": NOW, **fields}
    return Client.objects.create(workspace=workspace, name=name, **given)


def contact(row: Client, **fields) -> Contact:
    given = {
        "name": "Anna Weber",
        "email": "anna@linde.example",
        "legal_form": "company",
        "basis": "customer",
        "basis_source": "invoice",
        "basis_on": date(2026, 3, 1),
    }
    return Contact.objects.create(client=row, created_at=NOW, **{**given, **fields})


def invoice(row: Client, on: date, *, number: str, paid_after: int = 10, net: int = 1000, project: Project | None = None) -> Document:
    return Document.objects.create(
        workspace_id=row.workspace_id, client=row, kind="invoice", state="paid", number=number, issue_date=on, due_date=on + timedelta(days=14),
        paid_at=NOW.replace(year=on.year, month=on.month, day=1) + timedelta(days=on.day + paid_after), currency="EUR", net=Decimal(net), project=project,
        created_at=NOW, changed_at=NOW,
    )  # fmt: skip


def found(workspace, freelancer, **more):
    return prospects(workspace, freelancer.pk, now=NOW, **more)


def test_clients_leads_and_companies_of_postings_are_found_and_told_apart(workspace, freelancer):
    linde = client(workspace)
    invoice(linde, date(2026, 2, 3), number="R1")
    client(workspace, "Nordlicht")
    posting(workspace, freelancer, DRAW, "Kiosk Ltd", days=3)
    posting(workspace, freelancer, DRAW, "HOTEL LINDE", days=3)
    client(workspace, "Put away", archived_at=NOW)
    assert {(one.name, one.kind, one.is_client) for one in found(workspace, freelancer)} == {
        ("Hotel Linde GmbH", "client", True),
        ("Nordlicht", "lead", True),
        ("Kiosk Ltd", "seen", False),
    }


def test_the_points_are_shown_in_words_and_add_up_to_the_score(workspace, freelancer):
    linde = client(workspace, tags=["hotel"])
    for number in range(3):
        invoice(linde, date(2026, 2 + number, 3), number=f"R{number}")
    posting(
        workspace,
        freelancer,
        DRAW,
        "Hotel Linde",
        days=3,
        pay_kind="hourly",
        pay_min=Decimal(80),
        pay_max=Decimal(90),
        pay_currency="EUR",
        title="Django job",
    )
    (one,) = found(workspace, freelancer)
    assert one.score == max(0, min(100, round(sum(reason.points for reason in one.points))))
    words = "\n".join(reason.text for reason in one.points)
    assert "3 invoices from Feb. 3, 2026 to April 3, 2026" in words
    assert "€80–90 an hour, above your floor of €60 an hour" in words
    assert "“Django job”" in words
    assert all(reason.source for reason in one.points)
    assert any("answer" in text for text in one.unknown)
    assert one.why_now.text == "They posted “Django job” on Nov. 19, 2026"
    assert one.why_now.on == date(2026, 11, 19)
    assert one.why_now.url.startswith("/")


def test_skills_that_were_asked_for_give_points_by_how_many_are_ones_own(workspace, freelancer):
    class Fixed(random.Random):
        wanted: tuple[str, ...] = ()

        def sample(self, _population, _k, **_more):
            return list(self.wanted)

    for name, wanted in (("All", ("Python", "Django", "Redis")), ("Near", ("Flask",)), ("None", ("Figma", "Bookkeeping"))):
        draw = Fixed(1)
        draw.wanted = wanted
        posting(workspace, freelancer, draw, name, days=3)
    points = {one.name: next(reason for reason in one.points if reason.kind == "skills") for one in found(workspace, freelancer)}
    assert points["All"].points == 28
    assert 0 < points["Near"].points < 14
    assert "comes close" in points["Near"].text
    assert points["None"].points == 0
    assert "1 posting read" in points["None"].text


def test_a_finished_project_of_nine_months_ago_is_a_reason_to_write(workspace, freelancer):
    linde = client(workspace)
    project = Project.objects.create(
        workspace=workspace, client=linde, name="Shop relaunch", created_at=NOW, closed_at=NOW - timedelta(days=275)
    )
    invoice(linde, TODAY - timedelta(days=270), number="R1", project=project)
    (one,) = found(workspace, freelancer)
    assert one.why_now.text.startswith("You finished “Shop relaunch” 9 months ago, on ")


def test_what_a_client_said_about_a_later_time_is_kept_with_its_date(workspace, freelancer, monkeypatch):
    linde = client(workspace)
    later = prospects_reading.ToldLater(linde.pk, "Too dear. Ask us again next year.", date(2025, 12, 1), "Proposal 7", "/proposals/7/")
    monkeypatch.setattr(prospects_reading, "told_elsewhere", [lambda _workspace_id: [later]])
    (one,) = found(workspace, freelancer)
    assert one.why_now.text == "They said on Dec. 1, 2025: “Ask us again next year.”"
    assert one.why_now.source == "Proposal 7"


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({}, True),
        ({"basis": ""}, False),
        ({"basis_source": ""}, False),
        ({"basis_on": None}, False),
        ({"email": ""}, False),
        ({"basis": "interest"}, False),
        ({"basis": "consent"}, True),
    ],
)
def test_nobody_without_a_lawful_basis_can_be_selected_and_it_is_said_why(workspace, freelancer, fields, allowed):
    linde = client(workspace)
    row = contact(linde, **fields)
    (one,) = found(workspace, freelancer)
    assert one.can_be_selected is allowed
    assert one.permission.allowed is allowed
    assert one.permission.why
    assert bool(one.permission.todo) is not allowed
    assert people_of(workspace, freelancer.pk, Segment(), now=NOW) == ([row.pk] if allowed else [])
    assert bool(found(workspace, freelancer, segment=Segment(approachable=True))) is allowed


def test_somebody_suppressed_is_shown_but_never_selected(workspace, freelancer):
    linde = client(workspace)
    contact(linde, email="Anna@Linde.example", basis="consent")
    suppress(workspace.pk, "anna@linde.example", reason="unsubscribed", now=NOW)
    (one,) = found(workspace, freelancer)
    assert not one.can_be_selected
    assert one.permission.why
    assert people_of(workspace, freelancer.pk, Segment(), now=NOW) == []


def test_the_person_who_may_be_written_to_is_chosen_among_several(workspace, freelancer):
    linde = client(workspace)
    contact(linde, basis="", email="first@linde.example")
    right = contact(linde, email="second@linde.example")
    (one,) = found(workspace, freelancer)
    assert one.contact_id == right.pk


def test_a_company_that_is_no_client_cannot_be_selected_before_it_is_added(workspace, freelancer):
    posting(workspace, freelancer, DRAW, "Kiosk Ltd", days=3)
    (one,) = found(workspace, freelancer)
    assert (one.can_be_selected, one.contact_id) == (False, None)
    assert "Add the company as a client" in one.permission.todo
    assert one.url.startswith("/")


def test_what_breaks_a_condition_or_was_dismissed_makes_no_prospect(workspace, freelancer):
    blocked = posting(workspace, freelancer, DRAW, "Blocked Ltd", days=3)
    blocked.matches.update(order=-2)
    dismissed = posting(workspace, freelancer, DRAW, "Dismissed Ltd", days=3)
    dismissed.matches.update(stage="dismissed")
    posting(workspace, freelancer, DRAW, "Old Ltd", days=500)
    assert found(workspace, freelancer) == []


def test_nothing_of_another_workspace_is_found(workspace, freelancer, other_workspace):
    linde = client(other_workspace)
    contact(linde)
    invoice(linde, date(2026, 2, 3), number="R1")
    assert found(workspace, freelancer) == []
    assert prospects(other_workspace, freelancer.pk, now=NOW) == []
    assert prospect(workspace, freelancer.pk, f"client:{linde.pk}", now=NOW) is None


def test_segments_narrow_the_list_and_offer_what_occurs(workspace, freelancer):
    linde = client(workspace, tags=["hotel", "south"])
    client(workspace, "Nordlicht", tags=["print"], country="GB", language="en")
    invoice(linde, date(2026, 2, 3), number="R1")
    every = found(workspace, freelancer)
    assert choices(every).tags == [("hotel", 1), ("print", 1), ("south", 1)]
    for data, names in (
        ({"tags": "hotel"}, ["Hotel Linde GmbH"]),
        ({"countries": "GB"}, ["Nordlicht"]),
        ({"last_before": "2026-06-01"}, ["Hotel Linde GmbH"]),
        ({"words": "linde"}, ["Hotel Linde GmbH"]),
        ({"kind": "lead"}, ["Nordlicht"]),
        ({"min_score": "99"}, []),
    ):
        assert [one.name for one in found(workspace, freelancer, segment=segment_of(data))] == names, data


def test_the_number_of_queries_does_not_grow_with_the_clients(workspace, freelancer):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            for one in found(workspace, freelancer):
                _ = (one.points, one.unknown, one.why_now, one.permission, one.contact_id)
        return len(captured)

    generated.people_of(workspace, freelancer, 1, 3)
    few = queries()
    generated.people_of(workspace, freelancer, 2, 40)
    assert queries() <= few
    assert few <= 25
