"""The table of commands: unique keys, real addresses, fixed order of the places."""

from __future__ import annotations

import pytest

from freehold.domain.errors import SystemFault
from freehold.kit.design import checks
from freehold.kit.design.palette import Command, Commands


def test_every_shortcut_of_the_process_is_unique_and_none_swallows_another() -> None:
    from freehold.kit.design.palette import commands

    keys = [row.keys for row in commands if row.keys]
    assert len(keys) == len(set(keys))
    assert not [(a, b) for a in keys for b in keys if b.startswith(a + " ")]


def test_a_key_that_is_taken_is_refused() -> None:
    table = Commands()
    table.register(Command("a", "A", action="a", keys="g"))
    with pytest.raises(SystemFault, match="wants the keys"):
        table.register(Command("b", "B", action="b", keys="g o"))
    with pytest.raises(SystemFault, match="twice"):
        table.register(Command("a", "A", action="a"))


def test_sequences_with_the_same_first_key_live_together() -> None:
    table = Commands()
    table.register(Command("a", "A", action="a", keys="g a"), Command("b", "B", action="b", keys="g b"))
    assert [row["keys"] for row in table.shortcuts()] == ["g a", "g b"]


@pytest.mark.parametrize("command", [Command("x", "X"), Command("x", "X", url_name="today", action="x")])
def test_a_command_leads_to_exactly_one_thing(command: Command) -> None:
    with pytest.raises(SystemFault, match="either"):
        Commands().register(command)


def test_only_the_seven_places_may_stand_in_the_rail() -> None:
    with pytest.raises(SystemFault, match="no place"):
        Commands().register(Command("weather", "Weather", action="w", place=True))


def test_places_keep_their_order_whatever_the_order_of_registration(site: Commands) -> None:
    assert [row.key for row in site.places()] == ["today", "opportunities"]


def test_a_place_is_current_on_every_page_of_its_namespace(site: Commands) -> None:
    assert site.get("opportunities").belongs_to("opportunities:detail")
    assert not site.get("opportunities").belongs_to("today")
    assert not site.get("today").belongs_to("opportunities:list")


def test_an_unknown_command_is_named(site: Commands) -> None:
    with pytest.raises(SystemFault, match="weather"):
        site.get("weather")


def test_the_start_up_check_names_dead_links_and_missing_icons(site: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "commands", site)
    assert checks.commands_lead_somewhere() == []
    site.register(Command("gone", "Gone", url_name="nowhere"), Command("drawn", "Drawn", action="d", icon="no-such-icon"))
    assert [problem.id for problem in checks.commands_lead_somewhere()] == ["design.E001", "design.E002"]
