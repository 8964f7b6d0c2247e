"""`freehold verify-reputation`: without a database, a data folder or the network; one changed byte ends with 1 and a clear sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest

from freehold.cli.verify_reputation import verify_reputation
from freehold.domain.errors import UserError
from freehold.domain.reputation.history import Holder, Praise, Work, showable
from freehold.domain.reputation.page import enclosed
from freehold.domain.reputation.paper import Entry, Labels, Paper
from freehold.domain.reputation.sealing import HOLE, HTML_MARK, PDF_MARK, sealed
from freehold.domain.reputation.signing import fingerprint, in_groups, public_key
from freehold.domain.reputation.statement import signed, statement
from freehold.integrations.pdf import render_history

PRIVATE = bytes(range(32))
KEY = fingerprint(public_key(PRIVATE))
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
LABELS = Labels(
    *("Work history", "Work", "Clients say", "Client", "Years", "Extent", "Sums", "Record", "Signed", "Key", "Check", "{page}/{pages}", "-")
)


def record() -> bytes:
    work = [Work(1, "Linde", country="DE", first=date(2024, 1, 1), last=AT.date(), invoices=3, paid=3), Work(2, "Tulip", invoices=1)]
    words = [Praise(1, "Good work.", AT.date(), "Anna", company_shown=True)]
    holder = Holder("Mara \x1b[31mWinter", "Developer", "DE")
    return signed(statement(holder, *showable(work, words), public=public_key(PRIVATE), at=AT), PRIVATE).content


def files(folder: Path) -> dict[str, Path]:
    content = record()
    html = f'<!doctype html><meta name="freehold-seal" content="{HOLE}">{enclosed(content)}'.encode()
    entries = (Entry("Linde", True, "2024–2026", "3 invoices"),)
    paper = Paper("en", "Mara Winter", "Developer", "Germany", (), entries, (), "proves", "not", "today", in_groups(KEY), LABELS)
    pdf = render_history(paper, content, at=AT)
    made = {"json": content, "html": sealed(html, HTML_MARK, PRIVATE), "pdf": sealed(pdf, PDF_MARK, PRIVATE)}
    for kind, inside in made.items():
        (folder / f"history.{kind}").write_bytes(inside)
    return {kind: folder / f"history.{kind}" for kind in made}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return files(tmp_path_factory.mktemp("histories"))


@pytest.mark.parametrize("kind", ["json", "html", "pdf"])
def test_a_whole_file_is_told_with_key_time_and_what_it_proves(made, kind, capsys):
    assert verify_reputation(made[kind]) == 0
    told = capsys.readouterr().out
    assert f"history.{kind} is verified" in told
    assert in_groups(KEY) in told
    assert "2026-11-22T09:00:00Z" in told
    assert "2 entries of work (1 with the client's name), 1 testimonials" in told
    assert "does not prove that the clients exist" in told
    assert "\x1b" not in told


@pytest.mark.parametrize("kind", ["json", "html", "pdf"])
def test_one_changed_byte_anywhere_ends_with_1(made, kind, tmp_path, capsys):
    whole = made[kind].read_bytes()
    for place in {0, 5, len(whole) // 3, len(whole) // 2, len(whole) - 90, len(whole) - 1}:
        content = bytearray(whole)
        content[place] ^= 1
        file = tmp_path / "changed"
        file.write_bytes(content)
        assert verify_reputation(file) == 1, place
        said = capsys.readouterr()
        assert "is NOT verified" in said.err
        assert said.out == ""


def test_json_says_the_same_for_scripts(made, capsys):
    assert verify_reputation(made["html"], as_json=True, expected=KEY) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["valid"], told["kind"], told["fingerprint"], told["fingerprint_compared"]) == (True, "html", KEY, True)
    assert (told["entries"], told["testimonials"]) == (2, 1)


def test_the_key_of_somebody_else_is_told_apart(made, capsys):
    assert verify_reputation(made["json"], expected=in_groups(KEY).upper()) == 0
    assert verify_reputation(made["json"], expected="0" * 64, as_json=True) == 1
    said = capsys.readouterr()
    assert json.loads(said.out.splitlines()[-1])["code"] == "other_key"
    assert "another key signed it" in said.err


def test_what_cannot_be_read_is_said(made, tmp_path):
    for file, expected in ((tmp_path / "nothing.json", ""), (tmp_path, ""), (made["json"], "abc")):
        with pytest.raises(UserError):
            verify_reputation(file, expected=expected)


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("freehold.cli.verify_reputation.MOST_BYTES", 10)
    (tmp_path / "large.json").write_bytes(b"x" * 11)
    with pytest.raises(UserError, match="larger"):
        verify_reputation(tmp_path / "large.json")


def test_other_pdfs_and_locked_ones_are_refused(tmp_path, capsys):
    for name, encryption in (("plain.pdf", None), ("locked.pdf", pikepdf.Encryption(owner="a", user="b"))):
        document = pikepdf.new()
        document.add_blank_page()
        document.save(tmp_path / name, **({"encryption": encryption} if encryption else {}))
        assert verify_reputation(tmp_path / name) == 1
    assert capsys.readouterr().err.count("holds no signed work history") == 2


def test_it_needs_neither_settings_nor_a_data_folder(made, tmp_path):
    code = "import sys; from pathlib import Path; from freehold.cli.verify_reputation import verify_reputation as v; sys.exit(v(Path(sys.argv[1])))"
    absent = tmp_path / "absent"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FREEHOLD_", "DJANGO_"))}
    environment |= {"FREEHOLD_DATA_DIR": str(absent), "HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(made["pdf"])], env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "is verified" in done.stdout
    assert not absent.exists()
