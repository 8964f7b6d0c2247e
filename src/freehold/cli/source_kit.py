"""`freehold source new`: a package of its own with a source that works, for a stranger to change into theirs."""

from __future__ import annotations

import keyword
import re
from pathlib import Path

from freehold.domain.errors import UserError

_NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")

_PYPROJECT = """\
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "freehold-{name}"
version = "0.1.0"
description = "{label} as a source of postings for Freehold"
requires-python = ">=3.11"
dependencies = ["freehold"]

[project.entry-points."freehold.posting_sources"]
{name} = "freehold_{name}:{class_name}"

[tool.hatch.build.targets.wheel]
packages = ["freehold_{name}"]
"""

_PACKAGE = '''\
"""{label} as a source of postings for Freehold."""

from freehold_{name}.source import {class_name}

__all__ = ["{class_name}"]
'''

_SOURCE = '''\
"""The source "{name}": what {label} allows, and which reader its payloads go to."""

from __future__ import annotations

from freehold.domain.ports import Reading, SourceTerms
from freehold_{name}.reading import read_list


class {class_name}:
    """Reads the list that {label} publishes. It never opens a connection: Freehold fetches, by these terms."""

    name = "{name}"
    label = "{label}"
    # Read the terms of the site before you write this down, and say what they ask for in one or two sentences.
    terms = SourceTerms(
        tier="open",
        terms="{label} publishes its list for everybody to read, a few times a day.",
        attribution="{label}",
        min_interval_minutes=120,
    )
    default_url = "https://{host}/jobs.json"

    def read(self, payload: bytes, *, origin: str = "") -> Reading:
        """Read one payload. Raises UserError when it is something else."""
        return read_list(payload, origin=origin or self.default_url)
'''

_READING = '''\
"""A payload of {label} in, postings out: bytes become data, and nothing else happens here."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from freehold.domain.errors import Problem, UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting

MOST = 2_000


def read_list(payload: bytes, *, origin: str) -> Reading:
    """Read one list; a record that cannot be read is named and left out. Raises UserError when it is no list, or none can be read."""
    try:
        records = json.loads(payload)["jobs"]
    except (ValueError, LookupError, TypeError):
        raise UserError("This is not the list of {label}; nothing was taken in. Try again later.") from None
    postings, problems = [], []
    for number, record in enumerate(records[:MOST], start=1):
        posting = _posting(record)
        if posting is None:
            problems.append(Problem(f"entry {{number}}", "it has no title and was left out"))
        else:
            postings.append(posting)
    if records and not postings:
        raise UserError(f"0 of {{len(records)}} entries of {label} could be read: its format seems to have changed. Nothing was taken in.")
    return Reading(tuple(postings), tuple(problems))


def _posting(record: Any) -> Posting | None:
    if not isinstance(record, dict) or not str(record.get("title") or "").strip():
        return None
    # What the site states as data goes into `structured`; docs/extending.md lists the names. What it only says stays in the description.
    structured = {{
        "pay_kind": record.get("pay_kind"),
        "pay_min": record.get("pay_min"),
        "pay_max": record.get("pay_max"),
        "pay_currency": record.get("currency"),
        "mode": record.get("mode"),
        "contract": record.get("contract"),
    }}
    return Posting(
        id=str(record.get("id") or record.get("url") or record["title"]),
        title=str(record["title"]).strip(),
        description=str(record.get("description") or ""),
        url=str(record.get("url") or ""),
        source="{name}",
        published=_moment(record.get("published")),
        company=str(record.get("company") or ""),
        location=str(record.get("location") or ""),
        tags=tuple(str(tag) for tag in record.get("tags") or ())[:40],
        structured={{key: value for key, value in structured.items() if value not in (None, "")}},
    )


def _moment(value: Any) -> datetime | None:
    """Return an aware moment, None for anything else."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
'''

_GOLDEN = """\
{{"jobs": [
  {{"id": "1", "title": "Shelf for a bakery", "company": "Brot & Co", "location": "Lyon", "url": "https://{host}/jobs/1",
   "published": "2026-11-20T08:00:00+00:00", "description": "<p>We need a shelf of oak for our shop, drawn and built.</p>",
   "tags": ["Carpentry"], "pay_kind": "fixed", "pay_min": "1200", "pay_max": "1500", "currency": "EUR", "mode": "onsite",
   "contract": "freelance"}},
  {{"id": "2", "title": ""}}
]}}
"""

_TEST = '''\
"""The payload that was saved is read whole, a bad record is named, and a changed format is told."""

from pathlib import Path

import pytest

from freehold.domain.errors import UserError
from freehold.domain.ports import PostingSource
from freehold_{name} import {class_name}

PAYLOAD = (Path(__file__).parent / "payload.json").read_bytes()


def test_it_fulfils_the_port():
    assert isinstance({class_name}(), PostingSource)


def test_the_saved_payload_is_read():
    reading = {class_name}().read(PAYLOAD)
    assert [posting.title for posting in reading.postings] == ["Shelf for a bakery"]
    assert reading.postings[0].structured["pay_max"] == "1500"
    assert len(reading.problems) == 1


@pytest.mark.parametrize("payload", [b"", b"[]", b"{{}}", b"<html></html>", b'{{"jobs": [{{"name": "renamed"}}]}}'])
def test_another_format_is_told_in_one_sentence(payload):
    with pytest.raises(UserError):
        {class_name}().read(payload)
'''

_FILES = {
    "pyproject.toml": _PYPROJECT,
    "freehold_{name}/__init__.py": _PACKAGE,
    "freehold_{name}/source.py": _SOURCE,
    "freehold_{name}/reading.py": _READING,
    "tests/payload.json": _GOLDEN,
    "tests/test_reading.py": _TEST,
}


def new_source(name: str, folder: Path) -> list[Path]:
    """Write a package with a source of this name into a new folder below `folder`, and return its files.

    Raises UserError for a name that cannot be one, or a folder that is there already; then nothing is written.
    """
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise UserError(
            f"“{name}” cannot be the name of a source. Nothing was written. Use 2 to 40 small letters, digits or _, a letter first."
        )
    target = folder / f"freehold-{name}"
    if target.exists():
        raise UserError(f"{target} is there already. Nothing was written. Choose another name or folder.")
    words = {
        "name": name,
        "label": name.replace("_", " ").title(),
        "class_name": "".join(part.title() for part in name.split("_")) + "Source",
        "host": f"{name.replace('_', '-')}.example",
    }
    written = []
    for path, text in _FILES.items():
        file = target / path.format_map(words)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format_map(words), encoding="utf-8")
        written.append(file)
    return written
