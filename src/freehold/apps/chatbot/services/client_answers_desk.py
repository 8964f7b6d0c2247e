"""What a client's link opens, laid out for one question: papers, payments, projects and hours, each as a sentence with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from freehold.apps.billing.selectors import portal as reads
from freehold.apps.billing.selectors.portal_work import ShownProject, shown_projects
from freehold.apps.billing.selectors.statement import statements
from freehold.apps.billing.services.portal import today_of
from freehold.apps.chatbot.services.client_answers_intents import Intent, wants_newest
from freehold.apps.chatbot.services.client_answers_naming import asks_for_quote, named_by, numbers_in, same_number
from freehold.apps.chatbot.services.client_answers_words import worded
from freehold.domain.retrieval import Quote
from freehold.kit.design.formats import money, number

MOST = 5
_MOST_PAPERS = 300
_MOST_PAYMENTS = 3
_OPEN = {"open", "overdue", "partly_paid"}


class Desk:
    """Everything that may be said to one client about one question. The language must be active."""

    def __init__(self, link: Any, language: str, question: str, now: datetime) -> None:
        self._link, self._language, self._question = link, language, question
        self._today = today_of(link, now)
        self._typed = numbers_in(question)

    def answer(self, intent: Intent) -> list[Quote]:
        """Return the sentences that answer it; none when nothing of the client's does."""
        answers: dict[Intent, Callable[[], list[Quote]]] = {
            Intent.PAID: lambda: self._listed(self._chosen(self._invoices), self._standing),
            Intent.RECEIVED: self._received,
            Intent.OWED: self._owed,
            Intent.DUE: self._due,
            Intent.COPY: lambda: self._listed(self._chosen(self._quotes if asks_for_quote(self._question) else self._invoices), self._copy),
            Intent.QUOTED: lambda: self._listed(self._chosen(self._quotes), self._quoted),
            Intent.PROGRESS: self._progress,
            Intent.HOURS: self._hours,
        }
        return answers[intent]()

    def named_papers(self) -> list[Quote]:
        """Return where the papers stand whose numbers are typed."""
        return self._listed(
            self._numbered(self._papers), lambda paper: self._quoted(paper) if paper.kind == "quote" else self._standing(paper)
        )

    def cannot_see(self) -> Quote:
        """Return what is said about a paper that the link does not open, whoever has it or nobody."""
        return self._head("cannot_see")

    # ---- papers ------------------------------------------------------------------------------------------------------

    @cached_property
    def _papers(self) -> list[Any]:
        return list(reads.papers(self._link)[:_MOST_PAPERS])

    @property
    def _invoices(self) -> list[Any]:
        """The invoices, those first that are still to be paid."""
        rows = [paper for paper in self._papers if paper.kind in reads.ASKS_MONEY]
        return sorted(rows, key=lambda paper: reads.standing(paper, self._today) not in _OPEN)

    @property
    def _quotes(self) -> list[Any]:
        return [paper for paper in self._papers if paper.kind == "quote"]

    @property
    def _to_pay(self) -> list[Any]:
        rows = [paper for paper in self._papers if reads.asks_money(paper)]
        return sorted(rows, key=lambda paper: (paper.due_date or date.max, paper.pk))

    def _numbered(self, papers: Iterable[Any]) -> list[Any]:
        rows = list(papers)
        exact = [paper for paper in rows if any(_signs(name) == _signs(paper.number) for name in self._typed)]
        return exact or [paper for paper in rows if any(same_number(name, paper.number) for name in self._typed)]

    def _chosen(self, pool: list[Any]) -> list[Any]:
        """Return the papers that are meant: by number, as the last one, by a title, or all of them."""
        if self._typed:
            return self._numbered(pool)
        if wants_newest(self._question) and pool:
            return [max(pool, key=lambda paper: (paper.issue_date or date.min, paper.pk))]
        named = named_by(self._question, [paper.title for paper in pool])
        return [pool[place] for place in named] or pool

    def _listed(self, papers: list[Any], line: Callable[[Any], Quote]) -> list[Quote]:
        lines = [line(paper) for paper in papers[:MOST]]
        return [self._head("several"), *lines] if len(papers) > 1 else lines

    def _standing(self, paper: Any) -> Quote:
        standing = reads.standing(paper, self._today)
        facts = {"label": self._label(paper), "standing": standing_word(standing)}
        if standing in _OPEN:
            amount = money(paper.open, paper.currency)
            if paper.due_date:
                return self._of(paper, "to_pay", **facts, amount=amount, day=_day(paper.due_date))
            return self._of(paper, "to_pay_undated", **facts, amount=amount)
        text = worded("stands", self._language, **facts)
        received = [one for one in reads.history(paper) if one.kind == "paid" and one.amount is not None] if standing == "paid" else []
        if received:
            last = received[0]
            text += " " + worded("paid_on", self._language, amount=money(last.amount or Decimal(0), paper.currency), day=_day(last.at))
        return Quote(text, self._name(paper), "", f"document:{paper.pk}")

    def _copy(self, paper: Any) -> Quote:
        return self._of(paper, "copy_quote" if paper.kind == "quote" else "copy", label=self._label(paper))

    def _quoted(self, paper: Any) -> Quote:
        standing = reads.standing(paper, self._today)
        facts = {"label": self._label(paper), "standing": standing_word(standing), "amount": money(paper.payable, paper.currency)}
        if standing == "waiting" and paper.valid_until:
            return self._of(paper, "quoted_until", **facts, day=_day(paper.valid_until))
        return self._of(paper, "quoted", **facts)

    def _of(self, paper: Any, words: str, **values: str) -> Quote:
        return Quote(worded(words, self._language, **values), self._name(paper), "", f"document:{paper.pk}")

    def _name(self, paper: Any) -> str:
        return f"{paper.get_kind_display()} {paper.number}"

    def _label(self, paper: Any) -> str:
        return f"{self._name(paper)} · {paper.title}" if paper.title else self._name(paper)

    # ---- money -------------------------------------------------------------------------------------------------------

    def _owed(self) -> list[Quote]:
        if self._typed:
            return self._listed(self._numbered(self._invoices), self._standing)
        sums: dict[str, Decimal] = {}
        for paper in self._to_pay:
            sums[paper.currency] = sums.get(paper.currency, Decimal(0)) + paper.open
        if not sums:
            return [self._nothing_to_pay()]
        amounts = ", ".join(money(amount, currency) for currency, amount in sorted(sums.items()))
        whole = Quote(f"{_('To be paid:')} {amounts}", _("Papers"), "", "home")
        return [whole, *(self._standing(paper) for paper in self._to_pay[:MOST])]

    def _due(self) -> list[Quote]:
        papers = self._chosen(self._to_pay)
        if self._typed and not papers:
            # Known, but nothing is to be paid for it: then it is said where it stands.
            return self._listed(self._numbered(self._papers), self._standing)
        if not papers:
            return [self._nothing_to_pay()] if self._invoices else []
        return self._listed(papers, self._due_line)

    def _due_line(self, paper: Any) -> Quote:
        facts = {"label": self._label(paper), "amount": money(paper.open, paper.currency)}
        if paper.due_date:
            return self._of(paper, "due", **facts, day=_day(paper.due_date))
        return self._of(paper, "due_undated", **facts)

    def _received(self) -> list[Quote]:
        if self._typed:
            return self._listed(self._numbered(self._invoices), self._standing)
        booked = self._payments()
        if booked:
            return booked
        if not self._invoices:
            return []
        return [self._head("no_payment"), *(self._standing(paper) for paper in self._to_pay[:MOST])]

    def _payments(self) -> list[Quote]:
        """Return the last payments as the statement shows them; for a link to one paper, those for that paper."""
        if self._link.document_id:
            return [self._standing(paper) for paper in self._invoices if reads.standing(paper, self._today) in {"paid", "partly_paid"}]
        start = date(self._today.year - 1, 1, 1)
        accounts = statements(self._link.workspace_id, self._link.client_id, start, self._today)
        rows = [(entry.day, entry.amount, account.currency) for account in accounts for entry in account.entries if entry.kind == "payment"]
        newest = sorted(rows, key=lambda row: row[0], reverse=True)[:_MOST_PAYMENTS]
        return [
            Quote(
                worded("payment", self._language, amount=money(-amount, currency), day=formats.date_format(day, "SHORT_DATE_FORMAT")),
                worded("statement", self._language),
                "",
                "statement",
            )
            for day, amount, currency in newest
        ]

    def _head(self, words: str) -> Quote:
        """Return a sentence that is about all of the client's papers."""
        return Quote(worded(words, self._language), _("Papers"), "", "home")

    def _nothing_to_pay(self) -> Quote:
        return Quote(_("Nothing is to be paid."), _("Papers"), "", "home")

    # ---- work --------------------------------------------------------------------------------------------------------

    def _progress(self) -> list[Quote]:
        def line(project: ShownProject) -> Quote | None:
            if project.note:
                return self._about(project, "project", note=project.note)
            return self._about(project, "project_closed") if project.is_closed else None

        return self._projects(line)

    def _hours(self) -> list[Quote]:
        def line(project: ShownProject) -> Quote | None:
            if not project.minutes:
                return None
            hours = number(Decimal(project.minutes) / 60, digits=2)
            if project.budget_hours:
                return self._about(project, "hours_of", hours=hours, budget=number(project.budget_hours, digits=2))
            return self._about(project, "hours", hours=hours)

        return self._projects(line)

    def _projects(self, line: Callable[[ShownProject], Quote | None]) -> list[Quote]:
        shown = shown_projects(self._link)
        named = named_by(self._question, [project.name for project in shown])
        pool = [shown[place] for place in named] or [project for project in shown if not project.is_closed] or shown
        lines = [found for project in pool if (found := line(project)) is not None]
        return [self._head("several_projects"), *lines[:MOST]] if len(lines) > 1 else lines

    def _about(self, project: ShownProject, words: str, **values: str) -> Quote:
        return Quote(worded(words, self._language, name=project.name, **values), project.name, "", f"project:{project.id}")


def standing_word(standing: str) -> str:
    """Return where a paper stands in the very words of the client's pages."""
    words = {
        "paid": _("Paid"),
        "overdue": _("Overdue"),
        "partly_paid": _("Partly paid"),
        "open": _("To be paid"),
        "waiting": _("Waits for your answer"),
        "accepted": _("Accepted"),
        "declined": _("Declined"),
        "expired": _("No longer valid"),
        "cancelled": _("Cancelled"),
        "credit": _("Credit"),
    }
    return words[standing]


def _day(at: date | datetime) -> str:
    return formats.date_format(at, "DATE_FORMAT")


def _signs(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())
