"""A process of its own that asks a chat model: many at once, or one that is killed in the middle of it."""

from __future__ import annotations

import json
import os
import sys
import threading
from datetime import timedelta


def race(url: str, count: str) -> dict[str, object]:
    """Ask in many threads at once with a budget for some of them."""
    asking.MOST_AT_ONCE = 100
    workspace = prepare(url, cap_tokens=5 * ROOM)
    outcomes: list[str] = []

    def one() -> None:
        try:
            asking.ask(workspace, HELLO, purpose="assistant", now=NOW)
            outcomes.append("answered")
        except asking.BudgetSpent:
            outcomes.append("spent")
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _number in range(int(count))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"outcomes": sorted(outcomes), "tokens": used_in_month(workspace, NOW, "EUR").tokens, "room": ROOM}


def hang(url: str) -> dict[str, object]:
    """Ask a server that never answers."""
    asking.ask(prepare(url), HELLO, purpose="assistant", now=NOW)
    return {}


def after() -> dict[str, object]:
    """Tell what the log says after a kill, before and after the sweep."""
    before = list(ModelCall.objects.values_list("outcome", flat=True))
    ledger.mark_lost(NOW + timedelta(hours=1))
    row = ModelCall.objects.get()
    used = used_in_month(row.workspace_id, NOW, "EUR").tokens
    return {"before": before, "after": row.outcome, "sent": row.sent, "used": used, "room": ROOM}


def prepare(url: str, **more) -> int:
    """Make a workspace with a chat model."""
    row = new_workspace()
    services.save_model(row.pk, facts(url=url, **more), by="Mara", now=NOW)
    return row.pk


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from freehold.integrations.ai.chat import PydanticAiChat
    from freehold.kit.ai import services
    from freehold.kit.ai.models import ModelCall
    from freehold.kit.ai.port import chat_model
    from freehold.kit.ai.selectors import used_in_month
    from freehold.kit.ai.services import asking, ledger
    from tests.kit.ai.conftest import HELLO, NOW, facts, new_workspace

    ROOM = ledger.upper_bound(HELLO) + HELLO.max_tokens
    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    chat_model.use(PydanticAiChat())
    print(json.dumps({"race": race, "hang": hang, "after": after}[sys.argv[1]](*sys.argv[2:])))
