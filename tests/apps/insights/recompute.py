"""Adds the exported rows up again: every figure of “Your numbers” from the CSV files alone, knowing nothing of the program.

    python recompute.py rows.zip

prints the figures as JSON. Amounts are rounded to cents, a half away from zero; shares to a tenth of a per cent.
"""

from __future__ import annotations

import csv
import io
import json
import math
import random
import re
import sys
import zipfile
from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

CENT, TENTH = Decimal("0.01"), Decimal("0.1")
BIDS = re.compile(r"\b(connects?|bids?|bidding|gebote?|bewerbungs\w*)\b", re.IGNORECASE)
ENDED = {"accepted", "declined", "expired"}
WAY = ["shortlisted", "applied", "talking", "won"]
NO_MINOR_UNIT = {"JPY", "KRW", "ISK", "CLP", "VND"}


def recompute(archive):
    """Return the figures by name, from the bytes of the archive."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        tables = {name: list(csv.DictReader(io.StringIO(packed.read(name).decode("utf-8-sig")))) for name in packed.namelist()}
    return Sums(tables).all()


class Sums:
    """The tables, and what follows from them."""

    def __init__(self, tables):
        self.tables = tables
        self.set = {row["name"]: row["value"] for row in tables["settings.csv"]}
        self.start, self.end = date.fromisoformat(self.set["from"]), date.fromisoformat(self.set["to"])
        self.today = date.fromisoformat(self.set["today"])
        self.base = self.set["base_currency"]
        self.names = {row["stands_for"]: plain(row["name"]) for row in tables["clients.csv"]}
        self.income = [self.valued_income(row) for row in tables["income.csv"] if row["rate"]]
        self.recent = [row for row in self.income if self.start <= row["day"] <= self.end]
        self.spent = [*self.valued_costs(), *self.valued_fees()]
        self.work = [self.valued_time(row) for row in self.within(tables["time.csv"])]

    def within(self, rows, name="day"):
        return [row for row in rows if self.start <= date.fromisoformat(row[name]) <= self.end]

    def cents(self, amount):
        return str((amount or Decimal(0)).quantize(Decimal(1) if self.base in NO_MINOR_UNIT else CENT, ROUND_HALF_UP))

    def valued_income(self, row):
        amount, gross = Decimal(row["amount"]), Decimal(row["invoice_gross"])
        net = amount * Decimal(row["invoice_net"]) / gross if gross else amount
        value = net * Decimal(row["rate"])
        day, due = date.fromisoformat(row["day"]), row["due"]
        gained = Decimal(0)
        if row["currency"] != self.base and row["kind"] != "fee":
            if row["kind"] == "exchange":
                gained = -value
            elif row["paid_in"] != row["currency"] and row["used"]:
                at = row["rate_on_day_paid_in"]
                gained = Decimal(row["used"]) * net / amount * Decimal(at) - value if at else gained
            else:
                at = row["rate_on_day_invoice_currency"]
                gained = net * Decimal(at) - value if at else gained
        late = max((day - date.fromisoformat(due)).days, 0) if due else None
        return {"client": row["client"], "channel": plain(row["channel"]), "day": day, "value": value, "gained": gained, "late": late}

    def valued_costs(self):
        found = []
        for row in self.within(self.tables["costs.csv"]):
            if row["rate"]:
                amount = Decimal(row["net"]) + (0 if self.set["vat_on_costs_comes_back"] == "yes" else Decimal(row["tax"]))
                kind = (
                    "bids" if BIDS.search(f"{row['supplier']} {row['description']}") else "fees" if row["category"] == "fees" else "costs"
                )
                channel = plain(row["channel"]) if row["own_channel"] == "yes" else None
                found.append(spent(kind, row, channel, amount))
        return found

    def valued_fees(self):
        rows = [row for row in self.within(self.tables["fees.csv"]) if row["rate"]]
        return [spent("fees", row, plain(row["channel"]) if row["client"] else None, Decimal(row["amount"])) for row in rows]

    def valued_time(self, row):
        rate = row["hourly_rate"]
        worth = Decimal(row["minutes"]) / 60 * Decimal(rate) * Decimal(row["rate"]) if rate and row["rate"] else Decimal(0)
        channel = plain(row["channel"]) if row["client"] else None
        return {
            "client": row["client"],
            "channel": channel,
            "minutes": int(row["minutes"]),
            "billable": row["billable"] == "yes",
            "worth": worth,
        }

    def all(self):
        return {
            **self.money(),
            **self.time(),
            **self.owed(),
            **self.worth(),
            **self.shares(),
            **self.seasons(),
            **self.winning(),
            **self.funnel(),
        }

    def money(self):
        papers = [row for row in self.within(self.tables["invoices.csv"]) if row["rate"]]
        kinds = {kind: total(row["value"] for row in self.spent if row["kind"] == kind) for kind in ("costs", "fees", "bids")}
        received = total(row["value"] for row in self.recent)
        found = {
            "invoiced": self.cents(total(Decimal(row["net"]) * Decimal(row["rate"]) for row in papers)),
            "received": self.cents(received),
            "exchange": self.cents(total(row["gained"] for row in self.recent)),
            "profit": self.cents(received - total(kinds.values())),
            "spent": self.cents(total(kinds.values())),
            **{kind: self.cents(amount) for kind, amount in kinds.items()},
        }
        months = defaultdict(lambda: [Decimal(0)] * 3)
        rows = [(date.fromisoformat(row["day"]), 0, Decimal(row["net"]) * Decimal(row["rate"])) for row in papers]
        rows += [(row["day"], 1, row["value"]) for row in self.recent] + [(row["day"], 2, row["value"]) for row in self.spent]
        for day, at, value in rows:
            sums = list(months[day.year, day.month])
            sums[at] += value
            months[day.year, day.month] = sums
        for (year, month), sums in months.items():
            found[f"month {year}-{month:02}"] = " ".join(self.cents(amount) for amount in sums)
        left_out = [row for row in self.within(self.tables["income.csv"]) + self.within(self.tables["invoices.csv"]) if not row["rate"]]
        left_out += [row for name in ("costs.csv", "fees.csv") for row in self.within(self.tables[name]) if not row["rate"]]
        found["left out"] = str(len(left_out) + sum(not row["rate"] for row in self.tables["open.csv"]))
        return found

    def time(self):
        minutes = sum(row["minutes"] for row in self.work)
        billable = sum(row["minutes"] for row in self.work if row["billable"])
        found = {"minutes": str(minutes), "billable": str(billable)}
        if minutes:
            left = total(row["value"] for row in self.recent) - total(row["value"] for row in self.spent)
            found["utilisation"] = share(Decimal(billable) / minutes)
            found["hourly"] = self.cents(left / (Decimal(minutes) / 60))
        if self.set["hours_per_week"]:
            start = max(self.start, date.fromisoformat(self.set["began"])) if self.set["began"] else self.end
            hours = Decimal(self.set["hours_per_week"]) * ((self.end - start).days + 1) / 7
            if hours:
                found["of capacity"] = share(Decimal(billable) / 60 / hours)
        return found

    def owed(self):
        found, late, buckets = Decimal(0), Decimal(0), [Decimal(0)] * 5
        for row in self.tables["open.csv"]:
            if row["rate"]:
                value = Decimal(row["open"]) * Decimal(row["rate"])
                days = (self.today - date.fromisoformat(row["due"])).days if row["due"] else 0
                found, late = found + value, late + (value if days > 0 else 0)
                buckets[next(at for at, end in enumerate((0, 30, 60, 90, 10**6)) if days <= end)] += value
        return {"owed": self.cents(found), "late": self.cents(late), "ageing": " ".join(self.cents(one) for one in buckets)}

    def worth(self):
        found = {}
        for what in ("client", "channel"):
            for key in {row[what] for row in (*self.recent, *self.spent, *self.work)} - ({None} if what == "channel" else {""}):
                found[f"{what} {self.names.get(key, key) if what == 'client' else key}"] = self.one(what, key)
        parts = [(row["value"], row["late"]) for row in self.recent if row["late"] is not None and row["value"] > 0]
        if parts:
            found["days late"] = tenth(total(value * late for value, late in parts) / total(value for value, _ in parts))
        return found

    def one(self, what, key):
        income = [row for row in self.recent if row[what] == key]
        sums = {
            kind: total(row["value"] for row in self.spent if row[what] == key and row["kind"] == kind)
            for kind in ("fees", "bids", "costs")
        }
        received, gained = total(row["value"] for row in income), total(row["gained"] for row in income)
        due = [(row["value"], row["late"]) for row in income if row["late"] is not None and row["value"] > 0]
        percent = self.set["late_interest_percent"]
        waited = total(value * late for value, late in due)
        cost = waited * Decimal(percent) / 100 / 365 if percent else Decimal(0)
        work = [row for row in self.work if row[what] == key]
        minutes, unpaid = sum(row["minutes"] for row in work), [row for row in work if not row["billable"]]
        kept = received - total(sums.values()) + gained - cost
        worth = total(row["worth"] for row in unpaid)
        return {
            "received": self.cents(received),
            "exchange": self.cents(gained),
            **{kind: self.cents(amount) for kind, amount in sums.items()},
            "late": tenth(waited / total(value for value, _ in due)) if due else "",
            "late cost": self.cents(cost),
            "unpaid": str(sum(row["minutes"] for row in unpaid)),
            "unpaid worth": self.cents(worth),
            "true net": self.cents(kept - worth),
            "hourly": self.cents(kept / (Decimal(minutes) / 60)) if minutes else "",
        }

    def shares(self):
        sums, months = defaultdict(Decimal), defaultdict(lambda: defaultdict(float))
        for row in self.recent:
            sums[row["client"]] += row["value"]
            months[row["day"].year, row["day"].month][row["client"]] += float(row["value"])
        left = {key: amount for key, amount in sums.items() if amount > 0}
        if not left:
            return {}
        whole = total(left.values())
        hhi = total((amount / whole) ** 2 for amount in left.values())
        found = {"top share": share(max(left.values()) / whole), "hhi": str(hhi.quantize(Decimal("0.0001"))), "effective": tenth(1 / hhi)}
        found["months with income"] = str(len(months))
        if len(months) >= 5:
            found["top share low"], found["top share high"] = self.drawn([months[key] for key in sorted(months)])
        return found

    def drawn(self, months):
        draws, count, tops = random.Random(int(self.set["seed"])), int(self.set["draws"]), []
        for _ in range(count):
            sums = defaultdict(float)
            for _month in months:
                for key, amount in months[int(draws.random() * len(months))].items():
                    sums[key] += amount
            kept = [max(amount, 0.0) for amount in sums.values()]
            tops.append(max(kept) / sum(kept) if sum(kept) > 0 else 1.0)
        tops.sort()
        return share(tops[count // 10 - 1]), share(tops[count - count // 10 - 1])

    def seasons(self):
        received = defaultdict(Decimal)
        for row in self.income:
            if row["day"] <= self.end:
                received[row["day"].year, row["day"].month] += row["value"]
        if not received:
            return {}
        found, (year, month) = defaultdict(list), min(received)
        while following(year, month) - timedelta(days=1) <= self.end:
            found[month].append(received.get((year, month), Decimal(0)))
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return {
            f"season {place}": f"{self.cents(total(values) / len(values)) if len(values) > 1 else ''} n={len(values)}"
            for place, values in found.items()
        }

    def winning(self):
        rows = self.within(self.tables["proposals.csv"], "sent")
        found = {"win": rate(rows)}
        for name, keys in (
            ("source", lambda row: [plain(row["source"])]),
            ("skill", lambda row: [plain(one) for one in row["skills"].split("|") if one]),
            ("band", self.band),
        ):
            groups = defaultdict(list)
            for row in rows:
                for key in keys(row):
                    groups[key].append(row)
            found |= {f"win {name} {key}": rate(group) for key, group in groups.items()}
        return found

    def band(self, row):
        if not row["total"] or not row["rate"]:
            return [""]
        worth = Decimal(row["total"]) * Decimal(row["rate"])
        return [str(sum(worth >= end for end in (1000, 5000, 20_000)))]

    def funnel(self):
        seen = self.within(self.tables["opportunities.csv"], "found")
        far = [WAY.index(row["furthest"]) for row in seen if row["furthest"]]
        sent, quotes = self.within(self.tables["proposals.csv"], "sent"), self.within(self.tables["quotes.csv"])
        counts = {
            "found": len(seen),
            **{stage: sum(one >= at for one in far) for at, stage in enumerate(WAY)},
            "sent": len(sent),
            "seen": sum(row["seen"] == "yes" or row["state"] in {"accepted", "declined"} for row in sent),
            "accepted": sum(row["state"] == "accepted" for row in sent),
            "quoted": len(quotes),
            "ordered": sum(row["state"] == "accepted" for row in quotes),
        }
        return {f"funnel {key}": str(count) for key, count in counts.items()}


def spent(kind, row, channel, amount):
    return {
        "kind": kind,
        "client": row["client"],
        "channel": channel,
        "day": date.fromisoformat(row["day"]),
        "value": amount * Decimal(row["rate"]),
    }


def plain(text):
    """Return a cell without the sign that keeps spreadsheets from taking it for a formula."""
    return text[1:] if re.match(r"'\s*[=+\-@＝＋－＠]", text) else text


def total(values):
    return sum(values, Decimal(0))


def tenth(number):
    return str(Decimal(number).quantize(TENTH, ROUND_HALF_UP))


def share(number):
    return tenth(Decimal(str(number)) * 100)


def following(year, month):
    return date(year + month // 12, month % 12 + 1, 1)


def rate(rows):
    """Return "won of ended, low–high": the 95 % interval of Jeffreys's posterior, only from five that came to an end."""
    ended, won = sum(row["state"] in ENDED for row in rows), sum(row["state"] == "accepted" for row in rows)
    if ended < 5:
        return f"{won} of {ended}, {len(rows)} sent"
    low = 0.0 if won == 0 else quantile(0.025, won + 0.5, ended - won + 0.5)
    high = 1.0 if won == ended else quantile(0.975, won + 0.5, ended - won + 0.5)
    return f"{won} of {ended}, {len(rows)} sent, {share(low)}–{share(high)}"


def quantile(wanted, a, b):
    """Invert the beta distribution by halving; its share below a place by Simpson's rule, with x = sin² t where the ends are smooth."""
    log_beta = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)

    def density(t):
        sine, cosine = math.sin(t), math.cos(t)
        return (
            2 * math.exp((2 * a - 1) * math.log(sine) + (2 * b - 1) * math.log(cosine) - log_beta)
            if sine > 0 and cosine > 0
            else (2 * math.exp(-log_beta) if (a if sine <= 0 else b) == 0.5 else 0.0)
        )

    def below(x, steps=600):
        end = math.asin(math.sqrt(x))
        width = end / steps
        inner = sum((4 if at % 2 else 2) * density(at * width) for at in range(1, steps))
        return width / 3 * (density(0.0) + inner + density(end))

    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < wanted else (low, middle)
    return (low + high) / 2


if __name__ == "__main__":
    print(json.dumps(recompute(Path(sys.argv[1]).read_bytes()), indent=1, ensure_ascii=False))
