"""Importing a profile: shown first, then applied, undone or dropped; and handing it out."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from freehold.apps.accounts import selectors, services
from freehold.apps.accounts.models import ProfileDraft
from tests.apps.accounts.samples import MARA

RESUME = {
    "basics": {"name": "M. Lind", "label": "Django and ferries"},
    "work": [{"name": "Harbour", "position": "Consultant", "highlights": ["Planned berths with FastAPI."]}],
    "freehold": {
        "rates": [{"kind": "daily", "min": "600", "currency": "EUR"}],
        "skills": [{"name": "Django", "years": 8}, {"name": "FastAPI"}, {"name": "python"}],
    },
}


@pytest.fixture
def preview(page):
    file = SimpleUploadedFile("cv.json", json.dumps(RESUME).encode())
    return page.post("/profile/import/", {"text": "", "file": file}).url


def test_the_preview_says_what_is_added_changed_and_kept_and_changes_nothing(page, mara, preview):
    text = page.get(preview).text
    assert "FastAPI" in text
    assert "Django and ferries" in text
    assert "Least a day" in text
    assert "Nothing is removed" in text
    assert services.stored_profile(mara) == MARA


def test_an_applied_import_adds_and_changes_and_loses_nothing(page, mara, preview):
    page.post(f"{preview}apply/")
    found = services.stored_profile(mara)
    skills = {skill.name: skill for skill in found.skills}
    assert list(skills) == ["Django", "PostgreSQL", "Python", "FastAPI"]
    assert skills["Django"].years == 8
    assert skills["Django"].evidence == MARA.skills[0].evidence
    assert {rate.kind for rate in found.rates} == {"hourly", "daily"}
    assert found.name == "Mara Lind"
    assert found.constraints == MARA.constraints
    assert not ProfileDraft.objects.exists()


def test_an_import_is_undone_as_a_whole(page, mara, preview):
    page.post(f"{preview}apply/")
    page.post(f"/profile/undo/{mara.version + 1}/")
    assert services.stored_profile(mara) == MARA


def test_a_cancelled_import_leaves_no_trace(page, mara, preview):
    page.post(f"{preview}cancel/")
    assert services.stored_profile(mara) == MARA
    assert page.get(preview).status_code == 404


def test_a_text_can_be_pasted_and_one_without_skills_says_so(page):
    url = page.post("/profile/import/", {"text": "I tune harps in the north of the country, and I like it very much. " * 3}).url
    assert "No skill was recognised" in page.get(url).text


def test_importing_what_is_there_already_says_so(page, mara):
    data = page.get("/profile/resume.json").content
    url = page.post("/profile/import/", {"text": "", "file": SimpleUploadedFile("me.json", data)}).url
    text = page.get(url).text
    assert "Nothing new" in text
    assert "apply/" not in text


def test_the_export_is_json_resume_and_reads_back_as_the_same_profile(page, mara):
    from freehold.domain.matching.read_profile import from_json_resume

    answer = page.get("/profile/resume.json")
    assert 'filename="mara-lind-resume.json"' in answer.headers["Content-Disposition"]
    again = from_json_resume(json.loads(answer.content))
    assert (again.skills, again.rates, again.constraints, again.services) == (MARA.skills, MARA.rates, MARA.constraints, MARA.services)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cv.json", b"{broken"),
        ("cv.json", b"[1]"),
        ("cv.pdf", b"%PDF-1.4 broken"),
        ("cv.docx", b"PK\x03\x04broken"),
        ("cv.exe", b"MZ" + bytes(500)),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(page, mara, name, data):
    answer = page.post("/profile/import/", {"text": "", "file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert 'class="errors' in answer.text
    assert not ProfileDraft.objects.exists()


def test_hostile_values_are_cut_to_what_can_be_stored(page, mara):
    wild = {
        "basics": {"name": "x" * 9_000, "summary": "nul\x00nul"},
        "freehold": {
            "skills": [{"name": "s" * 900, "years": 99999}, {"name": "Rust", "years": -3, "last_used": "0001"}],
            "rates": [{"kind": "hourly", "min": "999999999999999", "currency": "EUR"}, {"kind": "hourly", "min": "1e5", "currency": "EUR"}],
            "constraints": {"timezone": "../../etc/passwd", "hours_per_week": 1e6, "countries": ["DE" * 40]},
        },
    }
    url = page.post("/profile/import/", {"text": "", "file": SimpleUploadedFile("x.json", json.dumps(wild).encode())}).url
    page.post(f"{url}apply/")
    found = selectors.profile_of(mara.pk)
    assert "\x00" not in found.summary
    assert [skill.years for skill in found.skills if skill.name.startswith(("s", "Rust"))] == [None, None]
    assert found.constraints.timezone == "Europe/Berlin"
    assert all(rate.min < 10**9 for rate in found.rates)
