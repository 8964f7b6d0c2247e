"""`freehold mcp` as another program sees it: the protocol's own client over standard input and output of a real process."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from tests.e2e.program import call, environment_for


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A data folder with the translator's demo."""
    found = environment_for(tmp_path_factory.mktemp("mcp"))
    loaded = call(found, "demo", "--trade", "translator")
    assert loaded.returncode == 0, loaded.stderr
    return found


def talk(environment: dict[str, str], *calls: tuple[str, dict[str, Any]], options: tuple[str, ...] = ()) -> tuple[list[str], list[Any]]:
    """Start the server, list its tools, make the calls, and return both."""

    async def run() -> tuple[list[str], list[Any]]:
        server = StdioServerParameters(command=sys.executable, args=["-m", "freehold", "mcp", *options], env=environment)
        async with Client(stdio_client(server)) as client:
            names = [tool.name for tool in (await client.list_tools()).tools]
            return names, [await client.call_tool(name, values) for name, values in calls]

    # In a thread of its own: the one of the tests may run the browser's loop.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, run).result()


def test_another_program_reads_the_figures_and_leaves_a_draft_that_waits(environment: dict[str, str]):
    names, answers = talk(
        environment,
        ("money_owed", {}),
        ("opportunities_top", {}),
        ("draft_note", {"text": "Ask about the glossary."}),
        ("clients_facts", {"client": "nobody at all"}),
        ("money_pay_everything", {}),
    )
    assert "draft_note" in names
    assert not [name for name in names if name.startswith(("time_", "invoice_create", "payment"))]
    owed, best, draft, nobody, unknown = answers
    assert json.loads(owed.content[0].text) == owed.structured_content
    assert owed.structured_content["data"]["count"] > 0
    assert best.structured_content["data"]["opportunities"]
    assert not draft.is_error
    assert nobody.is_error
    assert "nobody at all" in nobody.content[0].text
    assert unknown.is_error


def test_read_only_offers_no_drafts(environment: dict[str, str]):
    names, answers = talk(environment, ("draft_note", {"text": "no"}), options=("--read-only",))
    assert not [name for name in names if name.startswith("draft")]
    assert answers[0].is_error


def test_without_a_workspace_it_ends_with_one_clear_line(tmp_path: Path):
    ended = call(environment_for(tmp_path), "mcp")
    assert ended.returncode == 2
    assert "no such workspace" in ended.stderr
    assert ended.stdout == ""
