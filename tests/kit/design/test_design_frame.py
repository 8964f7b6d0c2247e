"""The frame around every page: places, current place, privacy line, palette, toasts, error pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from django.template.loader import render_to_string
from django.test import Client

from freehold.kit.design.palette import Commands
from freehold.kit.design.shell import Hit, Person, Privacy, Shell


def test_the_page_shows_registered_places_only_and_marks_the_current_one(site: Commands, client: Client, check_html: Callable) -> None:
    html = client.get("/found/7").content.decode()
    check_html(html)
    rail = html[html.index('class="rail"') : html.index("</nav>")]
    assert re.findall(r'class="label">([^<]+)', rail) == ["Today", "Opportunities"]
    assert rail.count("aria-current") == 1 and 'href="/found/" aria-current="true"' in rail
    assert "Nothing leaves this computer" in rail


def test_counts_privacy_and_person_come_from_the_hooks(site: Commands, hooks: Shell, client: Client) -> None:
    hooks.counts["today"] = lambda request: 4
    hooks.privacy = lambda request: Privacy("Two boards are asked", "info", "/privacy")
    hooks.person = lambda request: Person("Mira van der Rao", "mira@example.org")
    html = client.get("/").content.decode()
    assert "4 are waiting" in html and 'href="/privacy"' in html and ">MR<" in html


def test_one_name_makes_one_initial_and_no_name_none() -> None:
    assert Person("Mira").initials == "M"
    assert Person("").initials == ""


def test_the_theme_of_the_cookie_is_in_the_first_byte_of_the_page(site: Commands, client: Client) -> None:
    for cookie, shown in (("dark", "dark"), ("light", "light"), ("pink' onload=x", "system")):
        client.cookies["theme"] = cookie
        assert f'data-theme="{shown}"' in client.get("/").content.decode()


def test_the_page_has_a_skip_link_one_main_and_a_live_region(site: Commands, client: Client) -> None:
    html = client.get("/").content.decode()
    assert html.index('class="skip" href="#main"') < html.index('id="main" tabindex="-1"')
    assert html.count("<main") == 1 and html.count("<h1") == 1
    assert 'aria-live="polite"' in html


def test_the_shortcut_table_is_printed_for_the_browser(site: Commands, client: Client) -> None:
    html = client.get("/").content.decode()
    printed = json.loads(re.search(r'<script id="keys" type="application/json">(.*?)</script>', html)[1])
    assert {"keys": "g o", "url": "/found/", "action": "", "post": ""} in printed
    assert {"j", "k", "/", "?", "n", "u", "e", "mod+k"} <= {row["keys"] for row in printed}


def test_leaving_is_a_form_in_the_menu_and_a_post_in_the_palette(site: Commands, client: Client) -> None:
    html = client.get("/").content.decode()
    assert re.search(r'<form method="post" action="/sign-out"><input type="hidden" name="csrfmiddlewaretoken"', html)
    assert re.search(r'data-url="/sign-out" data-post', html)


def test_the_palette_answers_with_records_of_every_search(site: Commands, hooks: Shell, client: Client) -> None:
    hooks.searches += [
        lambda request, query, limit: [Hit(f"<b>{query}</b>", "/found/1", "Found", "today")],
        lambda request, query, limit: [],
    ]
    answer = client.get("/design/palette.json", {"q": "  nordlicht " + "x" * 200})
    (hit,) = answer.json()["results"]
    assert len(hit["label"]) == len("<b></b>") + 100 and hit["kind"] == "Found"
    assert "no-store" in answer["Cache-Control"]
    assert client.get("/design/palette.json").json() == {"results": []}
    assert client.post("/design/palette.json").status_code == 405


def test_the_style_guide_is_for_people_who_work_on_it(site: Commands, client: Client, settings, check_html: Callable) -> None:
    answer = client.get("/design/styleguide")
    assert answer.status_code == 200
    check_html(answer.content.decode())
    settings.DEBUG = False
    assert client.get("/design/styleguide").status_code == 404


def test_error_pages_need_nothing_but_themselves(site: Commands, check_html: Callable) -> None:
    for code in ("400", "403", "404", "500"):
        html = render_to_string(f"{code}.html")
        check_html(html)
        assert html.count("<h1") == 1 and 'data-theme="system"' in html and 'href="/"' in html
