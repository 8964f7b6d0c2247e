"""`freehold verify-reputation FILE`: says whether a work history is as it was signed, without a database or a data folder."""

from __future__ import annotations

import re
from pathlib import Path

from freehold.cli.django_setup import without_database
from freehold.cli.output import print_json, say
from freehold.domain.errors import UserError
from freehold.domain.reputation.checking import MOST_BYTES, Checked, check
from freehold.domain.reputation.signing import in_groups
from freehold.domain.reputation.statement import PROVES, PROVES_NOT, NotGenuine

_KINDS = {"json": "JSON", "html": "page (HTML)", "pdf": "PDF"}


def verify_reputation(file: Path, *, expected: str = "", as_json: bool = False) -> int:
    """Check a JSON, HTML or PDF file; return 0 when it is as it was signed, 1 when not or when the key is not the expected one.

    `expected` is a fingerprint that the reader has from the holder, in groups or not. Raises UserError for a file that cannot be read
    and for a fingerprint that is none.
    """
    without_database()
    wanted = _fingerprint(expected)
    content = _content(file)
    from freehold.integrations.pdf import history_record

    try:
        checked = check(content, from_pdf=history_record)
    except NotGenuine as error:
        return _refused(file, error.code, str(error), as_json=as_json)
    if wanted and checked.fingerprint != wanted:
        words = f"It is whole, but another key signed it: {in_groups(checked.fingerprint)}, not {in_groups(wanted)}."
        return _refused(file, "other_key", words, as_json=as_json)
    if as_json:
        print_json(_as_json(file, checked, wanted))
    else:
        for line in _told(file, checked, wanted):
            print(line)
    return 0


def _content(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise UserError(f"{file} is a folder. Name the file of the work history.")
        if file.stat().st_size > MOST_BYTES:
            raise UserError(f"{file} is larger than {MOST_BYTES // 1024 // 1024} MB, which no work history is. It was not read.")
        return file.read_bytes()
    except OSError as error:
        raise UserError(f"{file} cannot be read ({error.strerror or error}). Check the name and try again.") from error


def _fingerprint(text: str) -> str:
    found = re.sub(r"[\s:]", "", text).lower()
    if found and not re.fullmatch(r"[0-9a-f]{64}", found):
        raise UserError("A fingerprint has 64 digits from 0 to f. Nothing was checked; copy it again from where the holder shows it.")
    return found


def _refused(file: Path, code: str, text: str, *, as_json: bool) -> int:
    if as_json:
        print_json({"file": str(file), "valid": False, "code": code, "reason": text})
    say(f"freehold: {file.name} is NOT verified. {text}")
    return 1


def _told(file: Path, checked: Checked, wanted: str) -> list[str]:
    value = checked.signed.statement
    work, praise = list(value["work"]), list(value["testimonials"])
    named = sum(1 for one in work if isinstance(one.get("client"), dict) and one["client"].get("name"))
    compared = (
        "It is the fingerprint that you gave." if wanted else "Compare it with the one that the holder shows elsewhere (--fingerprint)."
    )
    return [
        f"{file.name} is verified: not one byte was changed since it was signed.",
        f"  Kind         {_KINDS[checked.kind]}",
        f"  Holder       {_plain(value['holder'].get('name', ''))}",
        f"  Signed at    {_plain(value['signed_at'])} (by the clock of the machine that signed it)",
        f"  Signed by    {in_groups(checked.fingerprint)}",
        f"               {compared}",
        f"  It holds     {len(work)} entries of work ({named} with the client's name), {len(praise)} testimonials",
        f"What this proves: {PROVES}",
        f"What it does not: {PROVES_NOT}",
    ]


def _as_json(file: Path, checked: Checked, wanted: str) -> dict[str, object]:
    value = checked.signed.statement
    return {
        "file": str(file),
        "valid": True,
        "kind": checked.kind,
        "holder": value["holder"].get("name", ""),
        "signed_at": value["signed_at"],
        "fingerprint": checked.fingerprint,
        "fingerprint_compared": bool(wanted),
        "entries": len(value["work"]),
        "testimonials": len(value["testimonials"]),
        "proves": PROVES,
        "does_not_prove": PROVES_NOT,
    }


def _plain(text: object) -> str:
    """Return a text from a file of others, fit for a terminal: nothing in it moves the cursor."""
    return "".join(character for character in str(text)[:200] if character.isprintable())
