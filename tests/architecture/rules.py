"""The rules of the house as functions over source text, so that each can be shown to fail."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "freehold"
MOST_PYTHON_LINES = 400
MOST_TEMPLATE_LINES = 200
MOST_SCRIPT_LINES = 600
# What runs on other people's pages is one file of its own, and weighed by its bytes too (tests/e2e/test_widget.py).
GUEST_SCRIPT, MOST_GUEST_LINES = "widget.js", 350
ANY_WORKSPACE = "# any workspace:"


@cache
def parsed(path: Path) -> ast.Module:
    """Return the file's tree. Python 3.11 stumbles when the collector runs code that parses in the middle of it, so it waits."""
    collects = gc.isenabled()
    gc.disable()
    try:
        return ast.parse(path.read_text(encoding="utf-8"))
    finally:
        if collects:
            gc.enable()


def python_files(root: Path) -> list[Path]:
    return [path for path in sorted(root.rglob("*.py")) if "migrations" not in path.parts]


def too_long(root: Path) -> list[str]:
    """Name every Python file and template over its cap."""
    caps = [(path, MOST_PYTHON_LINES) for path in python_files(root)]
    caps += [(path, MOST_TEMPLATE_LINES) for path in sorted(root.rglob("*.html")) if "templates" in path.parts]
    return [f"{path}: over {cap} lines" for path, cap in caps if len(path.read_text(encoding="utf-8").splitlines()) > cap]


def without_docstring(root: Path) -> list[str]:
    """Name every module that does not say in a sentence what it is for."""
    return [str(path) for path in python_files(root) if not ast.get_docstring(parsed(path))]


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted names that a file imports."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def foreign_models(root: Path) -> list[str]:
    """Name every import of `apps.X.models` from outside `apps.X`."""
    found = []
    for path in python_files(root):
        for name in imports(path):
            parts = name.split(".")
            if parts[:2] == ["freehold", "apps"] and parts[3:4] == ["models"] and not path.is_relative_to(root / "apps" / parts[2]):
                found.append(f"{path} imports {name}")
    return found


def services_that_know_the_web(root: Path) -> list[str]:
    """Name every service or selector that imports views, forms or django.http."""
    found = []
    for path in python_files(root / "apps"):
        inside = path.relative_to(root / "apps").parts[1:]
        if inside and inside[0].removesuffix(".py") in {"services", "selectors"}:
            found += [f"{path} imports {name}" for name in imports(path) if name.startswith("django.http") or _is_web(name)]
    return found


def _is_web(name: str) -> bool:
    parts = name.split(".")
    return parts[:2] == ["freehold", "apps"] and parts[3:4] in (["views"], ["forms"])


def owned_models(root: Path) -> set[str]:
    """Return the names of the models whose rows belong to a workspace."""
    names = set()
    for path in python_files(root / "apps"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") == "WorkspaceOwned" for base in node.bases):
                names.add(node.name)
    return names


def unscoped_queries(root: Path, owned: set[str]) -> list[str]:
    """Name every query on a workspace's rows that neither names the workspace nor says in a comment why not."""
    found = []
    for path in python_files(root / "apps"):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        for node in ast.walk(parsed(path)):
            if _is_unscoped(node, owned):
                around = " ".join(lines[max(node.lineno - 2, 0) : node.lineno])
                if ANY_WORKSPACE not in around:
                    found.append(f"{path}:{node.lineno} reads rows without for_workspace(...)")
    return found


def _is_unscoped(node: ast.AST, owned: set[str]) -> bool:
    """Tell whether the node is `Model.objects.<anything but for_workspace, create, bulk_create>`."""
    if not isinstance(node, ast.Attribute):
        return False
    manager = node.value
    if not (isinstance(manager, ast.Attribute) and manager.attr in {"objects", "_default_manager", "_base_manager"}):
        return False
    model = manager.value
    name = model.id if isinstance(model, ast.Name) else model.attr if isinstance(model, ast.Attribute) else ""
    return name in owned and node.attr not in {"for_workspace", "create", "bulk_create"}


def queries_in_views(root: Path) -> list[str]:
    """Name every view that queries models itself in place of asking a selector."""
    found = []
    for path in python_files(root / "apps"):
        inside = path.relative_to(root / "apps").parts[1:]
        if inside and inside[0].removesuffix(".py") == "views":
            tree = parsed(path)
            found += [f"{path}:{node.lineno}" for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "objects"]
    return found


def script_lines(root: Path, *, guest: bool = False) -> int:
    """Count the lines of our own JavaScript on our own pages; with `guest` those of the script that others embed."""
    scripts = [path for path in root.rglob("*.js") if (path.name == GUEST_SCRIPT) == guest]
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in scripts)


def undocumented(names: set[str], page: str) -> set[str]:
    """Return the names that a page of the docs does not mention in code marks."""
    return {name for name in names if f"`{name}`" not in page}
