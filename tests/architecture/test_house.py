"""The house holds: floors, sizes, privacy of models, workspace scoping. Each rule is also shown to fail on a planted fault."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import rules
from tests.architecture.rules import ROOT, SOURCE


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"]
    environment = {
        "PYTHONPATH": str(folder / "src"),
        "PATH": "",
        "HOME": str(folder),
        "SYSTEMROOT": __import__("os").environ.get("SYSTEMROOT", ""),
    }
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=240)


def test_a_planted_import_up_a_floor_or_across_is_refused(tmp_path: Path):
    shutil.copytree(
        SOURCE, tmp_path / "src" / "freehold", ignore=shutil.ignore_patterns("__pycache__", "data", "locale", "static", "templates")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    clean = lint_imports(tmp_path)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    for place, line in {
        "domain/errors.py": "import freehold.kit.registry",
        "domain/ports.py": "import django.db",
        "kit/registry.py": "import freehold.apps.accounts",
        "integrations/ai/__init__.py": "import freehold.integrations.feeds",
        "apps/accounts/__init__.py": "import freehold.apps.opportunities",
    }.items():
        path = tmp_path / "src" / "freehold" / place
        before = path.read_text(encoding="utf-8")
        path.write_text(before + f"\n{line}\n", encoding="utf-8")
    planted = lint_imports(tmp_path)
    assert planted.returncode != 0
    for contract in ("A floor uses only", "The domain does no I/O", "Integrations do not know", "Apps stand in their order"):
        assert any(contract in row and "BROKEN" in row for row in planted.stdout.splitlines()), planted.stdout


def test_files_stay_small():
    assert rules.too_long(SOURCE) == []
    assert rules.too_long(ROOT / "tests") == []
    assert rules.script_lines(SOURCE) < rules.MOST_SCRIPT_LINES
    assert 0 < rules.script_lines(SOURCE, guest=True) < rules.MOST_GUEST_LINES


def test_every_module_says_what_it_is_for():
    assert rules.without_docstring(SOURCE) == []


def test_models_are_imported_only_inside_their_app():
    assert rules.foreign_models(SOURCE) == []


def test_services_and_selectors_know_nothing_of_the_web():
    assert rules.services_that_know_the_web(SOURCE) == []


def test_every_query_on_rows_of_a_workspace_names_the_workspace():
    owned = rules.owned_models(SOURCE)
    assert {"Opportunity", "Source", "Freelancer"} <= owned
    assert rules.unscoped_queries(SOURCE, owned) == []


def test_views_ask_selectors():
    assert rules.queries_in_views(SOURCE) == []


@pytest.mark.parametrize(
    ("place", "text", "rule"),
    [
        ("kit/long.py", '"""Long."""\n' + "x = 1\n" * 400, rules.too_long),
        ("apps/a/templates/a/long.html", "<p></p>\n" * 201, rules.too_long),
        ("kit/mute.py", "x = 1\n", rules.without_docstring),
        ("apps/b/services/x.py", "from freehold.apps.a.models import Thing\n", rules.foreign_models),
        ("apps/a/selectors.py", "from freehold.apps.a.views import page\n", rules.services_that_know_the_web),
        ("apps/a/services/x.py", "from django.http import HttpResponse\n", rules.services_that_know_the_web),
        ("apps/a/views/x.py", "rows = Thing.objects.all()\n", rules.queries_in_views),
        ("apps/a/selectors.py", "rows = Thing.objects.filter(id=1)\n", lambda root: rules.unscoped_queries(root, {"Thing"})),
        ("apps/a/services/y.py", "row = models.Thing.objects.get(id=1)\n", lambda root: rules.unscoped_queries(root, {"Thing"})),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, place: str, text: str, rule):
    (tmp_path / "apps").mkdir(exist_ok=True)
    assert rule(tmp_path) == []
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert rule(tmp_path) != []


def test_a_scoped_query_and_a_reasoned_exception_pass(tmp_path: Path):
    path = tmp_path / "apps" / "a" / "tasks.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "rows = Thing.objects.for_workspace(w).filter(id=1)\n# any workspace: the sweep is for all\nall = Thing.objects.all()\n"
    )
    assert rules.unscoped_queries(tmp_path, {"Thing"}) == []
