"""Which share of a month's money is usually not known yet so many months before: what keeps the forecast from counting it twice.

On any day some of the money of the months to come is already known: its invoice or its quote is written. The forecast has those items one
by one. What the history lets expect on top of them is only the rest, so a past day is looked at as if it were today: of the money that came
h months after it, which share belonged to quotes and invoices that were written after that day? This share, over all past days of the same
day of the month, is multiplied with what the history lets expect of the month. It is small for this month and near 1 for far ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from freehold.apps.insights.services.known import month_end, month_start, shifted

#: Past days looked at, at most: more than two years ago says little.
MOST_ANCHORS = 24
FEWEST_ANCHORS = 3
#: Where there is no past to learn it from: most of the nearest months is known, and nothing of later ones.
ASSUMED = (0.2, 0.5, 0.8)


def fresh_shares(parts: Sequence[tuple[date, date, float]], as_of: date, months: int) -> tuple[tuple[float, ...], int]:
    """Return the share for the rest of this month and each month after it (`months` in all), and from how many past days it is learnt.

    `parts` are (known on, came on, amount); only what came in counts. With fewer than FEWEST_ANCHORS days the assumed shares, and 0.
    """
    if not parts:
        return assumed(months), 0
    known = np.array([one.toordinal() for one, _came, _amount in parts])
    came = np.array([one.toordinal() for _known, one, _amount in parts])
    amounts = np.array([max(amount, 0.0) for _known, _came, amount in parts])
    first, last = date.fromordinal(int(came.min())), month_end(as_of, -1).toordinal()
    new, whole, anchors = np.zeros(months), np.zeros(months), 0
    for back in range(1, MOST_ANCHORS + 1):
        anchor = shifted(as_of, -back)
        if anchor < first:
            break
        anchors += 1
        for ahead in range(months):
            start = anchor.toordinal() if ahead == 0 else month_start(anchor, ahead).toordinal() - 1
            end = month_end(anchor, ahead).toordinal()
            if end > last:
                break
            inside = (came > start) & (came <= end)
            whole[ahead] += amounts[inside].sum()
            new[ahead] += amounts[inside & (known > anchor.toordinal())].sum()
    if anchors < FEWEST_ANCHORS:
        return assumed(months), 0
    shares, before = [], 0.0
    for ahead in range(months):
        share = float(new[ahead] / whole[ahead]) if whole[ahead] > 0 else before
        before = max(before, share)  # what is not known two months before is not known three months before
        shares.append(round(before, 4))
    return tuple(shares), anchors


def assumed(months: int) -> tuple[float, ...]:
    """Return the shares that stand in where there is no past."""
    return (ASSUMED + (1.0,) * months)[:months]
