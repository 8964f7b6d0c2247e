"""The first run: from one answer to a profile, with text, with a file, and with nothing to go on."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from freehold.apps.accounts import selectors
from freehold.apps.accounts.models import ProfileDraft

YOU = {"name": "Mara Lind", "country": "AT", "currency": "EUR", "time_zone": ""}


@pytest.fixture
def newcomer(client, owner):
    client.force_login(owner)
    return client


def begin(client, skills, **more):
    return client.post("/welcome/you/", {**YOU, "skill": skills, **more})


def profile_of(user):
    return selectors.profile_of(selectors.place_of(user).freelancer.pk)


def test_a_person_without_a_workspace_is_led_to_the_question(newcomer):
    for path in ("/profile/", "/settings/"):
        answer = newcomer.get(path)
        assert answer.status_code == 303
        assert answer.headers["Location"] == "/welcome/"


def test_two_typed_words_end_in_a_profile_that_can_be_matched(newcomer, owner):
    assert newcomer.post("/welcome/", {"text": "Django developer"}).url == "/welcome/you/"
    page = newcomer.get("/welcome/you/", headers={"Accept-Language": "en-AT"}).text
    assert 'value="Django" checked' in page
    assert 'value="Python"' in page
    assert '<option value="AT" selected>' in page
    answer = begin(newcomer, ["Django", "Python"], more="Ferry timetables, ")
    assert answer.status_code == 302
    assert answer.url.endswith("?first=1")
    found = profile_of(owner)
    assert [skill.name for skill in found.skills] == ["Django", "Python", "Ferry timetables"]
    assert found.headline == "Django developer"
    assert found.constraints.timezone == "Europe/Vienna"
    workspace = selectors.workspace_for(owner)
    assert (workspace.country, workspace.currency, workspace.time_zone) == ("AT", "EUR", "Europe/Vienna")
    assert not ProfileDraft.objects.exists()


@pytest.mark.parametrize(
    "answer", ["wedding photographer in Porto", "Buchhalterin", "Übersetzerin Deutsch-Englisch", "I tutor maths and physics"]
)
def test_every_trade_gets_skills_and_neighbours_to_tick(newcomer, answer):
    newcomer.post("/welcome/", {"text": answer})
    draft = ProfileDraft.objects.get()
    assert draft.profile["skills"]
    assert len(draft.offered) >= 3


def test_the_time_zone_of_the_browser_wins_over_that_of_the_country(newcomer, owner):
    newcomer.post("/welcome/", {"text": "Django developer"})
    begin(newcomer, ["Django"], time_zone="Asia/Tokyo")
    assert selectors.workspace_for(owner).time_zone == "Asia/Tokyo"


def test_a_time_zone_that_is_none_is_passed_over(newcomer, owner):
    newcomer.post("/welcome/", {"text": "Django developer"})
    begin(newcomer, ["Django"], time_zone="<script>")
    assert selectors.workspace_for(owner).time_zone == "Europe/Vienna"


def test_a_file_is_read_and_its_experience_kept(newcomer, owner):
    resume = {
        "basics": {"name": "Mara Lind", "label": "Translator", "location": {"countryCode": "PT"}},
        "work": [{"name": "Agency", "position": "Translator", "highlights": ["Translated manuals into Portuguese."]}],
        "skills": [{"name": "Medical translation"}],
    }
    file = SimpleUploadedFile("cv.json", json.dumps(resume).encode())
    assert newcomer.post("/welcome/", {"text": "", "file": file}).url == "/welcome/you/"
    page = newcomer.get("/welcome/you/").text
    assert "Read from cv.json" in page
    assert 'value="Mara Lind"' in page
    begin(newcomer, ["Medical translation"])
    assert profile_of(owner).experience[0].organisation == "Agency"


def test_a_text_file_is_read(newcomer):
    text = (
        "Mara Lind\nDjango developer\n\nSkills\nDjango, PostgreSQL, Celery\n\nExperience\n2019 – 2024 Developer at Ferry office\n"
        + "Built things. " * 10
    )
    assert newcomer.post("/welcome/", {"text": "", "file": SimpleUploadedFile("cv.md", text.encode())}).url == "/welcome/you/"
    assert {"Django", "PostgreSQL"} <= {skill["name"] for skill in ProfileDraft.objects.get().profile["skills"]}


def test_an_encrypted_pdf_is_refused_in_words_and_the_page_asks_again(newcomer):
    from pypdf import PdfWriter

    writer, data = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=200, height=200)
    writer.encrypt("secret")
    writer.write(data)
    answer = newcomer.post("/welcome/", {"text": "", "file": SimpleUploadedFile("cv.pdf", data.getvalue())})
    assert answer.status_code == 422
    assert "cv.pdf" in answer.text
    assert not ProfileDraft.objects.exists()


@pytest.mark.parametrize("data", [{"text": "   "}, {"text": "", "file": SimpleUploadedFile("cv.txt", b"")}, {}])
def test_no_answer_at_all_is_asked_for_again(newcomer, data):
    answer = newcomer.post("/welcome/", data)
    assert answer.status_code == 422
    assert "errors" in answer.text


def test_an_answer_without_any_known_skill_is_kept_with_one_clear_hint(newcomer, owner):
    newcomer.post("/welcome/", {"text": "harp tuner"})
    assert "We recognised no skill in this" in newcomer.get("/welcome/you/").text
    begin(newcomer, [])
    assert profile_of(owner).skills == ()
    page = newcomer.get("/profile/").text
    assert page.count("nothing can be matched") == 1


def test_what_was_typed_stays_when_the_second_step_is_refused(newcomer):
    newcomer.post("/welcome/", {"text": "Django developer"})
    answer = newcomer.post("/welcome/you/", {**YOU, "name": "", "skill": ["Python"], "more": "Harps"})
    assert answer.status_code == 422
    assert 'value="Python" checked' in answer.text
    assert 'value="Django" checked' not in answer.text
    assert 'value="Harps"' in answer.text


def test_the_second_step_without_the_first_goes_back_to_the_question(newcomer):
    assert newcomer.get("/welcome/you/").url == "/welcome/"


def test_starting_again_forgets_the_answer(newcomer):
    newcomer.post("/welcome/", {"text": "Django developer"})
    newcomer.post("/welcome/again/")
    assert not ProfileDraft.objects.exists()


def test_the_wizard_is_over_once_there_is_a_workspace(page):
    assert page.get("/welcome/").url == "/"


def test_markup_in_an_answer_is_shown_as_text(newcomer):
    newcomer.post("/welcome/", {"text": "Django <script>alert(1)</script>"})
    begin(newcomer, ["<b>x</b>"])
    page = newcomer.get("/profile/").text
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_every_step_offers_a_demo(newcomer):
    assert 'name="trade" value="photographer"' in newcomer.get("/welcome/").text
