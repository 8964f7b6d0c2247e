"""Imports: shown first, taken in exactly once whatever happens, undone without touching the person's work."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.models import ImportRun, Opportunity, Sighting
from freehold.apps.opportunities.services import imports, stages
from freehold.apps.opportunities.services.guess import kind_of
from freehold.apps.opportunities.services.ingest import ingest
from freehold.domain.errors import UserError
from freehold.kit.jobs.progress import request_stop
from freehold.kit.jobs.worker import Worker
from tests.apps.opportunities.conftest import BODY, NOW, posting


def lines(*numbers: int, bad: bool = False) -> bytes:
    rows = [
        json.dumps({"id": f"row-of-file-{n}", "title": f"Job {n}", "description": f"{BODY} Number {n}.", "url": f"https://x.example/j/{n}"})
        for n in numbers
    ]
    return "\n".join([*rows, *(["{broken"] if bad else [])]).encode()


def preview(workspace, payload: bytes, name: str = "jobs.jsonl") -> ImportRun:
    return imports.preview(workspace, "", name, payload, NOW)


def test_a_preview_counts_and_takes_nothing_in(workspace):
    ingest(workspace, [posting(1, url="https://x.example/j/2")], source=None, source_kind="rss", now=NOW)
    run = preview(workspace, lines(1, 2, 3, 3, bad=True))
    assert (run.kind, run.total, run.new_count, run.seen_count, len(run.problems)) == ("tabular", 3, 2, 1, 1)
    assert "5" in run.problems[0]["where"]
    assert Opportunity.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_confirmed_import_is_taken_in_read_and_matched(workspace, freelancer):
    run = preview(workspace, lines(*range(120)))
    imports.confirm(workspace, run.pk, now=NOW)
    imports.confirm(workspace, run.pk, now=NOW)
    Worker("test").run_until_idle(60)
    run.refresh_from_db()
    assert (run.status, run.position, run.new_count, run.seen_count) == ("done", 120, 120, 0)
    assert selectors.inbox(workspace, freelancer.pk).total == 120


def test_killed_between_chunks_everything_is_taken_in_exactly_once(workspace, monkeypatch):
    run = preview(workspace, lines(*range(130)))
    imports.confirm(workspace, run.pk, now=NOW)
    real = imports._take_chunk
    calls = []

    def killed(*args):
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(imports, "_take_chunk", killed)
    with pytest.raises(KeyboardInterrupt):
        imports.run_import(run.pk, now=NOW)
    monkeypatch.undo()
    run.refresh_from_db()
    assert (run.position, Opportunity.objects.count()) == (50, 50)
    assert imports.run_import(run.pk, now=NOW)
    run.refresh_from_db()
    assert (run.status, run.position, run.new_count, run.seen_count) == ("done", 130, 130, 0)
    assert Opportunity.objects.count() == Sighting.objects.filter(times_seen=1).count() == 130
    assert not imports.run_import(run.pk, now=NOW)


def test_killed_inside_a_chunk_nothing_of_it_stays(workspace, monkeypatch):
    run = preview(workspace, lines(*range(60)))
    imports.confirm(workspace, run.pk, now=NOW)
    real = imports.take_in
    calls = []

    def killed(*args, **kwargs):
        found = real(*args, **kwargs)
        calls.append(found)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return found

    monkeypatch.setattr(imports, "take_in", killed)
    with pytest.raises(KeyboardInterrupt):
        imports.run_import(run.pk, now=NOW)
    monkeypatch.undo()
    assert Opportunity.objects.count() == 50
    imports.run_import(run.pk, now=NOW)
    assert Opportunity.objects.count() == 60


def test_undo_removes_only_what_it_alone_brought_and_nobody_touched(workspace):
    ingest(workspace, [posting(1, description=f"{BODY} Number 1.")], source=None, source_kind="rss", now=NOW)
    run = preview(workspace, lines(1, 2, 3, 4))
    imports.confirm(workspace, run.pk, now=NOW)
    imports.run_import(run.pk, now=NOW)
    ids = dict(Opportunity.objects.values_list("title", "pk"))
    stages.shortlist(workspace, ids["Job 2"], now=NOW)
    stages.write_note(workspace, ids["Job 3"], "good people")
    assert Opportunity.objects.order_by("pk")[0].sighting_count == 2
    assert imports.undo(workspace, run.pk, now=NOW) == 1
    assert imports.undo(workspace, run.pk, now=NOW) == 0
    left = Opportunity.objects.order_by("pk")
    assert {row.pk for row in left} == set(ids.values()) - {ids["Job 4"]}
    assert left[0].sighting_count == 1
    assert Sighting.objects.filter(import_run=run).count() == 2


def test_a_cancelled_import_is_not_taken_in(workspace):
    run = preview(workspace, lines(1))
    imports.cancel(workspace, run.pk, now=NOW)
    with pytest.raises(UserError, match="cancelled"):
        imports.confirm(workspace, run.pk, now=NOW)
    assert not imports.run_import(run.pk, now=NOW)
    assert not Opportunity.objects.exists()


def test_cancelling_a_running_import_stops_it_after_its_chunk(workspace, monkeypatch):
    run = preview(workspace, lines(*range(120)))
    imports.confirm(workspace, run.pk, now=NOW)
    real = imports.take_in

    def and_cancel(*args, **kwargs):
        found = real(*args, **kwargs)
        imports.cancel(workspace, run.pk, now=NOW)
        return found

    monkeypatch.setattr(imports, "take_in", and_cancel)
    assert not imports.run_import(run.pk, now=NOW)
    assert Opportunity.objects.count() == 50


@pytest.mark.django_db(transaction=True)
def test_an_import_that_was_stopped_goes_on_when_it_is_confirmed_again(workspace):
    run = preview(workspace, lines(*range(120)))
    imports.confirm(workspace, run.pk, now=NOW)
    request_stop(imports.progress_key(run.pk))
    Worker("test").run_until_idle(60)
    run.refresh_from_db()
    assert (run.status, run.position) == ("running", 0)
    imports.confirm(workspace, run.pk, now=NOW)
    Worker("test").run_until_idle(60)
    run.refresh_from_db()
    assert (run.status, run.position, Opportunity.objects.count()) == ("done", 120, 120)


def test_nobody_confirms_or_undoes_an_import_of_another_workspace(workspace, other_workspace):
    run = preview(workspace, lines(1))
    for act in (imports.confirm, imports.cancel, imports.undo):
        with pytest.raises(UserError, match="not there"):
            act(other_workspace, run.pk, now=NOW)
    assert selectors.import_run(other_workspace, run.pk) is None
    assert selectors.recent_imports(other_workspace) == []
    assert [row.pk for row in selectors.recent_imports(workspace)] == [run.pk]


def test_undoing_what_was_never_taken_in_is_refused(workspace):
    run = preview(workspace, lines(1))
    with pytest.raises(UserError, match="Cancel it instead"):
        imports.undo(workspace, run.pk, now=NOW)


def test_a_file_that_cannot_be_read_says_so_and_keeps_nothing(workspace):
    with pytest.raises(UserError):
        preview(workspace, b"", "empty.csv")
    assert not ImportRun.objects.exists()


def test_a_posting_survives_the_wait_unchanged():
    from freehold.apps.opportunities.services.posting_json import from_dict, to_dict

    given = posting(tags=("a", "b"), published=NOW, expires=NOW + timedelta(days=3), structured={"pay_min": 3, "countries": ["DE"]})
    assert from_dict(json.loads(json.dumps(to_dict(given)))) == given


@pytest.mark.parametrize(
    ("name", "payload", "kind"),
    [
        ("a.eml", b"anything", "mail"),
        ("", b"From: a@b.example\nSubject: Jobs\nDate: Mon, 1 Jan 2026 10:00:00 +0000\n\nHello", "mail"),
        ("a.csv", b"title,description\nx,y", "tabular"),
        ("a.json", b'[{"legal": "x"}, {"id": 1}]', "remoteok"),
        ("a.json", b'[{"title": "x"}]', "tabular"),
        ("a.json", b'{"id": 1, "children": []}', "hackernews"),
        ("a.json", b'{"@context": "https://schema.org"}', "jsonld"),
        ("feed.xml", b'<?xml version="1.0"?><rss version="2.0"></rss>', "rss"),
        ("page.html", b"<!doctype html><html></html>", "jsonld"),
        ("page.html", b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>', "rss"),
        ("", b"<p>Half a page</p><div>text</div>", "jsonld"),
        ("notes.txt", b"Django developer wanted\n\nWrite to us.", "text"),
        ("", b"{not json at all", "tabular"),
    ],
)
def test_the_kind_of_a_file_is_guessed_from_its_name_and_words(name, payload, kind):
    assert kind_of(name, payload) == kind


@pytest.mark.parametrize("name", ["rubbish.json", "rubbish.xml"])
def test_a_file_that_is_not_what_its_name_says_is_told_so_and_nothing_is_kept(workspace, name: str):
    with pytest.raises(UserError):
        imports.preview(workspace, "", name, b"\x8f\x00 no such thing \xff", NOW)
    assert not ImportRun.objects.for_workspace(workspace).exists()
