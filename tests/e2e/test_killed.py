"""Pulling the plug in the middle of work: the next start finishes it, exactly once."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.e2e.program import call, environment_for, running

COUNT = 600


def postings(path: Path) -> None:
    rows = [
        {
            "id": f"p{n}",
            "title": f"Django developer number {n}",
            "company": f"Client {n}",
            "description": f"We look for a developer with Django and PostgreSQL. Reference {n}. Remote, 80 EUR per hour, three months, start as soon as possible. "
            "Please tell us about a booking system that you have built, how you tested it and who used it in the end.",
        }
        for n in range(COUNT)
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")


def first_run(page: Page, link: str) -> None:
    page.goto(link)
    page.locator("main textarea, main input[type=text]").first.fill("Django developer")
    page.get_by_role("button", name="Continue").click()
    page.locator("input[name=name]").fill("Ada Example")
    page.locator("main .btn.primary").first.click()
    page.wait_for_url(lambda url: "/welcome/" not in url)


def found(page: Page, address: str) -> int:
    """Return how many the list shows as found; before anything is read it has no tabs."""
    page.goto(f"{address}/opportunities/?sort=newest")
    numbers = page.locator(".tabs a .n")
    return int("".join(c for c in numbers.first.inner_text() if c.isdigit()) or 0) if numbers.count() else 0


def test_an_import_and_the_work_after_it_survive_a_kill(tmp_path: Path, browser: Browser):
    environment = environment_for(tmp_path)
    file = tmp_path / "postings.jsonl"
    postings(file)
    page = browser.new_context().new_page()
    with running(tmp_path, environment) as program:
        first_run(page, program.link)
        page.goto(f"{program.address}/opportunities/import/")
        page.locator("input[type=file]").first.set_input_files(file)
        page.get_by_role("button", name="Read it").click()
        page.wait_for_url("**/import/*/")
        page.locator("form[action$='/confirm/'] button").click()
        time.sleep(1.5)
        program.kill()
    with running(tmp_path, environment) as program:
        page = browser.new_context().new_page()
        page.goto(program.link)
        end = time.monotonic() + 120
        seen = 0
        while time.monotonic() < end:
            seen = found(page, program.address)
            if seen == COUNT and not page.locator("#work progress").count():
                break
            time.sleep(1)
        assert seen == COUNT
        page.goto(f"{program.address}/opportunities/?q=number+599")
        assert page.locator(".cards .card").count() == 1


def embeddings(environment: dict[str, str]) -> list[str]:
    """Return the text hashes of the stored vectors, straight from the database: a slower look would miss the middle of the work."""
    query = "SELECT text_hash FROM opportunities_embedding"
    if address := environment.get("DATABASE_URL"):
        import psycopg

        with psycopg.connect(address) as connection:
            return [row[0] for row in connection.execute(query)]
    with closing(sqlite3.connect(Path(environment["FREEHOLD_DATA_DIR"]) / "freehold.sqlite3", timeout=20)) as connection:
        return [row[0] for row in connection.execute(query)]


def embedded_in_peace(folder: Path) -> set[str]:
    """Return what the same demo embeds when nobody disturbs it."""
    folder.mkdir()
    environment = environment_for(folder)
    assert call(environment, "demo", "--trade", "developer").returncode == 0
    assert call(environment, "worker", "--until-idle").returncode == 0
    return set(embeddings(environment))


def test_embedding_that_is_killed_is_finished_by_the_next_start_exactly_once(tmp_path: Path):
    expected = embedded_in_peace(tmp_path / "peace")
    environment = environment_for(tmp_path)
    assert call(environment, "demo", "--trade", "developer").returncode == 0
    with running(tmp_path, environment) as program:
        end = time.monotonic() + 90
        while not embeddings(environment) and time.monotonic() < end:
            time.sleep(0.05)
        program.kill()
    before = embeddings(environment)
    assert 0 < len(before) < len(expected), "it was killed too early or too late to show anything"
    with running(tmp_path, environment):
        end = time.monotonic() + 120
        while set(embeddings(environment)) != expected and time.monotonic() < end:
            time.sleep(0.5)
    assert sorted(embeddings(environment)) == sorted(expected)
