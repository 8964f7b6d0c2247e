"""Thresholds and weights of reconciliation; no figure of this kind stands anywhere else.

They were chosen by hand and checked with `python -m evals reconcile` on its development seeds 1 to 5 (real statement texts of
the public banking test files, invoices injected). What is booked by itself does not depend on a score: only the order of suggestions does.
"""

from __future__ import annotations

from decimal import Decimal

# A name fits from here on; it is worth mentioning from NAME_NEAR on. A second customer within NAME_TIE makes it a tie.
NAME_FITS = 0.8
NAME_NEAR = 0.6
NAME_TIE = 0.05

# What is missing looks like a fee up to this share of the open amount, or up to this sum when it is not a large share of it.
FEE_SHARE = Decimal("0.06")
FEE_SUM = Decimal(40)
FEE_SUM_SHARE = Decimal("0.25")
DISCOUNT_PERCENTS = tuple(Decimal(one) for one in ("1", "1.5", "2", "2.5", "3", "4", "5", "10"))
CENT = Decimal("0.01")

# An amount of another currency fits within this share of the day's rate.
EXCHANGE_SHARE = Decimal("0.03")

# A payment may carry the day before its invoice: banks book to the value date, issuers by their own clock.
DAYS_BEFORE_ISSUE = 3
# A line dated further ahead than this is announced, not booked.
DAYS_AHEAD = 3
# A refusal weighs against a match from here on.
REFUSED = 0.1

SUBSET_INVOICES = 12
SUBSETS_SHOWN = 3
SUGGESTIONS_SHOWN = 5
CANDIDATES_OF_PAYER = 40
CANDIDATES_BY_AMOUNT = 30

# Points of a suggestion.
POINTS = {
    "reference": 0.7,
    "number_strong": 0.55,
    "number_medium": 0.42,
    "number_weak": 0.25,
    "number_twin": 0.3,
    "number_tail": 0.12,
    "number_typo": 0.2,
    "exact": 0.35,
    "discount": 0.25,
    "fee": 0.15,
    "exchange": 0.22,
    "part": 0.05,
    "over": 0.02,
    "account": 0.3,
    "name_known": 0.24,
    "name_fits": 0.2,
    "name_near": 0.1,
    "name_in_text": 0.15,
    "lonely_amount": 0.05,
    "near_in_time": 0.05,
    "before_issue": -0.2,
    "one_of_several": -0.1,
    "wrong_customer": -0.15,
}
LEAST_SCORE = 0.1
# Beside the best suggestion one is shown from this share of its score on.
WORTH_SHOWING = 0.4
