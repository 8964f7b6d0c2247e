"""A client who is forgotten is named in no forecast and no brief any more."""

from __future__ import annotations

from datetime import timedelta

from freehold.apps.insights.models import CashForecast, WeeklyBrief
from freehold.apps.insights.services import briefing, forecasting, forgetting
from freehold.kit.jobs.progress import progress_of
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.insights.money_samples import quote


def test_forecasts_and_briefs_that_name_them_go(workspace, seller, linde, tulip) -> None:
    assert list(forgetting.fates(workspace, linde, [])) == []
    quote(workspace, linde, "Q-1", "4000", issue_date=TODAY - timedelta(days=20))
    briefing.write(workspace, now=NOW)
    forecasting.run(workspace, now=NOW, today=TODAY)
    assert len(list(forgetting.fates(workspace, linde, []))) == 1
    forgetting.forget(workspace, tulip, [], NOW)
    assert WeeklyBrief.objects.count() == 1, "a brief that does not name them stays"
    forgetting.forget(workspace, linde, [], NOW)
    assert not CashForecast.objects.exists() and not WeeklyBrief.objects.exists()
    assert progress_of(forecasting.progress_key(workspace)).state == "waiting"
