"""freehold demo."""

from __future__ import annotations

from pathlib import Path

from freehold.cli.django_setup import start_django
from freehold.cli.output import say


def demo(*, trade: str, remove: bool, data_dir: Path | None) -> None:
    """Load or remove the demo workspace of this data folder."""
    start_django(data_dir)
    from django.utils import timezone

    from freehold.apps.demo import services
    from freehold.cli.serving import bring_up_to_date

    bring_up_to_date()
    if remove:
        count = services.remove_demo()
        say("The demo is removed." if count else "There is no demo to remove.")
        return
    workspace = services.load_demo(trade, now=timezone.now(), wait=True)
    say(f"“{workspace.name}” is ready. Start Freehold with `freehold` to look around; `freehold demo --remove` removes it.")
