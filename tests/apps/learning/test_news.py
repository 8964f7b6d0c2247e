"""News: off until a feed is added, read with manners, grouped by skill, read and saved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from freehold.apps.learning.leaving import what_feeds_ask
from freehold.apps.learning.models import Feed, FeedItem
from freehold.apps.learning.services import feeds as service
from freehold.domain.errors import UserError
from freehold.kit.http.client import Fetched
from freehold.kit.http.errors import FetchFailed, TooSoon
from tests.apps.learning.conftest import NOW

ADDRESS = "https://blog.example/feed.xml"
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Blog</title><link>https://blog.example/</link>
<item><title>Django 6 is out</title><link>https://blog.example/django-6</link><guid>1</guid>
<description>&lt;p&gt;New &lt;b&gt;tasks&lt;/b&gt;.&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;</description><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate></item>
<item><title>A walk in the woods</title><link>javascript:alert(1)</link><guid>2</guid><description>Trees.</description></item>
</channel></rss>"""


@pytest.fixture
def web(monkeypatch):
    """What the address answers; a failure when it is an exception. Counts the questions."""
    asked: list[str] = []
    answers: dict[str, object] = {"body": FEED}

    def answer(request, **_more):
        asked.append(request.url)
        if isinstance(answers["body"], Exception):
            raise answers["body"]
        body = answers["body"]
        return Fetched(304 if body is None else 200, request.url, {"etag": '"1"'}, body or b"", not_modified=body is None)

    monkeypatch.setattr(service, "polite_fetch", answer)
    answers["asked"] = asked
    return answers


@pytest.fixture
def feed(workspace, freelancer) -> Feed:
    return service.add_feed(workspace, ADDRESS, "The blog", now=NOW)


def test_nothing_leaves_before_a_feed_is_added(workspace, feed):
    assert [line.to for line in what_feeds_ask(workspace.pk)] == ["blog.example"]
    service.set_enabled(workspace, feed.pk, enabled=False, now=NOW)
    assert what_feeds_ask(workspace.pk) == []


def test_entries_come_in_once_as_plain_text_and_by_skill(workspace, feed, web):
    assert service.read_feed(feed.pk, now=NOW) == 2
    assert service.read_feed(feed.pk, now=NOW) == 0
    django, walk = FeedItem.objects.order_by("title").reverse()
    assert (django.skill, walk.skill, walk.url) == ("Django", "", "")
    assert "<" not in django.summary and "alert" not in django.summary


def test_what_is_unchanged_is_only_noted(workspace, feed, web):
    web["body"] = None
    assert service.read_feed(feed.pk, now=NOW) == 0
    feed.refresh_from_db()
    assert feed.last_ok_at == NOW and feed.next_poll_at == NOW + service.EVERY


@pytest.mark.parametrize("body", [b"", b"<html><body>a page</body></html>", b"<rss", b"\x00\xff"])
def test_a_payload_that_is_no_feed_is_noted_in_words(workspace, feed, web, body):
    web["body"] = body
    assert service.read_feed(feed.pk, now=NOW) == 0
    feed.refresh_from_db()
    assert feed.last_error or body == b"<rss"
    assert feed.next_poll_at > NOW


def test_a_failure_waits_longer_each_time_and_keeps_what_came(workspace, feed, web):
    service.read_feed(feed.pk, now=NOW)
    web["body"] = FetchFailed("blog.example does not answer.", transient=True)
    waits = []
    for _ in range(3):
        service.read_feed(feed.pk, now=NOW)
        feed.refresh_from_db()
        waits.append(feed.next_poll_at)
    assert waits == sorted(waits) and waits[0] < waits[2] <= NOW + timedelta(days=1)
    assert FeedItem.objects.count() == 2 and "does not answer" in feed.last_error


def test_too_soon_is_no_failure(workspace, feed, web):
    web["body"] = TooSoon("later", retry_after=NOW + timedelta(minutes=7))
    service.read_feed(feed.pk, now=NOW)
    feed.refresh_from_db()
    assert (feed.failures, feed.last_error, feed.next_poll_at) == (0, "", NOW + timedelta(minutes=7))


