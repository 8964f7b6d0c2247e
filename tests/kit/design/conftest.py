"""Fixtures: a table of commands and hooks of its own for each test, a site that has nothing but the design system."""

from __future__ import annotations

import copy
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler

from freehold.kit.design import builtin, context, palette, views
from freehold.kit.design.palette import Command, Commands
from freehold.kit.design.shell import Shell

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Balance(HTMLParser):
    """Notes tags that are not closed in order, and ids that occur twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture
def check_html() -> Callable[[str], None]:
    """Fail for tags that are not balanced and for ids used twice."""

    def check(html: str) -> None:
        reader = Balance()
        reader.feed(html)
        assert not reader.wrong and not reader.open, (reader.wrong[:3], reader.open)
        assert len(reader.ids) == len(set(reader.ids)), sorted(i for i in set(reader.ids) if reader.ids.count(i) > 1)

    return check


@pytest.fixture
def draw(check_html: Callable[[str], None]) -> Callable[..., str]:
    """Render a piece of template with components, checked for balance."""

    def render(source: str, **values: object) -> str:
        html = Template(CottonCompiler().process("{% load design %}" + source)).render(Context({"csrf_token": "token", **values}))
        check_html(html)
        return html

    return render


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Commands:
    """A fresh table with the built-in commands, in place of the process's."""
    fresh = Commands()
    monkeypatch.setattr(palette, "commands", fresh)
    monkeypatch.setattr(context, "commands", fresh)
    monkeypatch.setattr(builtin, "commands", fresh)
    builtin.register()
    return fresh


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Fresh hooks, in place of the process's."""
    fresh = Shell(person=lambda request: None)
    monkeypatch.setattr(context, "shell", fresh)
    monkeypatch.setattr(views, "shell", fresh)
    return fresh


@pytest.fixture
def site(settings, table: Commands, hooks: Shell) -> Commands:
    """The small site of urls.py with two places registered, the strict policy and no database."""
    settings.ROOT_URLCONF = "tests.kit.design.urls"
    settings.DEBUG = True
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
    settings.MIDDLEWARE = [
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "tests.kit.design.urls.strict",
    ]
    engine = copy.deepcopy(settings.TEMPLATES[0])
    engine["DIRS"] = [Path(__file__).parent / "templates"]
    engine["OPTIONS"]["context_processors"] = [
        "django.template.context_processors.request",
        "django.contrib.messages.context_processors.messages",
        "freehold.kit.design.context.design",
    ]
    settings.TEMPLATES = [engine]
    table.register(
        Command("opportunities", "Opportunities", url_name="opportunities:list", keys="g o", icon="compass", group="places", place=True),
        Command("today", "Today", url_name="today", keys="g t", icon="sun", group="places", place=True),
        Command("sign-out", "Sign out", url_name="sign-out", icon="log-out", group="account", post=True),
    )
    return table
