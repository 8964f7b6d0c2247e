"""`freehold verify`: proves that nothing issued was changed, or names what was."""

from __future__ import annotations

from pathlib import Path

from freehold.cli.django_setup import start_django
from freehold.cli.output import print_json, report_problems, say


def verify(*, as_json: bool, data_dir: Path | None) -> int:
    """Check every issued paper of every workspace; return 0 when all is as issued, 1 after naming what is not."""
    start_django(data_dir)
    from freehold.apps.billing.services.verify import verify_all
    from freehold.cli.serving import bring_up_to_date

    bring_up_to_date()
    reports = verify_all()
    if as_json:
        for report in reports:
            print_json(
                {
                    "workspace": report.workspace_id,
                    "documents": report.documents,
                    "series": report.series,
                    "last_hash": report.last_hash,
                    "whole": report.whole,
                    "problems": [{"where": one.where, "what": one.what, "todo": one.todo} for one in report.problems],
                }
            )
    code = report_problems(problem for report in reports for problem in report.problems)
    count = sum(report.documents for report in reports)
    if not code:
        say(f"Checked {count} issued documents: every hash, the chain, the numbers and the sums are as they were issued.")
    return code
