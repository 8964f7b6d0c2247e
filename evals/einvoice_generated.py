"""Whether invoices that we make are valid by schema and schematron: over all tax cases, currencies and corners, in every form we write.

Needs no data; `--n` of them (1,000 unless told), in CII and UBL as plain EN 16931, XRechnung and Peppol in turn; three of four are
made up over the tax categories, one of four has the tax that the product proposes for a seller and a client of many countries
(`cases` counts those). `read_back` counts those whose lines and sums are the same after reading both files again. `p50_ms` is a check.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.invoices import invoices, profile_for
from evals.invoices_proposed import proposed_invoices
from freehold.domain.invoicing.invoice import Invoice
from freehold.integrations.einvoice import read, validate, warm, write
from freehold.integrations.einvoice.writing import ProfileName

MANY = 1000


def run(_data: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Return how many of the invoices are valid in both syntaxes, and what the rest break."""
    counts: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    cases: Counter[str] = Counter()
    milliseconds: list[float] = []
    warm()
    for case, invoice, profile in _invoices(getattr(args, "n", None) or MANY, args.seed):
        counts["n"] += 1
        cases[case] += 1
        same = True
        for syntax in ("cii", "ubl"):
            payload = write(invoice, syntax=syntax, profile=profile)  # type: ignore[arg-type]  # the two names of the loop
            started = time.perf_counter()
            found = validate(payload)
            milliseconds.append((time.perf_counter() - started) * 1000)
            counts[f"{syntax}_valid"] += found.valid
            broken.update(f"{syntax} {case} {finding.rule} {finding.field}: {finding.official}"[:200] for finding in found.errors)
            again = read(payload)
            same = same and not again.problems and (again.invoice.totals, again.invoice.vat) == (invoice.totals, invoice.vat)
            same = same and [line.net for line in again.invoice.lines] == [line.net for line in invoice.lines]
        counts["read_back"] += same
    return {
        **{name: counts[name] for name in ("n", "cii_valid", "ubl_valid", "read_back")},
        "p50_ms": round(statistics.median(milliseconds), 1),
        "cases": dict(sorted(cases.items())),
        "broken": dict(broken.most_common(20)),
    }


def _invoices(count: int, seed: int) -> Iterator[tuple[str, Invoice, ProfileName]]:
    proposed = count // 4
    for number, invoice in enumerate(invoices(count - proposed, seed)):
        yield "made up", invoice, profile_for(number, invoice)
    for case, invoice in proposed_invoices(proposed, seed):
        yield case, invoice, "en16931"
