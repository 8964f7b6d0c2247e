"""Everything that can be set, called, listened to or plugged in is documented."""

from __future__ import annotations

from freehold.apps.opportunities.registry import posting_sources
from freehold.cli.commands import app
from freehold.config.environment import Environment
from freehold.kit.outbox.bus import bus
from tests.architecture.rules import ROOT, undocumented


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def variables() -> set[str]:
    return {field.validation_alias or f"FREEHOLD_{name.upper()}" for name, field in Environment.model_fields.items()}


def test_every_setting_is_documented():
    assert undocumented(variables(), page("settings.md")) == set()


def test_every_setting_says_what_it_is_for():
    assert all(field.description for field in Environment.model_fields.values())


def commands_of(group, before: str = "freehold") -> set[str]:
    """Return every command of a group and of the groups in it, as it is typed."""
    names = {f"{before} {command.name or command.callback.__name__.replace('_', '-')}" for command in group.registered_commands}
    return names.union(*(commands_of(inner.typer_instance, f"{before} {inner.name}") for inner in group.registered_groups))


def test_every_command_is_documented():
    names = commands_of(app)
    assert {"freehold source read", "freehold einvoice rules add"} <= names
    assert undocumented(names, page("commands.md")) == set()


def test_every_event_is_documented():
    assert undocumented(set(bus.flows()), page("events.md")) == set()


def test_every_source_is_documented():
    assert undocumented({name for name, _ in posting_sources}, page("sources.md")) == set()


def test_an_undocumented_name_is_found():
    assert undocumented({"FREEHOLD_NEW"}, page("settings.md")) == {"FREEHOLD_NEW"}


def test_every_dependency_has_its_reason():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {line.split(">")[0].split("=")[0].split("[")[0] for line in project["dependencies"]}
    names |= {line.split(">")[0].split("[")[0] for extra in project["optional-dependencies"].values() for line in extra}
    assert undocumented(names, page("dependencies.md")) == set()
