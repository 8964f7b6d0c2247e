"""Reads everything from one posting: the orchestration of one small reader per field."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from freehold.domain.ports import LanguageDetector
from freehold.domain.postings.ai_text import find_addressed_to_ai, speaks_to_ai
from freehold.domain.postings.analysis import Analysis, Client, LanguageNeed, When
from freehold.domain.postings.client import find_client
from freehold.domain.postings.competition import find_competition
from freehold.domain.postings.contract import find_contract
from freehold.domain.postings.document import Document, document_of
from freehold.domain.postings.duration import find_duration
from freehold.domain.postings.further_pay import find_negotiable, find_other_pay
from freehold.domain.postings.ir35 import find_ir35
from freehold.domain.postings.pay import find_pay
from freehold.domain.postings.place import Place, find_place
from freehold.domain.postings.posting import Posting
from freehold.domain.postings.red_flags import find_red_flags
from freehold.domain.postings.requirements import SkillFinder, find_skills
from freehold.domain.postings.screening import find_screening_questions
from freehold.domain.postings.seniority import find_seniority
from freehold.domain.postings.spoken import find_languages
from freehold.domain.postings.structured import Facts
from freehold.domain.postings.timezones import find_timezone
from freehold.domain.postings.when import find_deadline, find_start
from freehold.domain.postings.workload import find_hours_per_week

T = TypeVar("T")
LANGUAGE_SAMPLE = 600


def analyse(posting: Posting, *, gazetteer: SkillFinder, today: date, detect_language: LanguageDetector | None = None) -> Analysis:
    """Return what the posting says, each value with the words it came from; `today` gives dates without a year theirs.

    What the source states as data wins over what the text says; such fields are named in `Analysis.stated`. Never raises for odd input:
    what cannot be read is None. Linear in the length of the text.
    """
    document = document_of(posting)
    reader = _Reader(posting, document)
    pay = reader.field("pay", reader.facts.pay(), find_pay(document))
    client = reader.client()
    place = reader.place()
    seniority = reader.word("seniority", reader.facts.seniority(), find_seniority(document))
    contract = reader.word("contract", reader.facts.contract(), find_contract(document))
    ir35 = reader.word("ir35", "", find_ir35(document))
    negotiable = reader.word("pay_negotiable", "", find_negotiable(document))
    hidden = document.readable.hidden + tuple(comment for comment in document.readable.comments if speaks_to_ai(comment))
    return Analysis(
        id=posting.id,
        title=document.text[slice(*document.title)].strip(),
        text=document.shown,
        text_language=detect_language(document.shown[:LANGUAGE_SAMPLE]) if detect_language and document.shown.strip() else "",
        skills=find_skills(document, posting.tags, gazetteer),
        pay=pay,
        duration=reader.field("duration", reader.facts.duration(), find_duration(document)),
        hours_per_week=reader.field("hours_per_week", reader.facts.hours_per_week(), find_hours_per_week(document)),
        start=reader.field("start", reader.facts.when("start"), find_start(document, today)),
        deadline=reader.field("deadline", reader.facts.when("deadline") or _expiry(posting), find_deadline(document, today)),
        mode=place.mode,
        remote_possible=place.remote_possible,
        countries=place.countries,
        timezone=find_timezone(document),
        languages=reader.languages(),
        seniority=seniority,
        contract=contract,
        ir35=ir35,
        pay_negotiable=negotiable is not None,
        other_pay=find_other_pay(document, pay),
        screening_questions=find_screening_questions(document),
        client=client,
        competition=reader.field("competition", reader.facts.competition(), find_competition(document)),
        red_flags=find_red_flags(document, raw=posting.description, pay=pay, client=client),
        addressed_to_ai=find_addressed_to_ai(document),
        hidden_text=hidden,
        quotes=reader.quotes,
        stated=tuple(reader.stated),
    )


class _Reader:
    """Lets what is stated as data win over what the text says, and keeps account of which it was."""

    def __init__(self, posting: Posting, document: Document) -> None:
        self.document = document
        self.posting = posting
        self.facts = Facts(posting.structured)
        self.quotes: dict[str, str] = {}
        self.stated: list[str] = []

    def field(self, name: str, stated: T | None, read: T | None) -> T | None:
        """Return the stated value or the one read."""
        if stated is None:
            return read
        self.stated.append(name)
        return stated

    def word(self, name: str, stated: str, read: tuple[str, str] | None) -> str | None:
        """Return the stated word or the one read, and keep the quote of the latter where it is the same."""
        if read is not None and stated in ("", read[0]):
            self.quotes[name] = read[1]
        if stated:
            self.stated.append(name)
            return stated
        return read[0] if read else None

    def place(self) -> Place:
        """Return where the work is done."""
        read = find_place(self.document)
        mode, remote = self.facts.mode(), self.facts.flag("remote_possible")
        if mode is not None and remote is None:
            remote = mode == "remote" or (True if mode == "hybrid" and read.remote_possible else None if mode == "hybrid" else False)
        if remote is not None and mode is None:
            mode = "remote" if remote else "onsite" if read.mode == "remote" else read.mode
        if read.mode is not None and mode in (None, read.mode):
            self.quotes["mode"] = read.mode_quote
        if read.remote_possible is not None and remote in (None, read.remote_possible):
            self.quotes["remote_possible"] = read.remote_quote
        if mode is not None or remote is not None:
            self.stated.extend(name for name, value in (("mode", mode), ("remote_possible", remote)) if value is not None)
        else:
            mode, remote = read.mode, read.remote_possible
        countries = self.field("countries", self.facts.countries() or None, read.countries) or ()
        return Place(mode, remote, countries)

    def languages(self) -> tuple[LanguageNeed, ...]:
        """Return the languages asked for: those read, and those only stated."""
        read = find_languages(self.document)
        missing = [code for code in self.facts.languages() if code not in {need.code for need in read}]
        if missing:
            self.stated.append("languages")
        return read + tuple(LanguageNeed(code, "must", "", "") for code in missing)

    def client(self) -> Client | None:
        """Return what is known of the client, field by field the stated value first."""
        read = find_client(self.document, self.posting.company) or Client()
        stated = self.facts.client()
        if stated != Client():
            self.stated.append("client")
        merged = Client(
            name=stated.name or read.name,
            country=stated.country or read.country,
            hires=_first(stated.hires, read.hires),
            spent=_first(stated.spent, read.spent),
            currency=stated.currency if stated.spent is not None else read.currency,
            rating=_first(stated.rating, read.rating),
            verified=_first(stated.verified, read.verified),
            agency=_first(stated.agency, read.agency),
            quote=read.quote,
        )
        return None if merged == Client() else merged


def _first(stated: T | None, read: T | None) -> T | None:
    return stated if stated is not None else read


def _expiry(posting: Posting) -> When | None:
    return When(posting.expires.date(), posting.expires.date().isoformat(), "") if posting.expires else None
