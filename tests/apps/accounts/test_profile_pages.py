"""The profile page and its sections."""

import re

from freehold.apps.accounts import selectors, services
from tests.apps.accounts.samples import MARA


def rows(prefix, *forms, **more):
    data = {f"{prefix}-TOTAL_FORMS": str(len(forms)), f"{prefix}-INITIAL_FORMS": "0", **more}
    for at, form in enumerate(forms):
        data |= {f"{prefix}-{at}-{key}": value for key, value in form.items()}
    return data


def test_the_profile_page_shows_everything_within_few_queries(page, mara, django_assert_max_num_queries):
    page.get("/profile/")
    with django_assert_max_num_queries(12):
        text = page.get("/profile/").text
    for word in (
        "Mara Lind",
        "PostgreSQL",
        "Rebuilt the booking",
        "€72.50",
        "Only remote",
        "Germany, Austria",
        "German, English",
        "gambling",
        "December 1, 2026",
    ):
        assert word in text


def test_the_page_takes_the_same_queries_with_many_skills(page, mara, django_assert_max_num_queries):
    from dataclasses import replace

    from django.utils import timezone

    from freehold.domain.matching.profile import ProfileSkill

    many = replace(MARA, skills=tuple(ProfileSkill(f"Skill {number}") for number in range(60)))
    services.save_profile(mara, many, now=timezone.now())
    page.get("/profile/")
    with django_assert_max_num_queries(12):
        page.get("/profile/")


def test_skills_are_edited_added_and_removed(page, mara):
    data = rows(
        "skills",
        {"name": "Django", "years": "7,5", "last_used": "2026", "evidence": "Rebuilt it."},
        {"name": "PostgreSQL", "DELETE": "on"},
        {"name": ""},
        {"name": "Celery"},
    )
    assert page.post("/profile/edit/skills/", data).status_code == 303
    found = selectors.profile_of(mara.pk)
    assert [(skill.name, str(skill.years)) for skill in found.skills] == [("Django", "7.5"), ("Celery", "None")]


def test_one_more_row_is_given_without_script_and_keeps_what_was_typed(page, mara):
    answer = page.post("/profile/edit/skills/", rows("skills", {"name": "Typed"}, add="1"))
    assert answer.status_code == 200
    assert 'value="Typed"' in answer.text
    assert 'name="skills-1-name"' in answer.text
    assert "<html" in answer.text
    assert selectors.profile_version(mara.pk) == mara.version


def test_one_more_row_by_htmx_is_the_form_alone(page):
    answer = page.post("/profile/edit/skills/?add=1", rows("skills", {"name": "Typed"}), headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert 'name="skills-1-name"' in answer.text


def test_every_section_opens_and_saves_what_it_shows_without_changing_anything(page, mara):
    for key in ("about", "skills", "rates", "wishes", "services", "experience"):
        text = page.get(f"/profile/edit/{key}/").text
        form = re.search(r'<form method="post" id="section-form".*?</form>', text, re.DOTALL).group()
        assert page.post(f"/profile/edit/{key}/", _filled(form)).status_code == 303, key
    assert services.stored_profile(mara) == MARA


def test_money_is_taken_with_comma_and_thousands(page, mara):
    page.post(
        "/profile/edit/rates/",
        rows("rates", {"kind": "fixed", "min": "1.250,50", "currency": "EUR"}, {"kind": "hourly", "min": "0.085", "currency": "USD"}),
    )
    assert [str(rate.min.normalize()) for rate in selectors.profile_of(mara.pk).rates] == ["1250.5", "0.085"]


def test_a_bad_number_is_refused_at_its_field_and_nothing_is_saved(page, mara):
    answer = page.post("/profile/edit/rates/", rows("rates", {"kind": "hourly", "min": "many", "currency": "EUR"}))
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert services.stored_profile(mara) == MARA


def test_countries_and_languages_are_taken_by_name_and_an_unknown_one_is_named(page, mara):
    good = {"remote": "any", "countries": "Portugal, de, Austria", "languages": "Portuguese; en", "avoid": "casino\ncrypto"}
    assert page.post("/profile/edit/wishes/", good).status_code == 303
    wishes = selectors.profile_of(mara.pk).constraints
    assert wishes.countries == ("PT", "DE", "AT")
    assert wishes.languages == ("pt", "en")
    assert wishes.avoid == ("casino", "crypto")
    bad = page.post("/profile/edit/wishes/", {**good, "countries": "Narnia"})
    assert bad.status_code == 422
    assert "“Narnia” is no country" in bad.text


def test_a_stale_page_is_refused_with_what_was_typed(page, mara):
    page.post("/profile/edit/about/", {"name": "Mara", "version": mara.version})
    answer = page.post("/profile/edit/about/", {"name": "Other", "version": mara.version})
    assert answer.status_code == 422
    assert "another window" in answer.text
    assert 'value="Other"' in answer.text


def test_a_saved_change_can_be_undone_from_the_toast(page, mara):
    page.post("/profile/edit/about/", {"name": "Somebody", "version": mara.version})
    undo = f"/profile/undo/{mara.version + 1}/"
    assert undo in page.get("/profile/").text
    page.post(undo)
    assert services.stored_profile(mara) == MARA


def test_an_undo_that_comes_too_late_is_refused_in_words(page, mara):
    page.post("/profile/edit/about/", {"name": "One"})
    page.post("/profile/edit/about/", {"name": "Two"})
    answer = page.post(f"/profile/undo/{mara.version + 1}/")
    assert answer.status_code == 400
    assert "changed again" in answer.text


def test_earlier_versions_are_listed_and_brought_back(page, mara):
    page.post("/profile/edit/about/", {"name": "One"})
    assert "Bring back" in page.get("/profile/history/").text
    page.post(f"/profile/restore/{mara.version}/")
    assert services.stored_profile(mara) == MARA


def test_a_section_that_is_none_is_not_found(page):
    assert page.get("/profile/edit/nothing/").status_code == 404


def test_a_form_with_absurd_counts_is_refused_not_obeyed(page, mara):
    answer = page.post("/profile/edit/skills/", {"skills-TOTAL_FORMS": "999999999", "skills-INITIAL_FORMS": "0", "add": "1"})
    assert answer.status_code in {200, 422}
    assert len(answer.text) < 3_000_000
    assert services.stored_profile(mara) == MARA


def _filled(form):
    """Return what a browser would send for this form as it stands."""
    data = {}
    for tag in re.findall(r"<input[^>]*>", form):
        kind = re.search(r'type="(\w+)"', tag)
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and (kind is None or kind.group(1) not in {"checkbox", "radio"} or " checked" in tag):
            data[name.group(1)] = _text(value.group(1)) if value else ""
    for name, body in re.findall(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        data[name] = _text(body).lstrip("\n")
    for name, body in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        data[name] = chosen.group(1) if chosen else ""
    return data


def _text(markup):
    from html import unescape

    return unescape(markup)