def test_a_paused_feed_is_not_read(workspace, feed, web):
    service.set_enabled(workspace, feed.pk, enabled=False, now=NOW)
    assert service.read_feed(feed.pk, now=NOW) == 0
    assert web["asked"] == []
    assert service.enqueue_due(NOW + timedelta(days=2)) == 0


def test_a_due_feed_is_enqueued_once(workspace, feed):
    later = NOW + timedelta(days=1)
    assert (service.enqueue_due(later), service.enqueue_due(later)) == (1, 0)


def test_old_entries_are_forgotten_but_saved_ones_stay(workspace, feed, web, monkeypatch):
    service.read_feed(feed.pk, now=NOW)
    old = FeedItem.objects.get(skill="Django")
    service.mark_item(workspace, old.pk, saved=True, now=NOW)
    FeedItem.objects.create(workspace=workspace, feed=feed, key="x", title="Newest", published_at=NOW + timedelta(days=1))
    monkeypatch.setattr(service, "MOST_ITEMS", 1)
    service.read_feed(feed.pk, now=NOW)
    assert set(FeedItem.objects.values_list("title", flat=True)) == {"Newest", "Django 6 is out"}


@pytest.mark.parametrize(
    "url", ["", "blog", "ftp://blog.example/x", "javascript:alert(1)", "https://a b.example", "http://[x", "https://me:pw@a.example/"]
)
def test_what_is_no_web_address_is_refused(browser, url):
    answer = browser.post(reverse("learning:news"), {"url": url})
    assert answer.status_code == 422 and "Nothing was added" in answer.content.decode()
    assert not Feed.objects.exists()


def test_adding_twice_keeps_one_and_there_is_an_end(workspace, feed, monkeypatch):
    assert service.add_feed(workspace, ADDRESS, now=NOW).pk == feed.pk
    monkeypatch.setattr(service, "MOST_FEEDS", 1)
    with pytest.raises(UserError, match="Remove one first"):
        service.add_feed(workspace, "https://other.example/feed", now=NOW)


def test_the_page_groups_by_skill_and_marks(browser, workspace, feed, web, django_assert_max_num_queries):
    service.read_feed(feed.pk, now=NOW)
    with django_assert_max_num_queries(12):
        page = browser.get(reverse("learning:news")).content.decode()
    assert page.index(">Django</h2>") < page.index("Other news")
    item = FeedItem.objects.get(skill="Django")
    browser.post(reverse("learning:news_mark", args=[item.pk]), {"read": "1"})
    browser.post(reverse("learning:news_mark", args=[item.pk]), {"saved": "1"})
    assert "Django 6" not in browser.get(reverse("learning:news")).content.decode()
    assert "Django 6" in browser.get(reverse("learning:news"), {"tab": "saved"}).content.decode()
    browser.post(reverse("learning:news_all_read"))
    assert "The other tabs hold" in browser.get(reverse("learning:news"), {"tab": "nonsense"}).content.decode()


def test_a_feed_is_added_paused_and_removed_from_the_page(browser, workspace, freelancer, web):
    assert "No feed yet" in browser.get(reverse("learning:news")).content.decode()
    browser.post(reverse("learning:news"), {"url": "blog.example/feed.xml", "title": "The blog"})
    feed = Feed.objects.get()
    assert feed.url == ADDRESS
    assert "Nothing has come yet" in browser.get(reverse("learning:news")).content.decode()
    browser.post(reverse("learning:feed_switch", args=[feed.pk]), {"on": "0"})
    feed.refresh_from_db()
    assert not feed.enabled
    browser.post(reverse("learning:feed_remove", args=[feed.pk]))
    assert not Feed.objects.exists()


def test_feeds_and_entries_of_another_workspace_are_not_there(browser, other_workspace, freelancer, web):
    feed = service.add_feed(other_workspace, ADDRESS, now=NOW)
    service.read_feed(feed.pk, now=NOW)
    item = FeedItem.objects.first()
    assert browser.post(reverse("learning:news_mark", args=[item.pk]), {"read": "1"}).status_code == 404
    browser.post(reverse("learning:feed_remove", args=[feed.pk]))
    assert Feed.objects.exists()
    assert "Django 6" not in browser.get(reverse("learning:news"), {"tab": "all"}).content.decode()
