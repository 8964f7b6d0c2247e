"""Lists of free courses: read, shown, taken in once, removed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from freehold.apps.learning.models import ImportedResource, ResourceImport
from freehold.apps.learning.services import resources as service
from freehold.apps.learning.services.goals import add_goal
from freehold.domain.errors import UserError
from tests.apps.learning.conftest import NOW

LIST = "### React\n\n* [Hooks by hand](https://hooks.example/book)\n* [Paid one](https://paid.example/) (paid)\n\n### Odds\n\n* [Docker at sea](https://sea.example/)\n"


def sent(browser, text: str | bytes = LIST, name: str = "courses.md"):
    data = text.encode() if isinstance(text, str) else text
    return browser.post(reverse("learning:resources"), {"file": SimpleUploadedFile(name, data)})


def test_a_list_is_shown_before_anything_is_taken_in(browser, workspace):
    answer = sent(browser)
    page = browser.get(answer["Location"]).content.decode()
    assert "2 courses were read" in page and "Hooks by hand" in page and "It is not free" in page
    assert not ImportedResource.objects.exists()


def test_taking_in_twice_changes_nothing_and_skills_are_known(browser, workspace):
    sent(browser)
    run = ResourceImport.objects.get()
    for _ in range(2):
        browser.post(reverse("learning:resource_confirm", args=[run.pk]))
    assert dict(ImportedResource.objects.values_list("title", "skill")) == {"Hooks by hand": "React", "Docker at sea": "Docker"}
    run.refresh_from_db()
    assert (run.new_count, run.rows) == (2, [])


def test_what_is_there_already_stays(workspace, freelancer):
    for name in ("a.md", "b.md"):
        run = service.take_in(workspace, service.preview_list(workspace, name, LIST.encode(), now=NOW).pk, now=NOW)
    assert run.new_count == 0 and ImportedResource.objects.count() == 2


def test_a_dropped_list_is_not_taken_in(browser, workspace):
    sent(browser)
    run = ResourceImport.objects.get()
    browser.post(reverse("learning:resource_cancel", args=[run.pk]))
    with pytest.raises(UserError, match="was dropped"):
        service.take_in(workspace, run.pk, now=NOW)
    assert browser.get(reverse("learning:resource_import", args=[run.pk])).status_code == 200


@pytest.mark.parametrize("data", [b"", b"no list", b"\x00\x01\x02"])
def test_a_file_that_is_no_list_is_refused_on_the_page(browser, data):
    answer = sent(browser, data)
    assert answer.status_code == 422
    assert not ResourceImport.objects.exists()


def test_no_file_and_a_file_that_is_too_large_are_refused(browser):
    assert browser.post(reverse("learning:resources"), {}).status_code == 422
    answer = sent(browser, b"x" * 5_000_001)
    assert answer.status_code == 422 and "larger than 5 MB" in answer.content.decode()


def test_the_courses_are_found_by_words_and_stand_with_their_skill(browser, workspace, freelancer, django_assert_max_num_queries):
    service.take_in(workspace, service.preview_list(workspace, "a.md", LIST.encode(), now=NOW).pk, now=NOW)
    with django_assert_max_num_queries(12):
        page = browser.get(reverse("learning:resources")).content.decode()
    assert "Hooks by hand" in page and "CC BY 4.0" in page
    assert "Docker at sea" not in browser.get(reverse("learning:resources"), {"q": "hooks"}).content.decode()
    assert "Nothing fits" in browser.get(reverse("learning:resources"), {"q": "zzz"}).content.decode()
    goal = add_goal(workspace, freelancer.pk, "React", now=NOW)
    assert "Hooks by hand" in browser.get(reverse("learning:goal", args=[goal.pk])).content.decode()


def test_a_list_is_removed_as_a_whole(browser, workspace):
    service.take_in(workspace, service.preview_list(workspace, "a.md", LIST.encode(), now=NOW).pk, now=NOW)
    browser.post(reverse("learning:resources_remove"), {"source": "links"})
    assert not ImportedResource.objects.exists()
    assert "No list yet" in browser.get(reverse("learning:resources")).content.decode()


def test_lists_of_another_workspace_are_not_there(browser, other_workspace):
    run = service.preview_list(other_workspace, "a.md", LIST.encode(), now=NOW)
    assert browser.get(reverse("learning:resource_import", args=[run.pk])).status_code == 404
    browser.post(reverse("learning:resource_confirm", args=[run.pk]))
    assert not ImportedResource.objects.exists()
