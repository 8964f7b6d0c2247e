"""Lead times drawn towards their assumption, and a suspension simulated: cases that can be worked out by hand, and orders that must hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from freehold.domain.risk.dependence import ASSUMED_MONTHS, Business, LeadTime, lead_time, suspension
from freehold.domain.risk.dependence_checklists import ITEMS, KNOWN, checklist, platform_name

SURE = LeadTime(median=2.0, spread=0.0, n=9, assumed=0.0)


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_without_history_the_lead_time_is_the_assumption_and_says_so():
    found = lead_time([])
    assert found.median == pytest.approx(ASSUMED_MONTHS) and found.assumed == 1 and found.n == 0
    assert found.quantile(0.9) > found.quantile(0.5) == pytest.approx(ASSUMED_MONTHS)


def test_own_history_draws_the_lead_time_away_from_the_assumption_as_it_grows():
    few, many = lead_time([6.0] * 2), lead_time([6.0] * 40)
    assert ASSUMED_MONTHS < few.median < many.median < 6.0 and few.assumed > many.assumed
    assert many.median == pytest.approx(6.0, rel=0.1)


def test_what_the_owner_says_replaces_the_middle_and_nonsense_does_not():
    assert lead_time([1.0], said=4.0).median == 4.0 and lead_time([1.0], said=4.0).assumed == 0
    assert lead_time([], said=-3).median == pytest.approx(ASSUMED_MONTHS)
    assert lead_time([0, -2]).median > 0


def test_one_lost_client_is_back_after_one_wait_and_the_cash_ends_on_the_day_worked_out_by_hand():
    found = suspension(Business((1000.0,), 0.0, 1000.0, 1500.0), SURE, rng=rng())
    assert found is not None and found.recovery == found.recovery_late == pytest.approx(2.0)
    assert found.loss == pytest.approx(2.0) and found.cash_until == found.alone == pytest.approx(1.5) and found.gone == 1


def test_clients_are_replaced_side_by_side_and_one_after_the_other():
    two = Business((500.0, 500.0), 0.0, 0.0, None, at_a_time=2)
    one = replace(two, at_a_time=1)
    together, alone = (suspension(business, SURE, rng=rng()) for business in (two, one))
    assert together is not None and alone is not None
    assert together.recovery == pytest.approx(2.0) and alone.recovery == pytest.approx(4.0)
    assert together.cash_until is None and together.path_middle == () and together.gone is None


def test_a_loss_that_leaves_nine_tenths_needs_no_recovery():
    found = suspension(Business((50.0,), 950.0, 100.0, 100.0), SURE, rng=rng())
    assert found is not None and found.recovery == 0 and found.cash_until is None and found.gone == 0 and found.alone is None


def test_nothing_lost_is_no_suspension():
    assert suspension(Business((), 1000.0, 10.0, 5.0), SURE, rng=rng()) is None
    assert suspension(Business((0.0, -5.0), 1000.0, 10.0, 5.0), SURE, rng=rng()) is None


def test_cash_that_is_below_zero_already_lasts_no_day():
    found = suspension(Business((100.0,), 0.0, 100.0, -5.0), SURE, rng=rng())
    assert found is not None and found.cash_until == 0


def test_more_cash_lasts_longer_and_the_late_case_is_later_than_the_middle_one():
    lead = lead_time([2.0, 3.0, 5.0])
    found = [suspension(Business((800.0, 300.0, 200.0), 300.0, 1200.0, cash), lead, rng=rng()) for cash in (500.0, 2000.0)]
    poor, rich = found
    assert poor is not None and rich is not None and poor.recovery is not None and poor.recovery_late is not None
    assert poor.recovery < poor.recovery_late and poor.loss < poor.loss_high
    assert poor.cash_until is not None and (rich.cash_until is None or rich.cash_until > poor.cash_until)
    assert all(low <= middle <= high for low, middle, high in zip(poor.path_low, poor.path_middle, poor.path_high, strict=True))


def test_a_platform_is_known_by_any_of_its_names_and_each_has_a_list():
    assert {platform_name(name) for name in ("upwork", "www.upwork.com", "Upwork Inc", "https://upwork.com/jobs")} == {"Upwork"}
    assert platform_name("freelancermap.de") == "freelancermap" and platform_name("freelancer.com") == "Freelancer"
    assert platform_name(" My agency ") == "My agency"
    for name in (*KNOWN, "My agency"):
        assert checklist(name) and set(checklist(name)) <= set(ITEMS)
