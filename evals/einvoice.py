"""Whether official example invoices are read, written again as CII and as UBL with identical totals, and valid by the CEN rules.

`read` counts documents that were read, `cii_valid` and `ubl_valid` those that are valid (schema and schematron) after they were written
anew in that syntax, `totals_equal` those whose totals (BG-22) and VAT breakdown (BG-23) are the same after reading both of them again;
`original_valid` is how many are valid as they came. The document keeps the specification that it named (BT-24), and a tax total (BT-110)
that it left out counts as the sum of its VAT breakdown. `failed` says what went wrong, as "file: why".
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from freehold.domain.errors import UserError
from freehold.integrations.einvoice import Validation, read, validate, write

FIGURES = ("n", "read", "cii_valid", "ubl_valid", "totals_equal", "original_valid")


def run(data: Path, _args: argparse.Namespace) -> dict[str, Any]:
    """Return the figures over all documents, and for each folder that holds some."""
    folder = data / "billing" / "einvoice"
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    everything: Counter[str] = Counter()
    folders: dict[str, Counter[str]] = {}
    failed: list[str] = []
    for path in sorted(folder.rglob("*.xml")):
        payload = path.read_bytes()
        if b"CrossIndustryInvoice" not in payload[:20_000] and b"specification:ubl:schema:xsd:" not in payload[:20_000]:
            continue  # code lists
        counts, faults = _measured(payload)
        name = path.parent.relative_to(folder).as_posix()
        folders.setdefault(name, Counter()).update(counts)
        everything.update(counts)
        failed.extend(f"{name}/{path.name}: {fault}" for fault in faults)
    if not everything["n"]:
        raise FileNotFoundError(f"no e-invoice below {folder}")
    return {
        **{name: everything[name] for name in FIGURES},
        "folders": {name: {figure: counts[figure] for figure in FIGURES} for name, counts in folders.items()},
        "failed": failed,
    }


def _measured(payload: bytes) -> tuple[dict[str, int], list[str]]:
    counts = {"n": 1}
    faults: list[str] = []
    try:
        original = read(payload)
    except UserError as error:
        return counts, [str(error)]
    counts["read"] = 1
    counts["original_valid"] = int(validate(payload).valid)
    equal = True
    for syntax in ("cii", "ubl"):
        written = write(original.invoice, syntax=syntax)  # type: ignore[arg-type]  # the two names of the loop
        found = validate(written)
        counts[f"{syntax}_valid"] = int(found.valid)
        faults.extend(_told(f"as {syntax}", found))
        again = read(written).invoice
        if (again.totals, again.vat) != (original.invoice.totals, original.invoice.vat):
            equal = False
            faults.append(f"as {syntax}: the totals differ")
    counts["totals_equal"] = int(equal)
    return counts, faults


def _told(what: str, found: Validation) -> list[str]:
    return [f"{what}: {finding.rule} {finding.field or finding.location}: {finding.official}" for finding in found.errors[:3]]
