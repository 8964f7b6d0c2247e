"""What people do, step by step, in a real browser."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.program import Program, call, environment_for, running
from tests.e2e.test_killed import first_run


@pytest.fixture
def fresh(tmp_path: Path, browser: Browser):
    """A Freehold that nobody has used yet, and a browser that has not signed in."""
    with running(tmp_path, environment_for(tmp_path)) as program:
        context = browser.new_context(base_url=program.address)
        yield program, context.new_page()
        context.close()


def test_a_newcomer_says_what_they_do_and_sees_a_pasted_posting_explained(fresh: tuple[Program, Page]):
    program, page = fresh
    first_run(page, program.link)
    page.goto("/opportunities/import/")
    page.locator("textarea").first.fill(
        "Django developer wanted\n\nYou know Django and PostgreSQL. Fully remote, 85 EUR per hour, about 3 months."
    )
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="Django developer wanted")).to_be_visible()
    expect(page.locator(".reasons li").first).to_be_visible()
    expect(page.locator(".reasons .quote").first).to_be_visible()


def test_a_newcomer_can_look_at_the_demo_and_remove_it_in_one_click_each(fresh: tuple[Program, Page]):
    program, page = fresh
    page.goto(program.link)
    page.get_by_role("button", name="Developer", exact=True).click()
    page.wait_for_url("**/opportunities/**")
    expect(page.locator(".cards .card").nth(10)).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("Remove the demo")
    expect(page.locator("dialog [role=option]:visible").first).to_contain_text("Remove the demo")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/opportunities" not in url)
    page.goto("/opportunities/")
    assert page.locator(".cards .card").count() == 0


def test_the_list_is_worked_by_keyboard_and_undone(new_page: Callable[..., Page]):
    page = new_page()
    page.goto("/opportunities/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".cards .card").nth(2)).to_have_attribute("aria-current", "true")
    title = page.locator(".card[aria-current] strong").inner_text()
    expect(page.locator("#detail h2").first).to_have_text(title)
    page.keyboard.press("x")
    expect(page.locator(".toast").last).to_contain_text("Dismissed")
    page.keyboard.press("u")
    expect(page.locator(".toast").last).to_contain_text("back where it was")
    expect(page.locator(".cards strong", has_text=title).first).to_be_visible()


def test_the_palette_finds_pages_and_records(new_page: Callable[..., Page]):
    page = new_page()
    page.goto("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("conditions filter out")
    expect(page.locator("dialog [role=option]:visible").first).to_contain_text("filter out")
    page.keyboard.press("Enter")
    page.wait_for_url("**/filtered-out/**")
    page.keyboard.press("g")
    page.keyboard.press("o")
    page.wait_for_url("**/opportunities/**")
    title = page.locator(".card strong").first.inner_text()
    page.keyboard.press("Control+k")
    page.keyboard.type(title[:12])
    expect(page.locator("dialog [role=option]", has_text=title[:12]).first).to_be_visible()


def test_on_a_phone_list_and_detail_are_two_steps(new_page: Callable[..., Page]):
    page = new_page(width=390)
    page.goto("/opportunities/")
    assert not page.locator("#detail").is_visible()
    page.locator(".cards a").first.click()
    page.wait_for_url("**/opportunities/*/**")
    assert page.locator("#detail").is_visible()


def test_a_file_with_a_bad_line_is_previewed_and_taken_in_without_it(fresh: tuple[Program, Page], tmp_path: Path):
    program, page = fresh
    first_run(page, program.link)
    lines = [json.dumps({"id": str(n), "title": f"Job {n}", "description": f"Django work number {n}"}) for n in range(1, 51)]
    lines[36] = '{"id": "37", "title": '
    file = tmp_path / "list.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    page.goto("/opportunities/import/")
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/import/*/")
    expect(page.locator("main")).to_contain_text("37")
    expect(page.locator("main")).to_contain_text("49")
    page.locator("form[action$='/confirm/'] button").click()
    page.goto("/opportunities/?sort=newest")
    expect(page.locator(".tabs a .n").first).to_have_text("49", timeout=60_000)  # an empty list fills by itself


def test_german_is_spoken_throughout(fresh: tuple[Program, Page], browser: Browser):
    program, _page = fresh
    context = browser.new_context(base_url=program.address, locale="de-DE")
    page = context.new_page()
    page.goto(program.link)
    assert page.locator("html").get_attribute("lang") == "de"
    context.close()


def test_a_stranger_is_sent_to_the_sign_in_page_and_a_used_link_does_not_open(demo_site: Program, browser: Browser, signed_in: object):
    context = browser.new_context(base_url=demo_site.address)
    page = context.new_page()
    page.goto("/opportunities/")
    assert "/account/login/" in page.url
    page.goto(demo_site.link)
    assert "/opportunities" not in page.url
    context.close()


def test_a_backup_restores_to_an_identical_copy(tmp_path: Path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    source, target = environment_for(first), environment_for(second)
    assert call(source, "demo", "--trade", "designer").returncode == 0
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    assert call(source, "backup", str(one)).returncode == 0
    restored = call(target, "restore", str(one))
    assert restored.returncode == 0, restored.stderr
    assert call(target, "backup", str(two)).returncode == 0
    import zipfile

    with zipfile.ZipFile(one) as before, zipfile.ZipFile(two) as after:
        names = [name for name in before.namelist() if name != "manifest.json"]
        assert names == [name for name in after.namelist() if name != "manifest.json"]
        for name in names:
            assert before.read(name) == after.read(name), name
    again = call(target, "restore", str(one))
    assert again.returncode == 2
    assert "--replace" in again.stderr


def test_the_detail_is_always_that_of_the_marked_card_however_late_an_answer_comes(new_page: Callable[..., Page]):
    page = new_page()
    late = iter([1.5, 0.0, 0.0, 0.0])

    def delayed(route) -> None:
        time.sleep(next(late, 0))
        route.continue_()

    page.goto("/opportunities/")
    page.wait_for_load_state("networkidle")
    page.route("**/opportunities/*/?at=*", delayed)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.wait_for_timeout(2500)
    expect(page.locator("#detail h2").first).to_have_text(page.locator(".card[aria-current] strong").inner_text())
