"""Marketplaces with the owner's own key, and the restricted ones: how they are asked, what is left out, and wrong types anywhere."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest

from freehold.domain.errors import UserError
from freehold.domain.postings.structured import Facts
from freehold.integrations.feeds.freelancehunt.provider import FreelancehuntSource
from freehold.integrations.feeds.freelancer.provider import FreelancerSource
from freehold.integrations.feeds.reddit.provider import RedditSource
from freehold.integrations.feeds.upwork.provider import UpworkSource
from tests.integrations.feeds.readings import GOLDEN, SOURCES

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
JSON_SOURCES = ("ted", "findatender", "contractsfinder", "samgov", "upwork", "freelancehunt", "freelancer")
ODD = (None, True, -1, 10**30, 0.5, "", "\u0000<b>", [], [None, [], {}], {}, {"eng": 5, "name": {}, "id": []})


@pytest.mark.parametrize("source", [UpworkSource(), FreelancehuntSource(), FreelancerSource()], ids=lambda source: source.name)
def test_a_call_needs_the_key_and_never_shows_it(source):
    with pytest.raises(UserError, match="nothing was read"):
        source.call({"words": "maps"}, NOW)
    call = source.call({"key": "KEY1", "tenant": "TENANT1"}, NOW)
    assert any("KEY1" in value for _name, value in call.headers)
    assert "KEY1" not in call.url
    assert "KEY1" not in repr(call)
    assert call == source.call({"key": "KEY1", "tenant": "TENANT1"}, NOW)


def test_upwork_is_asked_by_post_with_the_organisation_in_a_header():
    call = UpworkSource().call({"key": "KEY1", "tenant": "77", "words": "django AND maps", "after": "50"}, NOW)
    headers, body = dict(call.headers), json.loads(call.body)
    assert (call.method, call.url) == ("POST", "https://api.upwork.com/graphql")
    assert (headers["Authorization"], headers["X-Upwork-API-TenantId"]) == ("Bearer KEY1", "77")
    assert body["variables"]["marketPlaceJobFilter"] == {
        "pagination_eq": {"first": 50, "after": "50"},
        "searchExpression_eq": "django AND maps",
    }
    assert body["query"].count("{") == body["query"].count("}")
    assert "X-Upwork-API-TenantId" not in dict(UpworkSource().call({"key": "K"}, NOW).headers)


def test_what_upwork_answers_is_kept_for_a_day():
    assert (UpworkSource.terms.tier, UpworkSource.terms.cache_hours) == ("key", 24)


def test_a_refusal_of_upwork_is_passed_on():
    with pytest.raises(UserError, match="permission"):
        UpworkSource().read(b'{"data": null, "errors": [{"message": "no permission for tenant"}]}')
    with pytest.raises(UserError, match="not an answer"):
        UpworkSource().read(b'{"data": {}}')


def test_what_upwork_states_is_understood_by_the_analysis():
    first, second, third = UpworkSource().read((GOLDEN / "upwork" / "search.json").read_bytes()).postings
    facts = Facts(first.structured)
    hours, duration, competition, client = facts.hours_per_week(), facts.duration(), facts.competition(), facts.client()
    assert hours is not None and duration is not None and competition is not None
    assert (hours.min, hours.max) == (None, 30)
    assert (competition.min, competition.max) == (12, 12)
    assert (client.country, client.hires, client.spent, client.verified, client.rating) == ("NO", 0, 0, True, None)
    assert (facts.seniority(), Facts(second.structured).seniority()) == ("senior", "junior")
    pays = [Facts(posting.structured).pay() for posting in (first, second, third)]
    assert [(pay.kind, pay.min, pay.max) for pay in pays if pay] == [("hourly", 35, 60), ("fixed", 450, 450), ("weekly", 300, 300)]


def test_freelancehunt_is_asked_for_the_own_skills_or_for_named_ones():
    def query(**settings):
        return dict(parse_qsl(urlsplit(FreelancehuntSource().call({"key": "K", **settings}, NOW).url).query))

    assert query() == {"filter[only_my_skills]": "1"}
    assert query(skills="22, 180") == {"filter[skill_id]": "22,180"}
    assert query(skills="all") == {}
    with pytest.raises(UserError, match="skills"):
        query(skills="python")


def test_the_next_page_of_freelancehunt_is_asked_for_on_its_own_host_only():
    source, address = FreelancehuntSource(), "https://api.freelancehunt.com/v2/projects"
    raw = (GOLDEN / "freelancehunt" / "projects.json").read_bytes()
    assert source.next_address(raw, address) == "https://api.freelancehunt.com/v2/projects?page[number]=2"
    elsewhere = json.dumps({"data": [1], "links": {"next": "https://evil.example/v2"}}).encode()
    assert source.next_address(elsewhere, address) == ""
    assert source.next_address(b'{"data": [], "links": {"next": null}}', address) == ""


def test_freelancer_com_is_restricted_and_asked_with_its_own_header():
    assert FreelancerSource.terms.tier == "restricted"
    assert "written permission" in FreelancerSource.terms.terms
    call = FreelancerSource().call({"key": "K", "words": "maps & tides", "skills": "3,17", "countries": "DE"}, NOW)
    assert dict(call.headers)["freelancer-oauth-v1"] == "K"
    pairs = parse_qsl(urlsplit(call.url).query)
    assert {("query", "maps & tides"), ("jobs[]", "3"), ("jobs[]", "17"), ("countries[]", "de"), ("job_details", "true")} <= set(pairs)
    with pytest.raises(UserError, match="skill"):
        FreelancerSource().call({"key": "K", "skills": "php"}, NOW)


def test_a_refusal_of_freelancer_com_is_passed_on():
    with pytest.raises(UserError, match="not be authenticated"):
        FreelancerSource().read(b'{"status": "error", "message": "You could not be authenticated", "error_code": "X"}')


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("https://www.reddit.com/r/forhire/", "https://www.reddit.com/r/forhire/new/.rss"),
        ("https://old.reddit.com/r/DesignJobs/new/?sort=new", "https://www.reddit.com/r/DesignJobs/new/.rss"),
        ("reddit.com/r/HireAWriter", "https://www.reddit.com/r/HireAWriter/new/.rss"),
        ("r/jobbit", "https://www.reddit.com/r/jobbit/new/.rss"),
        ("https://www.reddit.com/user/someone/.rss", ""),
        ("https://reddit.com.evil.example/r/forhire/", ""),
        ("forhire", ""),
        ("", ""),
    ],
)
def test_the_feed_of_a_community_is_found_from_its_page(page, address):
    assert RedditSource().address_of(page) == address


@pytest.mark.parametrize(
    "title", ["[For Hire] Painter", "[FORHIRE] x", "(for-hire) x", "[Offer] x", "[ Meta ] Rules", "[Hiring] [Closed] x"]
)
def test_those_who_offer_themselves_and_what_is_over_are_left_out(title):
    feed = f"<rss version='2.0'><channel><item><title>{title}</title><guid>1</guid></item></channel></rss>"
    assert RedditSource().read(feed.encode()).postings == ()


def test_a_text_that_speaks_of_submitting_is_not_cut():
    body = "&lt;p&gt;All plans submitted by noon.&lt;/p&gt;"
    feed = f"<rss version='2.0'><channel><item><title>[Hiring] x</title><description>{body}</description></item></channel></rss>"
    (found,) = RedditSource().read(feed.encode()).postings
    assert (found.title, found.description) == ("x", "<p>All plans submitted by noon.</p>")


def places(value, path=()):
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from places(child, (*path, key))


@pytest.mark.parametrize("name", JSON_SOURCES)
def test_a_value_of_the_wrong_type_anywhere_is_borne(name):
    (path,) = (path for path in (GOLDEN / name).glob("*.json") if not path.name.endswith(".expected.json"))
    golden = json.loads(path.read_bytes())
    for place in list(places(golden))[1:]:
        for odd in ODD:
            changed = copy.deepcopy(golden)
            holder = changed
            for key in place[:-1]:
                holder = holder[key]
            holder[place[-1]] = odd
            try:
                reading = SOURCES[name].read(json.dumps(changed).encode())
            except UserError:
                continue
            json.dumps([dict(posting.structured) for posting in reading.postings])
