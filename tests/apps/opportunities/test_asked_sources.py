"""Sources that are asked: with a key, by POST, page by page, and narrowed after reading."""

from __future__ import annotations

import json
import random
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.urls import reverse

from freehold.apps.opportunities.forms import source_form
from freehold.apps.opportunities.models import Opportunity, Source
from freehold.apps.opportunities.registry import posting_sources
from freehold.apps.opportunities.services import poll, sources
from freehold.apps.opportunities.services.companies import company_named_in
from freehold.config.sources import BUILT_IN
from freehold.domain.errors import UserError
from freehold.domain.ports import AskedSource, Call, PagedSource, PostingSource, Reading, Setting, SourceTerms
from freehold.domain.postings.posting import Posting
from tests.apps.opportunities.conftest import BODY, NOW

KEY = "the-owners-key"


class Desk(ThreadingHTTPServer):
    """A server that answers questions, and remembers how it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked: list[tuple[str, str, str, bytes]] = []
        self.pages = {"1": [1, 2], "2": [3], "3": [4]}

    def address(self, page: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/search?page={page}"


class Answers(BaseHTTPRequestHandler):
    server: Desk

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.command, self.path, self.headers.get("Authorization", ""), body))
        found = self.server.pages.get(self.path.rpartition("=")[2])
        said = json.dumps({"jobs": found}).encode()
        self.send_response(200 if found else 500)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST = answer

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class AskedBoard:
    """A board that is asked by POST with a key, and answers in pages."""

    name = label = "askedboard"
    terms = SourceTerms(tier="key", terms="Ask kindly.", attribution="The board")
    default_url = ""
    settings = (
        Setting("key", "Your key", "From the board.", is_secret=True, is_needed=True),
        Setting("words", "Words", is_needed=True),
        Setting("least", "Smallest number"),
    )
    pages_per_reading = 2

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def call(self, settings, now):
        headers = (("Authorization", f"Bearer {settings['key']}"), ("Content-Type", "application/json"))
        return Call(self.desk.address("1"), "POST", headers, json.dumps({"words": settings["words"]}).encode())

    def next_address(self, payload, address):
        return self.desk.address(str(int(address.rpartition("=")[2]) + 1))

    def narrowed(self, reading, settings):
        least = int(settings.get("least") or 0)
        return Reading(tuple(one for one in reading.postings if int(one.id) >= least), reading.problems)

    def read(self, payload, *, origin=""):
        numbers = json.loads(payload)["jobs"]
        return Reading(
            tuple(Posting(id=str(n), title=f"Django developer {n}", description=f"{BODY} {n}", source=self.name) for n in numbers)
        )


@pytest.fixture
def desk(settings, monkeypatch):
    server = Desk()
    settings.PRIVATE_HOSTS = (f"127.0.0.1:{server.server_port}",)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    monkeypatch.setitem(posting_sources._entries, "askedboard", AskedBoard(server))
    monkeypatch.setattr(poll, "pause", lambda length: None)
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def browser(client, owner, workspace, freelancer):
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["workspace"] = workspace.pk
    session.save()
    return client


def add(workspace, **given) -> Source:
    options = {"words": "django", **given.pop("options", {})}
    return sources.add_source(workspace, **{"kind": "askedboard", "options": options, "secret": KEY, "now": NOW, **given})


def run(source, now=NOW) -> int:
    return poll.poll_source(source.pk, now=now, rng=random.Random(7))


def test_a_source_is_asked_its_own_way_and_its_pages_are_followed_as_far_as_it_says(workspace, desk):
    source = add(workspace)
    assert run(source) == 3
    assert [(method, path) for method, path, _key, _body in desk.asked] == [("POST", "/search?page=1"), ("GET", "/search?page=2")]
    assert {key for _method, _path, key, _body in desk.asked} == {f"Bearer {KEY}"}
    assert json.loads(desk.asked[0][3]) == {"words": "django"}


def test_the_key_stands_nowhere_but_encrypted(workspace, desk):
    source = add(workspace)
    run(source)
    row = Source.objects.values().get(pk=source.pk)
    assert KEY not in str({name: value for name, value in row.items() if name != "secret"})
    assert KEY not in repr(row["secret"])
    assert KEY not in str(list(Opportunity.objects.values()))


def test_a_page_that_fails_costs_nothing_of_those_before_it(workspace, desk):
    del desk.pages["2"]
    source = add(workspace)
    assert run(source) == 2
    source.refresh_from_db()
    assert source.last_ok_at == NOW and source.last_problems[0]["where"] == "page 2"


def test_what_was_not_asked_for_is_left_out_after_reading(workspace, desk):
    assert run(add(workspace, options={"least": "2"})) == 2
    assert sorted(Opportunity.objects.values_list("title", flat=True)) == ["Django developer 2", "Django developer 3"]


@pytest.mark.parametrize(
    ("given", "words"), [({"secret": ""}, "“Your key” is missing"), ({"options": {"words": " "}}, "“Words” is missing")]
)
def test_what_a_source_needs_is_asked_for_by_name(workspace, desk, given, words):
    with pytest.raises(UserError, match=words):
        add(workspace, **given)
    assert not Source.objects.exists()


def test_another_question_is_another_source_and_the_same_one_is_refused(workspace, desk):
    add(workspace)
    add(workspace, options={"words": "flask"})
    with pytest.raises(UserError, match="there already"):
        add(workspace)
    assert Source.objects.count() == 2


def test_a_key_that_is_left_empty_stays_and_a_new_question_is_asked_at_once(workspace, desk):
    source = add(workspace)
    run(source)
    form = source_form("askedboard", has_address=False, settings=AskedBoard.settings, is_new=False)(
        {"words": "flask", "least": "", "key": "", "label": ""}
    )
    assert form.is_valid(), form.errors
    changed = sources.edit_source(workspace, source.pk, now=NOW + timedelta(minutes=1), **form.arguments())
    assert changed.options == {"words": "flask"} and changed.secret.reveal() == KEY
    assert changed.next_poll_at == NOW + timedelta(minutes=1)
    shown = source_form("askedboard", has_address=False, settings=AskedBoard.settings)
    assert shown.initial_of(changed) == {"label": changed.label, "words": "flask"}


def test_every_built_in_source_fulfils_its_port_and_says_what_it_allows():
    assert len(BUILT_IN) >= 24
    for name in BUILT_IN:
        entry = posting_sources.get(name)
        assert isinstance(entry, PostingSource) and entry.name == name
        assert entry.terms.terms
        assert entry.terms.tier == "paste" or entry.terms.min_interval_minutes >= 10
        if entry.terms.tier == "key":
            assert isinstance(entry, AskedSource) and any(one.is_secret for one in entry.settings), name
        if hasattr(entry, "next_address"):
            assert isinstance(entry, PagedSource), name
        assert sum(one.is_secret for one in getattr(entry, "settings", ())) <= 1


def test_the_limits_that_owners_set_are_those_that_are_obeyed():
    terms = {name: posting_sources.get(name).terms for name in ("upwork", "remotive", "samgov", "freelancer", "reddit")}
    assert terms["upwork"].cache_hours == 24
    assert terms["remotive"].calls_per_day == 4 and terms["samgov"].calls_per_day == 10
    assert terms["freelancer"].tier == terms["reddit"].tier == "restricted"


def test_the_page_offers_kinds_in_groups_and_asks_for_what_each_needs(browser, desk):
    page = browser.get(reverse("opportunities:sources")).content.decode()
    assert page.index("What helps most people") < page.index("Open boards") < page.index("Calls for tenders") < page.index("With a key")
    form = browser.get(reverse("opportunities:source_add", args=["upwork"])).content.decode()
    assert "Your access token" in form and 'type="password"' in form and "24 hours" in form
    answer = browser.post(reverse("opportunities:source_add", args=["askedboard"]), {"words": "django", "key": KEY}, follow=True)
    shown = answer.content.decode()
    assert "Words: django" in shown and KEY not in shown
    source = Source.objects.get()
    assert KEY not in browser.get(reverse("opportunities:source_edit", args=[source.pk])).content.decode()


def test_a_company_is_watched_by_its_careers_page_and_an_unknown_one_is_told_kindly(browser, monkeypatch):
    class Company:
        name = label = "board"
        terms = SourceTerms(tier="open", terms="Public.", attribution="Board")
        default_url = ""

        def address_of(self, page):
            return "https://board.example/api/linde.json" if "linde" in page and "board.example" in page else ""

        def read(self, payload, *, origin=""):
            return Reading()

    monkeypatch.setitem(posting_sources._entries, "companyboard", Company())
    url = reverse("opportunities:source_company")
    refused = browser.post(url, {"address": "https://elsewhere.example/jobs"})
    assert refused.status_code == 422 and "No job system that Freehold knows" in refused.content.decode()
    browser.post(url, {"address": "https://board.example/linde/42", "label": "Hotel Linde"})
    row = Source.objects.get()
    assert (row.kind, row.address, row.label) == ("companyboard", "https://board.example/api/linde.json", "Hotel Linde")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true", "Acme"),
        ("https://api.ashbyhq.com/posting-api/job-board/Acme%20Labs?includeCompensation=true", "Acme Labs"),
        ("https://api.smartrecruiters.com/v1/companies/AcmeGmbH/postings?limit=100", "AcmeGmbH"),
        ("https://acme-labs.recruitee.com/api/offers/", "Acme Labs"),
    ],
)
def test_a_watched_company_is_called_by_its_own_name(address, name):
    assert company_named_in(address) == name


def test_a_new_source_asks_for_its_key():
    given = {"words": "flask", "least": "", "key": "", "label": ""}
    form = source_form("askedboard", has_address=False, settings=AskedBoard.settings)(given)
    assert list(form.errors) == ["key"]
