"""Taking postings in: what counts as the same job, and what is kept of it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from freehold.apps.opportunities.models import Opportunity, Sighting
from freehold.apps.opportunities.services import stages
from freehold.apps.opportunities.services.ingest import ingest
from freehold.kit.outbox.models import Event
from tests.apps.opportunities.conftest import BODY, NOW, posting

LATER = NOW + timedelta(hours=3)


def put(workspace, *postings, kind="rss", now=NOW):
    return ingest(workspace, postings, source=None, source_kind=kind, now=now)


def the_one(workspace) -> Opportunity:
    return Opportunity.objects.for_workspace(workspace).select_related("body").get()


def test_the_same_id_again_is_one_sighting_seen_twice(workspace):
    first = put(workspace, posting())
    second = put(workspace, posting(), now=LATER)
    assert len(first.new_ids) == 1
    assert (second.new_ids, second.seen_ids) == ((), first.new_ids)
    sighting = Sighting.objects.get()
    assert (sighting.times_seen, sighting.first_seen_at, sighting.last_seen_at) == (2, NOW, LATER)
    assert the_one(workspace).last_seen_at == LATER


def test_the_same_address_on_another_channel_is_the_same_job(workspace):
    put(workspace, posting(url="https://board.example/jobs/77?utm_source=mail"))
    put(workspace, posting(id="another-id-entirely", description="Short.", url="https://board.example/jobs/77"), kind="mail")
    assert the_one(workspace).sighting_count == 1


def test_the_same_words_on_another_board_are_one_job_seen_on_two(workspace):
    put(workspace, posting())
    put(
        workspace,
        posting(id="x-other", url="https://elsewhere.example/job/9", description=f"<p>{BODY}</p> The reference of this job is 1."),
    )
    found = the_one(workspace)
    assert (found.sighting_count, found.source_count, found.repost_count) == (2, 2, 0)


def test_the_same_words_under_a_new_id_of_the_same_board_are_a_repost(workspace):
    put(workspace, posting())
    put(workspace, posting(id="posting-number-again", url="https://board.example/jobs/again"), now=LATER)
    found = the_one(workspace)
    assert (found.sighting_count, found.source_count, found.repost_count) == (2, 1, 1)
    assert list(Sighting.objects.order_by("pk").values_list("reposted", flat=True)) == [False, True]


def test_short_texts_are_not_taken_for_the_same_job(workspace):
    put(workspace, posting(1, description="Apply now."), posting(2, description="Apply now."))
    assert Opportunity.objects.for_workspace(workspace).count() == 2


def test_the_same_words_of_two_companies_are_two_jobs(workspace):
    put(workspace, posting(1, description=BODY), posting(2, description=BODY, company="Pension Ulme"))
    assert Opportunity.objects.for_workspace(workspace).count() == 2


def test_a_board_that_names_no_company_still_finds_the_job(workspace):
    put(workspace, posting(1, description=BODY, company=""), posting(2, description=BODY, company="HOTEL LINDE"))
    assert the_one(workspace).company == "HOTEL LINDE"


@pytest.mark.parametrize(
    "url", ["https://firm.example", "https://firm.example/careers/", "https://firm.example/jobs", "https://firm.example/Karriere"]
)
def test_a_careers_page_does_not_make_its_jobs_one(workspace, url):
    put(workspace, posting(1, url=url), posting(2, url=url))
    assert Opportunity.objects.for_workspace(workspace).count() == 2


def test_row_numbers_of_two_files_are_not_one_id(workspace):
    put(workspace, posting(1, id="1", url=""), kind="tabular")
    put(workspace, posting(2, id="1", url=""), kind="tabular")
    put(workspace, posting(2, id="1", url=""), kind="tabular")
    assert Opportunity.objects.for_workspace(workspace).count() == 2


def test_the_fullest_text_wins_and_the_earliest_date_stays(workspace):
    put(workspace, posting(description="A short alert.", published=NOW - timedelta(days=2), title="Alert", tags=("a",)))
    put(workspace, posting(published=NOW, location="Graz", tags=("b",), structured={"pay_kind": "hourly"}))
    put(workspace, posting(description="Shorter again.", published=NOW, title="Another"))
    found = the_one(workspace)
    assert found.title == "Django developer 1"
    assert BODY in found.description
    assert (found.published_at, found.location, found.tags) == (NOW - timedelta(days=2), "Graz", ["a", "b"])
    assert found.structured == {"pay_kind": "hourly"}


def test_a_text_that_grew_waits_to_be_read_again(workspace):
    put(workspace, posting(description="A short alert."))
    Opportunity.objects.for_workspace(workspace).update(analysed_at=NOW)
    put(workspace, posting(description="A short alert."), now=LATER)
    assert the_one(workspace).analysed_at == NOW
    put(workspace, posting(), now=LATER)
    found = the_one(workspace)
    assert (found.analysed_at, found.revision) == (None, 2)


def test_a_posting_that_links_two_known_jobs_makes_them_one(workspace):
    put(workspace, posting(1, url="https://a.example/jobs/11"))
    put(workspace, posting(2, url="https://b.example/jobs/22", title="Backend developer"))
    assert Opportunity.objects.for_workspace(workspace).count() == 2
    put(workspace, posting(2, id="bridge-of-two", url="https://a.example/jobs/11", title="Backend developer"))
    found = the_one(workspace)
    assert found.sighting_count == 2
    assert Sighting.objects.filter(opportunity=found).count() == 2


def test_jobs_that_the_person_has_worked_on_are_never_merged_away(workspace):
    put(workspace, posting(1, url="https://a.example/jobs/11"))
    (second,) = put(workspace, posting(2, url="https://b.example/jobs/22")).new_ids
    stages.shortlist(workspace, second, now=NOW)
    put(workspace, posting(2, id="bridge-of-two", url="https://a.example/jobs/11"))
    found = the_one(workspace)
    assert (found.pk, found.stage) == (second, "shortlisted")
    (third,) = put(workspace, posting(3, url="https://c.example/jobs/33")).new_ids
    stages.write_note(workspace, third, "call them")
    put(workspace, posting(3, id="bridge-of-three", url="https://b.example/jobs/22"))
    assert set(Opportunity.objects.for_workspace(workspace).values_list("pk", flat=True)) == {second, third}


def test_one_event_a_chunk_names_what_waits_to_be_read(workspace):
    found = put(workspace, *(posting(number) for number in range(120)))
    assert len(found.new_ids) == 120
    payloads = [row.payload for row in Event.objects.filter(name="PostingsSighted").order_by("created_at", "pk")]
    assert sorted(len(payload["opportunity_ids"]) for payload in payloads) == [20, 50, 50]
    Opportunity.objects.for_workspace(workspace).update(analysed_at=NOW)
    Event.objects.all().delete()
    put(workspace, *(posting(number) for number in range(120)), now=LATER)
    assert not Event.objects.exists()


def test_two_workspaces_share_nothing(workspace, other_workspace):
    put(workspace, posting())
    put(other_workspace, posting())
    assert Opportunity.objects.for_workspace(workspace).count() == Opportunity.objects.for_workspace(other_workspace).count() == 1
    assert Sighting.objects.for_workspace(workspace).get().opportunity.workspace_id == workspace.pk


def test_characters_that_a_database_refuses_are_left_out(workspace):
    put(
        workspace,
        posting(title="Nul\x00 job \ud800", description="a\x00b", structured={"client": "x\x00y", "odd": object}, tags=("\x00t",) * 100),
    )
    found = the_one(workspace)
    assert found.title.startswith("Nul job")
    assert found.structured["client"] == "xy"


def test_overlong_fields_are_cut_and_missing_titles_are_made_up(workspace):
    put(workspace, posting(1, title="t" * 999, company="c" * 999, url="https://board.example/" + "u" * 3000), posting(2, title=" "))
    titles = sorted(Opportunity.objects.for_workspace(workspace).values_list("title", flat=True))
    assert titles[1] == "t" * 300
    assert titles[0].startswith("We look for somebody")


POOL = [
    posting(1),
    posting(1, description="A short alert.", url="https://board.example/jobs/1-django?utm_medium=mail"),
    posting(1, id="again-and-again", url="https://board.example/jobs/1-again"),
    posting(1, id="on-another-board", url="https://other.example/job/55", company=""),
    posting(2, published=NOW),
    posting(2, id="older-copy-of-2", url="https://third.example/j/2", published=NOW - timedelta(days=3)),
    posting(3, id="bridge-2-3-by-words", url="https://third.example/j/2"),
    posting(3),
    posting(4, description="Apply now."),
]


def picture(workspace) -> set:
    """Return what came of it, without ids and times."""
    rows = Opportunity.objects.for_workspace(workspace).select_related("body")
    return {
        (
            row.description,
            row.published_at,
            row.sighting_count,
            row.source_count,
            row.repost_count,
            frozenset(row.sightings.values_list("board", flat=True)),
        )
        for row in rows
    }


@pytest.mark.django_db(transaction=True)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(POOL), cuts=st.sets(st.integers(1, len(POOL) - 1)))
def test_the_order_of_postings_does_not_matter(workspace, order, cuts):
    Opportunity.objects.for_workspace(workspace).delete()
    put(workspace, *POOL)
    expected = picture(workspace)
    Opportunity.objects.for_workspace(workspace).delete()
    edges = [0, *sorted(cuts), len(order)]
    for start, end in pairwise(edges):
        put(workspace, *order[start:end])
    assert picture(workspace) == expected


def test_three_that_belong_together_become_one_in_every_order(workspace):
    for order in permutations(POOL[4:8]):
        Opportunity.objects.for_workspace(workspace).delete()
        for one in order:
            put(workspace, one)
        assert the_one(workspace).sighting_count == 3
