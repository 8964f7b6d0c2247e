"""The reads of the inbox: what they show, in how many queries, and to whom."""

from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.models import ImportRun, Match, Opportunity, Source
from freehold.apps.opportunities.selectors import Filters
from freehold.apps.opportunities.services import imports, sources, stages
from freehold.apps.opportunities.services.ingest import ingest
from tests.apps.opportunities.conftest import NOW, posting

SPANISH = "Buscamos una persona que lleve nuestras redes sociales. Trabajo remoto, contrato por proyecto, inicio inmediato. Escríbenos con ejemplos."


@pytest.fixture
def many(take_in) -> list[int]:
    found = take_in(*(posting(number) for number in range(60)), kind="rss")
    more = take_in(
        posting(100, title="Wedding photographer", description="Photography and Lightroom, on site in Cologne. " * 5, company="Foto Fee"),
        posting(101, title="Redes sociales", description=SPANISH, company=""),
        kind="mail",
    )
    return [*found.new_ids, *more.new_ids]


def ids(inbox) -> list[int]:
    return [card.id for card in inbox.cards]


def test_the_list_takes_six_queries_however_long_it_is(workspace, freelancer, many, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        inbox = selectors.inbox(workspace, freelancer.pk, Filters(q="django", source_kind="rss", min_score=1), page=2)
    assert (inbox.total, inbox.page, inbox.pages, len(inbox.cards)) == (60, 2, 3, 25)


def test_pages_follow_each_other_without_gap_or_overlap(workspace, freelancer, many):
    seen = [pk for page in (1, 2, 3) for pk in ids(selectors.inbox(workspace, freelancer.pk, page=page))]
    assert sorted(seen) == sorted(many)
    scores = [
        card.score if card.score is not None else -1
        for page in (1, 2, 3)
        for card in selectors.inbox(workspace, freelancer.pk, page=page).cards
    ]
    assert scores == sorted(scores, reverse=True)
    assert selectors.inbox(workspace, freelancer.pk, page=99).page == 3
    assert selectors.inbox(workspace, freelancer.pk, page=-1).page == 1


def test_each_filter_narrows_the_list(workspace, freelancer, many):
    expected = [
        (Filters(q="photographer"), 1),
        (Filters(q="PHOTO fee"), 1),
        (Filters(q="lightroom"), 1),
        (Filters(q="hotel nowhere"), 0),
        (Filters(q="100%"), 0),
        (Filters(language="es"), 1),
        (Filters(source_kind="mail"), 2),
        (Filters(paid=True), 60),
        (Filters(mode="onsite"), 1),
        (Filters(hide_flagged=True), 62),
        (Filters(stage=""), 62),
        (Filters(stage="won"), 0),
        (Filters(sort="newest"), 62),
    ]
    assert [selectors.inbox(workspace, freelancer.pk, filters).total for filters, _ in expected] == [total for _, total in expected]


def test_a_minimum_score_leaves_out_what_has_none(workspace, freelancer, many):
    least = selectors.inbox(workspace, freelancer.pk, Filters(min_score=40))
    assert least.total
    assert all(card.score >= 40 for card in least.cards)


def test_the_heading_and_tabs_count_the_truth(workspace, freelancer, many):
    stages.shortlist(workspace, many[0], now=NOW)
    stages.dismiss(workspace, many[1], now=NOW)
    Match.objects.filter(opportunity_id=many[2]).update(order=-2, state="blocked")
    inbox = selectors.inbox(workspace, freelancer.pk)
    assert (inbox.stage_counts["found"], inbox.stage_counts["shortlisted"], inbox.stage_counts["dismissed"], inbox.stage_counts[""]) == (
        59,
        1,
        1,
        60,
    )
    assert inbox.filtered_out == 1
    assert inbox.languages == ("en", "es")
    assert inbox.source_kinds == ("mail", "rss")
    assert not inbox.is_empty
    assert selectors.inbox(workspace, freelancer.pk, Filters(q="zzz")).is_empty


def test_a_filter_tells_that_it_narrows():
    assert not Filters(stage="won", sort="newest").is_narrowed
    assert Filters(q="x").is_narrowed
    assert Filters(q="x", stage="won").cleared() == Filters(stage="won")


def test_the_newest_come_first_when_asked(workspace, freelancer, take_in):
    old = take_in(posting(1), now=NOW - timedelta(days=3)).new_ids
    new = take_in(posting(2), now=NOW).new_ids
    Match.objects.filter(opportunity_id__in=old).update(order=99, score=99)
    assert ids(selectors.inbox(workspace, freelancer.pk, Filters(sort="newest"))) == [*new, *old]
    assert ids(selectors.inbox(workspace, freelancer.pk)) == [*old, *new]


def test_lists_never_read_the_long_texts(workspace, freelancer, take_in):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    take_in(posting())
    with CaptureQueriesContext(connection) as queries:
        selectors.inbox(workspace, freelancer.pk)
        selectors.board(workspace, freelancer.pk)
        selectors.filtered_out(workspace, freelancer.pk)
    assert not [one["sql"] for one in queries if '"description"' in one["sql"] or '"text"' in one["sql"]]


def test_the_detail_takes_five_queries_and_is_of_its_workspace_alone(
    workspace, other_workspace, freelancer, many, django_assert_max_num_queries
):
    with django_assert_max_num_queries(5):
        detail = selectors.detail(workspace, freelancer.pk, many[0])
    assert (detail.opportunity.pk, detail.match.opportunity_id, len(detail.sightings), detail.changes) == (many[0], many[0], 1, ())
    assert detail.analysis.text == detail.opportunity.text
    assert selectors.detail(other_workspace, freelancer.pk, many[0]) is None
    assert selectors.detail(workspace, None, many[0]).match is None


def test_the_board_shows_thirty_of_each_column_in_four_queries(workspace, freelancer, many, django_assert_max_num_queries):
    for minute, pk in enumerate(many[:40]):
        stages.move(workspace, pk, "applied", now=NOW + timedelta(minutes=minute))
    with django_assert_max_num_queries(4):
        board = selectors.board(workspace, freelancer.pk)
    columns = {column.stage.value: column for column in board.columns}
    assert list(columns) == ["found", "shortlisted", "applied", "talking", "won", "lost"]
    assert (columns["applied"].count, len(columns["applied"].cards), columns["applied"].more) == (40, 30, 10)
    assert columns["applied"].cards[0].id == many[39]
    assert columns["found"].count == 22


def test_today_names_what_needs_the_person(workspace, other_workspace, freelancer, many, django_assert_max_num_queries):
    Match.objects.exclude(opportunity_id=many[5]).update(order=30, score=30)
    stages.follow_up(workspace, many[7], date(2026, 11, 20))
    stages.follow_up(workspace, many[8], date(2026, 12, 20))
    failing = sources.add_source(workspace, kind="rss", address="https://feeds.example/x", now=NOW)
    Source.objects.filter(pk=failing.pk).update(last_error="It answered too slowly.")
    imports.preview(workspace, "text", "pasted", b"A job\n\nWith words", NOW)
    with django_assert_max_num_queries(9):
        found = selectors.today(workspace, freelancer.pk, since=NOW - timedelta(hours=9), on=date(2026, 11, 22))
    assert found.new_count == 62
    assert (found.strong_count, [card.id for card in found.strong]) == (1, [many[5]])
    assert (found.follow_up_count, [card.id for card in found.follow_ups]) == (1, [many[7]])
    assert [source.pk for source in found.failing] == [failing.pk]
    assert [run.status for run in found.unfinished] == [ImportRun.Status.PREVIEW]
    empty = selectors.today(other_workspace, freelancer.pk, since=NOW - timedelta(hours=9), on=date(2026, 11, 22))
    assert (empty.new_count, empty.strong, empty.failing, empty.has_sources, empty.has_opportunities) == (0, (), (), False, False)


def test_work_tells_how_far_reading_is(workspace, freelancer, take_in):
    assert not selectors.work(workspace, freelancer.pk, NOW).is_busy
    ingest(workspace, [posting(number) for number in range(4)], source=None, source_kind="rss", now=NOW)
    waiting = selectors.work(workspace, freelancer.pk, NOW + timedelta(seconds=10))
    assert (waiting.read, waiting.to_read, waiting.seconds_left, waiting.is_busy) == (0, 4, None, True)
    first = Opportunity.objects.order_by("pk")[0]
    Opportunity.objects.filter(pk=first.pk).update(analysed_at=NOW + timedelta(seconds=10))
    later = selectors.work(workspace, freelancer.pk, NOW + timedelta(seconds=10))
    assert (later.read, later.to_read, later.seconds_left) == (1, 4, 30.0)


def test_work_watches_an_import_that_runs(workspace, freelancer):
    run = imports.preview(workspace, "text", "pasted", b"A job\n\nWith words", NOW)
    imports.confirm(workspace, run.pk, now=NOW)
    assert [view.key for view in selectors.work(workspace, freelancer.pk, NOW).imports] == [imports.progress_key(run.pk)]


def test_figures_count_by_the_readers_day_and_list_pay(workspace, freelancer, take_in):
    take_in(posting(1), now=NOW)
    take_in(posting(2), now=NOW - timedelta(days=2))
    days = selectors.postings_by_day(workspace, freelancer.pk, since=NOW - timedelta(days=10), zone=UTC)
    assert [(day.day.isoformat(), day.strong + day.partial + day.rest) for day in days] == [("2026-11-20", 1), ("2026-11-22", 1)]
    pay = selectors.pay_ranges(workspace, "hourly", since=NOW - timedelta(days=1))
    assert [(one.currency, int(one.min)) for one in pay] == [("EUR", 75)]
